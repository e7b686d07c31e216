// Time stamps by ordinal. Charts place observations by ordinal, so that a step of the frequency has
// one width whatever the calendar does; this file knows how an ordinal reads.
import type { TimeSpan } from "./data";

const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const iso = /^(-?\d{4,6})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?/;

/** A wall-clock time: what the time stamp shows, whatever the zone. */
export interface WallTime {
  year: number;
  month: number; // 0 = January
  day: number;
  hour: number;
  minute: number;
  second: number;
}

export function parseTime(text: string): WallTime | null {
  const match = iso.exec(text);
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0));
  return {
    year: year!,
    month: month! - 1,
    day: day!,
    hour: hour!,
    minute: minute!,
    second: second!,
  };
}

export function monthName(month: number): string {
  return months[month] ?? "";
}

const two = (n: number): string => String(n).padStart(2, "0");
export const clock = (t: WallTime): string =>
  `${two(t.hour)}:${two(t.minute)}${t.second ? `:${two(t.second)}` : ""}`;

/** From coarse to fine. */
export const grains = ["year", "month", "day", "time"] as const;
export type Grain = (typeof grains)[number];

/** The coarsest grain that tells the time stamps of a sample apart from their neighbours. */
function grainOf(sample: WallTime[]): Grain {
  if (sample.some((t) => t.hour || t.minute || t.second)) return "time";
  if (sample.some((t) => t.day !== 1)) return "day";
  return sample.some((t) => t.month !== 0) ? "month" : "year";
}

export class Times {
  private readonly spans: TimeSpan[];
  readonly grain: Grain | null;
  private readonly walls = new Map<number, WallTime | null>();

  constructor(spans: TimeSpan[]) {
    this.spans = spans;
    const sample = spans
      .flatMap((span) => span.text.slice(0, 50))
      .slice(0, 2000)
      .map(parseTime);
    const parsed = sample.filter((t): t is WallTime => t !== null);
    this.grain = sample.length && parsed.length === sample.length ? grainOf(parsed) : null;
  }

  /** The time stamp as written in the data; the ordinal itself where there is none. */
  text(ordinal: number): string {
    let [low, high] = [0, this.spans.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.spans[middle]!.first <= ordinal) low = middle;
      else high = middle - 1;
    }
    const span = this.spans[low];
    return span?.text[ordinal - span.first] ?? String(ordinal);
  }

  wall(ordinal: number): WallTime | null {
    if (!this.grain) return null;
    let wall = this.walls.get(ordinal);
    if (wall === undefined) this.walls.set(ordinal, (wall = parseTime(this.text(ordinal))));
    return wall;
  }

  /** For people: "2019", "Mar 2019", "12 Mar 2019", "12 Mar 2019 06:00". */
  label(ordinal: number): string {
    const t = this.wall(ordinal);
    if (!t || !this.grain) return this.text(ordinal);
    if (this.grain === "year") return String(t.year);
    const month = `${monthName(t.month)} ${t.year}`;
    if (this.grain === "month") return month;
    return `${t.day} ${month}${this.grain === "time" ? ` ${clock(t)}` : ""}`;
  }
}
