// Makes docs/images/report.png and analysis.png from the fixtures: npm run picture
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { makeAnalysis } from "../../web/fixtures/analysis.mjs";
import { makeReport } from "../../web/fixtures/generate.mjs";
import { fileOf, launch, open } from "./browser.mjs";
import { smallPng } from "./small_png.mjs";

const pathOf = (name) => fileURLToPath(new URL(`../../docs/images/${name}.png`, import.meta.url));

/** Moves the cursor to a place of a chart, in shares of its width and height. */
async function hover(page, place, [across, down]) {
  const box = await page.locator(`${place} .u-over`).boundingBox();
  await page.mouse.move(box.x + box.width * across, box.y + box.height * down);
}

async function report(browser) {
  const viewport = { width: 1440, height: 1240 };
  const { page, close } = await open(browser, await fileOf(makeReport()), { viewport });
  await page.locator(".list-row").nth(5).click();
  await page.waitForTimeout(100);
  await hover(page, "#fan", [0.795, 0.45]);
  await writeFile(pathOf("report"), await smallPng(page));
  await close();
}

async function analysis(browser) {
  const viewport = { width: 1440, height: 1720 };
  const data = makeAnalysis({ count: 400 });
  const { page, close } = await open(browser, await fileOf(data), { viewport });
  await page
    .locator(".list-row")
    .nth(Number(process.argv[3] ?? 0))
    .click();
  await page.waitForTimeout(100);
  await page.evaluate(() => window.scrollTo(0, 0));
  await hover(page, "#decomposition-main", [0.3, 0.3]);
  await writeFile(pathOf("analysis"), await smallPng(page));
  await close();
}

const browser = await launch();
const pictures = { report, analysis };
const wanted = process.argv[2] ? [process.argv[2]] : Object.keys(pictures);
for (const name of wanted) await pictures[name](browser);
await browser.close();
