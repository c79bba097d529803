// A reader at the page: searching, narrowing, following names, reading, with the mouse, with the
// keyboard and without scripts. Every page that is opened must be free of console messages, of
// breaches of its content security policy and of requests to other hosts.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { chromium } from "playwright-core";

const { SAMPLE, HOSTILE, HOSTILE_TEXTS, SCREENSHOTS, CHROMIUM } = process.env;
// A hang guard; a page takes some milliseconds.
const guardMs = 60_000;
let browser;

before(async () => {
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
});
after(() => browser.close());

/** Opens a page, hands it to `action`, and checks what the browser had to say about it. */
async function reading(address, action, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(guardMs);
  const complaints = [];
  const own = new URL(address).origin;
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== own) complaints.push(`request: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    // The page itself cancels completions that nobody waits for any more.
    if (request.failure().errorText !== "net::ERR_ABORTED") {
      complaints.push(`failed: ${request.url()}`);
    }
  });
  await page.goto(address);
  await action(page);
  assert.deepEqual(complaints, []);
  await context.close();
}

const total = async (page) => Number((await page.textContent(".total strong")).match(/\d+/)[0]);
const countOf = async (row) => Number(await row.locator(".count").textContent());
const facetRow = (page, field, name) =>
  page.locator(`.facet.${field} .value`, { has: page.locator("bdi", { hasText: name }) }).first();

/** The way through the page that issue 6 describes; only links and forms are used. */
async function browse(page) {
  await page.fill("#q", "Medinsky ceasefire");
  await page.click("form.search button");
  const all = await total(page);
  assert.ok(all > 20);
  assert.ok((await page.locator(".hit mark").count()) > 10);

  const putin = facetRow(page, "person", "Vladimir Putin");
  const withPutin = await countOf(putin);
  await putin.locator(".pick").click();
  assert.equal(await total(page), withPutin);

  const place = facetRow(page, "place", "Istanbul");
  const withBoth = await countOf(place);
  await place.locator(".pick").click();
  assert.equal(await total(page), withBoth);
  assert.deepEqual(await page.locator(".chip bdi").allTextContents(), ["Vladimir Putin", "Istanbul"]);

  const bar = page.locator(".timeline .bar").first();
  const within = Number((await bar.getAttribute("aria-label")).match(/(\d+) document/)[1]);
  await bar.locator(".reach").click();
  assert.equal(await total(page), within);
  assert.equal(await page.locator(".chip").count(), 3);

  await page.locator(".chip", { hasText: "Vladimir Putin" }).click();
  assert.equal(await page.locator(".chip").count(), 2);
  await page.click(".clear");
  assert.equal(await page.locator(".chip").count(), 0);
  assert.equal(await total(page), all);

  const without = facetRow(page, "place", "Kyiv");
  const left = all - (await countOf(without));
  await without.hover();
  await without.locator(".leave-out").click();
  assert.equal(await total(page), left);
  await page.goBack();

  const spellings = facetRow(page, "person", "Volodymyr Zelensky").locator(".variants");
  await spellings.locator("summary").click();
  assert.match(await spellings.locator("li .rule").first().textContent(), /\d+ · \w+/);
  await spellings.locator("summary").click();

  await page.click(".facet.person .all");
  await page.fill("#match", "umerov");
  await page.press("#match", "Enter");
  await page.waitForURL(/match=umerov/);
  assert.equal(await page.locator("main .value").count(), 1);
  await page.locator("main .value").hover();
  await page.click("main .about");

  assert.equal(await page.textContent("h1"), "Rustem Umerov");
  assert.ok((await page.locator(".spellings tbody tr").count()) > 1);
  assert.ok((await page.locator(".evidence mark").count()) > 1);
  assert.ok((await page.locator("aside .value").count()) > 3);
  assert.ok((await page.locator(".timeline .bar").count()) > 1);
  await page.locator("aside .pick").first().click();
  assert.notEqual(await page.textContent("h1"), "Rustem Umerov");

  await page.goto(`${SAMPLE}/search?q=Medinsky+ceasefire`);
  await page.locator(".hit h2 a").nth(1).click();
  const marks = await page.locator(".text mark").count();
  assert.ok(marks > 1);
  await page.locator(".matches ol a").last().click();
  assert.match(page.url(), /#match-\d+$/);
  assert.ok((await page.locator("aside .value").count()) > 3);
  await page.click("#back");
  assert.equal(await total(page), all);
}

/** Misspelled queries: answered in another spelling, offered one, or told what no document has. */
async function misspell(page) {
  const search = async (query) => {
    await page.fill("#q", query);
    await page.click("form.search button");
  };
  await search("medinskj");
  assert.match(await page.textContent(".suggestion"), /Showing results for \w+\. No results for medinskj\./);
  const found = await total(page);
  const hit = facetRow(page, "place", "Istanbul");
  const within = await countOf(hit);
  await hit.locator(".pick").click();
  assert.equal(await total(page), within);
  assert.ok(found >= within);

  await search("ceasefyre medinski");
  const some = await total(page);
  await page.click(".suggestion a");
  assert.ok((await total(page)) > some);
  assert.equal(await page.inputValue("#q"), "ceasefire medinski");

  await search("medinskj AND zzzqqq");
  assert.match(await page.textContent(".nothing"), /No document has zzzqqq\./);
}

for (const javaScriptEnabled of [true, false]) {
  test(`misspellings are told ${javaScriptEnabled ? "with" : "without"} scripts`, () =>
    reading(`${SAMPLE}/`, misspell, { javaScriptEnabled }));
  test(`a reader browses ${javaScriptEnabled ? "with" : "without"} scripts`, () =>
    reading(`${SAMPLE}/`, browse, { javaScriptEnabled }));
}

describe("with scripts", () => {
  test("the keyboard reaches everything", () =>
    reading(`${SAMPLE}/search?q=ceasefire`, async (page) => {
      const focused = () => page.evaluate(() => document.activeElement.textContent);
      const titles = await page.locator(".hit h2 a").allTextContents();
      await page.keyboard.press("j");
      await page.keyboard.press("j");
      assert.equal(await focused(), titles[1]);
      await page.keyboard.press("k");
      assert.equal(await focused(), titles[0]);
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/document/);
      const match = () => page.locator("mark.current").getAttribute("id");
      await page.keyboard.press("j");
      assert.equal(await match(), "match-1");
      await page.waitForURL(/#match-1$/);
      await page.keyboard.press("j");
      assert.equal(await match(), "match-2");
      await page.keyboard.press("k");
      assert.equal(await match(), "match-1");
      await page.keyboard.press("u");
      await page.waitForURL(/\/search/);
      const variants = page.locator(".variants").first();
      await variants.locator("summary").click();
      assert.ok(await variants.locator("ul").isVisible());
      await page.keyboard.press("Escape");
      assert.ok(!(await variants.locator("ul").isVisible()));
      await variants.locator("summary").click();
      await page.locator(".total").click();
      assert.ok(!(await variants.locator("ul").isVisible()));
      await page.keyboard.press("?");
      assert.ok(await page.locator("#keys").isVisible());
      await page.keyboard.press("Escape");
      assert.ok(!(await page.locator("#keys").isVisible()));
      await page.keyboard.press("/");
      assert.equal(await page.evaluate(() => document.activeElement.id), "q");
      await page.keyboard.press("Escape");
      assert.notEqual(await page.evaluate(() => document.activeElement.id), "q");
    }));

  test("names are completed by any of their words and spellings", () =>
    reading(`${SAMPLE}/`, async (page) => {
      const box = page.locator("#q");
      assert.equal(await box.getAttribute("aria-expanded"), "false");
      await box.pressSequentially("selensk");
      const offered = page.locator("#completions li", { hasText: "Volodymyr Zelensky" });
      await offered.waitFor();
      assert.equal(await box.getAttribute("aria-expanded"), "true");
      await page.keyboard.press("ArrowDown");
      assert.equal(await box.getAttribute("aria-activedescendant"), "completion-0");
      await page.keyboard.press("Escape");
      assert.ok(!(await page.locator("#completions").isVisible()));
      await box.fill("ceasefire medin");
      await box.press("End");
      await page.locator("#completions li", { hasText: "Vladimir Medinsky" }).waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/search/);
      assert.equal(await box.inputValue(), "ceasefire");
      assert.equal(await page.locator(".chip").count(), 1);
    }));

  test("the list of a facet follows the letters written", () =>
    reading(`${SAMPLE}/search?q=ceasefire`, async (page) => {
      await page.locator(".facet.person input[name=match]").pressSequentially("umer");
      await page.locator(".facet.person .value").nth(1).waitFor({ state: "detached" });
      assert.equal(await page.textContent(".facet.person .pick"), "Rustem Umerov");
    }));

  test("a choice of colours is kept", () =>
    reading(
      `${SAMPLE}/`,
      async (page) => {
        const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        const light = await ground();
        await page.click("#theme");
        const dark = await ground();
        assert.notEqual(dark, light);
        await page.reload();
        assert.equal(await ground(), dark);
      },
      { colorScheme: "light" },
    ));
});

test("what is wrong with a query is shown in it", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const response = await page.goto(`${SAMPLE}/search?q=talks+nosuch%3Ax`);
  assert.equal(response.status(), 400);
  assert.equal(await page.textContent(".wrong"), "nosuch");
  assert.equal(await page.inputValue("#q"), "talks nosuch:x");
  await context.close();
});

test("the result can be downloaded", () =>
  reading(`${SAMPLE}/search?q=ceasefire&place=Istanbul`, async (page) => {
    const lines = async (name) => {
      const coming = page.waitForEvent("download");
      await page.getByRole("link", { name }).click();
      const text = readFileSync(await (await coming).path(), "utf8");
      return text.trimEnd().split("\n");
    };
    const hits = await total(page);
    const json = (await lines("JSON Lines")).map((line) => JSON.parse(line));
    assert.equal(json.filter((line) => line.type === "hit").length, hits);
    assert.ok((await lines("CSV")).length > hits);
  }));

test("hostile titles, texts, sources and names of people stay text", async () => {
  const texts = JSON.parse(readFileSync(HOSTILE_TEXTS, "utf8"));
  // Controls are shown as code points and line ends as spaces; all else as it is.
  const controls = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/gu;
  const shown = (text) =>
    text.replace(controls, (c) => `U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
  const untouched = async (page) => {
    assert.equal(await page.evaluate(() => window.pwned), undefined);
    assert.equal(await page.locator("main a[href^=javascript]").count(), 0);
    assert.ok(await page.locator("#q").isVisible());
  };
  await reading(`${HOSTILE}/search?q=hostile&copies=1`, async (page) => {
    assert.equal(await total(page), texts.length);
    await page.goto(`${HOSTILE}/facet?field=person&q=hostile&copies=1`);
    const people = page.locator("main .value .pick");
    const names = await people.allTextContents();
    for (const text of texts) assert.ok(names.some((name) => name.startsWith(shown(text)) && / Quorl[a-z]{2}$/.test(name)), text);
    const entities = await page.locator("main .about").evaluateAll((links) => links.map((a) => a.href));
    assert.equal(entities.length, texts.length);
    for (const entity of entities) {
      await page.goto(entity);
      assert.ok(names.includes((await page.textContent("h1")).trim()), entity);
      await untouched(page);
    }
    for (const [number, text] of texts.entries()) {
      await page.goto(`${HOSTILE}/document?q=hostile&id=hostile-${number}`);
      assert.equal((await page.textContent("h1")).trim(), shown(text).trim(), `title ${number}`);
      assert.ok((await page.textContent(".text")).includes(shown(text).trim()), `text ${number}`);
      await untouched(page);
      await page.goto(
        `${HOSTILE}/search?${new URLSearchParams({ q: text, plain: "1", source: text })}`,
      );
      await untouched(page);
    }
  });
});

describe("a person can look at", () => {
  const pages = {
    home: "/",
    search: "/search?q=Medinsky+ceasefire",
    narrowed: "/search?q=Medinsky+ceasefire&person=Vladimir+Putin&without=place%3DKyiv",
    entity: "/entity?field=person&name=Vladimir+Medinsky",
    facet: "/facet?field=person",
    document: "/document?q=Medinsky+ceasefire&id=hw-2025-0724-03-s",
    error: "/search?q=%28talks+AND",
    misspelled: "/search?q=ceasefyre+medinski",
    nothing: "/search?q=medinskj+AND+zzzqqq&place=Istanbul",
    help: "/help",
  };
  const looks = {
    light: { colorScheme: "light" },
    dark: { colorScheme: "dark" },
    narrow: { viewport: { width: 390, height: 844 }, hasTouch: true },
  };
  for (const [look, options] of Object.entries(looks)) {
    test(look, async () => {
      for (const [name, path] of Object.entries(pages)) {
        const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
        const page = await context.newPage();
        await page.goto(SAMPLE + path);
        const { scroll, width } = await page.evaluate(() => ({
          scroll: document.documentElement.scrollWidth,
          width: innerWidth,
        }));
        assert.ok(scroll <= width, `${name} is wider than its window: ${scroll} > ${width}`);
        await page.screenshot({ path: `${SCREENSHOTS}/${name}-${look}.png` });
        await context.close();
      }
    });
  }
});
