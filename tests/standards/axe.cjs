// Runs axe-core on pages: node axe.cjs CHROMIUM NODE_MODULES FILE...
// Each page is shown at two widths and in both colour schemes; prints a JSON list of violations.
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const [chromium, modules, ...files] = process.argv.slice(2);
const puppeteer = require(path.join(modules, "puppeteer-core"));
const axe = path.join(modules, "axe-core", "axe.min.js");

(async () => {
  const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox"] });
  const found = [];
  for (const file of files) {
    for (const width of [1280, 360]) {
      for (const scheme of ["light", "dark"]) {
        const page = await browser.newPage();
        page.on("console", (message) => {
          if (message.type() === "error") {
            found.push({ file, width, scheme, id: "console", nodes: [message.text()] });
          }
        });
        await page.setViewport({ width, height: 900 });
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
        await page.setBypassCSP(true); // the page allows no script but its own
        await page.goto(pathToFileURL(file).href);
        await page.addScriptTag({ path: axe });
        // It would fetch linked sheets again, which a page opened as a file may not.
        const asked = { preload: false, resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };
        const result = await page.evaluate((options) => axe.run(document, options), asked);
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (wide > 0) {
          found.push({ file, width, scheme, id: "sideways-scroll", nodes: [`${wide} px`] });
        }
        for (const one of result.violations) {
          const nodes = one.nodes.map((node) => node.target.join(" "));
          found.push({ file, width, scheme, id: one.id, nodes });
        }
        found.push({ file, width, scheme, id: "", passes: result.passes.length });
        await page.close();
      }
    }
  }
  await browser.close();
  console.log(JSON.stringify(found));
})().catch((fault) => {
  console.error(fault);
  process.exit(2);
});
