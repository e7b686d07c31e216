// One series taken apart: advice first, then what it rests on.
import type { Analysis, AnalyzedSeries } from "../analysis_data";
import { el } from "../dom";
import { count } from "../format";
import type { Times } from "../times";
import type { ChartCard } from "./chart_card";
import { decompositionCard } from "./decomposition";
import { diagnosisCard, sentences } from "./diagnosis";
import { featuresCard, seasonsCard, testsCard } from "./finding_tables";
import { absentCard, Missing } from "./missing";
import { remainderCards } from "./remainder";
import { correlogramCard, lagCard, seasonCard, spectrumCard, type Choices } from "./structure";

function subtitle(series: AnalyzedSeries, analysis: Analysis, times: Times): string {
  const n = series.values.length;
  const missing = series.values.filter((v) => v === null).length;
  const parts = [`${count(n)} ${n === 1 ? "observation" : "observations"}`];
  if (n) parts.push(`${times.label(series.first)} to ${times.label(series.first + n - 1)}`);
  if (missing) parts.push(`${count(missing)} missing`);
  if (analysis.frequency) parts.unshift(analysis.frequency);
  return parts.join(" · ");
}

/** Shows the series that it is told to; choices (lag, period, model) outlive the series. */
export class AnalyzedView {
  readonly element = el("div", { class: "series-view" });
  private readonly analysis: Analysis;
  private readonly times: Times;
  private readonly choices: Choices = { period: 0, lag: 1, model: "" };
  private cards: ChartCard[] = [];

  constructor(analysis: Analysis, times: Times) {
    this.analysis = analysis;
    this.times = times;
  }

  show(series: AnalyzedSeries): void {
    for (const card of this.cards) card.destroy();
    const missing = new Missing(series.missing_parts);
    const { times, choices } = this;
    const drawn = series.values.some((v) => v !== null);
    const whole = drawn ? decompositionCard(series, times, missing) : null;
    const grid = this.grid(series, missing);
    const models = diagnosisCard(series, times, { choices, missing });
    const tables = [
      testsCard(series, missing),
      seasonsCard(series, missing),
      featuresCard(series, missing),
    ].filter((card): card is HTMLElement => card !== null);
    this.cards = [whole, ...grid, models].filter((card): card is ChartCard => card !== null);
    const parts = [
      this.head(series),
      whole?.element,
      absentCard(missing),
      grid.length ? el("div", { class: "card-grid" }, ...grid.map((c) => c.element)) : null,
      models?.element,
      tables.length ? el("div", { class: "card-grid tables" }, ...tables) : null,
    ];
    this.element.replaceChildren(...parts.filter((p): p is HTMLElement => !!p));
    requestAnimationFrame(() => this.redraw()); // when the element has its width
  }

  /** Draws again, in the colours of now. */
  redraw(): void {
    for (const card of this.cards) card.draw();
  }

  private grid(series: AnalyzedSeries, missing: Missing): ChartCard[] {
    const { times, choices } = this;
    const cards = [
      correlogramCard("pacf", "Partial autocorrelation", series.pacf, { series, missing }),
      correlogramCard("acf", "Autocorrelation", series.acf, { series, missing }),
      seasonCard(series, times, choices),
      lagCard(series, times, choices),
      ...remainderCards(series),
      spectrumCard(series, missing),
    ];
    [cards[0], cards[1]] = [cards[1]!, cards[0]!]; // the partial one takes its reasons first
    return cards.filter((card): card is ChartCard => card !== null);
  }

  private head(series: AnalyzedSeries): HTMLElement {
    return el(
      "section",
      { class: "card advice", "aria-labelledby": "series-title" },
      el("h2", { id: "series-title", class: "series-title", tabindex: -1 }, series.id),
      el("p", { class: "subtitle small" }, subtitle(series, this.analysis, this.times)),
      series.headline ? el("p", { class: "headline" }, series.headline) : null,
      sentences(series.advice),
    );
  }
}
