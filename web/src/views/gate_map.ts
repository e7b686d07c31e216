// One gate of one layer at every step of the input, as a heat map.
import { drawHeatMap, ramp } from "../charts/heat_map";
import { onModeChange } from "../colors";
import { el } from "../dom";
import { count, number } from "../format";
import { decode, type GateMap, type Inspection, type Layer } from "../inspection_data";
import { choice, chartHost } from "./chart_card";

type Order = "units" | "mean";

/** Units by how far the gate is open on average, widest first. */
function byMean(values: Float32Array, steps: number, units: number): number[] {
  const sums = Array.from({ length: units }, (_, unit) => {
    let sum = 0;
    for (let step = 0; step < steps; ++step) sum += values[step * units + unit]!;
    return sum;
  });
  return sums.map((_, unit) => unit).sort((a, b) => sums[b]! - sums[a]!);
}

/** The colours of the map with the numbers at their ends. */
function legend({ low, high }: GateMap): HTMLElement {
  const shade = ramp(low, high);
  const stops = Array.from({ length: 9 }, (_, i) => low + ((high - low) * i) / 8);
  const bar = el("i", { class: "ramp" });
  bar.style.background = `linear-gradient(to right, ${stops.map((v) => `rgb(${shade(v).join(",")})`).join(",")})`;
  return el("span", { class: "key-item" }, number(low), bar, number(high));
}

function chips(names: string[], now: () => string, onPick: (name: string) => void): HTMLElement {
  const all = names.map((name) => {
    const click = (): void => {
      onPick(name);
      press();
    };
    return el("button", { class: "chip", type: "button", click }, el("span", {}, name));
  });
  const press = (): void =>
    all.forEach((chip, i) => chip.setAttribute("aria-pressed", String(names[i] === now())));
  press();
  return el("div", { class: "chips", role: "group", "aria-label": "Gate" }, ...all);
}

export function gateCard(inspection: Inspection): HTMLElement | null {
  const layers = inspection.layers.filter((layer) => layer.maps.length);
  if (!layers.length || !inspection.steps) return null;
  let layer: Layer = layers[0]!;
  let gate = (layer.maps.find((m) => m.gate === "forget") ?? layer.maps[0]!).gate;
  let order: Order = "mean";
  const host = chartHost("gate-map");
  const [picks, key] = [el("div"), el("div", { class: "key" })];
  const draw = (): void => {
    const map = layer.maps.find((m) => m.gate === gate) ?? layer.maps[0]!;
    const values = decode(map);
    const { units } = layer;
    const { steps } = inspection;
    const said = order === "mean" ? ", widest open on top" : "";
    key.replaceChildren(legend(map), `steps to the right, ${count(units)} units downwards${said}`);
    drawHeatMap(host, {
      name: `${map.gate} gate of ${layer.name}, ${count(steps)} steps, ${count(units)} units`,
      ...{ steps, units, values, low: map.low, high: map.high, inputs: inspection.inputs },
      order:
        order === "mean"
          ? byMean(values, steps, units)
          : Array.from({ length: units }, (_, u) => u),
      height: Math.max(160, Math.min(420, 4 * units)),
    });
  };
  const pick = (): void =>
    picks.replaceChildren(
      chips(
        layer.maps.map((m) => m.gate),
        () => gate,
        (name) => {
          gate = name;
          draw();
        },
      ),
    );
  const tools = el(
    "div",
    { class: "tools" },
    layers.length > 1
      ? choice(
          "Layer",
          layers.map((l) => [l.name, `layer ${l.name}`]),
          layer.name,
          (name) => {
            layer = layers.find((l) => l.name === name)!;
            pick();
            draw();
          },
        )
      : null,
    choice<Order>(
      "Order of the units",
      [
        ["mean", "widest open first"],
        ["units", "as in the file"],
      ],
      order,
      (now) => {
        order = now;
        draw();
      },
    ),
  );
  onModeChange(draw);
  pick();
  draw();
  const heading = el(
    "h2",
    { id: "gates-title" },
    "Gates ",
    el("small", {}, "at every step of the input"),
  );
  return el(
    "section",
    { class: "card", id: "gates", "aria-labelledby": "gates-title" },
    el("div", { class: "card-head" }, heading, tools),
    picks,
    key,
    host,
  );
}
