// How often each model was chosen: what a plain forecast has in place of a leaderboard.
import type { ModelLooks } from "../colors";
import type { Report } from "../data";
import { el, modelWords } from "../dom";
import { count } from "../format";

const most = 12;

export function mixView(report: Report, looks: ModelLooks): HTMLElement | null {
  const tally = new Map<string, number>();
  for (const { model } of report.series) {
    if (model) tally.set(model, (tally.get(model) ?? 0) + 1);
  }
  if (report.series.length < 2 || tally.size === 0) return null;
  const ranked = [...tally].sort((a, b) => b[1] - a[1]);
  const largest = ranked[0]![1];
  const rows = ranked.slice(0, most).map(([model, times]) => {
    const fill = el("i", { class: "bar" });
    fill.style.width = `${(100 * times) / largest}%`;
    fill.style.background = `var(--${looks.variable(model)})`;
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, modelWords(model)),
      el("td", { class: "mix-bar", "aria-hidden": "true" }, fill),
      el("td", { class: "number" }, count(times)),
    );
  });
  const rest = ranked.length - rows.length;
  return el(
    "section",
    { class: "card mix", "aria-labelledby": "mix-title" },
    el("h2", { id: "mix-title" }, "Chosen models ", el("small", {}, "number of series")),
    el("table", {}, el("tbody", {}, ...rows)),
    rest > 0 ? el("p", { class: "quiet" }, `and ${count(rest)} more`) : null,
  );
}
