// History, fitted values and the fan of one model's forecasts.
import type uPlot from "uplot";
import { color } from "../colors";
import type { Forecast, Series } from "../data";
import { coverage, number, observed } from "../format";
import { drawChart, type Chart, type TooltipRow } from "./chart";
import {
  chosenForecasts,
  columns,
  extent,
  fittedValues,
  type FanContext,
  type FanView,
} from "./fan_columns";
import { alignedAxis, timeAxis } from "./time_axis";

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
    const value = series.values[i] === null ? "missing" : observed(series.values[i]);
    rows.push({ color: color("ink"), label: "Observed", value });
  }
  const fit = fittedValues(series, view)[i];
  if (fit != null) {
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
  ctx.lineWidth = devicePixelRatio;
  ctx.lineCap = "butt";
  ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
  for (const first of new Set(forecasts.map((f) => f.first))) {
    const last = Math.max(...forecasts.filter((f) => f.first === first).map((f) => f.mean.length));
    const x = Math.round(plot.valToPos(first - 0.5, "x", true)) + (ctx.lineWidth % 2) / 2;
    const end = Math.round(plot.valToPos(first + last - 0.5, "x", true));
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
  const reach = least <= most ? most - least || Math.abs(most) || 1 : Infinity;
  const bottom = Math.max(low, least - reach);
  const top = Math.min(high, most + reach);
  const margin = 0.06 * (top - bottom || Math.abs(top) || 1);
  return [low >= 0 && bottom - margin < 0 ? 0 : bottom - margin, top + margin];
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
    axisWidth: () => alignedAxis,
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
