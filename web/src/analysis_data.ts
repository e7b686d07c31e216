// The data of an analysis: the JSON that apps/report/analysis_json.cpp writes, and nothing else.
import { parseData, type Named, type TimeSpan, type Value } from "./data";

/** A test, or a feature (without p-value and verdict). */
export interface Finding {
  name: string;
  /** null: could not be computed, the verdict says why. */
  statistic: Value;
  p_value: Value;
  verdict: string;
}
/** values[k] belongs to lag k + 1; band is the half-width of the band of white noise. */
export interface Correlogram {
  values: Value[];
  band: Value[];
}
export interface Spectrum {
  /** In observations, descending. */
  period: Value[];
  power: Value[];
}
export interface Season {
  period: number;
  /** 0 … 1 */
  strength: Value;
  certainty: string;
}
export interface Residuals {
  model: string;
  sentences: string[];
  /** Aligned with the values of the series. */
  residuals: Value[];
  acf: Correlogram;
}
export interface AnalyzedSeries {
  id: string;
  /** Ordinal of values[0]. */
  first: number;
  /** 0 … 100: how much there is to look at. */
  severity: number;
  headline: string;
  values: Value[];
  /** The parts multiply; else they add. */
  multiplicative: boolean;
  /** Parts aligned with values; empty where not computed. */
  trend: Value[];
  periods: number[];
  seasons: Value[][];
  remainder: Value[];
  /** Positions in values. */
  outliers: number[];
  /** First position of each new regime. */
  change_points: number[];
  acf: Correlogram;
  pacf: Correlogram;
  spectrum: Spectrum;
  found: Season[];
  tests: Finding[];
  features: Finding[];
  advice: string[];
  models: Residuals[];
  /** What could not be computed, and why. */
  missing_parts: Named<string>[];
}
export interface Analysis {
  format: 1;
  kind: "analysis";
  title: string;
  created: string;
  command: string;
  frequency: string;
  note: string;
  facts: Named<string>[];
  findings: string[];
  times: TimeSpan[];
  /** Worst first. */
  series: AnalyzedSeries[];
}

export function parseAnalysis(text: string): Analysis {
  return parseData<Analysis>(text, ["series", "times", "facts", "findings"]);
}

/** A feature whose name holds all these words, in any order. */
export function feature(series: AnalyzedSeries, ...words: string[]): Value {
  const fits = ({ name }: Finding): boolean => {
    const lower = name.toLowerCase();
    return words.every((word) => lower.includes(word));
  };
  return series.features.find(fits)?.statistic ?? null;
}

export const trendStrength = (series: AnalyzedSeries): Value =>
  feature(series, "trend", "strength");

/** Strength of the strongest season; a feature of that name where no season was looked at. */
export function seasonStrength(series: AnalyzedSeries): Value {
  const found = series.found.map((s) => s.strength).filter((s): s is number => s !== null);
  return found.length ? Math.max(...found) : feature(series, "season", "strength");
}
