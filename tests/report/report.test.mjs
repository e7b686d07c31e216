// The report in headless Chromium, without a network, opened from a file.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { makeReport } from "../../web/fixtures/generate.mjs";
import { desktop, fileOf, launch, open, phone, shot } from "./browser.mjs";
import { inkOf, nameless, overflow, title } from "./seen.mjs";

const panel = makeReport({ count: 1000 });
let browser;
let panelFile;

before(async () => {
  browser = await launch();
  panelFile = await fileOf(panel);
});
after(() => browser.close());

const texts = (page, selector) => page.locator(selector).allTextContents();
const rowCount = (page) => page.locator(".list-row").count();
/** Remembers how the fan and the residuals look. */
const keepDrawings = (page) =>
  page.evaluate(() => {
    window.pixels = () =>
      ["#fan", "#residuals"].map((place) => {
        const canvas = document.querySelector(`${place} canvas`);
        return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      });
    window.kept = window.pixels();
  });

/** Numbers of pixel components that have visibly changed since, in the fan and in the residuals. */
const changes = (page) =>
  page.evaluate(() =>
    window
      .pixels()
      .map((now, i) => now.filter((v, k) => Math.abs(v - window.kept[i][k]) > 8).length),
  );

test("a panel of 1,000 series opens offline without a complaint and draws its charts", async () => {
  const { page, troubles, close } = await open(browser, panelFile);
  for (const place of [".overview", "#fan", "#residuals"]) {
    assert.ok((await inkOf(page, place)) > 1000, `${place} is drawn`);
  }
  assert.equal(await title(page), panel.series[0].id);
  assert.equal(await overflow(page), 0);
  await page.locator("#fan .u-over").hover({ position: { x: 700, y: 120 } });
  await shot(page, "desktop-light", { fullPage: true });
  assert.deepEqual(troubles, []);
  await close();
});

test("the page carries the data exactly", async () => {
  const { page, close } = await open(browser, panelFile);
  const carried = await page.evaluate(() =>
    JSON.parse(document.getElementById("foretell-data").textContent),
  );
  assert.deepEqual(carried, JSON.parse(JSON.stringify(panel)));
  await close();
});

test("search narrows the list, a click shows the series, the list stays short in the document", async () => {
  const { page, troubles, close } = await open(browser, panelFile);
  assert.ok((await rowCount(page)) < 100);
  await page.fill("#series-search", "porto tea");
  const wanted = panel.series.filter((s) => /porto/i.test(s.id) && /tea/i.test(s.id + s.model));
  assert.match(
    await page.locator(".drawer [role=status]").textContent(),
    new RegExp(`^${wanted.length} of 1,000`),
  );
  await page.locator(".list-row").nth(1).click();
  assert.equal(await title(page), wanted[1].id);
  await page.waitForTimeout(100);
  assert.ok((await inkOf(page, "#fan")) > 1000);
  await page.fill("#series-search", "");
  await page.locator(".list").evaluate((list) => (list.scrollTop = list.scrollHeight));
  await page.waitForFunction(() => document.querySelector('[aria-posinset="1000"]'));
  assert.ok((await rowCount(page)) < 100);
  await page.fill("#series-search", "no such series");
  assert.equal(await rowCount(page), 0);
  assert.deepEqual(troubles, []);
  await close();
});

test("the keyboard walks through the list, from the list and from the search box", async () => {
  const { page, close } = await open(browser, panelFile);
  await page.locator(".list").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.equal(await title(page), panel.series[2].id);
  await page.keyboard.press("End");
  assert.equal(await title(page), panel.series[999].id);
  assert.equal(await page.locator('.list-row[aria-selected="true"]').count(), 1);
  await page.locator("#series-search").focus();
  await page.keyboard.press("ArrowUp");
  assert.equal(await title(page), panel.series[998].id);
  await close();
});

test("a link to a series opens it, and selecting changes the link", async () => {
  const id = panel.series[500].id;
  const hash = `#series=${encodeURIComponent(id)}`;
  const { page, close } = await open(browser, panelFile, { hash });
  assert.equal(await title(page), id);
  await page.locator(".list").focus();
  await page.keyboard.press("ArrowDown");
  const now = await page.evaluate(() => decodeURIComponent(location.hash));
  assert.equal(now, `#series=${panel.series[501].id}`);
  await close();
});

test("the leaderboard marks the best of each metric and sorts by a column", async () => {
  const { page, close } = await open(browser, panelFile);
  assert.equal(await page.locator(".leaderboard td.best").count(), panel.metrics.length);
  const column = () => texts(page, ".leaderboard tbody td:nth-child(2) > span:first-child");
  const sorted = (await column()).sort((a, b) => Number(a) - Number(b));
  assert.deepEqual(await column(), sorted);
  await page.getByRole("button", { name: "MASE" }).click();
  assert.deepEqual(await column(), sorted.reverse());
  assert.equal(await page.locator('th[aria-sort="descending"]').count(), 1);
  const target = panel.metrics.findIndex((m) => m.name === "Coverage 80");
  const nearest = [...panel.leaderboard].sort(
    (a, b) => Math.abs(a.values[target] - 0.8) - Math.abs(b.values[target] - 0.8),
  )[0];
  const cell = page.locator(`.leaderboard tr:has(td:nth-child(${target + 2}).best) th`);
  assert.equal(await cell.textContent(), nearest.model);
  await close();
});

test("dragging over the fan zooms both charts, a double click shows everything again", async () => {
  const { page, close } = await open(browser, panelFile);
  await keepDrawings(page);
  const box = await page.locator("#fan .u-over").boundingBox();
  await page.mouse.move(box.x + 300, box.y + 100);
  await page.mouse.down();
  await page.mouse.move(box.x + 600, box.y + 100, { steps: 4 });
  await page.mouse.up();
  await page.waitForTimeout(100);
  assert.ok((await changes(page)).every((count) => count > 1000));
  await shot(page, "zoomed");
  await page.mouse.dblclick(box.x + 300, box.y + 100);
  await page.waitForTimeout(100);
  assert.ok((await changes(page)).every((count) => count < 100)); // edges may round differently
  await close();
});

test("fitted values and the other models can be shown and hidden", async () => {
  const { page, troubles, close } = await open(browser, panelFile);
  for (const name of ["Fitted", "All models"]) {
    await keepDrawings(page);
    await page.getByRole("checkbox", { name }).click();
    await page.waitForTimeout(100);
    assert.ok((await changes(page))[0] > 1000, name);
  }
  const other = page.locator('.controls .chip[aria-pressed="false"]').last();
  await keepDrawings(page);
  await other.click();
  await page.waitForTimeout(100);
  assert.ok((await changes(page))[0] > 1000);
  await shot(page, "all-models", { fullPage: true });
  await page.locator(".overview .chip").first().click();
  assert.equal(await page.locator('.overview .chip[aria-pressed="true"]').count(), 4);
  assert.deepEqual(troubles, []);
  await close();
});

test("the arrow keys read the values of a focused chart", async () => {
  const { page, close } = await open(browser, panelFile);
  await page.locator("#fan").focus();
  await page.keyboard.press("ArrowLeft");
  const said = () => page.locator("body > [role=status]").textContent();
  assert.match(await said(), /^Dec 2022: Observed \S+, theta/);
  await page.keyboard.press("ArrowLeft");
  assert.match(await said(), /^Nov 2022: /);
  await close();
});

test("dark and light follow the system and the button", async () => {
  const { page, troubles, close } = await open(browser, panelFile, {
    colorScheme: "dark",
  });
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await ground();
  await shot(page, "desktop-dark", { fullPage: true });
  await page.locator("#mode").click();
  const light = await ground();
  assert.notEqual(dark, light);
  await page.waitForTimeout(100);
  assert.ok((await inkOf(page, "#fan")) > 1000);
  const other = await open(browser, panelFile, { colorScheme: "light" });
  assert.equal(
    await other.page.evaluate(() => getComputedStyle(document.body).backgroundColor),
    light,
  );
  assert.deepEqual(troubles, []);
  await other.close();
  await close();
});

test("on a phone nothing is wider than the screen and the list opens over the page", async () => {
  const { page, troubles, close } = await open(browser, panelFile, {
    viewport: phone,
    touch: true,
  });
  assert.equal(await overflow(page), 0);
  await shot(page, "phone", { fullPage: true });
  await page.locator(".picker").click();
  await page.fill("#series-search", "faro");
  await shot(page, "phone-list");
  await page.locator(".list-row").first().click();
  assert.match(await title(page), /^Faro/);
  assert.ok(await page.locator(".drawer").isHidden());
  await page.getByRole("button", { name: "Next series" }).click();
  assert.match(await title(page), /^Faro · filter/);
  await page.locator(".picker").click();
  await page.keyboard.press("Escape");
  assert.ok(await page.locator(".drawer").isHidden());
  assert.equal(await overflow(page), 0);
  assert.deepEqual(troubles, []);
  await close();
});

test("everything to press or fill has a name", async () => {
  const { page, close } = await open(browser, panelFile);
  assert.deepEqual(await nameless(page), []);
  await close();
});

test("a desktop window of usual size shows the fan of a linked series without side scrolling", async () => {
  for (const width of [900, 1040, desktop.width]) {
    const { page, close } = await open(browser, panelFile, {
      viewport: { width, height: 800 },
    });
    assert.equal(await overflow(page), 0, `at ${width}`);
    await close();
  }
});
