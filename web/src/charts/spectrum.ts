// Power by frequency, both as logarithms, with the periods that were found.
import type uPlot from "uplot";
import type { AnalyzedSeries } from "../analysis_data";
import { color } from "../colors";
import { number, tick } from "../format";
import { drawChart, type Chart } from "./chart";

const usual = [2, 3, 4, 5, 7, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000];

/** Periods beside the axis: the found ones first, others where there is room. */
function ticks(found: number[], low: number, high: number, pixels: number): number[] {
  const shown: number[] = [];
  const room = (34 * (high - low)) / Math.max(1, pixels);
  for (const period of [...found, ...usual]) {
    const x = -Math.log(period);
    const free = shown.every((other) => Math.abs(-Math.log(other) - x) > room);
    if (x >= low && x <= high && free) shown.push(period);
  }
  return shown.sort((a, b) => b - a);
}

function markPeriods(plot: uPlot, found: number[]): void {
  const { ctx, bbox } = plot;
  const { min, max } = plot.scales["x"]!;
  ctx.save();
  ctx.strokeStyle = color("hue-1");
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.setLineDash([5 * devicePixelRatio, 3 * devicePixelRatio]);
  for (const period of found) {
    if (-Math.log(period) < min! || -Math.log(period) > max!) continue;
    const x = Math.round(plot.valToPos(-Math.log(period), "x", true));
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}

export function drawSpectrum(host: HTMLElement, series: AnalyzedSeries, height: number): Chart {
  const { period, power } = series.spectrum;
  const points = period.flatMap((p, i) => {
    const now = power[i];
    return p && now && now > 0 ? [{ p, x: -Math.log(p), y: Math.log10(now) }] : [];
  });
  const found = series.found.map((s) => s.period);
  const hue = color("hue-0");
  const [low, high] = [points[0]?.x ?? 0, points[points.length - 1]?.x ?? 1];
  return drawChart(host, {
    name: `${series.id}: power by period, ${points.length} frequencies`,
    height,
    data: [points.map((p) => p.x), points.map((p) => p.y)],
    series: [{}, { stroke: hue, width: 1.5, points: { show: points.length < 3, size: 5 } }],
    scales: {
      x: { time: false, range: () => (high > low ? [low, high] : [low - 1, low + 1]) },
      y: { range: (_plot, least, most) => [(least ?? 0) - 0.3, (most ?? 1) + 0.3] },
    },
    xAxis: {
      size: 26,
      splits: (plot, _axis, min, max) =>
        ticks(found, min, max, plot.width - 60).map((p) => -Math.log(p)),
      values: (_plot, splits) => splits.map((x) => tick(Math.round(Math.exp(-x)))),
    },
    yTick: (v) => tick(Number((10 ** v).toPrecision(1))),
    cursor: { drag: { x: false, y: false } },
    hooks: { drawClear: [(plot) => markPeriods(plot, found)] },
    tooltip: (i) => {
      const { p, y } = points[i]!;
      return {
        title: `Period ${number(Number(p.toPrecision(4)))}`,
        rows: [{ color: hue, label: "Power", value: number(Number((10 ** y).toPrecision(4))) }],
      };
    },
  });
}
