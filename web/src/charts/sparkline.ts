// A series as small as a word.
import { svg } from "../dom";
import type { Value } from "../data";

const width = 72;
const height = 22;
const most = 72;

/** The last observations, thinned to the pixels there are. */
function thinned(values: Value[]): Value[] {
  const step = Math.max(1, Math.floor(Math.min(values.length, 4 * most) / most));
  const start = Math.max(0, values.length - step * most);
  return values.slice(start).filter((_, i, all) => (all.length - 1 - i) % step === 0);
}

export function sparkline(observed: Value[]): SVGElement {
  const values = thinned(observed);
  const known = values.filter((v): v is number => v !== null);
  const low = Math.min(...known);
  const span = Math.max(...known) - low || 1;
  let path = "";
  let open = false;
  values.forEach((v, i) => {
    if (v === null) {
      open = false;
      return;
    }
    const x = (i / Math.max(1, values.length - 1)) * (width - 2) + 1;
    const y = height - 2 - ((v - low) / span) * (height - 4);
    path += `${open ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`;
    open = true;
  });
  return svg(
    "svg",
    { class: "sparkline", viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" },
    svg("path", { d: path }),
  );
}
