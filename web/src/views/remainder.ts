// Is what is left normal?
import type { AnalyzedSeries } from "../analysis_data";
import { drawHistogram, drawQuantiles } from "../charts/normal_plot";
import { known } from "../statistics";
import { ChartCard, chartHost } from "./chart_card";

const height = 230;

/** Histogram and Q-Q plot; none for fewer than five values. */
export function remainderCards(series: AnalyzedSeries): ChartCard[] {
  const sorted = known(series.remainder).sort((a, b) => a - b);
  if (sorted.length < 5) return [];
  const [histogram, quantiles] = [chartHost("histogram-chart"), chartHost("quantiles-chart")];
  return [
    new ChartCard({
      id: "histogram",
      title: "Remainder",
      small: "and a normal curve of the same deviation",
      children: [histogram],
      paint: () => [drawHistogram(histogram, sorted, { name: `${series.id}: histogram`, height })],
    }),
    new ChartCard({
      id: "quantiles",
      title: "Remainder, normal Q-Q",
      small: "straight if normal",
      children: [quantiles],
      paint: () => [
        drawQuantiles(quantiles, sorted, { name: `${series.id}: normal quantiles`, height }),
      ],
    }),
  ];
}
