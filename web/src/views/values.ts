// The numbers behind the fan, for those who read or copy them.
import type { Forecast, Report, Series } from "../data";
import { el } from "../dom";
import { coverage, number, observed } from "../format";
import type { Times } from "../times";

export function valuesTable(
  report: Report,
  series: Series,
  times: Times,
  forecasts: Forecast[],
): HTMLElement | null {
  if (!forecasts.length) return null;
  const valueAt = (ordinal: number) => series.values[ordinal - series.first];
  const known = forecasts.some((f) => f.mean.some((_, k) => valueAt(f.first + k) != null));
  const heads = ["Time", ...(known ? ["Observed"] : []), "Forecast"];
  report.coverages.forEach((c) => heads.push(`${coverage(c)} low`, `${coverage(c)} high`));
  const lines = (forecast: Forecast): HTMLElement[] =>
    forecast.mean.map((mean, k) => {
      const ordinal = forecast.first + k;
      const bounds = report.coverages.flatMap((_, c) => [forecast.lo[c]?.[k], forecast.hi[c]?.[k]]);
      const texts = [mean, ...bounds].map(number);
      if (known) texts.unshift(observed(valueAt(ordinal)));
      return el(
        "tr",
        {},
        el("th", { scope: "row" }, times.label(ordinal)),
        ...texts.map((text) => el("td", { class: "number" }, text)),
      );
    });
  const table = (): HTMLElement =>
    el(
      "table",
      {},
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          ...heads.map((h, i) => el("th", { scope: "col", class: i ? "number" : "" }, h)),
        ),
      ),
      el("tbody", {}, ...forecasts.flatMap(lines)),
    );
  const place = el("div", { class: "table-scroll tall", tabindex: 0 });
  const box = el("details", { class: "card values" }, el("summary", {}, "Forecast values"), place);
  box.addEventListener("toggle", () => {
    if (box.open && !place.firstChild) place.append(table());
  });
  return box;
}
