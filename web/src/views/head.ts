// The head of every page: what was run, on what, and what came of it.
import { currentMode, onModeChange, setMode } from "../colors";
import type { Named } from "../data";
import { el, svg } from "../dom";

const icons = {
  dark: "M21 13.2A8.5 8.5 0 1 1 10.8 3a6.8 6.8 0 0 0 10.2 10.2z",
  light:
    "M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM12 1v3M12 20v3M1 12h3M20 12h3M4.2 4.2l2.1 2.1M17.7 17.7l2.1 2.1M4.2 19.8l2.1-2.1M17.7 6.3l2.1-2.1",
};

function modeButton(): HTMLElement {
  const button = el("button", {
    class: "icon-button",
    id: "mode",
    type: "button",
    click: () => setMode(currentMode() === "dark" ? "light" : "dark"),
  });
  const dress = (): void => {
    const other = currentMode() === "dark" ? "light" : "dark";
    button.setAttribute("aria-label", `Switch to ${other} colours`);
    button.setAttribute("title", `Switch to ${other} colours`);
    const drawing = svg("path", { d: icons[other] });
    button.replaceChildren(svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, drawing));
  };
  onModeChange(dress);
  dress();
  return button;
}

function mark(): SVGElement {
  return svg(
    "svg",
    { class: "brand-mark", viewBox: "0 0 24 24", "aria-hidden": "true" },
    svg("path", { class: "brand-fan", d: "M11 13 22 4v15z" }),
    svg("path", { class: "brand-line", d: "M1.5 17 5 11l3 4 3-2 11-2.5" }),
  );
}

export interface Head {
  /** What kind of page: "Backtest". */
  kind: string;
  title: string;
  /** Short things below the title; empty ones are left out. */
  line: string[];
  note: string;
  facts: Named<string>[];
  command: string;
}

function brandBar(kind: string): HTMLElement {
  return el(
    "div",
    { class: "head-bar" },
    el(
      "div",
      { class: "brand" },
      mark(),
      el("span", {}, "Foretell"),
      el("span", { class: "kind" }, kind),
    ),
    modeButton(),
  );
}

export function headView(head: Head): HTMLElement {
  const facts = head.facts.map(([name, value]) =>
    el("div", { class: "fact" }, el("dt", {}, name), el("dd", {}, value)),
  );
  const command = el("code", { tabindex: 0, "aria-label": "Command" }, head.command);
  return el(
    "header",
    { class: "head" },
    brandBar(head.kind),
    el("h1", {}, head.title),
    el("p", { class: "subtitle" }, head.line.filter(Boolean).join(" · ")),
    head.note ? el("p", { class: "note", role: "note" }, head.note) : null,
    facts.length ? el("dl", { class: "facts" }, ...facts) : null,
    head.command ? el("p", { class: "command" }, command) : null,
  );
}
