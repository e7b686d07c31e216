// Every series of the panel as a dot: how strong its trend and its season are.
import {
  seasonStrength,
  trendStrength,
  type Analysis,
  type AnalyzedSeries,
} from "../analysis_data";
import type { Chart } from "../charts/chart";
import { drawScatter } from "../charts/scatter";
import { color, onModeChange } from "../colors";
import { el } from "../dom";
import { count, number } from "../format";
import { ChartCard, chartHost } from "./chart_card";

interface Dot {
  x: number;
  y: number;
  series: AnalyzedSeries;
}

function dotsOf(analysis: Analysis): Dot[] {
  const dots = analysis.series.flatMap((series) => {
    const [x, y] = [trendStrength(series), seasonStrength(series)];
    return x === null || y === null ? [] : [{ x, y, series }];
  });
  return dots.sort((a, b) => a.x - b.x);
}

export interface Strengths {
  element: HTMLElement;
  /** Draws; to be called when the element is in the page. */
  draw(): void;
  /** Marks the series that is shown. */
  mark(series: AnalyzedSeries): void;
}

/** null for fewer than three series with both strengths. */
export function strengthsView(
  analysis: Analysis,
  onPick: (series: AnalyzedSeries) => void,
): Strengths | null {
  const dots = dotsOf(analysis);
  if (dots.length < 3) return null;
  const host = chartHost("strengths-chart");
  let strong = -1;
  let chart: Chart | null = null;
  const paint = (): Chart[] => {
    chart = drawScatter(host, {
      name: `Strength of trend and season of ${count(dots.length)} series; arrow keys walk, Enter shows the series`,
      height: 250,
      points: dots,
      xRange: [-0.03, 1.03],
      yRange: [-0.04, 1.04],
      xLabel: "strength of trend",
      size: dots.length > 400 ? 5 : 7,
      strong: () => strong,
      onClick: (i) => onPick(dots[i]!.series),
      tooltip: (i) => {
        const { x, y, series } = dots[i]!;
        return {
          title: series.id,
          rows: [
            { color: color("hue-0"), label: "Trend", value: number(Number(x.toPrecision(2))) },
            { color: color("hue-0"), label: "Season", value: number(Number(y.toPrecision(2))) },
          ],
        };
      },
    });
    return [chart];
  };
  const card = new ChartCard({
    id: "strengths",
    title: "Trend and season",
    small: "strength of season upward, of trend to the right",
    children: [host, el("p", { class: "quiet hint" }, "Click a dot to see its series.")],
    paint,
  });
  onModeChange(() => card.draw());
  const mark = (series: AnalyzedSeries): void => {
    strong = dots.findIndex((dot) => dot.series === series);
    chart?.plot.redraw(false);
  };
  return { element: card.element, draw: () => card.draw(), mark };
}
