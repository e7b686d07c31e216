// The data of a report: the JSON that apps/report/report.cpp writes, and nothing else.
// Numbers are what the engine computed; null is a missing value.

export type Value = number | null;
/** A name with a text or a number, e.g. ["Series", "1,000"] or ["alpha", 0.31]. */
export type Named<T> = [name: string, value: T];

/** Time stamps of ordinals first, first + 1, … */
export interface TimeSpan {
  first: number;
  text: string[];
}

export interface Metric {
  name: string;
  /** The best value where that is not the smallest: 0.95 for a coverage, 0 for a bias. */
  target?: number;
}
export interface LeaderboardRow {
  model: string;
  /** One per metric. */
  values: Value[];
  seconds: Value;
}
export interface HorizonErrors {
  metric: string;
  /** values[k] is the error k + 1 steps ahead. */
  models: { model: string; values: Value[] }[];
}
export interface Forecast {
  model: string;
  /** Ordinal of the first step. */
  first: number;
  mean: Value[];
  /** [coverage][step], in the order of Report.coverages. */
  lo: Value[][];
  hi: Value[][];
}
export interface Series {
  id: string;
  /** Ordinal of values[0]. */
  first: number;
  values: Value[];
  /** Aligned with values; empty where the model has none. */
  fitted: Value[];
  residuals: Value[];
  forecasts: Forecast[];
  /** The chosen model; empty if the series failed. */
  model: string;
  words: string;
  parameters: Named<Value>[];
  criteria: Named<Value>[];
  /** Error of each model on this series, in Report.score. */
  scores: Named<Value>[];
  remark: string;
  error: string;
}
export interface Report {
  format: 1;
  kind: "forecast" | "backtest";
  title: string;
  created: string;
  command: string;
  frequency: string;
  horizon: number;
  /** Ascending, in (0, 1). */
  coverages: number[];
  note: string;
  facts: Named<string>[];
  metrics: Metric[];
  leaderboard: LeaderboardRow[];
  by_horizon: HorizonErrors;
  /** Name of the metric of Series.scores; empty if there are none. */
  score: string;
  /** Ascending, without overlap. */
  times: TimeSpan[];
  series: Series[];
}

/**
 * Reads the data that a page carries; `lists` must be there. Throws an Error that says what is wrong
 * with them.
 */
export function parseData<T extends { format: 1 }>(text: string, lists: (keyof T)[]): T {
  let data: Partial<T>;
  try {
    data = JSON.parse(text) as Partial<T>;
  } catch {
    throw new Error("This page carries no readable data.");
  }
  if (data.format !== 1) {
    throw new Error(`This page reads data of format 1, not ${String(data.format)}.`);
  }
  for (const name of lists) {
    if (!Array.isArray(data[name]))
      throw new Error(`The data of this page lack “${String(name)}”.`);
  }
  return data as T;
}

export function parseReport(text: string): Report {
  const lists = ["series", "times", "metrics", "leaderboard", "facts", "coverages"] as const;
  const report = parseData<Report>(text, [...lists]);
  if (!Array.isArray(report.by_horizon?.models)) {
    throw new Error("The data of this page lack “by_horizon”.");
  }
  return report;
}

/** All model names, best known first: leaderboard, horizon errors, then those of the series. */
export function modelNames(report: Report): string[] {
  const names = new Set(report.leaderboard.map((row) => row.model));
  for (const { model } of report.by_horizon.models) names.add(model);
  for (const series of report.series) {
    if (series.model) names.add(series.model);
    for (const { model } of series.forecasts) names.add(model);
  }
  return [...names];
}

/** The error of a series' chosen model, if there is one. */
export function scoreOf(series: Series): Value {
  return series.scores.find(([model]) => model === series.model)?.[1] ?? null;
}
