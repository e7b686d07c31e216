// A series cut into cycles of a period, as the season plot lays them over each other.
import type { AnalyzedSeries } from "../analysis_data";
import type { Value } from "../data";
import { clock, monthName, type Times, type WallTime } from "../times";

export interface Cycle {
  /** Ordinal of the first observation in it. */
  first: number;
  /** Aligned with the phases 0 … period − 1. */
  values: Value[];
}
export interface Phases {
  /** Ordinals of this remainder begin a cycle. */
  origin: number;
  label: (phase: number) => string;
}

const hours = (t: WallTime): number =>
  Date.UTC(t.year, t.month, t.day, t.hour, t.minute, t.second) / 3.6e6;
const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const weekday = (t: WallTime): number =>
  (new Date(Date.UTC(t.year, t.month, t.day)).getUTCDay() + 6) % 7;
const modulo = (a: number, b: number): number => ((a % b) + b) % b;

interface Calendar {
  /** Hours between observations. */
  step: [least: number, most: number];
  period: number;
  phase: (t: WallTime) => number;
  label: (phase: number) => string;
}
const calendars: Calendar[] = [
  { step: [672, 744], period: 12, phase: (t) => t.month, label: monthName },
  {
    step: [2160, 2208],
    period: 4,
    phase: (t) => Math.floor(t.month / 3),
    label: (p) => `Q${p + 1}`,
  },
  { step: [24, 24], period: 7, phase: weekday, label: (p) => weekdays[p] ?? "" },
  {
    step: [1, 1],
    period: 24,
    phase: (t) => t.hour,
    label: (p) => clock({ year: 0, month: 0, day: 1, hour: p, minute: 0, second: 0 }),
  },
  {
    step: [1, 1],
    period: 168,
    phase: (t) => 24 * weekday(t) + t.hour,
    label: (p) => `${weekdays[Math.floor(p / 24)]} ${p % 24}:00`,
  },
];

/** Where cycles begin: with the calendar if it knows the period, else with the series. */
export function phasesOf(series: AnalyzedSeries, times: Times, period: number): Phases {
  const [a, b] = [times.wall(series.first), times.wall(series.first + 1)];
  const gap = a && b ? hours(b) - hours(a) : NaN;
  const known = calendars.find((c) => c.period === period && gap >= c.step[0] && gap <= c.step[1]);
  if (known && a) {
    return { origin: modulo(series.first - known.phase(a), period), label: known.label };
  }
  return { origin: modulo(series.first, period), label: (p) => String(p + 1) };
}

/** Oldest first, at most `most`: the latest. */
export function cyclesOf(
  series: AnalyzedSeries,
  { origin }: Phases,
  period: number,
  most: number,
): Cycle[] {
  const cycles = new Map<number, Cycle>();
  series.values.forEach((value, i) => {
    const ordinal = series.first + i;
    const number = Math.floor((ordinal - origin) / period);
    let cycle = cycles.get(number);
    if (!cycle) {
      cycle = { first: ordinal, values: new Array<Value>(period).fill(null) };
      cycles.set(number, cycle);
    }
    cycle.values[modulo(ordinal - origin, period)] = value;
  });
  return [...cycles.values()].slice(-most);
}
