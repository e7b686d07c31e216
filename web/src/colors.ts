// Light or dark, and the colours that canvases take from theme.css.

export type Mode = "light" | "dark";
const key = "foretell-theme";
const system = window.matchMedia("(prefers-color-scheme: dark)");
const listeners: (() => void)[] = [];

function stored(): Mode | null {
  try {
    const mode = localStorage.getItem(key);
    return mode === "light" || mode === "dark" ? mode : null;
  } catch {
    return null; // pages opened from a file may have no storage
  }
}

export function currentMode(): Mode {
  const chosen = document.documentElement.dataset["theme"];
  if (chosen === "light" || chosen === "dark") return chosen;
  return system.matches ? "dark" : "light";
}

export function setMode(mode: Mode): void {
  document.documentElement.dataset["theme"] = mode;
  try {
    localStorage.setItem(key, mode);
  } catch {
    // not kept, but in effect
  }
  for (const listener of listeners) listener();
}

/** Calls back when the colours have changed. */
export function onModeChange(listener: () => void): void {
  listeners.push(listener);
}

export function startColors(): void {
  const mode = stored();
  if (mode) document.documentElement.dataset["theme"] = mode;
  system.addEventListener("change", () => {
    for (const listener of listeners) listener();
  });
}

/** A custom property of the theme, e.g. color("grid"). */
export function color(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

const numHues = 8;
const dashes = [[], [6, 3], [2, 3]];

/** One look per model, the same in every chart: eight hues, then the same ones dashed. */
export class ModelLooks {
  private readonly order: Map<string, number>;

  constructor(models: string[]) {
    this.order = new Map(models.map((model, i) => [model, i]));
  }
  private index(model: string): number {
    return this.order.get(model) ?? 0;
  }
  variable(model: string): string {
    return `hue-${this.index(model) % numHues}`;
  }
  color(model: string): string {
    return color(this.variable(model));
  }
  dash(model: string): number[] {
    return dashes[Math.floor(this.index(model) / numHues) % dashes.length] ?? [];
  }
}
