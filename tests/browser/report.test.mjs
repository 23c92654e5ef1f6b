// Looks at a report in a real browser. REPORT names the page, SHOTS a folder for pictures to be looked at (optional).
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test, before, after } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axe = require.resolve("axe-core/axe.min.js");
const url = pathToFileURL(process.env.REPORT).href;
const shots = process.env.SHOTS;
let browser;

before(async () => {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
});
after(() => browser?.close());

/** Opens the page and notes what should not be there: errors, and requests for anything but the page. */
async function open(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (m) => ["error", "warning"].includes(m.type()) && wrong.push(m.text()));
  page.on("pageerror", (e) => wrong.push(e.message));
  page.on("request", (r) => r.url() !== url && !r.url().startsWith("data:") && wrong.push(`asks for ${r.url()}`));
  await page.goto(url);
  return { page, wrong };
}

const shoot = (page, name, whole = true) => shots && page.screenshot({ path: `${shots}/${name}.png`, fullPage: whole });

for (const colorScheme of ["light", "dark"]) {
  test(`no error, no request and no fault of accessibility, ${colorScheme}`, async () => {
    const { page, wrong } = await open({ colorScheme, bypassCSP: true });
    await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
    await page.addScriptTag({ path: axe });
    const found = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
    const faults = found.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.target).join(" | ")}`);
    assert.deepEqual(faults, []);
    assert.deepEqual(wrong, []);
    await shoot(page, colorScheme);
  });
}

test("the policy of the page forbids requests", async () => {
  const { page } = await open();
  const policy = await page.getAttribute("meta[http-equiv=Content-Security-Policy]", "content");
  assert.match(policy, /default-src 'none'/);
});

test("the slider moves map, network and events together, by keyboard too", async () => {
  const { page, wrong } = await open();
  const state = () =>
    page.evaluate(() => [
      document.querySelector("#r-date").textContent,
      document.querySelector("#rm, [aria-labelledby^=rm-t]").innerHTML,
      document.querySelector("#rn").innerHTML,
      document.querySelector("#rt .now").getAttribute("d"),
    ]);
  const first = await state();
  await page.focus("#r-week");
  await page.keyboard.press("ArrowRight");
  const second = await state();
  assert.notEqual(second[0], first[0]);
  assert.notEqual(second[3], first[3]);
  await page.keyboard.press("End");
  const last = await state();
  assert.notEqual(last[2], first[2], "the network moved");
  assert.equal(await page.inputValue("#r-week"), await page.getAttribute("#r-week", "max"));
  await page.keyboard.press("Home");
  assert.deepEqual(await state(), first, "and everything goes back");
  const worlds = await page.locator("#r-world option").count();
  assert.ok(worlds >= 2, "several worlds are replayed");
  await page.selectOption("#r-world", "1");
  assert.ok((await page.locator("#r-now p").count()) >= 0);
  assert.deepEqual(wrong, []);
});

test("operations of the week are on the map and in the list, and a row finds its line", async () => {
  const { page, wrong } = await open();
  const go = (world, week) =>
    page.evaluate(([world, week]) => {
      const [one, other] = [document.querySelector("#r-world"), document.querySelector("#r-week")];
      one.value = world;
      other.value = week;
      one.dispatchEvent(new Event("change"));
    }, [world, week]);
  const worlds = await page.evaluate(() => JSON.parse(document.querySelector("#tape").textContent).worlds.map((w) => w.operations));
  const world = worlds.findIndex((all) => all.length);
  assert.ok(world >= 0, "a world with operations is replayed");
  for (const [begun, ended] of worlds[world]) {
    for (const week of [begun, ended ?? begun]) {
      await go(world, week);
      const here = worlds[world].filter((o) => o[0] <= week && (o[1] === null || week <= o[1])).length;
      assert.equal(await page.locator("#ro-l button").count(), here);
      assert.equal(await page.locator("#ro > g").count(), here);
      assert.equal(await page.locator("#rs > g").count(), here);
      assert.equal(await page.locator("#ro-n").isVisible(), false);
      assert.doesNotMatch((await page.locator("#ro-l").textContent()) + (await page.locator("#rs").innerHTML()), /undefined|NaN|\{\d\}/);
    }
    await page.locator("#ro-l button").first().focus();
    assert.equal(await page.locator("#ro > .lit").count(), 1);
    await page.keyboard.press("Enter");
    await page.focus("#r-week");
    assert.equal(await page.locator("#rs > .lit").count(), 1, "what was chosen stays marked");
    assert.equal(await page.locator("#ro-l [aria-pressed=true]").count(), 1);
    await page.locator("#ro-l button").first().press("Enter");
    assert.equal(await page.locator("#ro-l [aria-pressed=true]").count(), 0);
  }
  assert.deepEqual(wrong, []);
});

test("play runs on by itself and pauses", async () => {
  const { page } = await open();
  const label = await page.textContent("#r-play");
  await page.focus("#r-play");
  await page.keyboard.press("Enter");
  for (let i = 0; i < 100 && +(await page.inputValue("#r-week")) < 2; i++) await page.waitForTimeout(100);
  assert.ok(+(await page.inputValue("#r-week")) >= 2, "weeks go by");
  assert.notEqual(await page.textContent("#r-play"), label);
  await page.keyboard.press("Enter");
  const stopped = await page.inputValue("#r-week");
  await page.waitForTimeout(800);
  assert.equal(await page.inputValue("#r-week"), stopped);
});

test("complete without scripts, the moving pictures apart", async () => {
  const { page } = await open({ javaScriptEnabled: false });
  assert.equal(await page.locator("#player").isVisible(), false);
  assert.ok(await page.locator("#r-still").isVisible());
  for (const id of ["answer", "outcomes", "changes", "places", "relations", "replays", "assumptions"]) {
    assert.ok(await page.locator(`section#${id} h2`).isVisible(), id);
  }
  const drawings = await page.locator("svg.chart").count();
  assert.ok(drawings > 20, `${drawings} drawings`);
});

test("a telephone's width needs no sideways scrolling, and nothing is cut off", async () => {
  const { page } = await open({ viewport: { width: 360, height: 740 } });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
  await shoot(page, "narrow");
});

test("no text leaves its drawing", async () => {
  const { page } = await open();
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
  const outside = await page.evaluate(() => {
    const wrong = [];
    for (const svg of document.querySelectorAll("svg.chart")) {
      const box = svg.viewBox.baseVal;
      for (const text of svg.querySelectorAll("text")) {
        const b = text.getBBox();
        if (b.x < -1 || b.y < -1 || b.x + b.width > box.width + 1 || b.y + b.height > box.height + 1) {
          wrong.push(`${svg.getAttribute("aria-labelledby")}: ${text.textContent}`);
        }
      }
    }
    return wrong;
  });
  assert.deepEqual(outside, []);
});

test("the printed page has no controls and all sections", async () => {
  const { page } = await open();
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("#player").isVisible(), false);
  assert.equal(await page.locator("nav").isVisible(), false);
  assert.ok(await page.locator(".warning").isVisible());
  const pdf = await page.pdf({ format: "A4" });
  assert.ok(pdf.length > 20_000);
  // Browsers turn what they cannot print into a picture for each shape: patterns made it seventeen megabytes.
  assert.ok(pdf.length < 1_500_000, `${pdf.length} bytes printed`);
  if (shots) await page.pdf({ format: "A4", path: `${shots}/print.pdf` });
  await shoot(page, "print");
});
