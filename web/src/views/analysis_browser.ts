// The series of an analysis: how they are listed, searched and sorted.
import {
  seasonStrength,
  trendStrength,
  type Analysis,
  type AnalyzedSeries,
} from "../analysis_data";
import { sparkline } from "../charts/sparkline";
import { el } from "../dom";
import type { Times } from "../times";
import { AnalyzedView } from "./analyzed";
import { Browser, byNumber, byText, type Order } from "./browser";

/** How much there is to look at, as a colour; the headline says it in words. */
function severityColor(severity: number): string {
  return `var(--${severity >= 60 ? "bad" : severity >= 25 ? "hue-1" : "good"})`;
}

function fillRow(row: HTMLElement, series: AnalyzedSeries): void {
  const mark = el("i", { class: "dot" });
  mark.style.background = severityColor(series.severity);
  row.append(
    el(
      "div",
      { class: "row-text" },
      el("div", { class: "row-id" }, series.id),
      el("div", { class: "row-model" }, mark, series.headline || "nothing to remark"),
    ),
    el("div", { class: "row-side" }, sparkline(series.values)),
  );
}

export function analysisBrowser(
  analysis: Analysis,
  times: Times,
  onSelect: (series: AnalyzedSeries) => void,
): Browser<AnalyzedSeries> {
  const orders: Order<AnalyzedSeries>[] = [
    ["Most to look at first", null],
    ["By name", byText((s) => s.id)],
    ["By headline", byText((s) => s.headline)],
  ];
  if (analysis.series.some((s) => trendStrength(s) !== null)) {
    orders.push(["Strongest trend first", byNumber(-1, trendStrength)]);
  }
  if (analysis.series.some((s) => seasonStrength(s) !== null)) {
    orders.push(
      ["Strongest season first", byNumber(-1, seasonStrength)],
      ["Weakest season first", byNumber(1, seasonStrength)],
    );
  }
  return new Browser<AnalyzedSeries>({
    series: analysis.series,
    view: new AnalyzedView(analysis, times),
    key: (s) => `${s.id}\n${s.headline}`,
    placeholder: "Search by id or headline",
    fillRow,
    orders,
    filter: { name: "Change points", fits: (s) => s.change_points.length > 0 },
    onSelect,
  });
}
