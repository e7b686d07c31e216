// The page of an analysis in headless Chromium, without a network, opened from a file.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { makeAnalysis } from "../../web/fixtures/analysis.mjs";
import { fileOf, launch, open, phone, shot } from "./browser.mjs";
import { inkOf, nameless, overflow, title } from "./seen.mjs";

const panel = makeAnalysis({ count: 1000 });
const usual = panel.series.findIndex((s) => s.trend.length && s.change_points.length);
const charts = [
  "#decomposition-main",
  "#decomposition-season-0",
  "#decomposition-remainder",
  "#acf",
  "#pacf",
  "#season",
  "#lag",
  "#spectrum",
  "#histogram",
  "#quantiles",
  "#model-residuals",
  "#model-acf",
];
const linkTo = (i) => `#series=${encodeURIComponent(panel.series[i].id)}`;

let browser;
let panelFile;
before(async () => {
  browser = await launch();
  panelFile = await fileOf(panel);
});
after(() => browser.close());

const texts = (page, selector) => page.locator(selector).allTextContents();

/** The picture of a chart, to see whether it changes. */
const pictureOf = (page, place) =>
  page.evaluate((selector) => document.querySelector(`${selector} canvas`).toDataURL(), place);

test("an analysis of 1,000 series opens offline without a complaint and draws every chart", async () => {
  const { page, troubles, close } = await open(browser, panelFile, { hash: linkTo(usual) });
  for (const place of ["#strengths", ...charts]) {
    assert.ok((await inkOf(page, place)) > 500, `${place} is drawn`);
  }
  assert.deepEqual(await texts(page, ".findings li"), panel.findings);
  assert.equal(await overflow(page), 0);
  await shot(page, "analysis-light", { fullPage: true });
  assert.deepEqual(troubles, []);
  await close();
});

test("advice stands first, above everything it rests on", async () => {
  const { page, close } = await open(browser, panelFile, { hash: linkTo(usual) });
  const series = panel.series[usual];
  assert.deepEqual(await texts(page, ".series-view > :first-child .sentences li"), series.advice);
  assert.equal(await page.locator(".headline").textContent(), series.headline);
  await close();
});

test("only the selected series is drawn, and another one is shown within a moment", async () => {
  const { page, close } = await open(browser, panelFile, { hash: linkTo(usual) });
  assert.ok((await page.locator("canvas").count()) < 20);
  const spent = await page.evaluate(async () => {
    const list = document.querySelector(".list");
    const times = [];
    for (let i = 0; i < 10; ++i) {
      const start = performance.now();
      list.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[5];
  });
  assert.ok(spent < 500, `${spent.toFixed(0)} ms`);
  await close();
});

test("search finds ids and headlines, the filter those with change points", async () => {
  const { page, troubles, close } = await open(browser, panelFile);
  const status = () => page.locator(".drawer [role=status]").textContent();
  await page.fill("#series-search", "level shift");
  const shifted = panel.series.filter((s) => s.headline === "level shift");
  assert.equal(await status(), `${shifted.length} of 1,000 series`);
  await page.locator(".list-row").first().click();
  assert.equal(await title(page), shifted[0].id);
  await page.fill("#series-search", "");
  await page.getByRole("checkbox", { name: /Change points/ }).check();
  const changed = panel.series.filter((s) => s.change_points.length);
  assert.equal(await status(), `${changed.length} of 1,000 series`);
  assert.deepEqual(troubles, []);
  await close();
});

test("the list sorts by the strength of the season", async () => {
  const { page, close } = await open(browser, panelFile);
  await page.getByLabel("Order of the series").selectOption({ label: "Strongest season first" });
  const strength = (s) => (s.found.length ? s.found[0].strength : -1);
  const best = [...panel.series].sort((a, b) => strength(b) - strength(a))[0];
  await page.locator(".list").evaluate((list) => (list.scrollTop = 0));
  const first = page.locator('[aria-posinset="1"] .row-id');
  assert.equal(await first.textContent(), best.id);
  await close();
});

test("the keyboard walks through the list and through a chart", async () => {
  const { page, close } = await open(browser, panelFile, { hash: linkTo(usual) });
  await page.locator("#decomposition-main").focus();
  await page.keyboard.press("ArrowLeft");
  const said = () => page.locator("body > [role=status]").textContent();
  assert.match(await said(), /^Dec 2022: Observed \S+, Trend \S+/);
  await page.locator("#acf-chart").focus();
  await page.keyboard.press("ArrowRight");
  assert.match(await said(), /^Lag 1: Correlation \S+, Band ± \S+/);
  await page.locator(".list").focus();
  await page.keyboard.press("End");
  assert.equal(await title(page), panel.series[999].id);
  await close();
});

test("a dot of the panel leads to its series, by mouse and by keyboard", async () => {
  const { page, troubles, close } = await open(browser, panelFile);
  await page.locator("#strengths-chart").focus();
  for (let i = 0; i < 3; ++i) await page.keyboard.press("ArrowRight");
  const said = await page.locator("body > [role=status]").textContent();
  await page.keyboard.press("Enter");
  assert.equal(await title(page), said.split(": ")[0]);
  const strengthOf = (s) => s.features.find((f) => f.name === "strength of trend")?.statistic;
  const dots = panel.series.filter((s) => s.trend.length && s.found.length);
  const left = dots.sort((a, b) => strengthOf(a) - strengthOf(b))[0];
  const box = await page.locator("#strengths-chart .u-over").boundingBox();
  const x = ((strengthOf(left) + 0.03) / 1.06) * box.width;
  const y = (1 - (left.found[0].strength + 0.04) / 1.08) * box.height;
  await page.locator("#strengths-chart .u-over").click({ position: { x, y } });
  assert.equal(await title(page), left.id);
  assert.deepEqual(troubles, []);
  await close();
});

test("the panel under the cursor says what all panels show there", async () => {
  const { page, close } = await open(browser, panelFile, { hash: linkTo(usual) });
  await page.locator("#decomposition-season-0 .u-over").hover({ position: { x: 300, y: 30 } });
  const shown = page.locator("#decomposition .tooltip:visible");
  assert.equal(await shown.count(), 1);
  const labels = await shown.locator(".tooltip-row span").allTextContents();
  assert.deepEqual(labels, ["Observed", "Trend", "Season of 12", "Remainder"]);
  await close();
});

test("dragging over one panel zooms those above and below it too", async () => {
  const { page, close } = await open(browser, panelFile, { hash: linkTo(usual) });
  const panels = charts.slice(0, 3);
  const before = await Promise.all(panels.map((place) => pictureOf(page, place)));
  await page.locator("#decomposition-remainder").scrollIntoViewIfNeeded();
  const box = await page.locator("#decomposition-remainder .u-over").boundingBox();
  await page.mouse.move(box.x + 200, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + 500, box.y + 30, { steps: 4 });
  await page.mouse.up();
  await page.waitForTimeout(100);
  for (const [i, place] of panels.entries()) {
    assert.notEqual(await pictureOf(page, place), before[i], place);
  }
  const lefts = await page.evaluate(
    (places) =>
      places.map((p) => document.querySelector(`${p} .u-over`).getBoundingClientRect().left),
    panels,
  );
  assert.equal(new Set(lefts).size, 1, "the panels line up");
  await close();
});

test("the lag and the model can be chosen, and stay chosen for the next series", async () => {
  const { page, troubles, close } = await open(browser, panelFile, { hash: linkTo(usual) });
  const lag = await pictureOf(page, "#lag");
  await page.getByLabel("Lag", { exact: true }).selectOption("12");
  assert.notEqual(await pictureOf(page, "#lag"), lag);
  assert.match(await page.locator("#lag .key").textContent(), /12 steps before/);
  const residuals = await pictureOf(page, "#model-residuals");
  await page.locator("#diagnosis .chip").nth(1).click();
  assert.notEqual(await pictureOf(page, "#model-residuals"), residuals);
  const { sentences } = panel.series[usual].models[1];
  assert.deepEqual(await texts(page, "#diagnosis .sentences li"), sentences);
  await page.fill("#series-search", "espresso");
  await page.locator(".list-row").nth(1).click();
  assert.equal(await page.getByLabel("Lag", { exact: true }).inputValue(), "12");
  assert.equal(await page.locator("#diagnosis .chip[aria-pressed=true]").textContent(), "naive");
  assert.deepEqual(troubles, []);
  await close();
});

test("tests, seasons and features are there to read", async () => {
  const { page, close } = await open(browser, panelFile, { hash: linkTo(usual) });
  const series = panel.series[usual];
  assert.deepEqual(
    await texts(page, "#tests tbody th"),
    series.tests.map((t) => t.name),
  );
  assert.deepEqual(
    await texts(page, "#tests td:last-child"),
    series.tests.map((t) => t.verdict),
  );
  assert.equal(await page.locator("#seasons tbody tr").count(), series.found.length);
  assert.equal(await page.locator("#features dt").count(), series.features.length);
  await close();
});

test("dark and light follow the system and the button, charts included", async () => {
  const { page, troubles, close } = await open(browser, panelFile, {
    colorScheme: "dark",
    hash: linkTo(usual),
  });
  const before = await Promise.all(["#strengths", ...charts].map((p) => pictureOf(page, p)));
  await shot(page, "analysis-dark", { fullPage: true });
  await page.locator("#mode").click();
  await page.waitForTimeout(100);
  for (const [i, place] of ["#strengths", ...charts].entries()) {
    assert.notEqual(await pictureOf(page, place), before[i], place);
  }
  assert.deepEqual(troubles, []);
  await close();
});

test("on a phone nothing is wider than the screen and everything is drawn", async () => {
  const { page, troubles, close } = await open(browser, panelFile, {
    viewport: phone,
    touch: true,
    hash: linkTo(usual),
  });
  assert.equal(await overflow(page), 0);
  for (const place of charts) assert.ok((await inkOf(page, place)) > 300, place);
  await shot(page, "analysis-phone", { fullPage: true });
  await page.locator(".picker").click();
  await page.fill("#series-search", "faro");
  await page.locator(".list-row").first().click();
  assert.match(await title(page), /^Faro/);
  assert.equal(await overflow(page), 0);
  assert.deepEqual(troubles, []);
  await close();
});

test("everything to press or fill has a name", async () => {
  const { page, close } = await open(browser, panelFile, { hash: linkTo(usual) });
  assert.deepEqual(await nameless(page), []);
  await close();
});

test("windows between phone and desktop need no side scrolling", async () => {
  for (const width of [600, 900, 1040, 1180]) {
    const { page, close } = await open(browser, panelFile, {
      viewport: { width, height: 800 },
      hash: linkTo(usual),
    });
    assert.equal(await overflow(page), 0, `at ${width}`);
    await close();
  }
});
