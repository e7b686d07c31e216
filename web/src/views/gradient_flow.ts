// How far gradients reach back, how gates are used, how long units remember.
import { countAxis, curvesPanel, type Curve } from "../charts/curves";
import { drawPanels } from "../charts/panels";
import type { Value } from "../data";
import { el, type Child } from "../dom";
import { count, number } from "../format";
import type { Inspection } from "../inspection_data";
import { known, quantile } from "../statistics";
import { ChartCard, chartHost } from "./chart_card";
import { sentences } from "./diagnosis";
import { chartKey } from "./key";
import { card, table } from "./table";

const short = (value: Value): string =>
  number(value === null ? null : Number(value.toPrecision(3)));
const percent = (value: Value): string =>
  value === null ? "–" : `${number(Number((100 * value).toPrecision(3)))} %`;

export function verdictCard({ verdict, advice }: Inspection): HTMLElement {
  const headline = {
    vanishing: "Gradients vanish",
    healthy: "Gradients are healthy",
    exploding: "Gradients explode",
  }[verdict];
  return card("verdict", "Verdict", [
    el("p", { class: `headline ${verdict}` }, headline ?? verdict),
    sentences(advice),
  ]);
}

function curvesOf({ layers }: Inspection): Curve[] {
  return layers.flatMap(({ name, h, c }, k) => {
    const shade = `hue-${k % 8}`;
    const label = layers.length > 1 ? `${name}: ` : "";
    return [
      { label: `${label}through h`, shade, values: h },
      ...(c.length ? [{ label: `${label}through c`, shade, values: c, dash: [5, 3] }] : []),
    ];
  });
}

export function gradientCard(inspection: Inspection): ChartCard | null {
  const curves = curvesOf(inspection);
  const length = Math.max(0, ...curves.map(({ values }) => values.length));
  if (!length) return null;
  const host = chartHost("gradient-chart");
  const x = Array.from({ length }, (_, k) => k);
  return new ChartCard({
    id: "gradient",
    title: "Gradient by distance",
    small: "norm of the gradient, by steps back from the loss; logarithmic",
    children: [
      chartKey(curves.map(({ label, shade, dash }) => [dash ? "thin" : "", shade, label])),
      host,
    ],
    paint: () =>
      drawPanels(
        [
          curvesPanel(host, {
            name: `Norm of the gradient over ${count(length - 1)} steps back`,
            height: 280,
            curves: curves.map((curve) => ({
              ...curve,
              values: x.map((k) => curve.values[k] ?? null),
            })),
            logarithmic: true,
          }),
        ],
        {
          x,
          margin: 0.018 * (length - 1) || 1,
          label: (k) => (k === 0 ? "At the loss" : `${count(k)} ${k > 1 ? "steps" : "step"} back`),
          axis: countAxis,
          sync: "gradient",
        },
      ),
  });
}

export function useCard({ layers }: Inspection): HTMLElement | null {
  const rows = layers.flatMap(({ name, gates }) =>
    gates.map((gate): Child[] => {
      const fill = el("i", { class: "bar" });
      fill.style.width = `${100 * Math.max(0, Math.min(1, gate.saturated ?? 0))}%`;
      const bar = el("span", { class: "bar-track", "aria-hidden": "true" }, fill);
      return [
        layers.length > 1 ? `${name} ${gate.name}` : gate.name,
        short(gate.mean),
        el("div", {}, percent(gate.saturated), bar),
        short(gate.spectral_radius),
      ];
    }),
  );
  if (!rows.length) return null;
  return card("use", "Use of the gates", [
    table(["Gate", "Mean", "Saturated", "Spectral radius"], [0], rows),
  ]);
}

/** The least, the quartiles and the greatest of what units remember. */
export function memoryCard({ layers }: Inspection): HTMLElement | null {
  const remembering = layers.filter((layer) => layer.time_constants.length);
  if (!remembering.length) return null;
  const rows = remembering.map(({ name, time_constants }): Child[] => {
    const all = time_constants.map((v) => v ?? Infinity).sort((a, b) => a - b);
    const at = (p: number): string => {
      const v = p === 0 ? all[0]! : p === 1 ? all[all.length - 1]! : quantile(all, p);
      return Number.isFinite(v) ? short(v) : "∞";
    };
    return [name, ...[0, 0.25, 0.5, 0.75, 1].map(at)];
  });
  const missing = known(remembering.flatMap((l) => l.time_constants)).length === 0;
  return card("memory", "Memory in steps", [
    el("p", { class: "quiet" }, "Steps in which the memory of a unit fades to 1/e."),
    missing
      ? null
      : table(["Layer", "Least", "Quarter", "Half", "Three quarters", "Most"], [0], rows),
  ]);
}
