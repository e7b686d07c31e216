// Tests, seasons and features in numbers.
import type { AnalyzedSeries, Finding } from "../analysis_data";
import type { Value } from "../data";
import { el, type Child } from "../dom";
import { count, number } from "../format";
import type { Missing } from "./missing";
import { card, table } from "./table";

const short = (value: Value): string =>
  number(value === null ? null : Number(value.toPrecision(4)));

function probability(p: Value): string {
  if (p === null) return "–";
  return p < 0.001 ? "< 0.001" : number(Number(p.toPrecision(3)));
}

const share = (value: Value): string =>
  value === null ? "–" : `${number(Number((100 * value).toPrecision(3)))} %`;

export function testsCard({ tests }: AnalyzedSeries, missing: Missing): HTMLElement | null {
  if (!tests.length) return null;
  const line = (test: Finding): Child[] => [
    test.name,
    short(test.statistic),
    probability(test.p_value),
    test.verdict,
  ];
  const heads = ["Test", "Statistic", "p", "Verdict"];
  return card("tests", "Tests", [missing.take("test"), table(heads, [0, 3], tests.map(line))]);
}

export function seasonsCard({ found }: AnalyzedSeries, missing: Missing): HTMLElement | null {
  if (!found.length) return null;
  const lines = found.map((season): Child[] => {
    const fill = el("i", { class: "bar" });
    fill.style.width = `${100 * Math.max(0, Math.min(1, season.strength ?? 0))}%`;
    const bar = el("span", { class: "bar-track", "aria-hidden": "true" }, fill);
    const strength = el("div", {}, share(season.strength), bar);
    return [`${count(season.period)} steps`, strength, season.certainty];
  });
  return card("seasons", "Seasons", [
    missing.take("season", "period"),
    table(["Period", "Strength", "Certainty"], [0, 2], lines),
  ]);
}

export function featuresCard({ features }: AnalyzedSeries, missing: Missing): HTMLElement | null {
  if (!features.length) return null;
  const cells = features.map(({ name, statistic, verdict }) =>
    el(
      "div",
      { class: "feature" },
      el("dt", {}, name),
      el("dd", {}, short(statistic)),
      verdict ? el("dd", { class: "quiet" }, verdict) : null,
    ),
  );
  return card("features", "Features", [
    missing.take("feature"),
    el("dl", { class: "features" }, ...cells),
  ]);
}
