// Makes docs/images/report.png from the fixture: npm run picture
import { fileURLToPath } from "node:url";
import { makeReport } from "../../web/fixtures/generate.mjs";
import { fileOf, launch, open } from "./browser.mjs";

const path = fileURLToPath(new URL("../../docs/images/report.png", import.meta.url));
const browser = await launch();
const viewport = { width: 1440, height: 1240 };
const { page } = await open(browser, await fileOf(makeReport()), { viewport });
await page.locator(".list-row").nth(5).click();
await page.waitForTimeout(100);
const box = await page.locator("#fan .u-over").boundingBox();
await page.mouse.move(box.x + box.width * 0.795, box.y + box.height * 0.45);
await page.screenshot({ path });
await browser.close();
