// The remainder against the normal distribution: histogram and quantiles.
import uPlot from "uplot";
import { color } from "../colors";
import { count, number, tick } from "../format";
import { bounds, deviation, mean, normalQuantile, padded, quantile } from "../statistics";
import { drawChart, type Chart } from "./chart";
import { drawScatter } from "./scatter";

interface Options {
  name: string;
  height: number;
}

/** Bins by the rule of Freedman and Diaconis (1981), between 5 and 40 of them. */
function binned(sorted: number[]): { centres: number[]; counts: number[]; width: number } {
  const [low, high] = bounds(sorted);
  const span = high - low || Math.abs(high) || 1;
  const spread = quantile(sorted, 0.75) - quantile(sorted, 0.25);
  const wanted = spread ? (span * Math.cbrt(sorted.length)) / (2 * spread) : 10;
  const bins = Math.max(5, Math.min(40, Math.round(wanted)));
  const width = span / bins;
  const counts = new Array<number>(bins).fill(0);
  for (const v of sorted) ++counts[Math.min(bins - 1, Math.floor((v - low) / width))]!;
  return { centres: counts.map((_, i) => low + (i + 0.5) * width), counts, width };
}

/** Expected number in a bin of a width, around x. */
type Curve = (x: number) => number;

function normalCurve(sorted: number[], width: number): Curve {
  const [centre, sd] = [mean(sorted), deviation(sorted)];
  const scale = (sorted.length * width) / (sd * Math.sqrt(2 * Math.PI));
  return (x) => (sd ? scale * Math.exp(-(((x - centre) / sd) ** 2) / 2) : 0);
}

function strokeCurve(plot: uPlot, curve: Curve): void {
  const { ctx, bbox } = plot;
  const { min, max } = plot.scales["x"]!;
  const steps = 120;
  ctx.save();
  ctx.beginPath();
  for (let i = 0; i <= steps; ++i) {
    const x = min! + (i / steps) * (max! - min!);
    ctx.lineTo(bbox.left + (i / steps) * bbox.width, plot.valToPos(curve(x), "y", true));
  }
  ctx.strokeStyle = color("hue-1");
  ctx.lineWidth = 1.75 * devicePixelRatio;
  ctx.stroke();
  ctx.restore();
}

/** Bars as wide as their bins; the curve is the normal of the same mean and deviation. */
export function drawHistogram(host: HTMLElement, sorted: number[], options: Options): Chart {
  const { centres, counts, width } = binned(sorted);
  const curve = normalCurve(sorted, width);
  const most = 1.08 * Math.max(...counts, curve(mean(sorted)));
  const hue = color("hue-0");
  return drawChart(host, {
    name: options.name,
    height: options.height,
    data: [centres, counts],
    series: [
      {},
      {
        stroke: hue,
        fill: `${hue}80`,
        width: 0,
        paths: uPlot.paths.bars!({ size: [0.94, 60] }),
        points: { show: false },
      },
    ],
    scales: {
      x: {
        time: false,
        range: () => [centres[0]! - width, centres[centres.length - 1]! + width],
      },
      y: { range: () => [0, most] },
    },
    xAxis: { size: 26, space: 56, values: (_plot, splits) => splits.map(tick) },
    cursor: { drag: { x: false, y: false } },
    hooks: { draw: [(plot) => strokeCurve(plot, curve)] },
    tooltip: (i) => ({
      title: `${number(centres[i]! - width / 2)} … ${number(centres[i]! + width / 2)}`,
      rows: [
        { color: hue, label: "Observed", value: count(counts[i]!) },
        { color: color("hue-1"), label: "Normal", value: number(curve(centres[i]!)) },
      ],
    }),
  });
}

/** Quantiles against those of the standard normal; the line goes through the quartiles. */
export function drawQuantiles(host: HTMLElement, sorted: number[], options: Options): Chart {
  const n = sorted.length;
  const points = sorted.map((y, i) => ({ x: normalQuantile((i + 0.5) / n), y }));
  const [lower, upper] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
  const slope = (upper - lower) / (2 * normalQuantile(0.75));
  const hue = color("hue-0");
  return drawScatter(host, {
    name: options.name,
    height: options.height,
    points,
    xRange: padded(bounds(points.map((p) => p.x))),
    yRange: padded(bounds(sorted)),
    xLabel: "standard normal",
    size: 5,
    line: { slope, intercept: (lower + upper) / 2 },
    tooltip: (i) => ({
      title: `Rank ${count(i + 1)} of ${count(n)}`,
      rows: [
        { color: hue, label: "Remainder", value: number(points[i]!.y) },
        { color: hue, label: "Normal", value: number(points[i]!.x) },
      ],
    }),
  });
}
