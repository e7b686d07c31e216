// One series: its fan, its residuals, its model.
import type { Chart } from "../charts/chart";
import { drawFan, recent, type FanChart, type FanContext, type FanView } from "../charts/fan";
import { drawResiduals } from "../charts/residuals";
import type { Series } from "../data";
import { el } from "../dom";
import { count } from "../format";
import { modelCard } from "./model_card";
import { valuesTable } from "./values";

const sync = "series";

function subtitle(series: Series, { times, report }: FanContext): string {
  const n = series.values.length;
  const missing = series.values.filter((v) => v === null).length;
  const parts = [`${count(n)} observations`];
  if (n) parts.push(`${times.label(series.first)} to ${times.label(series.first + n - 1)}`);
  if (missing) parts.push(`${count(missing)} missing`);
  if (report.frequency) parts.unshift(report.frequency);
  return parts.join(" · ");
}

/** Draws the series that it is told to show; choices (fitted, comparison) outlive the series. */
export class SeriesView {
  readonly element = el("div", { class: "series-view" });
  private readonly context: FanContext;
  private readonly choices = { fitted: true, compare: false };
  private charts: Chart[] = [];
  private series: Series | null = null;

  constructor(context: FanContext) {
    this.context = context;
  }

  show(series: Series): void {
    this.series = series;
    this.drop();
    const title = el("h2", { id: "series-title", tabindex: -1 }, series.id);
    const head = el(
      "div",
      { class: "series-head" },
      title,
      el("p", { class: "subtitle" }, subtitle(series, this.context)),
    );
    if (series.error) {
      const failure = el(
        "p",
        { class: "failure", role: "alert" },
        el("b", {}, "No forecast. "),
        series.error,
      );
      this.element.replaceChildren(el("section", { class: "card" }, head, failure), el("div"));
      if (!series.values.some((v) => v !== null)) return;
    }
    const card = el(
      "section",
      { class: "card chart-card", "aria-labelledby": "series-title" },
      head,
    );
    if (series.error) card.append(this.element.querySelector(".failure")!);
    this.element.replaceChildren(card);
    this.fill(card, series);
    const model = modelCard(this.context.report, series, this.context.looks);
    if (model) this.element.append(model);
    const shown = series.forecasts.filter((f) => f.model === series.model);
    const values = valuesTable(this.context.report, series, this.context.times, shown);
    if (values) this.element.append(values);
  }

  /** Draws again, e.g. in other colours. */
  redraw(): void {
    if (this.series) this.show(this.series);
  }

  private drop(): void {
    this.charts.forEach((chart) => chart.destroy());
    this.charts = [];
  }

  private fill(card: HTMLElement, series: Series): void {
    const view: FanView = { model: series.model, origin: null, ...this.choices };
    const fanHost = el("div", { class: "chart", id: "fan" });
    const residualHost = el("div", { class: "chart", id: "residuals" });
    let fan: FanChart;
    let residuals: Chart | null = null;
    let span = recent(series, this.context.report.horizon);
    const draw = (): void => {
      this.drop();
      const onZoom = (to: [number, number]): void => {
        span = to;
        residuals?.plot.setScale("x", { min: to[0], max: to[1] });
      };
      const height = Math.round(Math.max(260, Math.min(400, window.innerHeight * 0.42)));
      fan = drawFan(fanHost, series, view, this.context, { height, sync, onZoom });
      this.charts = [fan];
      if (series.residuals.length) {
        residuals = drawResiduals(residualHost, series, this.context.times, { height: 130, sync });
        this.charts.push(residuals);
      }
      fan.zoom(span);
    };
    card.append(
      this.controls(series, view, draw, (to) => fan.zoom(to)),
      fanHost,
    );
    if (series.residuals.length) {
      card.append(el("h3", { class: "chart-title" }, "Residuals"), residualHost);
    }
    card.append(el("p", { class: "quiet hint" }, "Drag to zoom, double-click to see everything."));
    requestAnimationFrame(draw);
  }

  private controls(
    series: Series,
    view: FanView,
    draw: () => void,
    zoom: FanChart["zoom"],
  ): HTMLElement {
    const bar = el("div", { class: "controls" });
    const models = [...new Set(series.forecasts.map((f) => f.model))];
    models.sort((a, b) => Number(b === series.model) - Number(a === series.model));
    const origins = [...new Set(series.forecasts.map((f) => f.first))].sort((a, b) => a - b);
    if (models.length) bar.append(this.legend(series, view, models, draw));
    const tools = el("div", { class: "tools" });
    const toggle = (name: string, key: "fitted" | "compare"): HTMLElement => {
      const box = el("input", { type: "checkbox" });
      box.checked = view[key];
      box.addEventListener("change", () => {
        this.choices[key] = view[key] = box.checked;
        draw();
      });
      return el("label", { class: "check" }, box, name);
    };
    if (series.fitted.length) tools.append(toggle("Fitted", "fitted"));
    if (models.length > 1) tools.append(toggle("All models", "compare"));
    if (origins.length > 1) tools.append(this.originSelect(origins, view, draw));
    const span = recent(series, this.context.report.horizon);
    if (span) {
      const button = (name: string, to: [number, number] | null): HTMLElement =>
        el("button", { class: "small-button", type: "button", click: () => zoom(to) }, name);
      tools.append(button("Recent", span), button("All", null));
    }
    bar.append(tools);
    return bar;
  }

  private legend(series: Series, view: FanView, models: string[], draw: () => void): HTMLElement {
    const { looks } = this.context;
    const chips = models.map((model) => {
      const swatch = el("i", { class: "swatch line" });
      swatch.style.color = `var(--${looks.variable(model)})`;
      const chip = el(
        "button",
        { class: "chip", type: "button" },
        swatch,
        el("span", { title: model }, model),
      );
      if (model === series.model) chip.append(el("span", { class: "tag" }, "chosen"));
      const press = (): void =>
        chips.forEach((c, i) => c.setAttribute("aria-pressed", String(models[i] === view.model)));
      chip.addEventListener("click", () => {
        view.model = model;
        press();
        draw();
      });
      return chip;
    });
    chips.forEach((c, i) => c.setAttribute("aria-pressed", String(models[i] === view.model)));
    return el("div", { class: "chips", role: "group", "aria-label": "Model of the fan" }, ...chips);
  }

  private originSelect(origins: number[], view: FanView, draw: () => void): HTMLElement {
    const { times } = this.context;
    const options = origins.map((o) => el("option", { value: o }, `from ${times.label(o)}`));
    const select = el(
      "select",
      { "aria-label": "Forecast origin" },
      el("option", { value: "" }, "all origins"),
      ...options,
    );
    select.addEventListener("change", () => {
      view.origin = select.value === "" ? null : Number(select.value);
      draw();
    });
    return select;
  }
}
