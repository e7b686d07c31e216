// What each model leaves over: its diagnosis in words, its residuals, their autocorrelation.
import type { AnalyzedSeries, Residuals } from "../analysis_data";
import { around, barSeries } from "../charts/bars";
import { drawCorrelogram } from "../charts/correlogram";
import { drawPanels, timeFrame } from "../charts/panels";
import { color } from "../colors";
import { el, modelWords, type Child } from "../dom";
import { number } from "../format";
import type { Times } from "../times";
import { ChartCard, chartHost } from "./chart_card";
import type { Missing } from "./missing";
import type { Choices } from "./structure";

export function sentences(texts: string[]): HTMLElement | null {
  return texts.length
    ? el("ul", { class: "sentences" }, ...texts.map((text) => el("li", {}, text)))
    : null;
}

function chips(models: Residuals[], now: () => Residuals, onPick: (model: string) => void) {
  const all = models.map(({ model }) => {
    const click = (): void => {
      onPick(model);
      press();
    };
    return el("button", { class: "chip", type: "button", click }, modelWords(model));
  });
  const press = (): void =>
    all.forEach((chip, i) => chip.setAttribute("aria-pressed", String(models[i] === now())));
  press();
  return el("div", { class: "chips", role: "group", "aria-label": "Model" }, ...all);
}

export function diagnosisCard(
  series: AnalyzedSeries,
  times: Times,
  options: { choices: Choices; missing: Missing },
): ChartCard | null {
  const { models, first, values } = series;
  if (!models.length) return null;
  const why = options.missing.take("model", "residual");
  const { choices } = options;
  const now = (): Residuals => models.find((m) => m.model === choices.model) ?? models[0]!;
  const [residuals, acf] = [chartHost("model-residuals"), chartHost("model-acf")];
  const words = el("div");
  const titled = (title: string, host: HTMLElement): Child =>
    el("div", {}, el("h3", {}, title), host);
  const picked = (model: string): void => {
    choices.model = model;
    card.draw();
  };
  const period = Math.max(1, ...series.found.map((s) => s.period));
  const card = new ChartCard({
    id: "diagnosis",
    title: "What models leave over",
    small: models.length === 1 ? now().model : "",
    children: [
      models.length > 1 ? chips(models, now, picked) : null,
      why,
      words,
      el(
        "div",
        { class: "pair" },
        titled("Residuals", residuals),
        titled("Autocorrelation of the residuals", acf),
      ),
    ],
    paint: () => {
      const model = now();
      const hue = color("residual");
      words.replaceChildren(sentences(model.sentences) ?? "");
      residuals.parentElement!.hidden = !model.residuals.length;
      acf.parentElement!.hidden = !model.acf.values.length;
      const panel = {
        host: residuals,
        name: `${series.id}: residuals of ${model.model}`,
        height: 200,
        columns: [model.residuals],
        series: [barSeries(hue)],
        range: around(0),
        rows: (i: number) =>
          model.residuals[i] == null
            ? []
            : [{ color: hue, label: "Residual", value: number(model.residuals[i]) }],
      };
      const frame = timeFrame(first, values.length, times, "diagnosis");
      const name = `${series.id}: autocorrelation of the residuals of ${model.model}`;
      return [
        ...(model.residuals.length ? drawPanels([panel], frame) : []),
        ...(model.acf.values.length
          ? [drawCorrelogram(acf, model.acf, { name, height: 200, period })]
          : []),
      ];
    },
  });
  return card;
}
