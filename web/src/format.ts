// Numbers as people read them.
import type { Value } from "./data";

const exact = new Intl.NumberFormat("en", { maximumSignificantDigits: 9 });
const plain = new Intl.NumberFormat("en", { maximumSignificantDigits: 5 });
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 4 });
const metric = new Intl.NumberFormat("en", { minimumFractionDigits: 3, maximumFractionDigits: 3 });

/** An observation, as it stands in the data. */
export function observed(value: Value | undefined): string {
  return value === null || value === undefined ? "–" : exact.format(value);
}

/** A computed value: up to five digits, large ones whole; "–" where there is none. */
export function number(value: Value | undefined): string {
  if (value === null || value === undefined) return "–";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e12)) return value.toExponential(3);
  return size >= 1e5 ? whole.format(value) : plain.format(value);
}

/** A number beside an axis. */
export function tick(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e15)) return value.toExponential(1);
  return size >= 1e5 ? compact.format(value) : plain.format(value);
}

/** An error measure, aligned in a column. */
export function error(value: Value | undefined): string {
  if (value === null || value === undefined) return "–";
  return Math.abs(value) >= 1000 ? number(value) : metric.format(value);
}

export function seconds(value: Value): string {
  if (value === null) return "–";
  if (value < 0.0995) return `${plain.format(Number((value * 1000).toPrecision(2)))} ms`;
  if (value < 99.5) return `${plain.format(Number(value.toPrecision(2)))} s`;
  return `${plain.format(Number((value / 60).toPrecision(2)))} min`;
}

export function count(n: number): string {
  return whole.format(n);
}

/** 0.95 → "95 %". */
export function coverage(fraction: number): string {
  return `${plain.format(Number((fraction * 100).toPrecision(4)))} %`;
}
