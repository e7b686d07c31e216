// How every page starts: its colours, its typeface, its data; what is wrong with them is said.
import { startColors } from "./colors";
import { el } from "./dom";

export function startPage(build: (page: HTMLElement, text: string) => void): void {
  const start = (): void => {
    const page = document.getElementById("page")!;
    startColors();
    try {
      build(page, document.getElementById("foretell-data")?.textContent ?? "");
    } catch (reason) {
      const message = reason instanceof Error ? reason.message : String(reason);
      page.replaceChildren(el("p", { class: "failure", role: "alert" }, message));
      console.error(reason);
    }
  };
  // Canvases measure and draw text: the typeface has to be there first.
  void document.fonts.load("12px Inter").then(start, start);
}
