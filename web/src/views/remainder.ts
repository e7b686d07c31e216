// Is what is left normal?
import type { AnalyzedSeries } from "../analysis_data";
import { drawHistogram, drawQuantiles } from "../charts/normal_plot";
import { el } from "../dom";
import { known } from "../statistics";
import { ChartCard, chartHost } from "./chart_card";

export function remainderCard(series: AnalyzedSeries): ChartCard | null {
  const sorted = known(series.remainder).sort((a, b) => a - b);
  if (sorted.length < 5) return null;
  const [histogram, quantiles] = [chartHost("histogram"), chartHost("quantiles")];
  return new ChartCard({
    id: "remainder",
    title: "Remainder",
    small: "against the normal distribution",
    children: [
      el(
        "div",
        { class: "pair" },
        el("div", {}, el("h3", {}, "Histogram"), histogram),
        el("div", {}, el("h3", {}, "Quantiles"), quantiles),
      ),
    ],
    paint: () => [
      drawHistogram(histogram, sorted, { name: `${series.id}: histogram`, height: 211 }),
      drawQuantiles(quantiles, sorted, { name: `${series.id}: normal quantiles`, height: 211 }),
    ],
  });
}
