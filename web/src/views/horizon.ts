// Error by horizon, with a legend that hides and shows models.
import { drawHorizon } from "../charts/horizon";
import type { Chart } from "../charts/chart";
import { onModeChange, type ModelLooks } from "../colors";
import type { Report } from "../data";
import { el } from "../dom";

export interface HorizonView {
  element: HTMLElement;
  /** Draws; to be called when the element is in the page. */
  draw(): void;
  emphasize(model: string): void;
}

export function horizonView(report: Report, looks: ModelLooks): HorizonView {
  const errors = report.by_horizon;
  const host = el("div", { class: "chart" });
  const hidden = new Set<string>();
  let strong = "";
  let chart: Chart | null = null;
  const draw = (): void => {
    chart?.destroy();
    chart = drawHorizon(host, errors, looks, { height: 260, hidden, strong });
  };
  const chips = errors.models.map(({ model }) => {
    const swatch = el("i", { class: "swatch line" });
    swatch.style.color = `var(--${looks.variable(model)})`;
    const chip = el(
      "button",
      { class: "chip", type: "button", "aria-pressed": "true" },
      swatch,
      el("span", {}, model),
    );
    chip.addEventListener("click", () => {
      if (!hidden.delete(model)) hidden.add(model);
      chip.setAttribute("aria-pressed", String(!hidden.has(model)));
      draw();
    });
    return chip;
  });
  onModeChange(draw);
  const element = el(
    "section",
    { class: "card", "aria-labelledby": "horizon-title" },
    el(
      "h2",
      { id: "horizon-title" },
      "Error by horizon ",
      el("small", {}, `${errors.metric}, steps ahead`),
    ),
    host,
    el("div", { class: "chips", role: "group", "aria-label": "Models shown" }, ...chips),
  );
  const emphasize = (model: string): void => {
    if (model === strong || hidden.has(model)) return;
    strong = model;
    draw();
  };
  return { element, draw, emphasize };
}
