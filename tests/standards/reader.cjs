// A reader at a page: node reader.cjs CHROMIUM NODE_MODULES FILE...
// Clicks, tabs, prints and takes the style away; prints a JSON list of what failed, by file, width and check.
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const [chromium, modules, ...files] = process.argv.slice(2);
const puppeteer = require(path.join(modules, "puppeteer-core"));
const TABS = 25;

// Whether an element lies, at least in part, inside the window.
const seen = (selector) => {
  const box = document.querySelector(selector)?.getBoundingClientRect();
  return Boolean(box && box.height > 0 && box.bottom > 0 && box.top < innerHeight);
};

async function follow(page, from, to) {
  await page.evaluate((selector) => document.querySelector(selector)?.scrollIntoView({ block: "center" }), from);
  await page.evaluate((selector) => document.querySelector(selector)?.click(), from);
  await new Promise((done) => setTimeout(done, 700));
  const hash = await page.evaluate(() => location.hash);
  if (hash !== to) return `${from} leads to ${hash || "nowhere"}, not ${to}`;
  return (await page.evaluate(seen, to)) ? "" : `${to} is not in view after ${from}`;
}

async function tabs(page) {
  const met = new Set();
  await page.evaluate(() => scrollTo(0, 0));
  for (let at = 0; at < TABS; at += 1) {
    await page.keyboard.press("Tab");
    const now = await page.evaluate(() => {
      const one = document.activeElement;
      const style = getComputedStyle(one);
      const box = one.getBoundingClientRect();
      const where = `${one.tagName} ${one.getAttribute("href") || one.className}`;
      const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
      return { where, marked, shown: box.height > 0 && box.bottom > 0 && box.top < innerHeight };
    });
    if (now.where.startsWith("BODY")) return `Tab ${at + 1} reaches nothing`;
    if (!now.marked) return `${now.where} does not show that it has the focus`;
    if (!now.shown) return `${now.where} has the focus out of view`;
    if (at === 0 && !now.where.includes("#page-text")) return `the first Tab reaches ${now.where}, not the text`;
    met.add(now.where + at);
  }
  return met.size === TABS ? "" : "Tab goes round in a circle";
}

(async () => {
  const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox"] });
  const found = [];
  for (const file of files) {
    for (const width of [1280, 360]) {
      const page = await browser.newPage();
      const tell = (check, said) => said && found.push({ file, width, check, said });
      page.on("console", (message) => tell("console", message.type() === "error" && message.text()));
      page.on("pageerror", (fault) => tell("console", String(fault)));
      await page.setViewport({ width, height: 800 });
      await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
      await page.goto(pathToFileURL(file).href);
      const lang = await page.evaluate(() => document.documentElement.lang);
      const wanted = path.basename(file).split(".").at(-2);
      tell("lang", !lang.startsWith(wanted) && `the page says it is in "${lang}", its name ${wanted}`);
      tell("focus", await tabs(page));
      const numbers = await page.evaluate(() => document.querySelectorAll(".notes .note").length);
      for (const number of new Set([1, Math.ceil(numbers / 2), numbers])) {
        tell("call", await follow(page, `#call-${number}`, `#note-${number}`));
        tell("back", await follow(page, `#note-${number} .back`, `#call-${number}`));
      }
      await page.setViewport({ width: 320, height: 800 });
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      tell("sideways", wide > 0 && `${wide} px wider than a window of 320`);
      await page.emulateMediaType("print");
      const paper = await page.evaluate(() => {
        const shown = (selector) => getComputedStyle(document.querySelector(selector)).display !== "none";
        return [shown(".notes") ? "" : "the notes", shown(".switch") ? "not the switch" : ""].join(" ").trim();
      });
      tell("print", paper && `printed without ${paper}`);
      await page.emulateMediaType("screen");
      const bare = await page.evaluate(() => {
        for (const one of document.querySelectorAll("style, link[rel=stylesheet]")) one.remove();
        const twice = [...document.querySelectorAll(".side")].filter((one) => one.offsetHeight > 0).length;
        return twice ? `${twice} notes stand twice without the sheet` : "";
      });
      tell("unstyled", bare);
      await page.close();
    }
  }
  await browser.close();
  console.log(JSON.stringify(found));
})().catch((fault) => {
  console.error(fault);
  process.exit(2);
});
