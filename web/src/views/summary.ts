// The head of a forecast or backtest.
import type { Report } from "../data";
import { headView } from "./head";

export function summaryView(report: Report): HTMLElement {
  const steps = `${report.horizon} ${report.horizon === 1 ? "step" : "steps"} ahead`;
  return headView({
    ...report,
    kind: report.kind === "backtest" ? "Backtest" : "Forecast",
    line: [report.frequency, steps, report.created],
  });
}
