// A heat map: steps to the right, units upwards, one small rectangle of colour for each.
import { color } from "../colors";
import { el } from "../dom";
import { announce } from "./input";

export interface HeatMap {
  name: string;
  steps: number;
  units: number;
  /** [step · units + unit] */
  values: Float32Array;
  low: number;
  high: number;
  /** Units from top to bottom. */
  order: number[];
  /** Below the map: what came in at a step, or nothing. */
  inputs: string[];
  height: number;
}

type Rgb = [number, number, number];

function rgb(name: string): Rgb {
  const hex = color(name);
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as Rgb;
}
const mix = (a: Rgb, b: Rgb, share: number): Rgb =>
  a.map((v, i) => Math.round(v + share * (b[i]! - v))) as Rgb;

/** From the ground to one hue; around zero from one hue over the ground to another. */
export function ramp(low: number, high: number): (value: number) => Rgb {
  const [ground, above, below] = [rgb("ground"), rgb("hue-0"), rgb("hue-1")];
  if (low >= 0) return (v) => mix(ground, above, (v - low) / (high - low || 1));
  const reach = Math.max(-low, high);
  return (v) => mix(ground, v < 0 ? below : above, Math.min(1, Math.abs(v) / reach));
}

function paint(canvas: HTMLCanvasElement, map: HeatMap): void {
  const shade = ramp(map.low, map.high);
  const ctx = canvas.getContext("2d")!;
  const image = ctx.createImageData(map.steps, map.units);
  map.order.forEach((unit, row) => {
    for (let step = 0; step < map.steps; ++step) {
      const at = 4 * (row * map.steps + step);
      image.data.set([...shade(map.values[step * map.units + unit]!), 255], at);
    }
  });
  ctx.putImageData(image, 0, 0);
}

/** Blanks that can be seen. */
export function visible(input: string): string {
  return { " ": "␣", "\n": "⏎", "\t": "⇥", "\r": "␍" }[input] ?? input;
}

/** The inputs below the map where there is room for each of them, else numbers of steps. */
function ticks(map: HeatMap): HTMLElement {
  const row = el("div", { class: "heat-inputs", "aria-hidden": "true" });
  const draw = (): void => {
    const room = (row.clientWidth || 600) / map.steps;
    const named = map.inputs.length > 0 && room >= 9;
    const every = named ? 1 : Math.max(1, Math.ceil(46 / room));
    const shown: HTMLElement[] = [];
    for (let step = 0; step < map.steps; step += every) {
      const item = el("span", {}, named ? visible(map.inputs[step] ?? "") : String(step + 1));
      item.style.left = `${(100 * (step + 0.5)) / map.steps}%`;
      shown.push(item);
    }
    row.replaceChildren(...shown);
  };
  new ResizeObserver(draw).observe(row);
  return row;
}

/** Draws the map into its place; the cursor and the arrow keys say each value. */
export function drawHeatMap(host: HTMLElement, map: HeatMap): void {
  const canvas = el("canvas", { width: map.steps, height: map.units });
  canvas.style.height = `${map.height}px`;
  paint(canvas, map);
  const box = el("div", { class: "tooltip", hidden: true, "aria-hidden": "true" });
  const field = el("div", { class: "heat-field" }, canvas, box);
  const textAt = (step: number, row: number) => {
    const unit = map.order[row]!;
    const input = map.inputs.length ? ` after “${visible(map.inputs[step] ?? "")}”` : "";
    const value = map.values[step * map.units + unit]!.toFixed(2);
    return {
      title: `Step ${step + 1}${input}`,
      rows: [{ color: "", label: `Unit ${unit + 1}`, value }],
    };
  };
  const show = (step: number, row: number): ReturnType<typeof textAt> => {
    const text = textAt(step, row);
    const { label, value } = text.rows[0]!;
    box.replaceChildren(
      el("div", { class: "tooltip-title" }, text.title),
      el("div", { class: "tooltip-row" }, el("span", {}, label), el("b", {}, value)),
    );
    box.hidden = false;
    const x = ((step + 0.5) / map.steps) * canvas.clientWidth;
    const y = ((row + 0.5) / map.units) * canvas.clientHeight;
    const left = x < canvas.clientWidth / 2 ? x + 14 : x - 14 - box.offsetWidth;
    const top = Math.max(0, Math.min(y - 20, canvas.clientHeight - box.offsetHeight));
    box.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    return text;
  };
  const follow = (event: PointerEvent): void => {
    const area = canvas.getBoundingClientRect();
    const share = (at: number, size: number, n: number): number =>
      Math.max(0, Math.min(n - 1, Math.floor((at / size) * n)));
    show(
      share(event.clientX - area.left, area.width, map.steps),
      share(event.clientY - area.top, area.height, map.units),
    );
  };
  canvas.addEventListener("pointermove", follow);
  canvas.addEventListener("pointerdown", follow);
  canvas.addEventListener("pointerleave", () => void (box.hidden = true));
  let [step, row] = [-1, 0];
  host.onkeydown = (event: KeyboardEvent): void => {
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[
      event.key
    ];
    if (!move) return;
    event.preventDefault();
    step = Math.max(0, Math.min(map.steps - 1, step + move[0]!));
    row = Math.max(0, Math.min(map.units - 1, row + move[1]!));
    announce(show(step, row));
  };
  host.setAttribute("role", "application");
  host.setAttribute("aria-roledescription", "heat map");
  host.setAttribute("aria-label", map.name);
  host.tabIndex = 0;
  host.replaceChildren(field, ticks(map));
}
