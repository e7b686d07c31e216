// Every model by every metric over the panel: sortable, the best of each column marked.
import type { ModelLooks } from "../colors";
import type { LeaderboardRow, Metric, Report, Value } from "../data";
import { el, modelWords } from "../dom";
import { error, seconds } from "../format";

/** How far a value is from the best there could be; missing ones are last. */
function distance(value: Value, metric: Metric): number {
  if (value === null) return Infinity;
  return metric.target === undefined ? value : Math.abs(value - metric.target);
}

interface Column {
  name: string;
  value: (row: LeaderboardRow) => Value;
  text: (value: Value) => string;
  /** Smaller is better. */
  rank: (value: Value) => number;
  marked: boolean;
}

function columnsOf(report: Report): Column[] {
  const metrics = report.metrics.map((metric, i): Column => ({
    name: metric.name,
    value: (row) => row.values[i] ?? null,
    text: error,
    rank: (value) => distance(value, metric),
    marked: true,
  }));
  if (report.leaderboard.every((row) => row.seconds === null)) return metrics;
  const time: Column = {
    name: "Time",
    value: (row) => row.seconds,
    text: seconds,
    rank: (value) => value ?? Infinity,
    marked: false,
  };
  return [...metrics, time];
}

/** A bar as long as the value, all on the scale of the column. */
function bar(value: Value, largest: number, best: boolean): HTMLElement {
  const fill = el("i", { class: best ? "bar best" : "bar" });
  const share = value === null || largest === 0 ? 0 : Math.abs(value) / largest;
  fill.style.width = `${(100 * Math.min(1, share)).toFixed(1)}%`;
  return el("span", { class: "bar-track", "aria-hidden": "true" }, fill);
}

function cell(column: Column, row: LeaderboardRow, rows: LeaderboardRow[]): HTMLElement {
  const value = column.value(row);
  const sizes = rows.map((r) => Math.abs(column.value(r) ?? 0)).sort((a, b) => a - b);
  const median = sizes[sizes.length >> 1] ?? 0; // one model far off must not hide the rest
  const largest = Math.min(sizes[sizes.length - 1] ?? 0, 4 * median || Infinity);
  const ranks = rows.map((r) => column.rank(column.value(r)));
  const best = column.marked && value !== null && column.rank(value) === Math.min(...ranks);
  return el(
    "td",
    { class: best ? "number best" : "number" },
    el("span", {}, column.text(value)),
    best ? el("span", { class: "only-read" }, " (best)") : null,
    bar(value, largest, best),
  );
}

export function leaderboardView(
  report: Report,
  looks: ModelLooks,
  onHover: (model: string) => void,
): HTMLElement {
  const columns = columnsOf(report);
  const rows = report.leaderboard;
  let [by, direction] = [0, 1];
  const body = el("tbody");

  const line = (row: LeaderboardRow): HTMLElement => {
    const swatch = el("i", { class: "swatch line" });
    swatch.style.color = `var(--${looks.variable(row.model)})`;
    const label = el("div", {}, swatch, modelWords(row.model));
    const name = el("th", { scope: "row" }, label);
    const enter = (): void => onHover(row.model);
    const leave = (): void => onHover("");
    const cells = columns.map((column) => cell(column, row, rows));
    return el("tr", { pointerenter: enter, pointerleave: leave }, name, ...cells);
  };
  const fill = (): void => {
    const column = columns[by];
    const sorted = [...rows];
    if (column) {
      const rank = (row: LeaderboardRow): number => column.rank(column.value(row));
      sorted.sort((a, b) => direction * (rank(a) - rank(b)) || 0);
    }
    body.replaceChildren(...sorted.map(line));
  };
  const heads = columns.map((column, i) => {
    const head = el("th", { scope: "col", class: "number", "aria-sort": "none" });
    const sort = (): void => {
      [by, direction] = [i, by === i ? -direction : 1];
      heads.forEach((h) => h.setAttribute("aria-sort", "none"));
      head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
      fill();
    };
    head.append(
      el(
        "button",
        { type: "button", click: sort },
        column.name,
        el("i", { "aria-hidden": "true" }),
      ),
    );
    return head;
  });
  heads[0]?.setAttribute("aria-sort", "ascending");
  fill();
  const top = el("tr", {}, el("th", { scope: "col" }, "Model"), ...heads);
  return el(
    "section",
    { class: "card leaderboard", "aria-labelledby": "leaderboard-title" },
    el("h2", { id: "leaderboard-title" }, "Leaderboard"),
    el("div", { class: "table-scroll" }, el("table", {}, el("thead", {}, top), body)),
  );
}
