// History, fitted values and the fan of one model's forecasts.
import type uPlot from "uplot";
import { color, type ModelLooks } from "../colors";
import type { Forecast, Report, Series, Value } from "../data";
import { coverage, number } from "../format";
import type { Times } from "../times";
import { drawChart, type Chart, type TooltipRow } from "./chart";
import { timeTicks } from "./time_axis";

export interface FanView {
  /** The model whose fan is drawn. */
  model: string;
  /** First ordinal of the one forecast to draw, null for all (a backtest has several). */
  origin: number | null;
  fitted: boolean;
  /** Draw the means of the other models too. */
  compare: boolean;
}
export interface FanContext {
  report: Report;
  times: Times;
  looks: ModelLooks;
}

interface Columns {
  data: Value[][];
  series: uPlot.Series[];
  bands: uPlot.Band[];
}

/** First and last ordinal that the chart of a series holds. */
export function extent(series: Series): [number, number] {
  const ends = series.forecasts.map((f) => f.first + f.mean.length - 1);
  return [series.first, Math.max(series.first + series.values.length - 1, ...ends)];
}

/** Wide enough for most numbers: residuals stand below the fan, on the same x. */
export const alignedAxis = 52;

/** Ordinals where the calendar is asked for labels. */
export function timeAxis(times: Times, hidden = false): Partial<uPlot.Axis> {
  let labels = new Map<number, string>();
  return {
    size: hidden ? 8 : 38,
    splits: (plot, _i, min, max) => {
      const room = Math.max(2, Math.floor((plot.width - 60) / 72));
      labels = new Map(timeTicks(times, min, max, room).map((t) => [t.ordinal, t.label]));
      return [...labels.keys()];
    },
    values: (_plot, splits) => splits.map((o) => (hidden ? "" : (labels.get(o) ?? ""))),
  };
}

const invisible = { stroke: "transparent", width: 0, points: { show: false } };

/** Spreads values that start at an ordinal over the chart's columns. */
function spread(values: Value[], first: number, start: number, length: number): Value[] {
  const column = new Array<Value>(length).fill(null);
  values.forEach((value, i) => (column[first - start + i] = value));
  return column;
}

/** Dots for observations that have no neighbour to draw a line to. */
const lonelyDots: uPlot.Series.Points = {
  size: 4,
  filter: (plot, index, show) => {
    if (show) return null;
    const values = plot.data[index]!;
    const lonely: number[] = [];
    values.forEach((v, i) => {
      if (v != null && values[i - 1] == null && values[i + 1] == null) lonely.push(i);
    });
    return lonely;
  },
};

function chosenForecasts(series: Series, view: FanView, model: string): Forecast[] {
  return series.forecasts.filter(
    (f) => f.model === model && (view.origin === null || f.first === view.origin),
  );
}

/** Columns of one forecast; it is joined to the observation before it, which is known for certain. */
function addFan(out: Columns, series: Series, forecast: Forecast, hue: string): void {
  const [start, end] = extent(series);
  const known = series.values[forecast.first - 1 - series.first] ?? null;
  const column = (values: Value[]): Value[] =>
    spread([known, ...values], forecast.first - 1, start, end - start + 1);
  const count = forecast.lo.length;
  for (let c = count - 1; c >= 0; --c) {
    const at = out.data.length;
    out.data.push(column(forecast.hi[c]!), column(forecast.lo[c]!));
    out.series.push({ ...invisible }, { ...invisible });
    out.bands.push({ series: [at, at + 1], fill: `${hue}${c === count - 1 ? "2b" : "38"}` });
  }
  out.data.push(column(forecast.mean));
  out.series.push({ stroke: hue, width: 2, points: { show: false } });
}

function columns(series: Series, view: FanView, context: FanContext): Columns {
  const [start, end] = extent(series);
  const length = end - start + 1;
  const out: Columns = {
    data: [Array.from({ length }, (_, i) => start + i)],
    series: [{}],
    bands: [],
  };
  if (view.compare) {
    const others = new Set(series.forecasts.map((f) => f.model).filter((m) => m !== view.model));
    for (const model of others) {
      for (const forecast of chosenForecasts(series, view, model)) {
        out.data.push(spread(forecast.mean, forecast.first, start, length));
        const { looks } = context;
        const dash = looks.dash(model);
        out.series.push({ stroke: looks.color(model), width: 1.25, dash, points: { show: false } });
      }
    }
  }
  for (const forecast of chosenForecasts(series, view, view.model)) {
    addFan(out, series, forecast, context.looks.color(view.model));
  }
  if (view.fitted && series.fitted.length) {
    out.data.push(spread(series.fitted, series.first, start, length));
    out.series.push({
      stroke: context.looks.color(series.model),
      width: 1.25,
      points: { show: false },
    });
  }
  out.data.push(spread(series.values, series.first, start, length));
  out.series.push({ stroke: color("ink"), width: 1.5, points: lonelyDots });
  return out;
}

function forecastRows(
  series: Series,
  view: FanView,
  context: FanContext,
  ordinal: number,
): TooltipRow[] {
  const rows: TooltipRow[] = [];
  const models = view.compare ? new Set(series.forecasts.map((f) => f.model)) : [];
  for (const model of new Set([view.model, ...models])) {
    for (const forecast of chosenForecasts(series, view, model)) {
      const k = ordinal - forecast.first;
      if (k < 0 || k >= forecast.mean.length) continue;
      const hue = context.looks.color(model);
      rows.push({ color: hue, label: model, value: number(forecast.mean[k]) });
      if (model !== view.model) continue;
      context.report.coverages.forEach((c, i) => {
        const value = `${number(forecast.lo[i]?.[k])} … ${number(forecast.hi[i]?.[k])}`;
        if (forecast.lo[i]) rows.push({ color: hue, label: coverage(c), value, kind: "band" });
      });
    }
  }
  return rows;
}

function tooltip(series: Series, view: FanView, context: FanContext, ordinal: number) {
  const i = ordinal - series.first;
  const rows: TooltipRow[] = [];
  if (i < series.values.length) {
    const value = series.values[i] === null ? "missing" : number(series.values[i]);
    rows.push({ color: color("ink"), label: "Observed", value });
  }
  const fit = series.fitted[i];
  if (view.fitted && fit != null) {
    rows.push({ color: context.looks.color(series.model), label: "Fitted", value: number(fit) });
  }
  rows.push(...forecastRows(series, view, context, ordinal));
  return { title: context.times.label(ordinal), rows };
}

/** Shades the span of the forecasts and marks where they begin. */
function shade(plot: uPlot, forecasts: Forecast[]): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.fillStyle = color("wash");
  ctx.strokeStyle = color("muted");
  ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
  for (const first of new Set(forecasts.map((f) => f.first))) {
    const last = Math.max(...forecasts.filter((f) => f.first === first).map((f) => f.mean.length));
    const x = plot.valToPos(first - 0.5, "x", true);
    const end = plot.valToPos(first + last - 0.5, "x", true);
    ctx.fillRect(x, bbox.top, end - x, bbox.height);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}

/** The range of y: a fan that widens without bound may not flatten what was observed. */
function bounded(
  plot: uPlot,
  low: number | null,
  high: number | null,
  core: number[],
): uPlot.Range.MinMax {
  if (low === null || high === null) return [0, 1];
  let [least, most] = [Infinity, -Infinity];
  const [from, to] = plot.series[0]!.idxs ?? [0, 0];
  for (const column of core) {
    for (let i = from!; i <= to!; ++i) {
      const v = plot.data[column]![i];
      if (v == null) continue;
      least = Math.min(least, v);
      most = Math.max(most, v);
    }
  }
  const reach = least <= most ? 1.5 * (most - least || Math.abs(most) || 1) : Infinity;
  const bottom = Math.max(low, least - reach);
  const top = Math.min(high, most + reach);
  const margin = 0.06 * (top - bottom || Math.abs(top) || 1);
  return [low >= 0 && bottom - margin < 0 ? 0 : bottom - margin, top + margin];
}

/** The last seasons and the forecast, where the whole history would be a smear. */
export function recent(series: Series, horizon: number): [number, number] | null {
  const [start, end] = extent(series);
  const span = Math.max(240, 8 * horizon);
  return end - start > 1.6 * span ? [end - span, end] : null;
}

export interface FanChart extends Chart {
  /** Shows a span of ordinals, null for everything. */
  zoom(span: [number, number] | null): void;
}

export function drawFan(
  host: HTMLElement,
  series: Series,
  view: FanView,
  context: FanContext,
  options: { height: number; sync: string; onZoom: (span: [number, number]) => void },
): FanChart {
  const { data, series: lines, bands } = columns(series, view, context);
  const core = lines.flatMap((line, i) => (i > 0 && line.width ? [i] : []));
  const shown = series.forecasts.filter((f) => view.origin === null || f.first === view.origin);
  const [start, end] = extent(series);
  const whole: [number, number] = [start - 0.5, end + 0.5];
  const chart = drawChart(host, {
    name: `${series.id}: ${series.values.length} observations and the forecast of ${view.model || "no model"}`,
    height: options.height,
    data: data as uPlot.AlignedData,
    series: lines,
    bands,
    scales: {
      x: {
        time: false,
        range: (_plot, min, max) => (min <= start && max >= end ? whole : [min, max]),
      },
      y: { range: (plot, low, high) => bounded(plot, low, high, core) },
    },
    xAxis: timeAxis(context.times),
    axisWidth: alignedAxis,
    cursor: { sync: { key: options.sync }, drag: { x: true, y: false } },
    hooks: {
      drawClear: [(plot) => shade(plot, shown)],
      setScale: [
        (plot, key) => {
          const { min, max } = plot.scales["x"]!;
          if (key === "x" && min != null && max != null) options.onZoom([min, max]);
        },
      ],
    },
    tooltip: (index) => tooltip(series, view, context, start + index),
  });
  const zoom = (span: [number, number] | null): void => {
    chart.plot.setScale("x", { min: span?.[0] ?? whole[0], max: span?.[1] ?? whole[1] });
  };
  return { ...chart, zoom };
}
