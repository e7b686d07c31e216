// The columns of the fan chart: which values it draws over which ordinals, and how.
import type uPlot from "uplot";
import { color, type ModelLooks } from "../colors";
import type { Forecast, Report, Series, Value } from "../data";
import type { Times } from "../times";

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

/** Values, looks and bands by column; column 0 holds the ordinals. */
export interface Columns {
  data: Value[][];
  series: uPlot.Series[];
  bands: uPlot.Band[];
}

/** First and last ordinal that the chart of a series holds. */
export function extent(series: Series): [number, number] {
  const ends = series.forecasts.map((f) => f.first + f.mean.length - 1);
  return [series.first, Math.max(series.first + series.values.length - 1, ...ends)];
}

/** The last seasons and the forecast, where the whole history would be a smear. */
export function recent(series: Series, horizon: number): [number, number] | null {
  const [start, end] = extent(series);
  const span = Math.max(240, 8 * horizon);
  return end - start > 1.6 * span ? [end - span, end] : null;
}

const invisible = { stroke: "transparent", width: 0, points: { show: false } };

/** Spreads values that start at an ordinal over the chart's columns. */
function spread(values: Value[], first: number, start: number, length: number): Value[] {
  const column = new Array<Value>(length).fill(null);
  values.forEach((value, i) => (column[first - start + i] = value));
  return column;
}

/** Dots for observations that have no neighbour to draw a line to. */
export const lonelyDots: uPlot.Series.Points = {
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

/** The forecasts of a model that the view shows. */
export function chosenForecasts(series: Series, view: FanView, model: string): Forecast[] {
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

/**
 * The fitted values that the view shows: up to the first forecast, for a backtest forecasts what the
 * fit to all data has seen.
 */
export function fittedValues(series: Series, view: FanView): Value[] {
  if (!view.fitted) return [];
  const shown = series.forecasts.filter((f) => view.origin === null || f.first === view.origin);
  const origin = Math.min(...shown.map((f) => f.first));
  return series.fitted.slice(0, Math.max(0, origin - series.first));
}

export function columns(series: Series, view: FanView, context: FanContext): Columns {
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
  const fitted = fittedValues(series, view);
  if (fitted.length) {
    out.data.push(spread(fitted, series.first, start, length));
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
