// The page of `foretell analyze`: reads the data in the page, builds the views.
import { parseAnalysis, type Analysis } from "./analysis_data";
import { el } from "./dom";
import { startPage } from "./start";
import { Times } from "./times";
import { analysisBrowser } from "./views/analysis_browser";
import { sentences } from "./views/diagnosis";
import { headView } from "./views/head";
import { strengthsView } from "./views/strengths";

function findings(analysis: Analysis): HTMLElement | null {
  if (!analysis.findings.length) return null;
  return el(
    "section",
    { class: "card findings", "aria-labelledby": "findings-title" },
    el("h2", { id: "findings-title" }, "Findings"),
    sentences(analysis.findings),
  );
}

function build(page: HTMLElement, analysis: Analysis): void {
  const times = new Times(analysis.times);
  const strengths = strengthsView(analysis, (series) => browser.choose(series));
  const browser = analysisBrowser(analysis, times, (series) => strengths?.mark(series));
  const cards = [findings(analysis), strengths?.element].filter((c): c is HTMLElement => !!c);
  const overview = el("div", { class: cards.length > 1 ? "overview two" : "overview" }, ...cards);
  const empty = el("p", { class: "card quiet" }, "This analysis holds no series.");
  const main = el("main", {}, analysis.series.length ? browser.element : empty);
  if (cards.length) main.prepend(overview);
  const head = headView({
    ...analysis,
    kind: "Analysis",
    line: [analysis.frequency, analysis.created],
  });
  page.replaceChildren(head, main);
  document.title = analysis.title ? `${analysis.title} · Foretell` : "Foretell analysis";
  strengths?.draw();
  if (analysis.series.length) browser.start();
}

startPage((page, text) => build(page, parseAnalysis(text)));
