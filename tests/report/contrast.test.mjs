// The colours of the theme keep the contrasts of WCAG 2.2 AA: 4.5 for text, 3 for lines and marks.
import assert from "node:assert/strict";
import { test } from "node:test";
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

const texts = ["ink", "muted", "accent", "good"];
const marks = ["residual", "bad", ...Array.from({ length: 8 }, (_, i) => `hue-${i}`)];

for (const colorScheme of ["light", "dark"]) {
  test(`text and marks stand out in ${colorScheme} colours`, async () => {
    const browser = await launch();
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
    await browser.close();
  });
}
