// Search, sort and select among the series of a panel.
import { onModeChange } from "../colors";
import { el } from "../dom";
import { count } from "../format";
import { VirtualList } from "../list";

/** How a list may be sorted; null keeps the order of the data. */
export type Order<T> = [name: string, compare: ((a: T, b: T) => number) | null];

export interface BrowserOptions<T> {
  series: T[];
  /** Where the selected series is shown. */
  view: { element: HTMLElement; show(series: T): void; redraw(): void };
  /** What search looks through, and what its box says. */
  key: (series: T) => string;
  placeholder: string;
  fillRow: (row: HTMLElement, series: T) => void;
  orders: Order<T>[];
  filter?: { name: string; fits: (series: T) => boolean };
  onSelect?: (series: T) => void;
}

const collator = new Intl.Collator("en", { numeric: true });

export const byText =
  <T>(text: (series: T) => string) =>
  (a: T, b: T): number =>
    collator.compare(text(a), text(b));

/** Sorts by a number, those without one last. */
export const byNumber =
  <T>(sign: 1 | -1, value: (series: T) => number | null) =>
  (a: T, b: T): number => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (x - y);
  };

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

export class Browser<T extends { id: string }> {
  readonly element: HTMLElement;
  private readonly options: BrowserOptions<T>;
  private readonly list: VirtualList;
  private readonly status = el("p", { class: "quiet", role: "status" });
  private readonly search: HTMLInputElement;
  private readonly filtered = el("input", { type: "checkbox" });
  private readonly current = el("span", { class: "picker-name" });
  private readonly keys: string[];
  private order: Order<T>[1] = null;
  private shown: number[] = [];

  constructor(options: BrowserOptions<T>) {
    this.options = options;
    this.keys = options.series.map((s) => options.key(s).toLowerCase());
    this.list = new VirtualList({
      rowHeight: 52,
      name: "Series",
      fill: (row, item) => options.fillRow(row, options.series[item]!),
      onSelect: (item) => this.select(item, true),
    });
    this.search = el("input", {
      type: "search",
      id: "series-search",
      placeholder: options.placeholder,
      "aria-label": "Search series",
      role: "combobox",
      "aria-expanded": "true",
      "aria-controls": "series-list",
      autocomplete: "off",
      spellcheck: "false",
    });
    this.element = this.build();
    onModeChange(() => options.view.redraw());
    window.addEventListener("hashchange", () => this.followLink());
  }

  /** Lists everything and shows the linked series, or the first; the element is in the page. */
  start(): void {
    this.refresh();
    if (!this.followLink()) this.select(this.shown[0] ?? 0, false);
  }

  /** Shows a series that was chosen elsewhere on the page. */
  choose(series: T): void {
    this.select(this.options.series.indexOf(series), true);
    this.element.scrollIntoView();
  }

  private build(): HTMLElement {
    const { element: view } = this.options.view;
    const many = this.options.series.length > 1;
    const panel = el("div", { class: many ? "browser" : "browser single" });
    if (!many) {
      panel.append(view);
      return panel;
    }
    const drawer = el("aside", { class: "drawer card", "aria-label": "Series" });
    const open = (yes: boolean): void => {
      panel.classList.toggle("open", yes);
      picker.setAttribute("aria-expanded", String(yes));
      view.inert = yes;
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
    panel.append(this.stepper(picker), drawer, view);
    return panel;
  }

  private tools(close: HTMLElement): HTMLElement[] {
    const { series, orders, filter } = this.options;
    const options = orders.map(([name], i) => el("option", { value: i }, name));
    const select = el("select", { "aria-label": "Order of the series" }, ...options);
    select.addEventListener("change", () => {
      this.order = orders[Number(select.value)]?.[1] ?? null;
      this.refresh();
    });
    this.search.addEventListener("input", () => this.refresh());
    this.search.addEventListener("keydown", (event) => this.list.onKey(event));
    this.filtered.addEventListener("change", () => this.refresh());
    const fitting = filter ? series.filter(filter.fits).length : 0;
    const label = `${filter?.name ?? ""} (${count(fitting)})`;
    const check = fitting ? el("label", { class: "check" }, this.filtered, label) : null;
    return [
      el("div", { class: "search-row" }, this.search, close),
      el("div", { class: "tool-row" }, select, check),
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

  /** Applies search, filter and order. */
  private refresh(): void {
    const { series, filter } = this.options;
    const { order } = this;
    const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (i: number): boolean =>
      words.every((word) => this.keys[i]!.includes(word)) &&
      (!this.filtered.checked || !filter || filter.fits(series[i]!));
    this.shown = series.map((_, i) => i).filter(fits);
    if (order) this.shown.sort((a, b) => order(series[a]!, series[b]!));
    this.list.setItems(this.shown);
    const all = count(series.length);
    const some =
      this.shown.length === series.length ? all : `${count(this.shown.length)} of ${all}`;
    this.status.textContent = this.shown.length ? `${some} series` : "No series matches.";
  }

  private select(item: number, byHand: boolean): void {
    const series = this.options.series[item];
    if (!series) return;
    this.list.mark(item);
    this.search.setAttribute("aria-activedescendant", `series-row-${item}`);
    this.current.textContent = series.id;
    this.options.view.show(series);
    this.options.onSelect?.(series);
    if (!byHand) return;
    try {
      history.replaceState(null, "", prefix + encodeURIComponent(series.id));
    } catch {
      // an address that may not change is no reason not to show the series
    }
  }

  private followLink(): boolean {
    const id = linkedId();
    const item = id === null ? -1 : this.options.series.findIndex((s) => s.id === id);
    if (item < 0) return false;
    this.select(item, false);
    this.element.scrollIntoView();
    return true;
  }
}
