// Bars around a base line, as residuals and correlograms have them.
import uPlot from "uplot";

export function barSeries(hue: string, base = 0): uPlot.Series {
  return {
    stroke: hue,
    fill: hue,
    width: 0,
    fillTo: base,
    paths: uPlot.paths.bars!({ size: [0.6, 8, 1] }),
    points: { show: false },
  };
}

/** As far above the base as below it. */
export function around(base: number): uPlot.Range.Function {
  return (_plot, low, high) => {
    const reach = 1.1 * Math.max(Math.abs((low ?? base) - base), Math.abs((high ?? base) - base));
    return [base - (reach || 1), base + (reach || 1)];
  };
}
