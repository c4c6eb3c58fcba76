// The page in a real browser: underlines, notes, keys, verdict, phone width, dark and light, and a screen reader's view.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { browser, open, read, write } from "./browser.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let chromium;

before(async () => {
  chromium = await browser();
});
after(() => chromium.close());

/** Opens the page in a window of its own, hands it on, and sees that nothing went wrong in it. */
function inPage(name, options, work) {
  test(name, async () => {
    const context = await chromium.newContext(options);
    const { opened, faults } = await open(context);
    await work(opened);
    assert.deepEqual(faults, []);
    await context.close();
  });
}

const marks = (opened) => opened.locator("#text").locator("xpath=..").locator("mark").allTextContents();
const selected = (opened) =>
  opened.evaluate(() => {
    const { value, selectionStart, selectionEnd, id } = document.activeElement;
    return `${id}: ${value?.slice(selectionStart, selectionEnd)}`;
  });
const note = (opened) => opened.locator("#note");
const HARD = "Hi Bo,\n\nwe have to let you go effective Friday.\n\nPlease answer ASAP.\n";

inPage("a draft gets underlines, remarks and a verdict", {}, async (opened) => {
  assert.equal(await opened.locator("#action").textContent(), "Nothing to read yet");
  await write(opened, HARD);
  assert.deepEqual(await marks(opened), ["let you go effective", "ASAP"]);
  assert.equal(await opened.locator("#action").textContent(), "Better said than written");
  assert.match(await opened.locator("#reasons").textContent(), /^This tells someone that their job is ending\./);
  assert.ok(await opened.locator("#held").isVisible());
  const meters = opened.getByRole("meter");
  assert.equal(await meters.count(), 7);
  assert.ok(Number(await opened.getByRole("meter", { name: "Sensitive" }).getAttribute("aria-valuenow")) > 50);
  const width = await opened
    .locator(".bar i")
    .first()
    .evaluate((bar) => bar.getBoundingClientRect().width / bar.parentElement.getBoundingClientRect().width);
  assert.ok(width > 0.5 && width <= 1, `${width}`);
  assert.ok((await opened.locator(".remark").count()) >= 2);
  await write(opened, "Hi Bo,\n\nthe keys are with Ana.\n");
  assert.deepEqual(await marks(opened), []);
  assert.equal(await opened.locator("#action").textContent(), "This reads fine");
  assert.ok(!(await opened.locator("#held").isVisible()));
});

inPage("underlines lie under the words", { viewport: { width: 700, height: 900 } }, async (opened) => {
  await write(opened, `${"Grüße aus dem Norden, 你好 und 😀. ".repeat(30)}\n\n\nwe have to let you go.\n`);
  const [field, mirror] = await opened.locator("#text").evaluate((field) => {
    const mirror = field.parentElement.querySelector(".mirror");
    const box = (element) => [element.offsetWidth, element.offsetHeight, element.clientWidth, element.scrollHeight];
    const style = ({ font, padding, lineHeight, letterSpacing }) => [font, padding, lineHeight, letterSpacing].join();
    return [field, mirror].map((element) => [...box(element), style(getComputedStyle(element))]);
  });
  assert.deepEqual(field, mirror);
  const { x, y } = await opened.evaluate(() => {
    const rect = document.querySelector("mark").getBoundingClientRect();
    return { x: rect.left + 3, y: rect.top + rect.height / 2 };
  });
  // A double click on the first word of the mark must choose that word in the field.
  await opened.mouse.dblclick(x, y);
  assert.equal((await selected(opened)).trim(), "text: let");
});

inPage("the pointer opens the note, and leaving closes it", {}, async (opened) => {
  await write(opened, HARD);
  const box = await opened.locator("mark").first().boundingBox();
  await opened.mouse.move(box.x + 5, box.y + 5);
  await note(opened).waitFor();
  assert.match(await note(opened).textContent(), /Important This tells someone that their job is ending\./);
  assert.match(await note(opened).textContent(), /Say it in a private meeting or by video first/);
  await opened.mouse.move(5, 5);
  await note(opened).waitFor({ state: "hidden" });
});

inPage("keys alone go through all remarks", {}, async (opened) => {
  await opened.locator("#subject").fill("We have to let you go");
  await write(opened, HARD);
  await opened.keyboard.press("Control+Home");
  const seen = [];
  for (let step = 0; step < 4; step++) {
    await opened.keyboard.press("F8");
    assert.ok(await note(opened).isVisible());
    seen.push(await selected(opened));
  }
  assert.deepEqual(seen, [
    "text: let you go effective",
    "text: ASAP",
    "subject: let you go",
    "text: let you go effective",
  ]);
  // The same was told of the remark before: nothing stands there for a moment, so that it is told again.
  await opened
    .locator("#announce", { hasText: /^Important\. This tells someone that their job is ending\./ })
    .waitFor({ state: "attached" });
  await opened.keyboard.press("Shift+F8");
  assert.equal(await selected(opened), "subject: let you go");
  await opened.keyboard.press("Escape");
  assert.ok(!(await note(opened).isVisible()));
  // The field is still being written in, and a remark's place is a button of its own.
  assert.equal(await opened.evaluate(() => document.activeElement.id), "subject");
  await opened.locator(".remark .place").last().focus();
  await opened.keyboard.press("Enter");
  assert.match(await selected(opened), /^text: \S/);
});

inPage("keys reach each of several remarks on the same words", {}, async (opened) => {
  await opened.locator(".examples button", { hasText: "anger" }).click();
  await opened.locator("#text").focus();
  await opened.keyboard.press("Control+Home");
  const notes = [];
  for (let step = 0; step < 30; step++) {
    await opened.keyboard.press("F8");
    notes.push(await note(opened).locator("p").first().textContent());
  }
  const listed = await opened.locator(".remark p:first-child").allTextContents();
  assert.deepEqual([...new Set(notes)].sort(), [...new Set(listed)].sort());
});

inPage("a screen reader hears of a new verdict once the writer pauses", {}, async (opened) => {
  await write(opened, HARD);
  assert.equal(await opened.locator("#announce").textContent(), "");
  await opened.waitForTimeout(1500);
  assert.match(await opened.locator("#announce").textContent(), /^Better said than written\. \d remarks\.$/);
});

inPage("nothing is read while an input method composes", {}, async (opened) => {
  await opened.locator("#text").focus();
  const session = await opened.context().newCDPSession(opened);
  await session.send("Input.imeSetComposition", { text: "answer ASAP", selectionStart: 11, selectionEnd: 11 });
  await read(opened);
  assert.deepEqual(await marks(opened), []);
  await session.send("Input.insertText", { text: "answer ASAP" });
  await read(opened);
  assert.deepEqual(await marks(opened), ["ASAP"]);
});

inPage("every example is read, each with another verdict or remark", {}, async (opened) => {
  const said = {};
  for (const button of await opened.locator(".examples button").all()) {
    await button.click();
    said[await button.textContent()] = [
      await opened.locator("#action").textContent(),
      await opened.locator(".remark").count(),
    ];
  }
  const actions = Object.fromEntries(Object.entries(said).map(([name, [action]]) => [name, action]));
  assert.deepEqual(actions, {
    "An ordinary note": "This reads fine",
    "Hard news": "Better said than written",
    "Written in anger": "Let it rest first",
    "A password in a chat": "Another wording would help",
    "Many hands": "Better said than written",
  });
  assert.deepEqual(
    Object.entries(said)
      .filter(([, [, remarks]]) => remarks === 0)
      .map(([name]) => name),
    ["An ordinary note"],
  );
  await opened.locator(".examples button", { hasText: "password" }).click();
  const words = await opened.locator(".said").innerText();
  assert.ok(!words.includes("Teapot"), "the password is shown again");
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [390, 1200]) {
    inPage(
      `axe finds no fault, ${colorScheme}, ${width} wide, and nothing sticks out`,
      { colorScheme, viewport: { width, height: 844 } },
      async (opened) => {
        await opened.locator(".examples button", { hasText: "anger" }).click();
        await opened.locator("#text").focus();
        await opened.keyboard.press("F8");
        await opened.evaluate(axe);
        const { violations } = await opened.evaluate(() => axe.run());
        assert.deepEqual(
          violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
          [],
        );
        const sizes = await opened.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        assert.ok(sizes[0] <= sizes[1], `${sizes}`);
        const background = await opened.evaluate(() =>
          getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number),
        );
        assert.equal(background[0] > 128, colorScheme === "light");
      },
    );
  }
}

inPage(
  "a tap opens the note inside the window of a phone",
  { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
  async (opened) => {
    await opened.locator(".examples button", { hasText: "anger" }).click();
    for (const mark of [opened.locator("mark").first(), opened.locator("mark").last()]) {
      await mark.scrollIntoViewIfNeeded();
      const box = await mark.boundingBox();
      await opened.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
      await note(opened).waitFor();
      const { x, width } = await note(opened).boundingBox();
      assert.ok(x >= 0 && x + width <= 360, `${x} ${width}`);
    }
  },
);

test("a browser without WebAssembly is told so", async () => {
  const context = await chromium.newContext();
  await context.addInitScript(() => delete globalThis.WebAssembly);
  const { opened } = await open(context);
  assert.equal(await opened.locator("#action").textContent(), "presend cannot run here");
  await context.close();
});
