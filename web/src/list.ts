// A list box that holds a million rows and draws the thirty that are seen.
import { el } from "./dom";

const margin = 6; // rows drawn beyond each edge

export interface ListOptions {
  rowHeight: number;
  name: string;
  /** Puts the content of an item into a fresh row. */
  fill: (row: HTMLElement, item: number) => void;
  onSelect: (item: number) => void;
}

export class VirtualList {
  readonly element: HTMLElement;
  private readonly canvas: HTMLElement;
  private readonly options: ListOptions;
  private readonly rows = new Map<number, HTMLElement>(); // position → row
  private items: number[] = [];
  private positions = new Map<number, number>();
  private selected = -1;

  constructor(options: ListOptions) {
    this.options = options;
    this.canvas = el("div", { class: "list-canvas", role: "presentation" });
    this.element = el(
      "div",
      {
        class: "list",
        id: "series-list",
        role: "listbox",
        tabindex: 0,
        "aria-label": options.name,
      },
      this.canvas,
    );
    this.element.addEventListener("scroll", () => this.draw(), { passive: true });
    this.element.addEventListener("keydown", (event) => this.onKey(event));
    this.canvas.addEventListener("click", (event) => {
      const row = (event.target as Element).closest<HTMLElement>("[data-item]");
      if (row) this.select(Number(row.dataset["item"]));
    });
    new ResizeObserver(() => this.draw()).observe(this.element);
  }

  /** The items to list, in order. Keeps the selection. */
  setItems(items: number[]): void {
    this.items = items;
    this.positions = new Map(items.map((item, position) => [item, position]));
    this.canvas.style.height = `${items.length * this.options.rowHeight}px`;
    this.clear();
    this.element.scrollTop = 0;
    this.reveal();
    this.draw();
  }

  select(item: number): void {
    if (item === this.selected) return;
    this.mark(item);
    this.options.onSelect(item);
  }

  /** Marks an item as selected and scrolls to it, without calling onSelect. */
  mark(item: number): void {
    this.rows.get(this.positions.get(this.selected) ?? -1)?.setAttribute("aria-selected", "false");
    this.selected = item;
    this.reveal();
    this.draw();
    this.rows.get(this.positions.get(item) ?? -1)?.setAttribute("aria-selected", "true");
    this.element.setAttribute("aria-activedescendant", `series-row-${item}`);
  }

  /** Selects the item a number of rows further down (negative: up). */
  move(by: number): void {
    const at = this.positions.get(this.selected);
    const next = at === undefined ? 0 : at + by;
    const item = this.items[Math.max(0, Math.min(this.items.length - 1, next))];
    if (item !== undefined) this.select(item);
  }

  /** Arrow keys, page keys, Home and End; also called for keys typed into the search box. */
  onKey(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.element.clientHeight / this.options.rowHeight) - 1);
    const typing = event.target instanceof HTMLInputElement;
    const moves: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      ...(typing ? {} : { Home: -Infinity, End: Infinity }),
    };
    const by = moves[event.key];
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.move(by);
  }

  private reveal(): void {
    const at = this.positions.get(this.selected);
    if (at === undefined) return;
    const { rowHeight } = this.options;
    const { scrollTop, clientHeight } = this.element;
    if (at * rowHeight < scrollTop) this.element.scrollTop = at * rowHeight;
    const bottom = (at + 1) * rowHeight;
    if (clientHeight && bottom > scrollTop + clientHeight) {
      this.element.scrollTop = bottom - clientHeight;
    }
  }

  private clear(): void {
    for (const row of this.rows.values()) row.remove();
    this.rows.clear();
  }

  private draw(): void {
    const { rowHeight } = this.options;
    const { scrollTop, clientHeight } = this.element;
    const first = Math.max(0, Math.floor(scrollTop / rowHeight) - margin);
    const end = Math.min(
      this.items.length,
      Math.ceil((scrollTop + clientHeight) / rowHeight) + margin,
    );
    for (const [position, row] of this.rows) {
      if (position >= first && position < end) continue;
      row.remove();
      this.rows.delete(position);
    }
    for (let position = first; position < end; ++position) {
      if (!this.rows.has(position)) this.rows.set(position, this.row(position));
    }
  }

  private row(position: number): HTMLElement {
    const item = this.items[position]!;
    const row = el("div", {
      class: "list-row",
      id: `series-row-${item}`,
      role: "option",
      "data-item": item,
      "aria-selected": String(item === this.selected),
      "aria-setsize": this.items.length,
      "aria-posinset": position + 1,
    });
    row.style.top = `${position * this.options.rowHeight}px`;
    row.style.height = `${this.options.rowHeight}px`;
    this.options.fill(row, item);
    this.canvas.append(row);
    return row;
  }
}
