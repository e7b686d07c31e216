// The data of a training: the JSON that apps/report/training.cpp writes, and nothing else.
import { parseData, type Named, type Value } from "./data";

/** Columns of equal length. In a long run a row is the mean over several steps. */
export interface Steps {
  /** The last step of each row, ascending from 1. */
  step: number[];
  loss: Value[];
  gradient_norm: Value[];
  learning_rate: Value[];
  tokens_per_second: Value[];
}
export interface Epochs {
  /** The last step of each epoch. */
  step: number[];
  loss: Value[];
  held_out: Value[];
}
export interface Training {
  format: 1;
  kind: "training";
  title: string;
  created: string;
  command: string;
  note: string;
  facts: Named<string>[];
  /** What a loss is measured in, "nats a character". */
  unit: string;
  /** What is counted, "characters". */
  tokens: string;
  /** Longest gradient that is followed; null: any. */
  clip_norm: Value;
  steps: Steps;
  epochs: Epochs;
  options: Named<string>[];
}

export function parseTraining(text: string): Training {
  const training = parseData<Training>(text, ["facts", "options"]);
  if (!Array.isArray(training.steps?.step) || !Array.isArray(training.epochs?.step)) {
    throw new Error("The data of this page lack “steps”.");
  }
  return training;
}
