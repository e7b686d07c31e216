// The cycles of a season laid over each other, from old to new.
import type uPlot from "uplot";
import { color } from "../colors";
import { observed } from "../format";
import type { Times } from "../times";
import { drawChart, type Chart } from "./chart";
import type { Cycle, Phases } from "./cycles";

const channels = (hex: string): number[] =>
  [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/** Between two colours of the theme, share 0 … 1. */
function between(from: string, to: string, share: number): string {
  const [a, b] = [channels(from), channels(to)];
  return `rgb(${a.map((v, i) => Math.round(v + share * (b[i]! - v))).join(" ")})`;
}

export function drawSeasonPlot(
  host: HTMLElement,
  cycles: Cycle[],
  phases: Phases,
  times: Times,
  options: { name: string; period: number; height: number },
): Chart {
  const { period } = options;
  const [old, fresh] = [color("old"), color("new")];
  const shade = (i: number): string =>
    between(old, fresh, cycles.length > 1 ? i / (cycles.length - 1) : 1);
  const step = (pixels: number): number => {
    const most = Math.max(2, pixels / 44);
    const natural = [1, 2, 3, 4, 6, 12, 24, 48].filter((s) => period % s === 0);
    return natural.find((s) => period / s <= most) ?? Math.ceil(period / most);
  };
  return drawChart(host, {
    name: options.name,
    height: options.height,
    data: [
      Array.from({ length: period }, (_, p) => p),
      ...cycles.map((c) => c.values),
    ] as uPlot.AlignedData,
    series: [
      {},
      ...cycles.map((_, i) => ({
        stroke: shade(i),
        width: i === cycles.length - 1 ? 2.5 : 1.25,
        points: { show: period <= 4 || i === cycles.length - 1 ? period <= 24 : false, size: 4 },
      })),
    ],
    scales: { x: { time: false, range: () => [-0.3, period - 0.7] } },
    xAxis: {
      size: 26,
      splits: (plot) => {
        const by = step(plot.width - 60);
        return Array.from({ length: Math.ceil(period / by) }, (_, i) => i * by);
      },
      values: (_plot, splits) => splits.map(phases.label),
    },
    cursor: { drag: { x: false, y: false }, points: { show: false } },
    tooltip: (phase) => {
      const newest = cycles.map((cycle, i) => ({ cycle, i })).reverse();
      const known = newest.filter(({ cycle }) => cycle.values[phase] != null).slice(0, 6);
      return {
        title: phases.label(phase),
        rows: known.map(({ cycle, i }) => ({
          color: shade(i),
          label: `from ${times.label(cycle.first)}`,
          value: observed(cycle.values[phase]),
        })),
      };
    },
  });
}
