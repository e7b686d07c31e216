// The page of `foretell inspect`: reads the data in the page, builds the views.
import { showCards } from "./cards";
import { el } from "./dom";
import { parseInspection } from "./inspection_data";
import { startPage } from "./start";
import { gateCard } from "./views/gate_map";
import { gradientCard, memoryCard, useCard, verdictCard } from "./views/gradient_flow";
import { optionsCard } from "./views/options";

startPage((page, text) => {
  const inspection = parseInspection(text);
  const tables = [useCard(inspection), memoryCard(inspection)].filter((c) => c !== null);
  showCards(page, { ...inspection, kind: "Inspection", line: [inspection.created] }, [
    verdictCard(inspection),
    gradientCard(inspection),
    gateCard(inspection),
    tables.length ? el("div", { class: "card-grid" }, ...tables) : null,
    optionsCard(inspection.options),
  ]);
});
