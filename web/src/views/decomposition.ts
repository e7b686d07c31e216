// The series with its trend, and below it what the trend leaves: seasons and remainder.
import type { AnalyzedSeries } from "../analysis_data";
import { mainPanel, remainderPanel, seasonPanel } from "../charts/decomposition";
import { drawPanels, timeFrame } from "../charts/panels";
import { el } from "../dom";
import { count } from "../format";
import type { Times } from "../times";
import { ChartCard, chartHost } from "./chart_card";
import { chartKey, type KeyItem } from "./key";
import type { Missing } from "./missing";

const sync = "decomposition";

function key(series: AnalyzedSeries): HTMLElement {
  const items: KeyItem[] = [["line", "ink", "Observed"]];
  if (series.trend.length) items.push(["line", "hue-1", "Trend"]);
  const { outliers, change_points: changes } = series;
  if (outliers.length) items.push(["ring", "bad", `Outliers (${count(outliers.length)})`]);
  if (changes.length) items.push(["upright", "hue-0", `Change points (${count(changes.length)})`]);
  return chartKey(items);
}

export function decompositionCard(
  series: AnalyzedSeries,
  times: Times,
  missing: Missing,
): ChartCard {
  const why = missing.take("decompos", "trend", "outlier", "change");
  const main = chartHost("decomposition-main");
  const seasons = series.seasons.map((_, i) => chartHost(`decomposition-season-${i}`));
  const rest = series.remainder.length ? chartHost("decomposition-remainder") : null;
  const below = seasons.flatMap((host, i) => [
    el("h3", {}, `Season of ${series.periods[i]}`),
    host,
  ]);
  if (rest) below.push(el("h3", {}, "Remainder"), rest);
  return new ChartCard({
    id: "decomposition",
    title: series.trend.length ? "Trend, season and remainder" : "Observations",
    small: series.trend.length ? (series.multiplicative ? "they multiply" : "they add up") : "",
    children: [
      why,
      key(series),
      main,
      ...below,
      el("p", { class: "quiet hint" }, "Drag to zoom, double-click to see everything."),
    ],
    paint: () => {
      const tall = Math.round(Math.max(230, Math.min(340, window.innerHeight * 0.36)));
      const panels = [
        mainPanel(main, series, tall),
        ...seasons.map((host, i) => seasonPanel(host, series, i, 110)),
        ...(rest ? [remainderPanel(rest, series, 140)] : []),
      ];
      const { first, values } = series;
      return drawPanels(panels, timeFrame(first, values.length, times, sync));
    },
  });
}
