// Starts Debian's Chromium and serves the page, so that tests see what a person sees and what a server would.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import { chromium } from "playwright-core";

export const page = new URL("../dist/index.html", import.meta.url);

const BROWSER = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Nothing that the browser itself would like to ask on a network. */
const QUIET = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
];

/** Starts the browser. */
export function browser() {
  return chromium.launch({ executablePath: BROWSER, args: ["--no-sandbox", "--disable-gpu", ...QUIET] });
}

/** Serves the page on this machine alone, and notes what is asked of it. */
export async function serve() {
  const html = readFileSync(page);
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.writeHead(request.url === "/" ? 200 : 404, { "content-type": "text/html; charset=utf-8" });
    response.end(request.url === "/" ? html : "");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { address: `http://127.0.0.1:${server.address().port}/`, asked, close: () => server.close() };
}

/** Opens the page and waits for its engine; returns it with the addresses that it asked for, and what went wrong in it. */
export async function open(context, address = page.href) {
  const opened = await context.newPage();
  const [requests, faults] = [[], []];
  opened.on("request", (request) => requests.push(request.url()));
  opened.on("pageerror", (error) => faults.push(error.message));
  opened.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await opened.goto(address);
  await opened.waitForFunction(() => document.getElementById("action").textContent !== "One moment");
  return { opened, requests, faults };
}

/** Puts a draft into the message field by typing's own event, and waits until it has been read. */
export async function write(opened, text) {
  await opened.locator("#text").fill(text);
  await read(opened);
}

/** Waits until what stands in the fields has been read. */
export async function read(opened) {
  await opened.waitForTimeout(300);
}
