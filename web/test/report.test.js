// The page of `presend report` in a real browser: no request, no overflow from a phone to a desk, light, dark and on paper, and what a
// screen reader is told.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { browser } from "./browser.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
// The page forbids scripts, which axe is one of.
const whole = readFileSync(process.env.REPORT, "utf8");
const open = whole.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
const folder = mkdtempSync(join(tmpdir(), "presend-report-"));
const [page, openPage] = ["report.html", "open.html"].map((name) => pathToFileURL(join(folder, name)).href);
writeFileSync(join(folder, "report.html"), whole);
writeFileSync(join(folder, "open.html"), open);

let chromium;
before(async () => {
  chromium = await browser();
});
after(() => chromium.close());

for (const width of [390, 820, 1280]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`${width} wide, ${colorScheme}: fits, asks for nothing, and has no fault that axe knows`, async () => {
      const context = await chromium.newContext({ viewport: { width, height: 900 }, colorScheme });
      const opened = await context.newPage();
      const requests = [];
      opened.on("request", (request) => requests.push(request.url()));
      opened.on("console", (message) => assert.notEqual(message.type(), "error", message.text()));
      await opened.goto(page);
      assert.deepEqual(requests, [page]);
      const [inner, scroll] = await opened.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
      assert.ok(scroll <= inner, `${scroll} > ${inner}`);
      const seen = await opened.locator("svg.chart:visible").count();
      assert.equal(seen, await opened.locator("figure").count(), "one drawing of each chart is seen");

      await opened.goto(openPage);
      for (const details of await opened.locator("details > summary").all()) await details.click();
      const [wide, inside] = await opened.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(wide <= inside, `with its tables open: ${wide} > ${inside}`);
      await opened.evaluate(axe);
      const { violations } = await opened.evaluate(() => axe.run());
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).slice(0, 3)}`),
        [],
      );
      await context.close();
    });
  }
}

test("verdicts can be told apart without colours", async () => {
  const context = await chromium.newContext();
  const opened = await context.newPage();
  await opened.goto(page);
  const fills = await opened.locator("#verdicts .legend rect").evaluateAll((all) => all.map((rect) => getComputedStyle(rect).fill));
  assert.equal(fills.length, 4);
  assert.equal(fills.filter((fill) => fill.includes("url(")).length, 2, "two patterns");
  await context.close();
});

test("it prints on A4, light even where the screen is dark", async () => {
  const context = await chromium.newContext({ colorScheme: "dark" });
  const opened = await context.newPage();
  await opened.goto(page);
  const pdf = (await opened.pdf({ preferCSSPageSize: true })).toString("latin1");
  const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, ...size]) => size.map(Math.round).join());
  assert.ok(boxes.length > 1 && boxes.every((size) => size === "595,842"), boxes.join(" "));
  await opened.emulateMedia({ media: "print" });
  const color = await opened.evaluate(() => getComputedStyle(document.body).color);
  assert.equal(color, "rgb(31, 35, 40)");
  await context.close();
});
