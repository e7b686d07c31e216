// How a series hangs together with its past: correlograms, cycles, lags and spectrum.
import type { AnalyzedSeries, Correlogram } from "../analysis_data";
import { drawCorrelogram } from "../charts/correlogram";
import { cyclesOf, phasesOf } from "../charts/cycles";
import { drawLagPlot } from "../charts/lag_plot";
import { drawSeasonPlot } from "../charts/season_plot";
import { drawSpectrum } from "../charts/spectrum";
import { el } from "../dom";
import { count, number } from "../format";
import type { Times } from "../times";
import { ChartCard, chartHost, choice } from "./chart_card";
import type { Missing } from "./missing";

const height = 230;
const mostCycles = 60;

/** What stays chosen when another series is shown. */
export interface Choices {
  period: number;
  lag: number;
  model: string;
}

export function correlogramCard(
  id: string,
  title: string,
  correlogram: Correlogram,
  options: { series: AnalyzedSeries; missing: Missing },
): ChartCard | null {
  if (!correlogram.values.length) return null;
  const host = chartHost(`${id}-chart`);
  const { series, missing } = options;
  const words = id === "pacf" ? ["partial", "pacf"] : ["autocorrelation", "acf", "correlogram"];
  const period = Math.max(1, ...series.found.map((s) => s.period));
  const outside = correlogram.values.filter(
    (v, k) => Math.abs(v ?? 0) > (correlogram.band[k] ?? Infinity),
  ).length;
  const small = `${count(outside)} of ${count(correlogram.values.length)} lags outside the band`;
  return new ChartCard({
    id,
    title,
    small: correlogram.band.length ? small : "",
    children: [missing.take(...words), host],
    paint: () => [
      drawCorrelogram(host, correlogram, { name: `${series.id}: ${title}`, height, period }),
    ],
  });
}

/** Periods with at least one full cycle: found ones first, then those of the parts. */
function periodsOf(series: AnalyzedSeries): number[] {
  const all = [...series.found.map((s) => s.period), ...series.periods];
  return [...new Set(all)].filter((p) => p > 1 && p < series.values.length);
}

export function seasonCard(
  series: AnalyzedSeries,
  times: Times,
  choices: Choices,
): ChartCard | null {
  const periods = periodsOf(series);
  if (!periods.length) return null;
  const host = chartHost("season-chart");
  const now = (): number => (periods.includes(choices.period) ? choices.period : periods[0]!);
  const ages = el("div", { class: "key ages" });
  const tools =
    periods.length > 1
      ? choice(
          "Period of the season plot",
          periods.map((p) => [p, `period ${p}`]),
          now(),
          (period) => {
            choices.period = period;
            card.draw();
          },
        )
      : null;
  const card = new ChartCard({
    id: "season",
    title: "Season by season",
    small: periods.length > 1 ? "" : `period ${periods[0]}`,
    tools,
    children: [ages, host],
    paint: () => {
      const period = now();
      const phases = phasesOf(series, times, period);
      const cycles = cyclesOf(series, phases, period, mostCycles);
      const ends = [cycles[0], cycles[cycles.length - 1]].map((c) => times.label(c?.first ?? 0));
      const ramp = el("i", { class: "ramp" });
      ages.replaceChildren(`from ${ends[0]} `, ramp, ` to ${ends[1]}`);
      const name = `${series.id}: ${cycles.length} cycles of ${period}`;
      return [drawSeasonPlot(host, cycles, phases, times, { name, period, height })];
    },
  });
  return card;
}

export function lagCard(series: AnalyzedSeries, times: Times, choices: Choices): ChartCard | null {
  const n = series.values.length;
  if (series.values.filter((v) => v !== null).length < 3) return null;
  const usual = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 24];
  const lags = [...new Set([...usual, ...periodsOf(series)])]
    .filter((lag) => lag < n - 1)
    .sort((a, b) => a - b);
  if (!lags.length) return null;
  const host = chartHost("lag-chart");
  const now = (): number => (lags.includes(choices.lag) ? choices.lag : 1);
  const strength = el("p", { class: "key" });
  const card = new ChartCard({
    id: "lag",
    title: "Lag plot",
    tools: choice(
      "Lag",
      lags.map((lag) => [lag, `lag ${lag}`]),
      now(),
      (lag) => {
        choices.lag = lag;
        card.draw();
      },
    ),
    children: [strength, host],
    paint: () => {
      const lag = now();
      const value = series.acf.values[lag - 1];
      strength.textContent = `each observation against the one ${lag === 1 ? "before" : `${lag} steps before`}${
        value == null ? "" : `; autocorrelation ${number(Number(value.toPrecision(2)))}`
      }`;
      return [drawLagPlot(host, series, times, { lag, height })];
    },
  });
  return card;
}

export function spectrumCard(series: AnalyzedSeries, missing: Missing): ChartCard | null {
  if (!series.spectrum.period.length) return null;
  const host = chartHost("spectrum-chart");
  return new ChartCard({
    id: "spectrum",
    title: "Spectrum",
    small: "power by period in steps, both logarithmic",
    children: [missing.take("spectr", "periodogram"), host],
    paint: () => [drawSpectrum(host, series, height)],
  });
}
