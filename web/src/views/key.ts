// What the lines and marks of a chart are.
import { el } from "../dom";

export type KeyItem = [kind: string, shade: string, name: string];

/** shade: a custom property of the theme, "ink". */
export function chartKey(items: KeyItem[]): HTMLElement {
  const parts = items.map(([kind, shade, name]) => {
    const swatch = el("i", { class: `swatch ${kind}` });
    swatch.style.color = `var(--${shade})`;
    return el("span", { class: "key-item" }, swatch, name);
  });
  return el("div", { class: "key" }, ...parts);
}
