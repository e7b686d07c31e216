// What could not be computed, with its reason: on the card that shows the rest of it, or together on
// one card.
import type { Named } from "../data";
import { el } from "../dom";

export class Missing {
  private left: Named<string>[];

  constructor(parts: Named<string>[]) {
    this.left = [...parts];
  }

  /** The parts whose names hold one of these words; they are shown once. */
  take(...words: string[]): HTMLElement | null {
    const fits = ([name]: Named<string>): boolean => {
      const lower = name.toLowerCase();
      return words.some((word) => lower.includes(word));
    };
    const taken = this.left.filter(fits);
    this.left = this.left.filter((part) => !fits(part));
    return reasons(taken);
  }

  /** Those that found no place. */
  rest(): HTMLElement | null {
    const all = this.left;
    this.left = [];
    return reasons(all);
  }
}

function reasons(parts: Named<string>[]): HTMLElement | null {
  if (!parts.length) return null;
  const lines = parts.map(([name, why]) => el("li", {}, el("b", {}, `${name}: `), why));
  return el("ul", { class: "missing", "aria-label": "Not computed" }, ...lines);
}

/** What has no card of its own, together. */
export function absentCard(missing: Missing): HTMLElement | null {
  const why = missing.rest();
  if (!why) return null;
  return el(
    "section",
    { class: "card", id: "absent", "aria-labelledby": "absent-title" },
    el("h2", { id: "absent-title" }, "Not computed"),
    why,
  );
}
