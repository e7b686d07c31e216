// The fan and, below it on the same x, the residuals, with what can be chosen about them.
import type { Chart } from "../charts/chart";
import { drawFan, type FanChart } from "../charts/fan";
import { recent, type FanContext, type FanView } from "../charts/fan_columns";
import { drawResiduals } from "../charts/residuals";
import type { Series } from "../data";
import { el } from "../dom";
import { coverage } from "../format";

/** What stays chosen when another series is shown. */
export interface Choices {
  fitted: boolean;
  compare: boolean;
}

const sync = "series";

export class SeriesCharts {
  readonly element: HTMLElement;
  private readonly series: Series;
  private readonly context: FanContext;
  private readonly choices: Choices;
  private readonly view: FanView;
  private readonly fanHost = el("div", { class: "chart", id: "fan" });
  private readonly residualHost = el("div", { class: "chart", id: "residuals" });
  private fan: FanChart | null = null;
  private residuals: Chart | null = null;
  private span: [number, number] | null;

  constructor(series: Series, context: FanContext, choices: Choices) {
    this.series = series;
    this.context = context;
    this.choices = choices;
    this.view = { model: series.model, origin: null, ...choices };
    this.span = recent(series, context.report.horizon);
    this.element = el("div", {}, this.controls(), this.fanHost, this.key());
    if (series.residuals.length) {
      this.element.append(el("h3", {}, "Residuals"), this.residualHost);
    }
    const hint = "Drag to zoom, double-click to see everything.";
    this.element.append(el("p", { class: "quiet hint" }, hint));
    requestAnimationFrame(() => this.draw()); // when the element has its width
  }

  draw(): void {
    this.destroy();
    if (!this.element.isConnected) return;
    const height = Math.round(Math.max(260, Math.min(400, window.innerHeight * 0.42)));
    this.element.querySelector(".key")?.replaceWith(this.key());
    const { span } = this;
    const onZoom = (to: [number, number]): void => {
      this.span = to;
      this.residuals?.plot.setScale("x", { min: to[0], max: to[1] });
    };
    const options = { height, sync, onZoom };
    this.fan = drawFan(this.fanHost, this.series, this.view, this.context, options);
    if (this.series.residuals.length) {
      const { times } = this.context;
      const { plot } = this.fan;
      const axisWidth = (): number => plot.bbox.left / devicePixelRatio;
      const small = { height: 130, sync, axisWidth };
      this.residuals = drawResiduals(this.residualHost, this.series, times, small);
    }
    this.fan.zoom(span);
  }

  destroy(): void {
    this.fan?.destroy();
    this.residuals?.destroy();
    this.fan = this.residuals = null;
  }

  private controls(): HTMLElement {
    const { forecasts, model: chosen, fitted } = this.series;
    const models = [...new Set(forecasts.map((f) => f.model))];
    models.sort((a, b) => Number(b === chosen) - Number(a === chosen));
    const origins = [...new Set(forecasts.map((f) => f.first))].sort((a, b) => a - b);
    const tools = el("div", { class: "tools" });
    if (fitted.length) tools.append(this.toggle("Fitted", "fitted"));
    if (models.length > 1) tools.append(this.toggle("All models", "compare"));
    if (origins.length > 1) tools.append(this.originSelect(origins));
    if (this.span) tools.append(this.zoomButton("Recent", this.span), this.zoomButton("All", null));
    return el("div", { class: "controls" }, models.length ? this.legend(models) : null, tools);
  }

  /** What the lines and shades of the fan are. */
  private key(): HTMLElement {
    const { looks, report } = this.context;
    const hue = `var(--${looks.variable(this.view.model)})`;
    const item = (kind: string, shade: string, name: string): HTMLElement => {
      const swatch = el("i", { class: `swatch ${kind}` });
      swatch.style.color = shade;
      return el("span", { class: "key-item" }, swatch, name);
    };
    const items = [item("line", "var(--ink)", "Observed")];
    if (this.view.fitted && this.series.fitted.length) {
      items.push(item("thin", `var(--${looks.variable(this.series.model)})`, "Fitted"));
    }
    const shown = this.series.forecasts.filter((f) => f.model === this.view.model);
    if (shown.length) items.push(item("line", hue, "Forecast"));
    if (shown.some((f) => f.lo.length)) {
      const last = report.coverages.length - 1;
      report.coverages.forEach((c, i) =>
        items.push(item(i < last ? "band inner" : "band", hue, coverage(c))),
      );
    }
    return el("div", { class: "key" }, ...items);
  }

  private toggle(name: string, key: keyof Choices): HTMLElement {
    const box = el("input", { type: "checkbox" });
    box.checked = this.view[key];
    box.addEventListener("change", () => {
      this.choices[key] = this.view[key] = box.checked;
      this.draw();
    });
    return el("label", { class: "check" }, box, name);
  }

  private zoomButton(name: string, to: [number, number] | null): HTMLElement {
    const click = (): void => this.fan?.zoom(to);
    return el("button", { class: "small-button", type: "button", click }, name);
  }

  private legend(models: string[]): HTMLElement {
    const { looks } = this.context;
    const chips = models.map((model) => {
      const swatch = el("i", { class: "swatch line" });
      swatch.style.color = `var(--${looks.variable(model)})`;
      const name = el("span", { title: model }, model);
      const tag = model === this.series.model ? el("span", { class: "tag" }, "chosen") : null;
      const click = (): void => {
        this.view.model = model;
        press();
        this.draw();
      };
      return el("button", { class: "chip", type: "button", click }, swatch, name, tag);
    });
    const press = (): void =>
      chips.forEach((chip, i) =>
        chip.setAttribute("aria-pressed", String(models[i] === this.view.model)),
      );
    press();
    return el("div", { class: "chips", role: "group", "aria-label": "Model of the fan" }, ...chips);
  }

  private originSelect(origins: number[]): HTMLElement {
    const { times } = this.context;
    const options = origins.map((o) => el("option", { value: o }, `from ${times.label(o)}`));
    const all = el("option", { value: "" }, "all origins");
    const select = el("select", { "aria-label": "Forecast origin" }, all, ...options);
    select.addEventListener("change", () => {
      this.view.origin = select.value === "" ? null : Number(select.value);
      this.draw();
    });
    return select;
  }
}
