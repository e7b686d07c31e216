// A table whose rows are named by their first cell, and a card without charts.
import { el, type Child } from "../dom";

/** texts: the columns that are not numbers. */
export function table(heads: string[], texts: number[], lines: Child[][]): HTMLElement {
  const look = (i: number): string => (texts.includes(i) ? "" : "number");
  const head = heads.map((h, i) => el("th", { scope: "col", class: look(i) }, h));
  const rows = lines.map((line) =>
    el(
      "tr",
      {},
      ...line.map((cell, i) =>
        i ? el("td", { class: look(i) }, cell) : el("th", { scope: "row" }, cell),
      ),
    ),
  );
  return el(
    "div",
    { class: "table-scroll" },
    el("table", {}, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows)),
  );
}

export function card(id: string, title: string, children: Child[]): HTMLElement {
  return el(
    "section",
    { class: "card", id, "aria-labelledby": `${id}-title` },
    el("h2", { id: `${id}-title` }, title),
    ...children,
  );
}
