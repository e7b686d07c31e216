// The error of each model by the number of steps ahead.
import type uPlot from "uplot";
import type { ModelLooks } from "../colors";
import type { HorizonErrors } from "../data";
import { error } from "../format";
import { drawChart, type Chart } from "./chart";

const byValue = (a: { value: number | null }, b: { value: number | null }): number =>
  (a.value ?? Infinity) - (b.value ?? Infinity);

/** From zero, unless all errors are far from it. */
function errorRange(low: number, high: number): [number, number] {
  const margin = 0.08 * (high - low || Math.abs(high) || 1);
  return [low > 0 && low < 0.5 * high ? 0 : low - margin, high + margin];
}

/** Lines of the models that are not hidden; `strong` is drawn thicker, the others recede. */
export function drawHorizon(
  host: HTMLElement,
  errors: HorizonErrors,
  looks: ModelLooks,
  options: { height: number; hidden: Set<string>; strong: string },
): Chart {
  const models = errors.models.filter((m) => !options.hidden.has(m.model));
  const horizon = Math.max(1, ...errors.models.map((m) => m.values.length));
  const steps = Array.from({ length: horizon }, (_, k) => k + 1);
  return drawChart(host, {
    name: `${errors.metric} by steps ahead, of ${models.map((m) => m.model).join(", ")}`,
    height: options.height,
    data: [
      steps,
      ...models.map((m) => steps.map((_, k) => m.values[k] ?? null)),
    ] as uPlot.AlignedData,
    series: [
      {},
      ...models.map(({ model }) => ({
        stroke: looks.color(model),
        width: model === options.strong ? 3 : 1.75,
        alpha: options.strong && model !== options.strong ? 0.35 : 1,
        dash: looks.dash(model),
        points: { show: horizon <= 24, size: 5 },
      })),
    ],
    scales: {
      x: { time: false, range: (_plot, min, max) => (horizon === 1 ? [0, 2] : [min, max]) },
      y: { range: (_plot, low, high) => errorRange(low ?? 0, high ?? 1) },
    },
    xAxis: { size: 30, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000], space: 40 },
    cursor: { drag: { x: false, y: false } },
    tooltip: (k) => ({
      title: `${k + 1} ${k ? "steps" : "step"} ahead`,
      rows: models
        .map(({ model, values }) => ({ model, value: values[k] ?? null }))
        .sort(byValue)
        .map(({ model, value }) => ({
          color: looks.color(model),
          label: model,
          value: error(value),
        })),
    }),
  });
}
