// A cloud of points: the cursor finds the nearest one, not the nearest x.
import type uPlot from "uplot";
import { color } from "../colors";
import { drawChart, type Chart, type TooltipText } from "./chart";

export interface Cloud {
  name: string;
  height: number;
  /** Ascending in x. */
  points: { x: number; y: number }[];
  xRange: [number, number];
  yRange: [number, number];
  /** What the axes hold. */
  xLabel: string;
  yTick?: (value: number) => string;
  size?: number;
  /** A straight line behind the points: y = intercept + slope x. */
  line?: { slope: number; intercept: number };
  /** The point that is drawn strong. */
  strong?: () => number | null;
  onClick?: (index: number) => void;
  tooltip: (index: number) => TooltipText | null;
}

const reach = 28; // CSS pixels within which the cursor finds a point

/** The point next to the cursor, null if none is near. */
function nearest(plot: uPlot): number | null {
  const { left, top } = plot.cursor;
  if (left == null || top == null || left < 0) return null;
  const [xs, ys] = plot.data as [number[], number[]];
  let best: number | null = null;
  let least = reach ** 2;
  xs.forEach((x, i) => {
    const across = plot.valToPos(x, "x") - left;
    const down = plot.valToPos(ys[i]!, "y") - top;
    const apart = across * across + down * down;
    if (apart <= least) [best, least] = [i, apart];
  });
  return best;
}

function strokeLine(plot: uPlot, { slope, intercept }: NonNullable<Cloud["line"]>): void {
  const { ctx, bbox } = plot;
  const { min, max } = plot.scales["x"]!;
  const at = (x: number): [number, number] => [
    plot.valToPos(x, "x", true),
    plot.valToPos(intercept + slope * x, "y", true),
  ];
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.strokeStyle = color("hue-1");
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(...at(min!));
  ctx.lineTo(...at(max!));
  ctx.stroke();
  ctx.restore();
}

function strokeStrong(plot: uPlot, cloud: Cloud): void {
  const point = cloud.points[cloud.strong?.() ?? -1];
  if (!point) return;
  const { ctx } = plot;
  const radius = 6 * devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.arc(plot.valToPos(point.x, "x", true), plot.valToPos(point.y, "y", true), radius, 0, 7);
  ctx.fillStyle = color("hue-1");
  ctx.strokeStyle = color("surface");
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.fill();
  ctx.stroke();
  ctx.restore();
}

export function drawScatter(host: HTMLElement, cloud: Cloud): Chart {
  const hue = color("hue-0");
  const { line, onClick, yTick } = cloud;
  const font = "11px Inter, system-ui, sans-serif";
  return drawChart(host, {
    name: cloud.name,
    height: cloud.height,
    data: [cloud.points.map((p) => p.x), cloud.points.map((p) => p.y)],
    series: [
      {},
      {
        stroke: hue,
        paths: () => null,
        points: { show: true, size: cloud.size ?? 6, width: 0, fill: `${hue}b0` },
      },
    ],
    scales: {
      x: { time: false, range: () => cloud.xRange },
      y: { range: () => cloud.yRange },
    },
    xAxis: { size: 26, space: 56, label: cloud.xLabel, labelSize: 18, labelFont: font },
    ...(yTick ? { yTick } : {}),
    ...(onClick ? { onClick } : {}),
    cursor: {
      x: false,
      drag: { x: false, y: false },
      dataIdx: (plot, series, closest) => (series ? (nearest(plot) ?? closest) : closest),
    },
    hooks: {
      drawClear: line ? [(plot) => strokeLine(plot, line)] : [],
      draw: [(plot) => strokeStrong(plot, cloud)],
    },
    pick: nearest,
    tooltip: cloud.tooltip,
  });
}
