// The curves of a training, one above the other over its steps.
import { countAxis, curvesPanel } from "../charts/curves";
import { drawPanels, type Panel } from "../charts/panels";
import type { Value } from "../data";
import { el, type Child } from "../dom";
import { count } from "../format";
import { known } from "../statistics";
import type { Steps, Training } from "../training_data";
import { ChartCard, chartHost } from "./chart_card";
import { chartKey, type KeyItem } from "./key";

/** Values of some steps on the axis of all rows; null between them. */
function spread(axis: number[], steps: number[], values: Value[]): Value[] {
  const at = new Map(axis.map((step, i) => [step, i]));
  const out: Value[] = axis.map(() => null);
  steps.forEach((step, k) => {
    const i = at.get(step);
    if (i !== undefined) out[i] = values[k] ?? null;
  });
  return out;
}

/** The steps of all curves, and the rows of the steps on them. */
function widened(training: Training): { x: number[]; steps: Steps } {
  const { steps, epochs } = training;
  const x = [...new Set([...steps.step, ...epochs.step])].sort((a, b) => a - b);
  const wide = (values: Value[]): Value[] => spread(x, steps.step, values);
  return {
    x,
    steps: {
      step: x,
      loss: wide(steps.loss),
      gradient_norm: wide(steps.gradient_norm),
      learning_rate: wide(steps.learning_rate),
      tokens_per_second: wide(steps.tokens_per_second),
    },
  };
}

const titled = (title: string, host: HTMLElement): Child[] => [el("h3", {}, title), host];

const logarithmic = (values: Value[]): boolean => {
  const positive = known(values).filter((v) => v > 0);
  return positive.length > 1 && Math.max(...positive) > 20 * Math.min(...positive);
};

export function trainingCard(training: Training): ChartCard {
  const { epochs, clip_norm } = training;
  const { x, steps } = widened(training);
  const hosts = ["loss", "gradient", "rate", "speed"].map(chartHost);
  const held = known(epochs.held_out).length > 0;
  const rates = new Set(known(steps.learning_rate)).size > 1;
  const key: KeyItem[] = [["thin", "residual", "loss of a step"]];
  if (epochs.step.length) key.push(["", "hue-0", "loss of an epoch"]);
  if (held) key.push(["", "hue-1", "held out"]);
  if (clip_norm !== null) key.push(["thin", "bad", `gradients are clipped to ${clip_norm}`]);
  const panels = (): Panel[] => [
    curvesPanel(hosts[0]!, {
      name: `Loss over ${count(x.length)} steps`,
      height: 300,
      curves: [
        { label: "Loss", shade: "residual", values: steps.loss, width: 1 },
        ...(epochs.step.length
          ? [
              {
                label: "Epoch",
                shade: "hue-0",
                values: spread(x, epochs.step, epochs.loss),
                width: 2,
                sparse: true,
              },
            ]
          : []),
        ...(held
          ? [
              {
                label: "Held out",
                shade: "hue-1",
                values: spread(x, epochs.step, epochs.held_out),
                width: 2,
                sparse: true,
              },
            ]
          : []),
      ],
    }),
    curvesPanel(hosts[1]!, {
      name: "Norm of the gradient",
      height: 170,
      curves: [
        { label: "Norm of the gradient", shade: "hue-2", values: steps.gradient_norm, width: 1 },
      ],
      logarithmic: logarithmic(steps.gradient_norm),
      ...(clip_norm === null ? {} : { level: { value: clip_norm, shade: "bad" } }),
    }),
    ...(rates
      ? [
          curvesPanel(hosts[2]!, {
            name: "Learning rate",
            height: 120,
            curves: [{ label: "Learning rate", shade: "hue-4", values: steps.learning_rate }],
          }),
        ]
      : []),
    curvesPanel(hosts[3]!, {
      name: `Speed in ${training.tokens} a second`,
      height: 140,
      curves: [{ label: "Speed", shade: "hue-6", values: steps.tokens_per_second, width: 1 }],
      grounded: true,
    }),
  ];
  const frame = {
    x,
    margin: 0.018 * (x[x.length - 1]! - x[0]!) || 1,
    label: (i: number) => `Step ${count(x[i]!)}`,
    axis: countAxis,
    sync: "training",
  };
  return new ChartCard({
    id: "curves",
    title: "Curves",
    small: "by step; drag to zoom, double-click to go back",
    children: [
      chartKey(key),
      ...titled(`Loss, ${training.unit}`, hosts[0]!),
      ...titled("Norm of the gradient, before clipping", hosts[1]!),
      ...(rates ? titled("Learning rate", hosts[2]!) : []),
      ...titled(`Speed, ${training.tokens} a second`, hosts[3]!),
    ],
    paint: () => drawPanels(panels(), frame),
  });
}
