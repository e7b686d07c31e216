// The series of a forecast or backtest: how they are listed, searched and sorted.
import type { FanContext } from "../charts/fan_columns";
import { sparkline } from "../charts/sparkline";
import { scoreOf, type Series } from "../data";
import { el } from "../dom";
import { error } from "../format";
import { Browser, byNumber, byText, type Order } from "./browser";
import { SeriesView } from "./series";

function fillRow(row: HTMLElement, series: Series, { looks }: FanContext): void {
  const swatch = el("i", { class: "dot" });
  swatch.style.background = series.error ? "var(--bad)" : `var(--${looks.variable(series.model)})`;
  const score = scoreOf(series);
  row.append(
    el(
      "div",
      { class: "row-text" },
      el("div", { class: "row-id" }, series.id),
      el("div", { class: "row-model" }, swatch, series.model || "no forecast"),
    ),
    el(
      "div",
      { class: "row-side" },
      sparkline(series.values),
      score === null ? null : el("span", { class: "row-score" }, error(score)),
    ),
  );
}

export function forecastBrowser(context: FanContext): Browser<Series> {
  const { report } = context;
  const orders: Order<Series>[] = [
    ["As in the data", null],
    ["By name", byText((s) => s.id)],
    ["By model", byText((s) => s.model)],
  ];
  if (report.score) {
    orders.push(
      ["Largest error first", byNumber(-1, scoreOf)],
      ["Smallest error first", byNumber(1, scoreOf)],
    );
  }
  return new Browser<Series>({
    series: report.series,
    view: new SeriesView(context),
    key: (s) => `${s.id}\n${s.model}`,
    placeholder: "Search by id or model",
    fillRow: (row, series) => fillRow(row, series, context),
    orders,
    filter: { name: "Remarks", fits: (s) => !!s.error || !!s.remark },
  });
}
