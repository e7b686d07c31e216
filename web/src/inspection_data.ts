// The data of an inspection: the JSON that apps/report/inspection.cpp writes, and nothing else.
import { parseData, type Named, type Value } from "./data";

export interface GateUse {
  name: string;
  mean: Value;
  /** Share of values near the ends of the range. */
  saturated: Value;
  spectral_radius: Value;
}
/** Values of one gate: byte [step · units + unit] of data, base64, stands for a number of [low, high]. */
export interface GateMap {
  gate: string;
  low: number;
  high: number;
  data: string;
}
export interface Layer {
  name: string;
  units: number;
  /** Norm of the gradient at distance 0, 1, … from the loss; c is empty for cells without memory. */
  h: Value[];
  c: Value[];
  gates: GateUse[];
  /** In steps, ascending; null: longer than can be told. */
  time_constants: Value[];
  maps: GateMap[];
}
export interface Inspection {
  format: 1;
  kind: "inspection";
  title: string;
  created: string;
  command: string;
  note: string;
  facts: Named<string>[];
  verdict: "vanishing" | "healthy" | "exploding";
  advice: string[];
  /** Steps of the maps, and what came in at each; empty: not characters. */
  steps: number;
  inputs: string[];
  layers: Layer[];
  options: Named<string>[];
}

export function parseInspection(text: string): Inspection {
  return parseData<Inspection>(text, ["layers", "facts", "advice", "inputs", "options"]);
}

/** The numbers of a map, [step · units + unit]. */
export function decode({ low, high, data }: GateMap): Float32Array {
  const bytes = atob(data);
  return Float32Array.from(
    { length: bytes.length },
    (_, i) => low + ((high - low) * bytes.charCodeAt(i)) / 255,
  );
}
