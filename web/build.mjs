// Bundles each page, its script and src/theme.css, into one HTML file that needs nothing else.
//   node build.mjs [--out FOLDER]     default: dist
// The data of a report take the place of the marker; the C++ writer looks for the same word.
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const pages = {
  report: "Foretell report",
  analysis: "Foretell analysis",
  training: "Foretell training",
  inspection: "Foretell inspection",
};
const marker = "__FORETELL_DATA__";
const here = dirname(fileURLToPath(import.meta.url));

async function bundle(entry) {
  const result = await build({
    entryPoints: [resolve(here, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2021",
    loader: { ".woff2": "dataurl" },
    legalComments: "none",
  });
  return result.outputFiles[0].text.trim();
}

async function page(name, title) {
  const [shell, script, style, licence] = await Promise.all([
    readFile(resolve(here, "src/page.html"), "utf8"),
    bundle(`src/${name}.ts`),
    bundle("src/theme.css"),
    readFile(resolve(here, "node_modules/uplot/LICENSE"), "utf8"),
  ]);
  if (/<\/script|<!--/i.test(script))
    throw new Error("the bundle would end its own script element");
  const hash = createHash("sha256").update(script).digest("base64");
  const parts = {
    __TITLE__: title,
    __LICENCE__: licence.trim(),
    __SCRIPT_HASH__: hash,
    __STYLE__: style,
    __SCRIPT__: script,
  };
  const html = Object.entries(parts).reduce(
    (text, [key, value]) => text.split(key).join(value),
    shell,
  );
  if (!html.includes(`<script>${script}</script>`)) throw new Error("the script is not as hashed");
  if (html.split(marker).length !== 2) throw new Error(`${marker} must stand in the page once`);
  return html;
}

const flag = process.argv.indexOf("--out");
const folder = resolve(flag > 0 ? process.argv[flag + 1] : resolve(here, "dist"));
await mkdir(folder, { recursive: true });
for (const [name, title] of Object.entries(pages)) {
  await writeFile(resolve(folder, `${name}.html`), await page(name, title));
}
