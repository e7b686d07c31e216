// Charts one above the other over the same axis: axes line up, cursors and zoom go together.
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
  yTick?: (value: number) => string;
  hooks?: uPlot.Hooks.Arrays;
  /** What the tooltip says at a position; the panel under the cursor shows the rows of all. */
  rows: (index: number) => TooltipRow[];
}
export interface Frame {
  /** Ascending. */
  x: number[];
  /** Free space before the first and after the last, in units of x. */
  margin: number;
  /** What a position is called. */
  label: (index: number) => string;
  /** hidden: another panel below says the same. */
  axis: (hidden: boolean) => Partial<uPlot.Axis>;
  /** Charts of one key share the cursor. */
  sync: string;
}

/** Ordinals first, first + 1, … with their time stamps. */
export function timeFrame(first: number, length: number, times: Times, sync: string): Frame {
  return {
    x: Array.from({ length }, (_, i) => first + i),
    margin: 0.5,
    label: (i) => times.label(first + i),
    axis: (hidden) => timeAxis(times, hidden),
    sync,
  };
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
  const { x, margin } = frame;
  const [first, last] = [x[0] ?? 0, x[x.length - 1] ?? 0];
  return drawChart(panel.host, {
    name: panel.name,
    height: panel.height,
    data: [x, ...panel.columns] as uPlot.AlignedData,
    series: [{}, ...panel.series],
    scales: {
      x: {
        time: false,
        range: (_plot, min, max) =>
          min <= first && max >= last ? [first - margin, last + margin] : [min, max],
      },
      y: { range: panel.range ?? room },
    },
    xAxis: frame.axis(options.hidden),
    ...(panel.yTick ? { yTick: panel.yTick } : {}),
    axisWidth: options.axisWidth,
    cursor: { sync: { key: frame.sync }, drag: { x: true, y: false } },
    hooks: {
      ...panel.hooks,
      setScale: [(plot, key) => key === "x" && options.onZoom(plot)],
    },
    hushed: options.hushed,
    tooltip: (i) => {
      const rows = options.rows(i);
      return rows.length ? { title: frame.label(i), rows } : null;
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
