// One series: its fan, its residuals, its model.
import type { FanContext } from "../charts/fan_columns";
import type { Series } from "../data";
import { el } from "../dom";
import { count } from "../format";
import { modelCard } from "./model_card";
import { SeriesCharts, type Choices } from "./series_charts";
import { valuesTable } from "./values";

function subtitle(series: Series, { times, report }: FanContext): string {
  const n = series.values.length;
  const missing = series.values.filter((v) => v === null).length;
  const parts = [`${count(n)} observations`];
  if (n) parts.push(`${times.label(series.first)} to ${times.label(series.first + n - 1)}`);
  if (missing) parts.push(`${count(missing)} missing`);
  if (report.frequency) parts.unshift(report.frequency);
  return parts.join(" · ");
}

function failure(series: Series): HTMLElement | null {
  if (!series.error) return null;
  const lead = series.forecasts.length ? null : el("b", {}, "No forecast. ");
  return el("p", { class: "failure", role: "alert" }, lead, series.error);
}

/** Draws the series that it is told to show; choices (fitted, comparison) outlive the series. */
export class SeriesView {
  readonly element = el("div", { class: "series-view" });
  private readonly context: FanContext;
  private readonly choices: Choices = { fitted: true, compare: false };
  private charts: SeriesCharts | null = null;

  constructor(context: FanContext) {
    this.context = context;
  }

  show(series: Series): void {
    const { report, looks, times } = this.context;
    this.charts?.destroy();
    this.charts = null;
    const card = el(
      "section",
      { class: "card", "aria-labelledby": "series-title" },
      el("h2", { id: "series-title", class: "series-title", tabindex: -1 }, series.id),
      el("p", { class: "subtitle small" }, subtitle(series, this.context)),
      failure(series),
    );
    if (series.values.some((v) => v !== null)) {
      this.charts = new SeriesCharts(series, this.context, this.choices);
      card.append(this.charts.element);
    }
    const chosen = series.forecasts.filter((f) => f.model === series.model);
    const more = [
      modelCard(report, series, looks),
      valuesTable(report, series, times, chosen),
    ].filter((part): part is HTMLElement => part !== null);
    this.element.replaceChildren(card, ...more);
  }

  /** Draws again, in the colours of now. */
  redraw(): void {
    this.charts?.draw();
  }
}
