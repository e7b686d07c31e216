// Pages as C++ writes them: the environment names the two files that write_sample has made.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch, open } from "./browser.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const sample = process.env.FORETELL_REPORT_SAMPLE;
const analysis = process.env.FORETELL_ANALYSIS_SAMPLE;
const expected = ["plain", "</script><img src=x onerror=alert(1)>", "\u2028 café 😀"];

test("a page written by C++ opens, and its ids arrive unharmed", { skip: !sample }, async () => {
  const { page, troubles } = await open(browser, pathToFileURL(sample).href);
  const ids = await page.locator(".row-id").allTextContents();
  assert.deepEqual(ids, expected);
  await page.locator(".list-row").nth(1).click();
  assert.equal(await page.locator("#series-title").textContent(), ids[1]);
  assert.match(await page.locator(".subtitle.small").textContent(), /48 observations.*1 missing/);
  assert.equal(await page.locator("#page img").count(), 0);
  assert.deepEqual(troubles, []);
});

test(
  "an analysis written by C++ opens, and its ids arrive unharmed",
  { skip: !analysis },
  async () => {
    const { page, troubles } = await open(browser, pathToFileURL(analysis).href);
    assert.deepEqual(await page.locator(".row-id").allTextContents(), expected);
    await page.locator(".list-row").nth(1).click();
    assert.equal(await page.locator("#series-title").textContent(), expected[1]);
    assert.match(await page.locator(".subtitle.small").textContent(), /48 observations.*1 missing/);
    assert.equal(await page.locator("#absent li").textContent(), "spectrum: there are gaps");
    assert.equal(await page.locator("#page img").count(), 0);
    assert.deepEqual(troubles, []);
  },
);
