// Charts one above the other over the same ordinals: axes line up, cursors and zoom go together.
import type uPlot from "uplot";
import type { Value } from "../data";
import type { Times } from "../times";
import { drawChart, type Chart, type TooltipRow } from "./chart";
import { alignedAxis, timeAxis } from "./time_axis";

export interface Panel {
  host: HTMLElement;
  name: string;
  height: number;
  /** Aligned with the frame. */
  columns: Value[][];
  series: uPlot.Series[];
  range?: uPlot.Range.Function;
  hooks?: uPlot.Hooks.Arrays;
  /** What the tooltip says at a position; the panel under the cursor shows the rows of all. */
  rows: (index: number) => TooltipRow[];
}
export interface Frame {
  /** Ordinal of the first position. */
  first: number;
  length: number;
  times: Times;
  /** Charts of one key share the cursor. */
  sync: string;
}

const room: uPlot.Range.Function = (_plot, low, high) => {
  const margin = 0.06 * (high - low || Math.abs(high) || 1);
  return low === null || high === null ? [0, 1] : [low - margin, high + margin];
};

function drawPanel(
  panel: Panel,
  frame: Frame,
  options: {
    hidden: boolean;
    axisWidth: () => number;
    onZoom: (plot: uPlot) => void;
    hushed: () => boolean;
    rows: Panel["rows"];
  },
): Chart {
  const { first, length, times } = frame;
  const ordinals = Array.from({ length }, (_, i) => first + i);
  const last = first + length - 1;
  return drawChart(panel.host, {
    name: panel.name,
    height: panel.height,
    data: [ordinals, ...panel.columns] as uPlot.AlignedData,
    series: [{}, ...panel.series],
    scales: {
      x: {
        time: false,
        range: (_plot, min, max) =>
          min <= first && max >= last ? [first - 0.5, last + 0.5] : [min, max],
      },
      y: { range: panel.range ?? room },
    },
    xAxis: timeAxis(times, options.hidden),
    axisWidth: options.axisWidth,
    cursor: { sync: { key: frame.sync }, drag: { x: true, y: false } },
    hooks: {
      ...panel.hooks,
      setScale: [(plot, key) => key === "x" && options.onZoom(plot)],
    },
    hushed: options.hushed,
    tooltip: (i) => {
      const rows = options.rows(i);
      return rows.length ? { title: times.label(first + i), rows } : null;
    },
  });
}

/** Draws the panels from top to bottom; the first and the last say the time. */
export function drawPanels(panels: Panel[], frame: Frame): Chart[] {
  const charts: Chart[] = [];
  let width = alignedAxis;
  let zooming = false;
  const onZoom = (plot: uPlot): void => {
    const { min, max } = plot.scales["x"]!;
    if (zooming || min == null || max == null) return;
    zooming = true;
    for (const { plot: other } of charts) if (other !== plot) other.setScale("x", { min, max });
    zooming = false;
  };
  let active = panels[0];
  const rows = (i: number): TooltipRow[] => panels.flatMap((panel) => panel.rows(i));
  panels.forEach((panel, i) => {
    const activate = (): void => void (active = panel);
    panel.host.onpointerenter = panel.host.onpointerdown = panel.host.onfocus = activate;
    const hidden = i > 0 && i < panels.length - 1;
    const hushed = (): boolean => active !== panel;
    charts.push(drawPanel(panel, frame, { hidden, axisWidth: () => width, onZoom, hushed, rows }));
  });
  width = Math.max(...charts.map(({ plot }) => Math.ceil(plot.bbox.left / devicePixelRatio)));
  for (const { plot } of charts) plot.redraw(false, true);
  return charts;
}
