// How a chart follows finger, keyboard and clicks.
import type uPlot from "uplot";
import { el } from "../dom";
import type { ChartSetup, TooltipText } from "./chart";

/** A finger moves the cursor sideways; up and down still scrolls the page. */
export function followTouch(plot: uPlot): void {
  const move = (event: TouchEvent): void => {
    const touch = event.touches[0];
    if (!touch || event.touches.length > 1) return;
    const box = plot.over.getBoundingClientRect();
    plot.setCursor({ left: touch.clientX - box.left, top: touch.clientY - box.top });
  };
  plot.over.style.touchAction = "pan-y";
  plot.over.addEventListener("touchstart", move, { passive: true });
  plot.over.addEventListener("touchmove", move, { passive: true });
}

const live = el("div", { class: "only-read", role: "status" });

/** Says what the tooltip shows, for those who move the cursor by keyboard and listen. */
export function announce(text: TooltipText | null): void {
  if (!live.isConnected) document.body.append(live);
  const rows = (text?.rows ?? []).map((row) => `${row.label} ${row.value}`);
  live.textContent = text ? `${text.title}: ${rows.join(", ")}` : "";
}

/** Where the cursor goes for a position of the data: onto the point of a cloud. */
function placeOf(plot: uPlot, index: number, cloud: boolean): { left: number; top: number } {
  const left = plot.valToPos(plot.data[0][index]!, "x");
  const y = plot.data[1]?.[index];
  return { left, top: cloud && y != null ? plot.valToPos(y, "y") : plot.over.clientHeight / 3 };
}

/**
 * Left and right move the cursor of a focused chart by one observation; Enter does what a click does.
 */
export function followKeys(plot: uPlot, host: HTMLElement, setup: ChartSetup): () => void {
  let at: number | null = null;
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && at !== null) setup.onClick?.(at);
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    const [low, high] = plot.series[0]!.idxs ?? [0, plot.data[0].length - 1];
    const step = event.key === "ArrowLeft" ? -1 : 1;
    const start = step < 0 ? high! + 1 : low! - 1;
    const now = setup.pick ? at : plot.cursor.idx;
    at = Math.min(high!, Math.max(low!, (now ?? start) + step));
    plot.setCursor(placeOf(plot, at, !!setup.pick));
    announce(setup.tooltip(at));
  };
  host.addEventListener("keydown", onKey);
  return () => host.removeEventListener("keydown", onKey);
}

export function followClicks(plot: uPlot, { pick, onClick }: ChartSetup): void {
  if (!onClick) return;
  plot.over.style.cursor = "pointer";
  plot.over.addEventListener("click", () => {
    const index = pick ? pick(plot) : plot.cursor.idx;
    if (index !== null && index !== undefined) onClick(index);
  });
}
