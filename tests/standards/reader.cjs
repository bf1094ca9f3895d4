// A reader at a page: node reader.cjs CHROMIUM NODE_MODULES WIDTH,WIDTH FILE...
// Clicks, tabs, prints and takes the style away; prints a JSON list of what failed, by file, width and check.
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const [chromium, modules, widths, ...files] = process.argv.slice(2);
const puppeteer = require(path.join(modules, "puppeteer-core"));
const TABS = 25;
const FURTHEST = 120; // CSS pixels from a call to its note in the margin

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

// Opens the note of a call in the middle of the window and shuts it: it stands below the call's line or paragraph,
// over nothing, and the reader's place stays within a line.
async function open(page, number) {
  return page.evaluate((at) => {
    const call = document.getElementById(`call-${at}`);
    call.scrollIntoView({ block: "center", behavior: "instant" });
    const top = () => call.getBoundingClientRect().top;
    const line = parseFloat(getComputedStyle(call.closest("p, li, td, th, dt, dd, article")).lineHeight);
    const before = top();
    call.click();
    const note = document.getElementById(`page-opened-${at}`);
    if (!note) return `call ${at} opens nothing`;
    const box = note.getBoundingClientRect();
    const above = [call, call.closest("p, tr")].map((one) => one?.getBoundingClientRect().bottom ?? -1e6);
    if (!above.some((bottom) => Math.abs(box.top - bottom) < 2 * line)) return `note ${at} opens far from its call`;
    if (box.bottom < 0 || box.top > innerHeight) return `note ${at} opens out of view`;
    if (["fixed", "absolute"].includes(getComputedStyle(note).position)) return `note ${at} lies over the text`;
    if (call.getAttribute("aria-expanded") !== "true") return `call ${at} does not say that it is open`;
    if (Math.abs(top() - before) > line) return `opening note ${at} moves its call by ${top() - before} px`;
    note.querySelector(".close").click();
    if (document.getElementById(note.id)) return `note ${at} does not close`;
    if (document.activeElement !== call) return `closing note ${at} does not lead back to its call`;
    return Math.abs(top() - before) > line ? `closing note ${at} moves its call by ${top() - before} px` : "";
  }, number);
}

// What stands in the margin of a wide window: whole, near its call, and no other note over it.
const margin = (most) => {
  const shown = [...document.querySelectorAll(".side")].filter((one) => one.getClientRects().length);
  let last = -1e6;
  for (const side of shown) {
    const box = side.getBoundingClientRect();
    const call = document.getElementById(`call-${side.dataset.note}`).getBoundingClientRect();
    if (Math.abs(box.top - call.top) > most) return `note ${side.dataset.note} is ${box.top - call.top} px from its call`;
    if (box.top < last - 1) return `note ${side.dataset.note} stands over the one before`;
    if (side.scrollWidth > side.clientWidth + 1) return `note ${side.dataset.note} is wider than the margin`;
    last = box.bottom;
  }
  return shown.length ? "" : "no note stands in the margin";
};

// An address breaks at its places alone: each piece of it stands on one line.
const broken = () => {
  const range = document.createRange();
  for (const address of document.querySelectorAll(".notes .address")) {
    for (const piece of address.childNodes) {
      range.selectNode(piece);
      if (piece.nodeType === Node.TEXT_NODE && range.getClientRects().length > 1) return `${piece.data} is broken`;
    }
  }
  return "";
};

// How far the page reaches out of a window that a classic scroll bar takes room of.
async function sideways(page) {
  for (const width of [320, 360, 640, 1024, 1440]) {
    await resized(page, width, 800);
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (wide > 0) return `${wide} px wider than a window of ${width}`;
  }
  return "";
}

// A window of another size, when the page has taken notice of it.
async function resized(page, width, height) {
  await page.setViewport({ width, height });
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

async function tabs(page) {
  const met = new Set();
  const stops = await page.evaluate(() => {
    scrollTo(0, 0);
    const all = [...document.querySelectorAll("a[href], button, summary, [tabindex='0']")];
    const reached = (one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true });
    return all.filter(reached).length;
  });
  const most = Math.min(TABS, stops);
  for (let at = 0; at < most; at += 1) {
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
  return met.size === most ? "" : "Tab goes round in a circle";
}

(async () => {
  const browser = await puppeteer.launch({
    executablePath: chromium,
    args: ["--no-sandbox"],
    ignoreDefaultArgs: ["--hide-scrollbars"],
  });
  const found = [];
  for (const file of files) {
    for (const width of widths.split(",").map(Number)) {
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
      const some = new Set([1, Math.ceil(numbers / 3), Math.ceil(numbers / 2), numbers]);
      await page.setViewport({ width: Math.min(width, 1200), height: 800 });
      for (const number of some) tell("open", await open(page, number));
      const still = await browser.newPage();
      await still.setJavaScriptEnabled(false);
      await still.setViewport({ width, height: 800 });
      await still.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
      await still.goto(pathToFileURL(file).href);
      for (const number of some) {
        tell("call", await follow(still, `#call-${number}`, `#note-${number}`));
        tell("back", await follow(still, `#note-${number} .back`, `#call-${number}`));
      }
      await still.close();
      await resized(page, 1440, 900);
      tell("margin", await page.evaluate(margin, FURTHEST));
      const stays = await page.evaluate(() => {
        const list = document.querySelector(".contents");
        if (!list) return "";
        document.querySelector(".notes").scrollIntoView({ behavior: "instant" });
        const box = list.getBoundingClientRect();
        const unfolded = list.querySelector("details").open;
        return unfolded && box.top >= 0 && box.bottom <= innerHeight ? "" : "the contents do not follow";
      });
      tell("contents", stays);
      tell("sideways", await sideways(page));
      const phone = await browser.newPage();
      await phone.setViewport({ width: 390, height: 844, isMobile: true, hasTouch: true });
      await phone.goto(pathToFileURL(file).href);
      await resized(phone, 390, 844);
      const first = await phone.evaluate(
        () => document.querySelector("article p").getBoundingClientRect().top + scrollY,
      );
      tell("first", first > 2 * 844 && `the text begins ${first} px down, after more than two screens of a phone`);
      const place = `#call-${numbers}`;
      await phone.goto("about:blank");
      await phone.goto(pathToFileURL(file).href + place);
      await resized(phone, 390, 844);
      // It may be on its way there still: the page is scrolled smoothly.
      const came = await phone.waitForFunction(seen, { timeout: 3000 }, place).then(() => true, () => false);
      tell("linked", !came && `${place} is not in view on a phone that came by a link to it`);
      await phone.close();
      await resized(page, 390, 800);
      tell("address", await page.evaluate(broken));
      await page.emulateMediaType("print");
      const paper = await page.evaluate(() => {
        const shown = (one) => getComputedStyle(one).display !== "none";
        const [notes, bar] = [".notes", ".switch"].map((selector) => document.querySelector(selector));
        return [notes && !shown(notes) ? "the notes" : "", bar && shown(bar) ? "not the switch" : ""].join(" ").trim();
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
