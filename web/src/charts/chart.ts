// What all charts share: a canvas as wide as its place, axes in the theme's colours, a tooltip, and
// hovering by finger.
import uPlot from "uplot";
import { color } from "../colors";
import { el } from "../dom";
import { tick } from "../format";
import { followClicks, followKeys, followTouch } from "./input";

export interface TooltipRow {
  color: string;
  label: string;
  value: string;
  kind?: "line" | "band" | "dash";
}
export interface TooltipText {
  title: string;
  rows: TooltipRow[];
}
export interface ChartSetup {
  /** What the chart shows, in words, for those who do not see it. */
  name: string;
  height: number;
  data: uPlot.AlignedData;
  series: uPlot.Series[];
  bands?: uPlot.Band[];
  scales?: uPlot.Scales;
  xAxis: Partial<uPlot.Axis>;
  /** Least width of the y axis, so that charts one above the other line up. */
  axisWidth?: () => number;
  /** Numbers beside the y axis; as they are, if not given. */
  yTick?: (value: number) => string;
  hooks?: uPlot.Hooks.Arrays;
  cursor?: uPlot.Cursor;
  /** The position of the data at the cursor where that is not the nearest x: clouds of points. */
  pick?: (plot: uPlot) => number | null;
  /** No tooltip for now: another chart that shares the cursor shows it. */
  hushed?: () => boolean;
  /** Called with the position of the data that was clicked. */
  onClick?: (index: number) => void;
  /** What to show at a position of the data, null for nothing. */
  tooltip: (index: number) => TooltipText | null;
}
export interface Chart {
  plot: uPlot;
  destroy(): void;
}

const font = (px: number): string => `${px}px Inter, system-ui, sans-serif`;

export function axis(extra: Partial<uPlot.Axis> = {}): uPlot.Axis {
  const quiet = { stroke: color("grid"), width: 1 };
  return {
    stroke: color("muted"),
    font: font(11),
    grid: quiet,
    ticks: { show: false },
    gap: 6,
    ...extra,
  };
}

function yAxis({ axisWidth: least = () => 0, yTick: text = tick, height }: ChartSetup): uPlot.Axis {
  const width = (plot: uPlot, values: string[] | null): number => {
    plot.ctx.font = font(11 * devicePixelRatio);
    const widths = (values ?? []).map((text) => plot.ctx.measureText(text).width);
    return Math.ceil(Math.max(24, ...widths.map((w) => w / devicePixelRatio))) + 12;
  };
  return axis({
    size: (plot, values) => Math.max(least(), width(plot, values)),
    space: Math.min(36, height / 5),
    values: (_plot, splits) => splits.map(text),
  });
}

/** A box that follows the cursor and stays inside the plot. */
function tooltipPlugin({ tooltip: text, pick, hushed }: ChartSetup): uPlot.Plugin {
  const box = el("div", { class: "tooltip", hidden: true, "aria-hidden": "true" });
  const fill = ({ title, rows }: TooltipText): void => {
    box.replaceChildren(
      el("div", { class: "tooltip-title" }, title),
      ...rows.map((row) => {
        const swatch = el("i", { class: `swatch ${row.kind ?? "line"}` });
        swatch.style.color = row.color;
        return el(
          "div",
          { class: "tooltip-row" },
          swatch,
          el("span", {}, row.label),
          el("b", {}, row.value),
        );
      }),
    );
  };
  const place = (plot: uPlot, left: number, top: number): void => {
    const { clientWidth, clientHeight } = plot.over;
    const toRight = Math.min(left + 14, clientWidth - box.offsetWidth);
    const x = left < clientWidth / 2 ? toRight : Math.max(0, left - 14 - box.offsetWidth);
    const y = Math.max(0, Math.min(top - box.offsetHeight / 2, clientHeight - box.offsetHeight));
    box.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  };
  return {
    hooks: {
      init: (plot) => plot.over.append(box),
      setCursor: (plot) => {
        const { left, top } = plot.cursor;
        const outside = (left ?? -1) < 0 || hushed?.();
        const idx = outside ? null : pick ? pick(plot) : plot.cursor.idx;
        const shown = idx === null || idx === undefined ? null : text(idx);
        box.hidden = shown === null;
        if (!shown) return;
        fill(shown);
        place(plot, left!, top ?? 0);
      },
    },
  };
}

export function drawChart(host: HTMLElement, setup: ChartSetup): Chart {
  host.replaceChildren();
  host.setAttribute("role", "application");
  host.setAttribute("aria-roledescription", "chart");
  host.setAttribute("aria-label", setup.name);
  host.tabIndex = 0;
  const plot = new uPlot(
    {
      width: Math.max(240, host.clientWidth),
      height: setup.height,
      series: setup.series,
      bands: setup.bands ?? [],
      scales: { x: { time: false }, ...setup.scales },
      axes: [axis(setup.xAxis), yAxis(setup)],
      legend: { show: false },
      cursor: { points: { size: 7, width: 1.5 }, y: false, ...setup.cursor },
      hooks: setup.hooks ?? {},
      plugins: [tooltipPlugin(setup)],
      padding: [10, 10, 0, 0],
    },
    setup.data,
    host,
  );
  followTouch(plot);
  followClicks(plot, setup);
  const forget = followKeys(plot, host, setup);
  const sizes = new ResizeObserver(() => {
    const width = Math.max(240, host.clientWidth);
    if (width !== plot.width) plot.setSize({ width, height: setup.height });
  });
  sizes.observe(host);
  const destroy = (): void => {
    sizes.disconnect();
    forget();
    plot.destroy();
  };
  return { plot, destroy };
}
