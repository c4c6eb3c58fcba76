// The page in Firefox: typed words get underlines and a verdict, keys and pointer open the notes, and nothing is asked for.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startFirefox } from "../../integrations/browser/test/firefox.mjs";
import { serve } from "./browser.js";

let [firefox, server, opened] = [];

before(async () => {
  server = await serve();
  firefox = await startFirefox();
  opened = await firefox.open(server.address);
  await until(() => document.getElementById("action").textContent !== "One moment");
});
after(async () => {
  await firefox?.close();
  server.close();
});

/** Waits until something is so in the page. */
async function until(isSo, limit = 20_000) {
  const end = Date.now() + limit;
  while (!(await opened.run(isSo))) {
    assert.ok(Date.now() < end, `not so in time: ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const textOf = (id) => opened.run((id) => document.getElementById(id).textContent, id);
const marks = () => opened.run(() => [...document.querySelectorAll("mark")].map((mark) => mark.textContent));
const selected = () =>
  opened.run(() => {
    const { value, selectionStart, selectionEnd, id } = document.activeElement;
    return `${id}: ${value?.slice(selectionStart, selectionEnd)}`;
  });
const noteIsShown = () => {
  const note = document.getElementById("note");
  return !note.hidden && note.getClientRects().length > 0;
};

test("what is typed gets underlines and a verdict", async () => {
  await opened.run(() => document.getElementById("text").focus());
  await opened.type("Hi Bo, we have to let you go effective Friday. How hard can it be to listen?");
  await until(() => document.querySelectorAll("mark").length === 2);
  assert.deepEqual(await marks(), ["let you go effective", "How hard can it be to"]);
  assert.match(await textOf("action"), /^(Better said than written|Let it rest first)$/);
  assert.match(await textOf("reasons"), /^This tells someone that their job is ending\./);
  assert.equal(await opened.run(() => document.querySelectorAll("[role=meter]").length), 7);
});

test("keys go from one remark to the next, and Escape closes the note", async () => {
  await opened.press("Control+Home");
  const seen = [];
  for (let step = 0; step < 3; step++) {
    await opened.press("F8");
    await until(noteIsShown);
    seen.push(await selected());
  }
  assert.deepEqual(seen, [
    "text: let you go effective",
    "text: How hard can it be to",
    "text: let you go effective",
  ]);
  assert.match(await textOf("announce"), /^Important\. This tells someone that their job is ending\./);
  await opened.press("Escape");
  assert.equal(await opened.run(noteIsShown), false);
});

test("the pointer opens the note of the words below it", async () => {
  const [x, y] = await opened.run(() => {
    const { left, top, height } = document.querySelector("mark").getBoundingClientRect();
    return [left + 5, top + height / 2];
  });
  await opened.clickAt(x, y);
  await until(noteIsShown);
  assert.match(await textOf("note"), /This tells someone that their job is ending\./);
});

test("the page is all that was asked for", () => {
  assert.deepEqual(server.asked, ["/"]);
});
