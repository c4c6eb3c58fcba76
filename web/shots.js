// Makes the pictures of the page: docs/web.png, and into a named folder one each of light, dark and a phone.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { browser, open, read } from "./test/browser.js";

const DESK = { viewport: { width: 1060, height: 740 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const shots = { "../docs/web.png": DESK };
const folder = process.argv[2];
if (folder) {
  await mkdir(folder, { recursive: true });
  shots[join(folder, "light.png")] = DESK;
  shots[join(folder, "dark.png")] = { ...DESK, colorScheme: "dark" };
  shots[join(folder, "phone.png")] = PHONE;
}

const chromium = await browser();
for (const [path, options] of Object.entries(shots)) {
  const context = await chromium.newContext(options);
  const { opened } = await open(context);
  await opened.locator(".examples button", { hasText: "Hard news" }).click();
  await opened.locator("#text").focus();
  await opened.keyboard.press("Control+Home");
  await opened.keyboard.press("F8");
  await read(opened);
  await opened.evaluate(() => scrollTo(0, 0));
  const file = path.startsWith("..") ? fileURLToPath(new URL(path, import.meta.url)) : path;
  await opened.screenshot({ path: file });
  await context.close();
}
await chromium.close();
