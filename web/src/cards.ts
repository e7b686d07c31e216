// A page of cards: head, cards in their order, charts drawn now and whenever the colours change.
import { onModeChange } from "./colors";
import { el } from "./dom";
import { ChartCard } from "./views/chart_card";
import { headView, type Head } from "./views/head";

export function showCards(
  page: HTMLElement,
  head: Head,
  cards: (ChartCard | HTMLElement | null)[],
): void {
  const main = el(
    "main",
    { id: "content", tabindex: -1 },
    ...cards.map((card) => (card instanceof ChartCard ? card.element : card)),
  );
  page.replaceChildren(headView(head), main);
  const skip = document.querySelector<HTMLAnchorElement>("a.skip");
  skip?.replaceChildren("Skip to the charts");
  skip?.setAttribute("href", "#content");
  document.title = head.title ? `${head.title} · Foretell` : `Foretell ${head.kind.toLowerCase()}`;
  const draw = (): void => cards.forEach((card) => card instanceof ChartCard && card.draw());
  onModeChange(draw);
  draw();
}
