// A series with its trend, and its seasons and remainder below.
import type uPlot from "uplot";
import type { AnalyzedSeries } from "../analysis_data";
import { color } from "../colors";
import type { Value } from "../data";
import { number, observed } from "../format";
import { around, barSeries } from "./bars";
import type { TooltipRow } from "./chart";
import { lonelyDots } from "./fan_columns";
import type { Panel } from "./panels";

const row = (hue: string, label: string, value: Value | undefined): TooltipRow[] =>
  value == null ? [] : [{ color: hue, label, value: number(value) }];

/** Dashed lines where a new regime begins. */
function changeLines(series: AnalyzedSeries): (plot: uPlot) => void {
  return (plot) => {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.strokeStyle = color("hue-0");
    ctx.lineWidth = 1.5 * devicePixelRatio;
    ctx.setLineDash([5 * devicePixelRatio, 3 * devicePixelRatio]);
    for (const position of series.change_points) {
      const x = Math.round(plot.valToPos(series.first + position - 0.5, "x", true));
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
    }
    ctx.restore();
  };
}

/** The values at the positions of outliers, nothing elsewhere. */
function outlying(series: AnalyzedSeries, values: Value[]): Value[] {
  const column = new Array<Value>(values.length).fill(null);
  for (const position of series.outliers) column[position] = values[position] ?? null;
  return column;
}

const dots = (hue: string): uPlot.Series => ({
  stroke: "transparent",
  width: 0,
  points: { show: true, size: 8, width: 1.5, stroke: hue, fill: `${hue}33` },
});

export function mainPanel(host: HTMLElement, series: AnalyzedSeries, height: number): Panel {
  const [ink, hue, bad] = [color("ink"), color("hue-1"), color("bad")];
  const { values, trend } = series;
  const lines: uPlot.Series[] = [{ stroke: ink, width: 1.5, points: lonelyDots }];
  if (trend.length) lines.push({ stroke: hue, width: 2.25, points: { show: false } });
  const rows = (i: number): TooltipRow[] => {
    const now = values[i] === null ? "missing" : observed(values[i]);
    const out = [{ color: ink, label: "Observed", value: now }, ...row(hue, "Trend", trend[i])];
    if (series.outliers.includes(i)) out.push({ color: bad, label: "Outlier", value: "" });
    if (series.change_points.includes(i)) {
      out.push({ color: color("hue-0"), label: "Change point", value: "" });
    }
    return out;
  };
  return {
    host,
    name: `${series.id}: ${values.length} observations${trend.length ? " and their trend" : ""}`,
    height,
    columns: [values, ...(trend.length ? [trend] : []), outlying(series, values)],
    series: [...lines, dots(bad)],
    hooks: { drawClear: [changeLines(series)] },
    rows,
  };
}

export function seasonPanel(
  host: HTMLElement,
  series: AnalyzedSeries,
  index: number,
  height: number,
): Panel {
  const hue = color("hue-2");
  const values = series.seasons[index]!;
  const label = `Season of ${series.periods[index]}`;
  return {
    host,
    name: `${series.id}: ${label}`,
    height,
    columns: [values],
    series: [{ stroke: hue, width: 1.25, points: { show: false } }],
    range: around(series.multiplicative ? 1 : 0),
    hooks: { drawClear: [changeLines(series)] },
    rows: (i) => row(hue, label, values[i]),
  };
}

export function remainderPanel(host: HTMLElement, series: AnalyzedSeries, height: number): Panel {
  const [hue, bad] = [color("residual"), color("bad")];
  const base = series.multiplicative ? 1 : 0;
  const { remainder } = series;
  return {
    host,
    name: `${series.id}: remainder`,
    height,
    columns: [remainder, outlying(series, remainder)],
    series: [barSeries(hue, base), barSeries(bad, base)],
    range: around(base),
    hooks: { drawClear: [changeLines(series)] },
    rows: (i) => row(series.outliers.includes(i) ? bad : hue, "Remainder", remainder[i]),
  };
}
