// The little arithmetic of the page: what histogram and Q-Q plot need.
import type { Value } from "./data";

export function known(values: Value[]): number[] {
  return values.filter((v): v is number => v !== null);
}

export function mean(values: number[]): number {
  return values.reduce((sum, v) => sum + v / values.length, 0);
}

export function deviation(values: number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((v) => (v - centre) ** 2)));
}

/** By linear interpolation between order statistics. sorted: ascending, not empty. */
export function quantile(sorted: number[], p: number): number {
  const at = p * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low]! + (at - low) * (sorted[high]! - sorted[low]!);
}

/**
 * Quantile of the standard normal distribution, p in (0, 1), within 4.5e-4: good for a drawing.
 * Abramowitz and Stegun (1964), Handbook of Mathematical Functions, 26.2.23.
 */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  const above = 2.515517 + 0.802853 * t + 0.010328 * t * t;
  const below = 1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3;
  return above / below - t;
}

/** Least and greatest; [0, 1] of nothing. */
export function bounds(values: number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const v of values) {
    low = Math.min(low, v);
    high = Math.max(high, v);
  }
  return low <= high ? [low, high] : [0, 1];
}

/** A little wider than what it holds, so that no mark lies on the edge. */
export function padded([low, high]: [number, number], share = 0.05): [number, number] {
  const margin = share * (high - low || Math.abs(high) || 1);
  return [low - margin, high + margin];
}
