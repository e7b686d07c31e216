// The colours of the theme keep the contrasts of WCAG 2.2 AA: 4.5 for text, 3 for lines and marks.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { makeReport } from "../../web/fixtures/generate.mjs";
import { fileOf, launch, open } from "./browser.mjs";

const channel = (value) => {
  const c = value / 255;
  return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
};
const luminance = (hex) => {
  const [r, g, b] = [1, 3, 5].map((at) => channel(parseInt(hex.slice(at, at + 2), 16)));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a, b) => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

// Linear light as seen without red, green or blue cones: Machado, Oliveira & Fernandes (2009).
const visions = {
  full: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [
    0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
  ],
  deuteranopia: [
    0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881,
  ],
  tritanopia: [
    1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039,
  ],
};

/** CIE L*a*b* of a colour as one kind of vision sees it. */
function seen(hex, vision) {
  const light = [1, 3, 5].map((at) => channel(parseInt(hex.slice(at, at + 2), 16)));
  const [r, g, b] = [0, 3, 6].map((row) =>
    light.reduce((sum, v, i) => sum + vision[row + i] * v, 0),
  );
  const root = (t) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = root(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const texts = ["ink", "muted", "accent", "good"];
const marks = ["residual", "bad", "old", "new", ...Array.from({ length: 8 }, (_, i) => `hue-${i}`)];

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const colorScheme of ["light", "dark"]) {
  test(`text and marks stand out in ${colorScheme} colours`, async () => {
    const report = makeReport({ kind: "forecast", count: 1 });
    const { page } = await open(browser, await fileOf(report), { colorScheme });
    const names = [...texts, ...marks, "ground", "surface", "tint", "note"];
    const colors = await page.evaluate((all) => {
      const style = getComputedStyle(document.documentElement);
      return Object.fromEntries(all.map((n) => [n, style.getPropertyValue(`--${n}`).trim()]));
    }, names);
    const check = (front, back, least) => {
      const ratio = contrast(colors[front], colors[back]);
      assert.ok(ratio >= least, `${front} on ${back}: ${ratio.toFixed(2)}`);
    };
    for (const back of ["ground", "surface", "tint"]) {
      texts.forEach((front) => check(front, back, 4.5));
      marks.forEach((front) => check(front, back, 3));
    }
    check("ink", "note", 4.5);
    const hues = marks.filter((name) => name.startsWith("hue-"));
    for (const [kind, vision] of Object.entries(visions)) {
      const places = hues.map((name) => seen(colors[name], vision));
      places.forEach((a, i) =>
        places.slice(0, i).forEach((b, j) => {
          const apart = Math.hypot(...a.map((v, k) => v - b[k]));
          assert.ok(apart >= 12, `${hues[i]} and ${hues[j]} under ${kind}: ${apart.toFixed(1)}`);
        }),
      );
    }
  });
}
