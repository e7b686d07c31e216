// What the model did not explain: one bar per observation around zero.
import type uPlot from "uplot";
import { color } from "../colors";
import type { Series } from "../data";
import { number } from "../format";
import type { Times } from "../times";
import { around, barSeries } from "./bars";
import { drawChart, type Chart } from "./chart";
import { extent } from "./fan_columns";
import { timeAxis } from "./time_axis";

export function drawResiduals(
  host: HTMLElement,
  series: Series,
  times: Times,
  options: { height: number; sync: string; axisWidth: () => number },
): Chart {
  const [start, end] = extent(series);
  const ordinals = Array.from({ length: end - start + 1 }, (_, i) => start + i);
  const values = ordinals.map((_, i) => series.residuals[i] ?? null);
  const hue = color("residual");
  return drawChart(host, {
    name: `${series.id}: residuals, observed minus fitted`,
    height: options.height,
    data: [ordinals, values] as uPlot.AlignedData,
    series: [{}, barSeries(hue)],
    scales: {
      x: { time: false, range: (_plot, min, max) => [min, max] },
      y: { range: around(0) },
    },
    xAxis: timeAxis(times, true),
    axisWidth: options.axisWidth,
    cursor: { sync: { key: options.sync }, drag: { x: false, y: false } },
    tooltip: (i) =>
      values[i] == null
        ? null
        : {
            title: times.label(start + i),
            rows: [{ color: hue, label: "Residual", value: number(values[i]) }],
          },
  });
}
