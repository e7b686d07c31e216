// Curves over steps: of a training, of a gradient going back in time.
import type uPlot from "uplot";
import { color } from "../colors";
import type { Value } from "../data";
import { number, tick } from "../format";
import { known } from "../statistics";
import type { TooltipRow } from "./chart";
import type { Panel } from "./panels";

export interface Curve {
  label: string;
  /** A custom property of the theme, "hue-0". */
  shade: string;
  values: Value[];
  dash?: number[];
  width?: number;
  /** Few values among nulls: joined, and each marked. */
  sparse?: boolean;
}
export interface CurvesSetup {
  name: string;
  height: number;
  curves: Curve[];
  /** Logarithmic upwards; what is not positive is left out. */
  logarithmic?: boolean;
  /** From zero on. */
  grounded?: boolean;
  /** A line across, with its shade. */
  level?: { value: number; shade: string };
}

const log = (v: Value): Value => (v !== null && v > 0 ? Math.log10(v) : null);
const short = (v: Value | undefined): string =>
  v === null || v === undefined ? "–" : number(Number(v.toPrecision(4)));

function strokeLevel(plot: uPlot, value: number, shade: string): void {
  const { ctx, bbox } = plot;
  const y = Math.round(plot.valToPos(value, "y", true));
  if (y < bbox.top || y > bbox.top + bbox.height) return;
  ctx.save();
  ctx.strokeStyle = color(shade);
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.setLineDash([5 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}

/** Wide enough that a flat line lies in the middle. */
function rangeOf({ logarithmic, grounded }: CurvesSetup): uPlot.Range.Function {
  return (_plot, low, high) => {
    if (low === null || high === null) return [0, 1];
    const least = logarithmic ? 0.5 : 1e-3 * Math.max(Math.abs(low), Math.abs(high)) || 1;
    const margin = 0.06 * Math.max(high - low, least);
    const flat = high - low < least ? least / 2 : 0;
    return [grounded ? Math.min(0, low) : low - margin - flat, high + margin + flat];
  };
}

export function curvesPanel(host: HTMLElement, setup: CurvesSetup): Panel {
  const { curves, level } = setup;
  const place = setup.logarithmic ? log : (v: Value): Value => v;
  const at = level ? place(level.value) : null;
  const rows = (i: number): TooltipRow[] =>
    curves.flatMap(({ label, shade, values }) =>
      values[i] == null ? [] : [{ color: color(shade), label, value: short(values[i]) }],
    );
  return {
    host,
    name: setup.name,
    height: setup.height,
    columns: curves.map(({ values }) => values.map(place)),
    series: curves.map(({ shade, values, dash, width, sparse }) => ({
      stroke: color(shade),
      width: width ?? 1.5,
      spanGaps: !!sparse,
      ...(dash ? { dash } : {}),
      points: { show: !!sparse || known(values).length === 1, size: 6, fill: color(shade) },
    })),
    range: rangeOf(setup),
    ...(setup.logarithmic ? { yTick: (v: number) => tick(Number((10 ** v).toPrecision(2))) } : {}),
    hooks: {
      drawClear: at === null ? [] : [(plot) => strokeLevel(plot, at, level!.shade)],
    },
    rows,
  };
}

/** The axis of a frame that counts. */
export function countAxis(hidden: boolean): Partial<uPlot.Axis> {
  return {
    size: hidden ? 8 : 28,
    space: 56,
    incrs: [1, 2, 5]
      .flatMap((m) => [0, 1, 2, 3, 4, 5, 6, 7].map((e) => m * 10 ** e))
      .sort((a, b) => a - b),
    values: (_plot, splits) => splits.map((v) => (hidden ? "" : tick(v))),
  };
}
