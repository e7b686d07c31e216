// Elements without a framework. Text always becomes a text node: ids from a user's file stay inert.

export type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | EventListener | undefined>;

function dress(element: Element, attributes: Attributes, children: Child[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((c): c is Node | string => typeof c === "string" || !!c));
}

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  dress(element, attributes, children);
  return element;
}

export function svg(tag: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  dress(element, attributes, children);
  return element;
}

/** Model words that may break after an opening parenthesis, a comma or an underscore. */
export function modelWords(model: string): HTMLElement {
  const parts = model.match(/[^(,_]+[(,_]?|[(,_]/g) ?? [];
  const nodes = parts.flatMap((part) => [document.createElement("wbr"), part]).slice(1);
  return el("span", { class: "model" }, ...nodes);
}
