// Each observation against the one a number of steps before.
import type { AnalyzedSeries } from "../analysis_data";
import { color } from "../colors";
import { observed, tick } from "../format";
import { bounds, padded } from "../statistics";
import type { Times } from "../times";
import type { Chart } from "./chart";
import { drawScatter } from "./scatter";

export function drawLagPlot(
  host: HTMLElement,
  series: AnalyzedSeries,
  times: Times,
  options: { lag: number; height: number },
): Chart {
  const { lag } = options;
  const points = series.values.flatMap((y, i) => {
    const x = series.values[i - lag];
    return x == null || y === null ? [] : [{ x, y, position: i }];
  });
  points.sort((a, b) => a.x - b.x);
  const range = padded(bounds(points.flatMap((p) => [p.x, p.y])));
  const hue = color("hue-0");
  return drawScatter(host, {
    name: `${series.id}: ${points.length} observations against those ${lag} before`,
    height: options.height,
    points,
    xRange: range,
    yRange: range,
    xLabel: lag === 1 ? "one step before" : `${lag} steps before`,
    yTick: tick,
    size: points.length > 400 ? 4 : 6,
    line: { slope: 1, intercept: 0 },
    tooltip: (i) => {
      const { x, y, position } = points[i]!;
      return {
        title: times.label(series.first + position),
        rows: [
          { color: hue, label: "Observed", value: observed(y) },
          {
            color: hue,
            label: times.label(series.first + position - lag),
            value: observed(x),
          },
        ],
      };
    },
  });
}
