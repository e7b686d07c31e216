// Search, sort and select among the series of the panel.
import { sparkline } from "../charts/sparkline";
import type { FanContext } from "../charts/fan_columns";
import { onModeChange } from "../colors";
import { scoreOf } from "../data";
import { el } from "../dom";
import { count, error } from "../format";
import { VirtualList } from "../list";
import { SeriesView } from "./series";

type Order = "given" | "name" | "worst" | "best" | "model";
const prefix = "#series=";

/** The id in the page's address, null if there is none. */
function linkedId(): string | null {
  if (!location.hash.startsWith(prefix)) return null;
  try {
    return decodeURIComponent(location.hash.slice(prefix.length));
  } catch {
    return null;
  }
}

export class Browser {
  readonly element: HTMLElement;
  private readonly context: FanContext;
  private readonly view: SeriesView;
  private readonly list: VirtualList;
  private readonly status = el("p", { class: "quiet", role: "status" });
  private readonly search: HTMLInputElement;
  private readonly problems = el("input", { type: "checkbox" });
  private readonly current = el("span", { class: "picker-name" });
  private readonly keys: string[];
  private order: Order = "given";
  private shown: number[] = [];

  constructor(context: FanContext) {
    this.context = context;
    this.view = new SeriesView(context);
    this.keys = context.report.series.map((s) => `${s.id}\n${s.model}`.toLowerCase());
    this.list = new VirtualList({
      rowHeight: 52,
      name: "Series",
      fill: (row, item) => this.fillRow(row, item),
      onSelect: (item) => this.select(item, true),
    });
    this.search = el("input", {
      type: "search",
      id: "series-search",
      placeholder: "Search by id or model",
      "aria-label": "Search series",
      role: "combobox",
      "aria-expanded": "true",
      "aria-controls": "series-list",
      autocomplete: "off",
      spellcheck: "false",
    });
    this.element = this.build();
    onModeChange(() => this.view.redraw());
    window.addEventListener("hashchange", () => this.followLink());
  }

  /** Lists everything and shows the linked series, or the first; the element is in the page. */
  start(): void {
    this.refresh();
    if (!this.followLink()) this.select(this.shown[0] ?? 0, false);
  }

  private build(): HTMLElement {
    const many = this.context.report.series.length > 1;
    const panel = el("div", { class: many ? "browser" : "browser single" });
    if (!many) {
      panel.append(this.view.element);
      return panel;
    }
    const drawer = el("aside", { class: "drawer card", "aria-label": "Series" });
    const open = (yes: boolean): void => {
      panel.classList.toggle("open", yes);
      picker.setAttribute("aria-expanded", String(yes));
      this.view.element.inert = yes;
      (yes ? this.search : picker).focus();
    };
    const picker = el(
      "button",
      { class: "picker", type: "button", "aria-expanded": "false", click: () => open(true) },
      this.current,
      el("span", { class: "quiet" }, "change"),
    );
    const close = el(
      "button",
      { class: "small-button close", type: "button", click: () => open(false) },
      "Done",
    );
    drawer.append(...this.tools(close), this.list.element, this.status);
    drawer.addEventListener("keydown", (event) => {
      const leaves = event.key === "Escape" || event.key === "Enter";
      if (leaves && panel.classList.contains("open")) open(false);
    });
    this.list.element.addEventListener(
      "click",
      () => panel.classList.contains("open") && open(false),
    );
    panel.append(this.stepper(picker), drawer, this.view.element);
    return panel;
  }

  private tools(close: HTMLElement): HTMLElement[] {
    const { report } = this.context;
    const names: [Order, string][] = [
      ["given", "As in the data"],
      ["name", "By name"],
      ["model", "By model"],
    ];
    if (report.score)
      names.push(["worst", "Largest error first"], ["best", "Smallest error first"]);
    const options = names.map(([order, name]) => el("option", { value: order }, name));
    const select = el("select", { "aria-label": "Order of the series" }, ...options);
    select.addEventListener("change", () => {
      this.order = select.value as Order;
      this.refresh();
    });
    this.search.addEventListener("input", () => this.refresh());
    this.search.addEventListener("keydown", (event) => this.list.onKey(event));
    this.problems.addEventListener("change", () => this.refresh());
    const troubled = report.series.filter((s) => s.error || s.remark).length;
    const filter = troubled
      ? el("label", { class: "check" }, this.problems, `Remarks (${count(troubled)})`)
      : null;
    return [
      el("div", { class: "search-row" }, this.search, close),
      el("div", { class: "tool-row" }, select, filter),
    ];
  }

  private stepper(picker: HTMLElement): HTMLElement {
    const step = (name: string, by: number, sign: string): HTMLElement =>
      el(
        "button",
        {
          class: "icon-button",
          type: "button",
          "aria-label": name,
          click: () => this.list.move(by),
        },
        sign,
      );
    return el(
      "div",
      { class: "stepper" },
      step("Previous series", -1, "‹"),
      picker,
      step("Next series", 1, "›"),
    );
  }

  private fillRow(row: HTMLElement, item: number): void {
    const series = this.context.report.series[item]!;
    const swatch = el("i", { class: "dot" });
    swatch.style.background = series.error
      ? "var(--bad)"
      : `var(--${this.context.looks.variable(series.model)})`;
    const score = scoreOf(series);
    row.append(
      el(
        "div",
        { class: "row-text" },
        el("div", { class: "row-id" }, series.id),
        el("div", { class: "row-model" }, swatch, series.model || "no forecast"),
      ),
      el(
        "div",
        { class: "row-side" },
        sparkline(series),
        score === null ? null : el("span", { class: "row-score" }, error(score)),
      ),
    );
  }

  /** Applies search, filter and order. */
  private refresh(): void {
    const { series } = this.context.report;
    const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (i: number): boolean =>
      words.every((word) => this.keys[i]!.includes(word)) &&
      (!this.problems.checked || !!series[i]!.error || !!series[i]!.remark);
    this.shown = series.map((_, i) => i).filter(fits);
    this.sort();
    this.list.setItems(this.shown);
    const all = count(series.length);
    const some =
      this.shown.length === series.length ? all : `${count(this.shown.length)} of ${all}`;
    this.status.textContent = this.shown.length ? `${some} series` : "No series matches.";
  }

  private sort(): void {
    const { series } = this.context.report;
    const score = (i: number): number => scoreOf(series[i]!) ?? NaN;
    const numeric =
      (sign: number) =>
      (a: number, b: number): number => {
        const [x, y] = [score(a), score(b)];
        if (Number.isNaN(x) || Number.isNaN(y))
          return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
        return sign * (x - y);
      };
    const collator = new Intl.Collator("en", { numeric: true });
    const text = (key: "id" | "model") => (a: number, b: number) =>
      collator.compare(series[a]![key], series[b]![key]);
    if (this.order === "name") this.shown.sort(text("id"));
    if (this.order === "model") this.shown.sort(text("model"));
    if (this.order === "worst") this.shown.sort(numeric(-1));
    if (this.order === "best") this.shown.sort(numeric(1));
  }

  private select(item: number, byHand: boolean): void {
    const series = this.context.report.series[item];
    if (!series) return;
    this.list.mark(item);
    this.search.setAttribute("aria-activedescendant", `series-row-${item}`);
    this.current.textContent = series.id;
    this.view.show(series);
    if (!byHand) return;
    try {
      history.replaceState(null, "", prefix + encodeURIComponent(series.id));
    } catch {
      // an address that may not change is no reason not to show the series
    }
  }

  private followLink(): boolean {
    const id = linkedId();
    const item = id === null ? -1 : this.context.report.series.findIndex((s) => s.id === id);
    if (item < 0) return false;
    this.select(item, false);
    this.element.scrollIntoView();
    return true;
  }
}
