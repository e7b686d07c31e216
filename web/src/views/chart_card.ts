// A card with charts that draws them when told to, again and again.
import type { Chart } from "../charts/chart";
import { el, type Child } from "../dom";

export interface CardSetup {
  id: string;
  title: string;
  /** After the title, in small. */
  small?: string;
  /** What can be chosen, on the right of the title. */
  tools?: Child;
  /** Everything below the title; the charts' hosts among them. */
  children: Child[];
  paint: () => Chart[];
}

export class ChartCard {
  readonly element: HTMLElement;
  private readonly paint: () => Chart[];
  private charts: Chart[] = [];

  constructor({ id, title, small, tools, children, paint }: CardSetup) {
    this.paint = paint;
    const heading = el("h2", { id: `${id}-title` }, title, small ? " " : null);
    if (small) heading.append(el("small", {}, small));
    this.element = el(
      "section",
      { class: "card", id, "aria-labelledby": `${id}-title` },
      el("div", { class: "card-head" }, heading, tools),
      ...children,
    );
  }

  draw(): void {
    this.destroy();
    if (this.element.isConnected) this.charts = this.paint();
  }

  destroy(): void {
    for (const chart of this.charts) chart.destroy();
    this.charts = [];
  }
}

export const chartHost = (id: string): HTMLElement => el("div", { class: "chart", id });

/** A select of numbers or names; calls back with the one chosen. */
export function choice<T extends string | number>(
  name: string,
  options: [value: T, text: string][],
  now: T,
  onChange: (value: T) => void,
): HTMLElement {
  const items = options.map(([value, text]) => el("option", { value: String(value) }, text));
  const select = el("select", { "aria-label": name }, ...items);
  select.value = String(now);
  select.addEventListener("change", () => {
    const chosen = options.find(([value]) => String(value) === select.value);
    if (chosen) onChange(chosen[0]);
  });
  return select;
}
