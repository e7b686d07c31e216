// The chosen model in words and numbers.
import type { ModelLooks } from "../colors";
import type { Named, Report, Series, Value } from "../data";
import { el, modelWords } from "../dom";
import { error, number } from "../format";

function numbers(
  title: string,
  rows: Named<Value>[],
  text: (value: Value) => string,
): HTMLElement | null {
  if (!rows.length) return null;
  const lines = rows.map(([name, value]) =>
    el("tr", {}, el("th", { scope: "row" }, name), el("td", { class: "number" }, text(value))),
  );
  return el(
    "div",
    { class: "numbers" },
    el("h3", {}, title),
    el("div", { class: "table-scroll" }, el("table", {}, el("tbody", {}, ...lines))),
  );
}

function scores(report: Report, series: Series, looks: ModelLooks): HTMLElement | null {
  if (!series.scores.length) return null;
  const ranked = [...series.scores].sort((a, b) => (a[1] ?? Infinity) - (b[1] ?? Infinity));
  const largest = Math.max(...ranked.map(([, value]) => value ?? 0)) || 1;
  const lines = ranked.map(([model, value]) => {
    const fill = el("i", { class: "bar" });
    fill.style.width = `${(100 * (value ?? 0)) / largest}%`;
    fill.style.background = `var(--${looks.variable(model)})`;
    const chosen = model === series.model;
    return el(
      "tr",
      { class: chosen ? "chosen" : "" },
      el(
        "th",
        { scope: "row" },
        modelWords(model),
        chosen ? el("span", { class: "only-read" }, " (chosen)") : null,
      ),
      el("td", { class: "mix-bar", "aria-hidden": "true" }, fill),
      el("td", { class: "number" }, error(value)),
    );
  });
  return el(
    "div",
    { class: "numbers wide" },
    el("h3", {}, `${report.score} on this series`),
    el("table", {}, el("tbody", {}, ...lines)),
  );
}

export function modelCard(report: Report, series: Series, looks: ModelLooks): HTMLElement | null {
  if (!series.model && !series.words) return null;
  return el(
    "section",
    { class: "card model-card", "aria-labelledby": "model-title" },
    el("h2", { id: "model-title" }, "Model"),
    series.words ? el("p", { class: "words" }, series.words) : null,
    series.remark ? el("p", { class: "note", role: "note" }, series.remark) : null,
    el(
      "div",
      { class: "number-grid" },
      numbers("Parameters", series.parameters, number),
      numbers("Criteria", series.criteria, number),
      scores(report, series, looks),
    ),
  );
}
