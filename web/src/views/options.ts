// Every option of a model, for those who want to do it again.
import type { Named } from "../data";
import { el } from "../dom";

export function optionsCard(options: Named<string>[]): HTMLElement | null {
  if (!options.length) return null;
  const cells = options.map(([name, value]) =>
    el("div", { class: "feature" }, el("dt", {}, name), el("dd", {}, value || "–")),
  );
  return el(
    "details",
    { class: "card values", id: "options" },
    el("summary", {}, "Options"),
    el("dl", { class: "features" }, ...cells),
  );
}
