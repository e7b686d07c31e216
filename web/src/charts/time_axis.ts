// Ticks where the calendar turns: the finest of the usual steps that leaves room for its labels.
import type uPlot from "uplot";
import { clock, monthName, grains, type Grain, type Times, type WallTime } from "../times";

export interface Tick {
  ordinal: number;
  label: string;
}
interface Step {
  /** Of what its ticks are; time stamps of a coarser grain have no use for them. */
  grain: Grain;
  /** Changes its value where a tick belongs. */
  key(t: WallTime): number;
  label(t: WallTime): string;
  /** Second line, shown where it changes. */
  context(t: WallTime): string;
}

const day = 86400;
const stamp = (t: WallTime): number =>
  Date.UTC(t.year, t.month, t.day, t.hour, t.minute, t.second) / 1000;
const dayAndMonth = (t: WallTime): string => `${t.day} ${monthName(t.month)}`;
const year = (t: WallTime): string => String(t.year);

const clockStep = (seconds: number): Step => ({
  grain: "time",
  key: (t) => Math.floor(stamp(t) / seconds),
  label: clock,
  context: dayAndMonth,
});
const dayStep = (days: number): Step => ({
  grain: "day",
  key: (t) => Math.floor((stamp(t) / day + 3) / days), // day −3 of the epoch was a Monday
  label: dayAndMonth,
  context: year,
});
const monthStep = (months: number): Step => ({
  grain: "month",
  key: (t) => Math.floor((t.year * 12 + t.month) / months),
  label: (t) => monthName(t.month),
  context: year,
});
const yearStep = (years: number): Step => ({
  grain: "year",
  key: (t) => Math.floor(t.year / years),
  label: year,
  context: () => "",
});

const steps: Step[] = [
  ...[1, 5, 15, 30, 60, 300, 900, 1800, 3600, 10800, 21600, 43200].map(clockStep),
  ...[1, 2, 7, 14].map(dayStep),
  ...[1, 3, 6].map(monthStep),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map(yearStep),
];

/** Positions of a step's ticks in walls[1 …], or null as soon as there are more than `most`. */
function positions(step: Step, walls: WallTime[], most: number): number[] | null {
  const found: number[] = [];
  for (let i = 1; i < walls.length; ++i) {
    if (step.key(walls[i]!) === step.key(walls[i - 1]!)) continue;
    found.push(i);
    if (found.length > most) return null;
  }
  return found;
}

/** Every 1, 2, 5, 10 … ordinals: for plain integers and time stamps of an unknown form. */
function evenTicks(times: Times, low: number, high: number, most: number): Tick[] {
  const raw = Math.max(1, (high - low) / most);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(1, [1, 2, 5, 10].find((m) => m * power >= raw)! * power);
  const ticks: Tick[] = [];
  for (let o = Math.ceil(low / step) * step; o <= high; o += step) {
    ticks.push({ ordinal: o, label: times.label(o) });
  }
  return ticks;
}

/** At most `most` ticks between two ordinals. */
export function timeTicks(times: Times, low: number, high: number, most: number): Tick[] {
  const [from, to] = [Math.ceil(low), Math.floor(high)];
  if (!times.wall(from)) return evenTicks(times, from, to, most);
  const walls: WallTime[] = []; // one before the first, to see whether it is a turn itself
  for (let o = from - 1; o <= to; ++o) walls.push(times.wall(o) ?? times.wall(from)!);
  for (const step of steps) {
    if (grains.indexOf(step.grain) > grains.indexOf(times.grain ?? "time")) continue;
    const found = positions(step, walls, most);
    if (!found) continue;
    let context = "";
    return found.map((i) => {
      const wall = walls[i]!;
      const now = step.context(wall);
      const label = now === context ? step.label(wall) : `${step.label(wall)}\n${now}`;
      context = now;
      return { ordinal: from - 1 + i, label };
    });
  }
  return [];
}

/** Wide enough for most numbers: residuals stand below the fan, on the same x. */
export const alignedAxis = 52;

/** Ordinals where the calendar is asked for labels. */
export function timeAxis(times: Times, hidden = false): Partial<uPlot.Axis> {
  let labels = new Map<number, string>();
  return {
    size: hidden ? 8 : 38,
    splits: (plot, _i, min, max) => {
      const room = Math.max(2, Math.floor((plot.width - 60) / 52));
      labels = new Map(timeTicks(times, min, max, room).map((t) => [t.ordinal, t.label]));
      return [...labels.keys()];
    },
    values: (_plot, splits) => splits.map((o) => (hidden ? "" : (labels.get(o) ?? ""))),
  };
}
