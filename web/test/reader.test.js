// What a screen reader is given: the tree that Chromium makes for it, in the order in which it is read, and what is told unasked.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, open, page, read, write } from "./browser.js";

const HARD = "Hi Bo,\n\nwe have to let you go effective Friday.\n\nPlease answer ASAP.\n";
/** Longer than the pause after which a verdict is told. */
const TOLD = 1500;
/** What carries a name or a state of its own; all else only groups. */
const ROLES = ["button", "combobox", "heading", "list", "meter", "region", "textbox"];

let chromium;
before(async () => {
  chromium = await browser();
});
after(() => chromium.close());

/** Returns what is read of the page, in order: role, name and description of each part. */
async function tree(opened) {
  const session = await opened.context().newCDPSession(opened);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const parts = [];
  const visit = (node) => {
    const properties = Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value]));
    if (!node.ignored) {
      const [role, name, description] = ["role", "name", "description"].map((key) => node[key]?.value ?? "");
      parts.push({ role, name, description, properties });
    }
    for (const id of node.childIds ?? []) if (byId.has(id)) visit(byId.get(id));
  };
  visit(nodes[0]);
  await session.detach();
  return parts;
}

const told = (opened) => opened.locator("#announce").textContent();

/** Opens the page and hands it on. */
function inPage(name, work) {
  test(name, async () => {
    const context = await chromium.newContext();
    const { opened } = await open(context);
    await work(opened);
    await context.close();
  });
}

inPage("every part has a name, and they follow each other as they are seen", async (opened) => {
  await write(opened, HARD);
  const named = (await tree(opened)).filter(({ role }) => ROLES.includes(role));
  assert.deepEqual(
    named.filter(({ name }) => name === ""),
    [],
  );
  const read = named.map(({ role, name }) => `${role} ${name}`);
  assert.deepEqual(read, [
    "heading presend",
    "region Your draft",
    "heading Your draft",
    "button An ordinary note",
    "button Hard news",
    "button Written in anger",
    "button A password in a chat",
    "button Many hands",
    "textbox To",
    "combobox Kind",
    "textbox Subject",
    "textbox Message",
    "region What presend says",
    "heading What presend says",
    ...["Sensitive", "Charged", "Urgent", "Moving parts", "Closeness", "Asks to meet", "Information"].map(
      (axis) => `meter ${axis}`,
    ),
    "heading Remarks",
    "list Remarks",
    "button let you go effective",
    "button ASAP",
  ]);
});

inPage("a remark's place says what the remark is about", async (opened) => {
  await write(opened, HARD);
  const places = (await tree(opened)).filter(({ role, name }) => role === "button" && /^(let you|ASAP)/.test(name));
  assert.match(places[0].description, /^Important This tells someone that their job is ending\.$/);
  assert.match(places[1].description, /^A thought This asks for speed but names no date or hour\.$/);
});

inPage("the field of a draft is not called empty once something is in it", async (opened) => {
  const field = async () => (await tree(opened)).find(({ role, name }) => role === "textbox" && name === "Message");
  assert.match((await field()).description, /F8 goes to the next remark/);
  const hint = () => opened.locator("#text").getAttribute("placeholder");
  assert.match(await hint(), /^Type or paste/);
  // Orca reads the hint where the caret's line is empty, as the last one of an example is.
  await opened.locator(".examples button", { hasText: "Hard news" }).click();
  assert.equal(await hint(), "");
  await write(opened, "");
  assert.match(await hint(), /^Type or paste/);
});

inPage("what is told is told politely and as a whole, and nothing stands there before", async (opened) => {
  const [live, whole, role] = await opened
    .locator("#announce")
    .evaluate((element) => ["aria-live", "aria-atomic", "role"].map((name) => element.getAttribute(name)));
  // With the role of a status, Orca reads "statusbar" where nothing has been told yet.
  assert.deepEqual([live, whole, role], ["polite", "true", null]);
  assert.equal(await told(opened), "");
});

inPage("a verdict on what is no longer there is not told", async (opened) => {
  await write(opened, HARD);
  await write(opened, "");
  await opened.waitForTimeout(TOLD);
  assert.equal(await told(opened), "");
});

inPage("a remark that is gone to twice is told twice", async (opened) => {
  await write(opened, "Hi Bo,\n\nwe have to let you go effective Friday.\n");
  await opened.evaluate(() => {
    window.heard = [];
    new MutationObserver((changes) => {
      for (const { target } of changes) window.heard.push(target.textContent);
    }).observe(document.getElementById("announce"), { childList: true, characterData: true, subtree: true });
  });
  await opened.locator("#text").focus();
  for (let step = 0; step < 2; step++) {
    await opened.keyboard.press("F8");
    await opened.waitForTimeout(200);
  }
  const heard = await opened.evaluate(() => window.heard);
  assert.equal(heard.filter((text, index) => text !== "" && text !== heard[index - 1]).length, 2, heard.join(" | "));
});

test("where the engine cannot run, that is told too", async () => {
  const context = await chromium.newContext();
  await context.addInitScript(() => delete globalThis.WebAssembly);
  const { opened } = await open(context, page.href);
  await read(opened);
  assert.match(await told(opened), /^presend cannot run here\./);
  await context.close();
});
