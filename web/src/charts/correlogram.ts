// Autocorrelation by lag, with the band in which white noise would stay.
import type uPlot from "uplot";
import type { Correlogram } from "../analysis_data";
import { color } from "../colors";
import { known } from "../statistics";
import { number } from "../format";
import { barSeries } from "./bars";
import { drawChart, type Chart, type TooltipRow } from "./chart";

/** Every lag, every 2nd, … or, where there is a season, every cycle. */
function lagSplits(lags: number, period: number, most: number): number[] {
  const steps = period > 1 && lags >= period ? [period, 2 * period, 4 * period] : [];
  const step = [...steps, 1, 2, 5, 10, 20, 50, 100, 200].find(
    (s) => lags / s <= most && lags / s >= 1,
  );
  const by = step ?? Math.ceil(lags / most);
  return Array.from({ length: Math.floor(lags / by) }, (_, i) => (i + 1) * by);
}

export function drawCorrelogram(
  host: HTMLElement,
  { values, band }: Correlogram,
  options: { name: string; height: number; period: number },
): Chart {
  const [inner, outer] = [color("residual"), color("hue-0")];
  const lags = values.map((_, k) => k + 1);
  const outside = (k: number): boolean => Math.abs(values[k] ?? 0) > (band[k] ?? Infinity);
  const pick = (which: boolean) => values.map((v, k) => (outside(k) === which ? v : null));
  const edge: uPlot.Series = { stroke: outer, width: 1, dash: [4, 3], points: { show: false } };
  const minus = band.map((b) => (b === null ? null : -b));
  const reach = [...known(values), ...known(band), ...known(minus)];
  const range: [number, number] = [
    Math.min(-0.05, ...reach) * 1.12,
    Math.max(0.05, ...reach) * 1.12,
  ];
  const edges = band.length ? [band, minus] : [];
  const tooltip = (k: number): { title: string; rows: TooltipRow[] } => {
    const hue = outside(k) ? outer : inner;
    const rows: TooltipRow[] = [{ color: hue, label: "Correlation", value: number(values[k]) }];
    if (band[k] != null) {
      rows.push({ color: outer, label: "Band", value: `± ${number(band[k])}`, kind: "dash" });
    }
    return { title: `Lag ${k + 1}`, rows };
  };
  return drawChart(host, {
    name: `${options.name}, ${values.length} lags`,
    height: options.height,
    data: [lags, pick(false), pick(true), ...edges] as uPlot.AlignedData,
    series: [{}, barSeries(inner), barSeries(outer), ...edges.map(() => edge)],
    bands: edges.length ? [{ series: [3, 4], fill: color("wash") }] : [],
    scales: {
      x: { time: false, range: () => [0.3, values.length + 0.7] },
      y: { range: () => range },
    },
    xAxis: {
      size: 28,
      splits: (plot) => lagSplits(values.length, options.period, (plot.width - 60) / 30),
    },
    cursor: { drag: { x: false, y: false } },
    tooltip,
  });
}
