// Analyses with little, failed or hostile content.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { makeAnalysis } from "../../web/fixtures/analysis.mjs";
import { awkward, hostile } from "../../web/fixtures/awkward.mjs";
import { fileOf, launch, open, phone, shot } from "./browser.mjs";
import { inkOf, overflow, title } from "./seen.mjs";

const usual = makeAnalysis({ count: 30 });
const odd = awkward(usual);

let browser;
let oddFile;
before(async () => {
  browser = await launch();
  oddFile = await fileOf(odd);
});
after(() => browser.close());

const at = (id) => ({ hash: `#series=${encodeURIComponent(id)}` });

test("every awkward series opens without a complaint, on desktop and phone", async () => {
  for (const viewport of [undefined, phone]) {
    const { page, troubles, close } = await open(browser, oddFile, viewport ? { viewport } : {});
    for (const series of odd.series) {
      await page.evaluate((id) => (location.hash = `series=${encodeURIComponent(id)}`), series.id);
      await page.waitForTimeout(80);
      assert.equal(await title(page), series.id);
      assert.equal(await overflow(page), 0, series.id);
    }
    assert.deepEqual(troubles, []);
    await close();
  }
});

test("hostile ids, headlines, advice, tests and reasons are text and nothing else", async () => {
  const { page, troubles, close } = await open(browser, oddFile, at(hostile[0]));
  assert.equal(await page.locator(".headline").textContent(), hostile[0]);
  assert.equal(await page.locator("#tests tbody th").textContent(), hostile[0]);
  assert.equal(await page.locator("#page img, #page script, #page svg[onload]").count(), 0);
  assert.equal(await page.title(), `${hostile[0]} · Foretell`);
  await shot(page, "analysis-hostile", { fullPage: true });
  assert.deepEqual(troubles, []);
  await close();
});

test("two seasons have two panels, and either can be laid cycle over cycle", async () => {
  const { page, troubles, close } = await open(browser, oddFile, at("two seasons"));
  assert.ok((await inkOf(page, "#decomposition-season-0")) > 500);
  assert.ok((await inkOf(page, "#decomposition-season-1")) > 500);
  const picture = () => page.evaluate(() => document.querySelector("#season canvas").toDataURL());
  const daily = await picture();
  await page.getByLabel("Period of the season plot").selectOption("168");
  assert.notEqual(await picture(), daily);
  await page.locator("#season-chart").focus();
  await page.keyboard.press("ArrowRight");
  assert.match(await page.locator("body > [role=status]").textContent(), /^Mon 0:00: /);
  await shot(page, "analysis-two-seasons", { fullPage: true });
  assert.deepEqual(troubles, []);
  await close();
});

test("a series without a season has no season plot", async () => {
  const { page, close } = await open(browser, oddFile, at("no season"));
  assert.equal(await page.locator("#season").count(), 0);
  assert.ok((await inkOf(page, "#decomposition-remainder")) > 500);
  await close();
});

test("what could not be computed says why", async () => {
  for (const id of ["one observation", "nothing but gaps", "empty"]) {
    const { page, troubles, close } = await open(browser, oddFile, at(id));
    const { missing_parts: parts } = odd.series.find((s) => s.id === id);
    const reasons = await page.locator(".missing li").allTextContents();
    const expected = parts.map(([name, why]) => `${name}: ${why}`);
    assert.deepEqual(reasons.sort(), expected.sort(), id);
    assert.deepEqual(troubles, []);
    await close();
  }
});

test("a reason stands on the card of what was computed all the same", async () => {
  const data = structuredClone(usual);
  const series = data.series.find((s) => s.trend.length);
  series.missing_parts = [
    ["partial autocorrelation", "beyond lag 24"],
    ["spectrum", "of the gaps"],
    ["a thing of its own", "no reason"],
  ];
  const { page, close } = await open(browser, await fileOf(data), at(series.id));
  const reason = (place) => page.locator(`${place} .missing li`).allTextContents();
  assert.deepEqual(await reason("#pacf"), ["partial autocorrelation: beyond lag 24"]);
  assert.deepEqual(await reason("#acf"), []);
  assert.deepEqual(await reason("#spectrum"), ["spectrum: of the gaps"]);
  assert.deepEqual(await reason("#absent"), ["a thing of its own: no reason"]);
  await close();
});

test("parts that multiply swing around one", async () => {
  const data = structuredClone(usual);
  const series = data.series.find((s) => s.trend.length && s.seasons.length);
  series.multiplicative = true;
  series.seasons = series.seasons.map((s) => s.map((v) => 1 + v / 1000));
  series.remainder = series.remainder.map((v) => (v === null ? null : 1 + v / 1000));
  const { page, troubles, close } = await open(browser, await fileOf(data), at(series.id));
  assert.match(await page.locator("#decomposition-title").textContent(), /they multiply/);
  await shot(page, "analysis-multiplicative", { fullPage: true });
  assert.deepEqual(troubles, []);
  await close();
});

test("one series needs neither list nor scatter; no series, and other formats, say so", async () => {
  const one = await open(browser, await fileOf(makeAnalysis({ count: 1 })));
  assert.equal(await one.page.locator(".list, #strengths").count(), 0);
  assert.ok((await inkOf(one.page, "#decomposition-main")) > 500);
  assert.deepEqual(one.troubles, []);
  await one.close();
  const nothing = await open(browser, await fileOf({ ...usual, findings: [], series: [] }));
  assert.match(await nothing.page.locator("main").textContent(), /holds no series/);
  await nothing.close();
  const future = await open(browser, await fileOf({ ...usual, format: 2 }));
  assert.match(await future.page.locator(".failure").textContent(), /format 1, not 2/);
  await future.close();
});
