// The report of `foretell forecast` and `foretell backtest`: reads the data in the page, builds the views.
import { ModelLooks } from "./colors";
import { modelNames, parseReport, type Report } from "./data";
import { el } from "./dom";
import { startPage } from "./start";
import { Times } from "./times";
import { forecastBrowser } from "./views/forecast_browser";
import { horizonView } from "./views/horizon";
import { leaderboardView } from "./views/leaderboard";
import { mixView } from "./views/mix";
import { summaryView } from "./views/summary";

function overview(report: Report, looks: ModelLooks): { element: HTMLElement; draw: () => void } {
  const horizon = report.by_horizon.models.length ? horizonView(report, looks) : null;
  const board = report.leaderboard.length
    ? leaderboardView(report, looks, (model) => horizon?.emphasize(model))
    : mixView(report, looks);
  const cards = [board, horizon?.element].filter((card): card is HTMLElement => !!card);
  const element = el("div", { class: cards.length > 1 ? "overview two" : "overview" }, ...cards);
  return { element, draw: () => horizon?.draw() };
}

function build(page: HTMLElement, report: Report): void {
  const context = {
    report,
    times: new Times(report.times),
    looks: new ModelLooks(modelNames(report)),
  };
  const panel = overview(report, context.looks);
  const browser = report.series.length ? forecastBrowser(context) : null;
  const empty = el("p", { class: "card quiet" }, "This report holds no series.");
  const parts = [panel.element, browser?.element ?? empty];
  const main = el("main", {}, ...(report.leaderboard.length ? parts : parts.reverse()));
  page.replaceChildren(summaryView(report), main);
  document.title = report.title ? `${report.title} · Foretell` : "Foretell report";
  panel.draw();
  browser?.start();
}

startPage((page, text) => build(page, parseReport(text)));
