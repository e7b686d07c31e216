// Reports with little, failed or hostile content.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { makeReport } from "../../web/fixtures/generate.mjs";
import { fileOf, launch, open, phone, shot } from "./browser.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const small = (change = {}) => ({
  ...makeReport({ kind: "forecast", count: 3 }),
  ...change,
});
const title = (page) => page.locator("#series-title").textContent();

const hostile = [
  "</script><img src=x onerror=\"document.title='owned'\">",
  "<svg onload=\"document.title='owned'\">",
  "<!--<script>",
  "line\u2028separator\u2029 and \u0000 and \ud83d\ude00",
  "'\"`${1}\\",
  "__proto__",
];

test("hostile ids, words and errors are text and nothing else", async () => {
  const report = small({
    title: hostile[0],
    note: hostile[1],
    command: hostile[2],
  });
  const [usual] = report.series;
  report.series = hostile.map((id) => ({
    ...usual,
    id,
    words: id,
    remark: id,
    error: "",
  }));
  report.series.push({ ...usual, id: "failed", error: hostile[0] });
  const { page, troubles, close } = await open(browser, await fileOf(report));
  for (const [i, id] of hostile.entries()) {
    await page.locator(".list-row").nth(i).click();
    assert.equal(await title(page), id.replace("\u0000", "\u0000"));
  }
  await page.locator(".list-row").nth(hostile.length).click();
  assert.equal(await page.locator("#page img, #page script").count(), 0);
  assert.equal(await page.title(), `${hostile[0]} · Foretell`);
  await shot(page, "hostile");
  assert.deepEqual(troubles, []);
  await close();
});

test("a plain forecast has no leaderboard: the chosen models are counted", async () => {
  const report = makeReport({ kind: "forecast", count: 60 });
  const { page, troubles, close } = await open(browser, await fileOf(report));
  assert.equal(await page.locator(".leaderboard").count(), 0);
  assert.equal(await page.locator(".mix").count(), 1);
  await page.locator(".values summary").click();
  await page.locator(".values table").waitFor();
  assert.equal(await page.locator(".values tbody tr").count(), report.horizon);
  await shot(page, "forecast", { fullPage: true });
  assert.deepEqual(troubles, []);
  await close();
});

test("one series needs no list", async () => {
  const { page, troubles, close } = await open(
    browser,
    await fileOf(makeReport({ kind: "forecast", count: 1 })),
  );
  assert.equal(await page.locator(".list").count(), 0);
  assert.ok(await page.locator("#fan canvas").isVisible());
  await shot(page, "single", { fullPage: true });
  assert.deepEqual(troubles, []);
  await close();
});

test("a failed series shows its error and what was observed", async () => {
  const report = small();
  const none = {
    fitted: [],
    residuals: [],
    forecasts: [],
    parameters: [],
    criteria: [],
    scores: [],
  };
  report.series[1] = {
    ...report.series[1],
    ...none,
    model: "",
    words: "",
    error: "5 observations are too few",
  };
  report.series[2] = { ...report.series[1], id: "empty", values: [] };
  const { page, troubles, close } = await open(browser, await fileOf(report));
  await page.locator(".list-row").nth(1).click();
  assert.match(await page.locator(".failure").textContent(), /5 observations are too few/);
  await page.waitForTimeout(100);
  assert.ok(await page.locator("#fan canvas").isVisible());
  await shot(page, "failed", { fullPage: true });
  await page.locator(".list-row").nth(2).click();
  assert.equal(await page.locator("#fan").count(), 0);
  assert.deepEqual(troubles, []);
  await close();
});

test("plain numbers, hours and dates of any form can be the time", async () => {
  const two = (n) => String(n).padStart(2, "0");
  const hour = (i) =>
    new Date(Date.UTC(2024, 2, 30) + i * 3600e3).toISOString().slice(0, 19).replace("T", " ");
  const forms = {
    numbers: (i) => String(100 + i),
    hours: hour,
    quarters: (i) => `${2000 + (i >> 2)}Q${(i % 4) + 1}`,
    odd: (i) => `week ${two(i)}`,
  };
  for (const [name, form] of Object.entries(forms)) {
    const report = small({ frequency: name });
    report.times = [{ first: 0, text: Array.from({ length: 144 }, (_, i) => form(i)) }];
    const { page, troubles, close } = await open(browser, await fileOf(report), {
      viewport: phone,
    });
    assert.match(await page.locator(".subtitle.small").textContent(), /observations/);
    await shot(page, `time-${name}`);
    assert.deepEqual(troubles, [], name);
    await close();
  }
});

test("a report of no series, and a page without data, say so", async () => {
  const nothing = await open(browser, await fileOf(small({ series: [] })));
  assert.match(await nothing.page.locator("main").textContent(), /holds no series/);
  await nothing.close();
  const future = await open(browser, await fileOf(small({ format: 2 })));
  assert.match(await future.page.locator(".failure").textContent(), /format 1, not 2/);
  await future.close();
});
