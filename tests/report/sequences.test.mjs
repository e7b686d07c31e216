// The pages of training and inspection in headless Chromium, without a network, opened from a file.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { makeInspection, makeTraining } from "../../web/fixtures/sequences.mjs";
import { fileOf, launch, open, phone, shot } from "./browser.mjs";
import { inkOf, nameless, overflow } from "./seen.mjs";

const training = makeTraining();
const inspection = makeInspection();
const curves = ["#loss", "#gradient", "#rate", "#speed"];

let browser;
let trainingFile;
let inspectionFile;
before(async () => {
  browser = await launch();
  trainingFile = await fileOf(training);
  inspectionFile = await fileOf(inspection);
});
after(() => browser.close());

const said = (page) => page.locator("body > [role=status]").textContent();
const pictureOf = (page, place) =>
  page.evaluate((selector) => document.querySelector(`${selector} canvas`).toDataURL(), place);

test("a training opens offline without a complaint and draws every curve", async () => {
  const { page, troubles, close } = await open(browser, trainingFile);
  for (const place of curves) assert.ok((await inkOf(page, place)) > 500, `${place} is drawn`);
  assert.match(await page.locator("#curves .key").textContent(), /held out.*clipped to 1/);
  assert.equal(await overflow(page), 0);
  await shot(page, "training-light", { fullPage: true });
  assert.deepEqual(troubles, []);
  await close();
});

test("the keyboard reads all curves of a step, epochs where they end", async () => {
  const { page, close } = await open(browser, trainingFile);
  await page.locator("#loss").focus();
  await page.keyboard.press("ArrowLeft");
  assert.match(
    await said(page),
    /^Step 1,200: Loss \S+, Epoch \S+, Held out \S+, Norm of the gradient \S+, Learning rate \S+, Speed \S+/,
  );
  await page.keyboard.press("ArrowLeft");
  assert.doesNotMatch(await said(page), /Held out/);
  await close();
});

test("dragging over one curve zooms all of them", async () => {
  const { page, close } = await open(browser, trainingFile);
  const before = await Promise.all(curves.map((place) => pictureOf(page, place)));
  const box = await page.locator("#loss .u-over").boundingBox();
  await page.mouse.move(box.x + 200, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + 400, box.y + 30, { steps: 4 });
  await page.mouse.up();
  await page.waitForTimeout(100);
  for (const [i, place] of curves.entries()) {
    assert.notEqual(await pictureOf(page, place), before[i], place);
  }
  await close();
});

test("trainings of one step, of none, without held-out data and with lost numbers open", async () => {
  const column = (values) =>
    Object.fromEntries(Object.keys(training.steps).map((k) => [k, values]));
  const none = { step: [], loss: [], held_out: [] };
  const cases = [
    { ...training, steps: column([1]), epochs: none, clip_norm: null },
    { ...training, steps: column([]), epochs: none },
    {
      ...training,
      steps: { ...column([1, 2]), loss: [null, null] },
      epochs: { step: [2], loss: [1], held_out: [null] },
    },
  ];
  for (const data of cases) {
    const { page, troubles, close } = await open(browser, await fileOf(data));
    assert.equal(await page.locator(".failure").count(), 0);
    assert.deepEqual(troubles, []);
    await close();
  }
});

test("an inspection opens offline, verdict first, with gradients and gates", async () => {
  const { page, troubles, close } = await open(browser, inspectionFile);
  assert.equal(
    await page.locator("main > :first-child .headline").textContent(),
    "Gradients vanish",
  );
  assert.deepEqual(await page.locator("#verdict li").allTextContents(), inspection.advice);
  assert.ok((await inkOf(page, "#gradient-chart")) > 500);
  assert.equal(await page.locator("#use tbody tr").count(), 8);
  assert.equal(await page.locator("#memory tbody tr").count(), 2);
  assert.equal(await page.locator("#memory td").nth(4).textContent(), "∞");
  await shot(page, "inspection-light", { fullPage: true });
  assert.deepEqual(troubles, []);
  await close();
});

test("the heat map says step, input, unit and value, by mouse and by keyboard", async () => {
  const { page, close } = await open(browser, inspectionFile);
  await page.locator("#gate-map").scrollIntoViewIfNeeded();
  const box = await page.locator("#gate-map canvas").boundingBox();
  await page.mouse.move(box.x + (3.5 / 90) * box.width, box.y + 2);
  const shown = await page.locator("#gate-map .tooltip").textContent();
  assert.match(shown, /^Step 4 after “w”Unit \d+[01]\.\d\d$/);
  await page.locator("#gate-map").focus();
  await page.keyboard.press("ArrowRight");
  assert.match(await said(page), /^Step 1 after “I”: Unit \d+ [01]\.\d\d$/);
  await close();
});

test("every value of the heat map is that of the data", async () => {
  const { page, close } = await open(browser, inspectionFile);
  await page.getByLabel("Order of the units").selectOption({ label: "as in the file" });
  const { data } = inspection.layers[0].maps.find((m) => m.gate === "forget");
  const bytes = Buffer.from(data, "base64");
  await page.locator("#gate-map").focus();
  await page.keyboard.press("ArrowRight");
  for (let unit = 1; unit < 5; ++unit) {
    await page.keyboard.press("ArrowDown");
    const value = (bytes[unit] / 255).toFixed(2);
    assert.equal(await said(page), `Step 1 after “I”: Unit ${unit + 1} ${value}`);
  }
  await close();
});

test("gate, layer and order can be chosen", async () => {
  const { page, troubles, close } = await open(browser, inspectionFile);
  let before = await pictureOf(page, "#gate-map");
  const changed = async (act) => {
    await act();
    const now = await pictureOf(page, "#gate-map");
    assert.notEqual(now, before);
    before = now;
  };
  await changed(() => page.getByRole("button", { name: "candidate" }).click());
  await changed(() => page.getByLabel("Layer").selectOption("l1"));
  await changed(() =>
    page.getByLabel("Order of the units").selectOption({ label: "as in the file" }),
  );
  assert.equal(await page.locator("#gates .chip[aria-pressed=true]").textContent(), "candidate");
  assert.deepEqual(troubles, []);
  await close();
});

test("dark and light follow the system and the button, map included", async () => {
  for (const [file, places, name] of [
    [trainingFile, curves, "training"],
    [inspectionFile, ["#gradient-chart", "#gate-map"], "inspection"],
  ]) {
    const { page, troubles, close } = await open(browser, file, { colorScheme: "dark" });
    const before = await Promise.all(places.map((p) => pictureOf(page, p)));
    await shot(page, `${name}-dark`, { fullPage: true });
    await page.locator("#mode").click();
    await page.waitForTimeout(100);
    for (const [i, place] of places.entries())
      assert.notEqual(await pictureOf(page, place), before[i], place);
    assert.deepEqual(troubles, []);
    await close();
  }
});

test("on a phone and between nothing is wider than the screen, and all is named", async () => {
  for (const [file, name] of [
    [trainingFile, "training"],
    [inspectionFile, "inspection"],
  ]) {
    for (const viewport of [phone, { width: 700, height: 800 }, { width: 1040, height: 800 }]) {
      const { page, troubles, close } = await open(browser, file, { viewport, touch: true });
      assert.equal(await overflow(page), 0, `${name} at ${viewport.width}`);
      assert.deepEqual(await nameless(page), []);
      if (viewport === phone) await shot(page, `${name}-phone`, { fullPage: true });
      assert.deepEqual(troubles, []);
      await close();
    }
  }
});

test("music, an untrained input of one step, and hostile names are shown as text", async () => {
  const hostile = "</script><img src=x onerror=alert(1)>";
  const odd = makeInspection({ steps: 1, units: 1, text: false });
  odd.title = odd.advice[0] = odd.layers[0].name = odd.layers[0].maps[0].gate = hostile;
  odd.layers[0].h = [null];
  for (const data of [odd, { ...inspection, layers: [], inputs: [], steps: 0 }]) {
    const { page, troubles, close } = await open(browser, await fileOf(data));
    assert.equal(await page.locator(".failure, #page img").count(), 0);
    assert.equal(await page.locator("h1").textContent(), data.title);
    assert.deepEqual(troubles, []);
    await close();
  }
});
