// No request leaves the page: neither by itself, nor when its own script is made to try.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { browser, open, page, serve, write } from "./browser.js";

let chromium;

before(async () => {
  chromium = await browser();
});
after(() => chromium.close());

/** Uses all of the page. */
async function use(opened) {
  for (const button of await opened.locator(".examples button").all()) await button.click();
  await write(
    opened,
    "Look at https://example.com/a.png and <img src=https://example.com/b.png>. We have to let you go ASAP.",
  );
  await opened.keyboard.press("F8");
  await opened.locator("#profile").selectOption("chat");
  await opened.waitForTimeout(1500);
}

for (const from of ["a file", "a server"]) {
  test(`from ${from} the page is all that is asked for`, async () => {
    const server = await serve();
    const address = from === "a file" ? page.href : server.address;
    const context = await chromium.newContext();
    const { opened, requests, faults } = await open(context, address);
    await use(opened);
    assert.ok((await opened.locator("mark").count()) > 0);
    assert.deepEqual(requests, [address]);
    assert.deepEqual(server.asked, from === "a file" ? [] : ["/"]);
    assert.deepEqual(faults, []);
    assert.deepEqual(await context.storageState(), { cookies: [], origins: [] });
    await context.close();
    server.close();
  });
}

test("a script that tries to send is stopped by the page's own policy", async () => {
  const server = await serve();
  const context = await chromium.newContext();
  const { opened } = await open(context, server.address);
  const tries = await opened.evaluate(async () => {
    const settled = (start) =>
      new Promise((resolve) =>
        start(
          () => resolve("sent"),
          () => resolve("stopped"),
        ),
      );
    const loaded = (element, key) =>
      settled((sent, stopped) => {
        Object.assign(element, { onload: sent, onerror: stopped, [key]: "/leak" });
        document.body.append(element);
      });
    const script = document.createElement("script");
    script.textContent = "window.injected = true";
    document.body.append(script);
    navigator.sendBeacon("/leak", "draft");
    const form = document.body.appendChild(
      Object.assign(document.createElement("form"), { action: "/leak", method: "post" }),
    );
    form.submit();
    return {
      fetch: await fetch("/leak").then(
        () => "sent",
        () => "stopped",
      ),
      image: await loaded(new Image(), "src"),
      script: await loaded(document.createElement("script"), "src"),
      style: await loaded(Object.assign(document.createElement("link"), { rel: "stylesheet" }), "href"),
      injected: window.injected ?? "stopped",
    };
  });
  assert.deepEqual(tries, {
    fetch: "stopped",
    image: "stopped",
    script: "stopped",
    style: "stopped",
    injected: "stopped",
  });
  await opened.waitForTimeout(500);
  assert.deepEqual(server.asked, ["/"]);
  await context.close();
  server.close();
});

test("the policy allows the page's own script, styles and engine, and no address", () => {
  const [, policy] = readFileSync(page, "utf8").match(/http-equiv="Content-Security-Policy" content="([^"]+)"/);
  const rules = Object.fromEntries(policy.split("; ").map((rule) => [rule.split(" ")[0], rule.split(" ").slice(1)]));
  assert.deepEqual(rules["default-src"], ["'none'"]);
  assert.ok(
    Object.entries(rules).every(([, sources]) =>
      sources.every((source) => /^'(none|sha256-[\w+/=]+|wasm-unsafe-eval)'$|^data:$/.test(source)),
    ),
    policy,
  );
});
