// Debian's Chromium without a network, and pages opened from files.
import { rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { pageWith } from "../../web/fixtures/write.mjs";

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };
export const output = fileURLToPath(new URL("output/", import.meta.url));

const flags =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

export async function launch() {
  await mkdir(output, { recursive: true });
  const executablePath = process.env.FORETELL_CHROMIUM ?? "/usr/bin/chromium";
  return chromium.launch({
    executablePath,
    headless: true,
    args: flags.split(" "),
  });
}

const written = [];
process.on("exit", () => written.forEach((path) => rmSync(path, { force: true })));

/** Writes a page with this report and returns its file address. */
export async function fileOf(report) {
  const path = join(output, `page-${process.pid}-${written.length}.html`);
  written.push(path);
  await writeFile(path, await pageWith(report));
  return pathToFileURL(path).href;
}

/** Opens an address offline; `troubles` collects console errors, exceptions and requests. */
export async function open(
  browser,
  url,
  { viewport = desktop, colorScheme = "light", hash = "", touch = false } = {},
) {
  const context = await browser.newContext({
    viewport,
    colorScheme,
    offline: true,
    hasTouch: touch,
  });
  context.setDefaultTimeout(15000);
  const page = await context.newPage();
  const troubles = [];
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) troubles.push(`request to ${request.url()}`);
  });
  await page.goto(url + hash);
  await page.waitForSelector("#page > *:not(noscript)");
  await page.waitForTimeout(100); // charts draw in the next frame
  return { page, troubles, close: () => context.close() };
}

export const shot = (page, name, options = {}) =>
  page.screenshot({ path: join(output, `${name}.png`), ...options });
