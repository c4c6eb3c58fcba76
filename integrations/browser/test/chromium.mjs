// Drives Debian's Chromium with the extension in it, by Playwright.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const PROGRAM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Starts the browser. All hosts are the server of the tests. */
export async function startChromium(
  extension,
  port,
  { colorScheme = 'light', size = { width: 1200, height: 720 } } = {},
) {
  const profile = mkdtempSync(join(tmpdir(), 'presend-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: PROGRAM,
    headless: false,
    viewport: size,
    colorScheme,
    ignoreHTTPSErrors: true,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-features=DisableLoadExtensionCommandLineSwitch',
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      `--host-resolver-rules=MAP * 127.0.0.1:${port}`,
    ],
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker', { timeout: 60000 }));
  return {
    name: 'Chromium',
    version: context.browser()?.version() ?? '',
    worker,
    id: new URL(worker.url()).host,
    open: async (address) => openPage(context, address),
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

async function openPage(context, address) {
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(address);
  const cdp = await context.newCDPSession(page);
  const layer = async () => {
    const { root } = await cdp.send('DOM.getDocument', { depth: 3, pierce: true });
    const html = root.children.find(({ nodeName }) => nodeName === 'HTML');
    return html.children.find(({ localName }) => localName === 'presend-layer')?.shadowRoots[0].backendNodeId;
  };
  return {
    page,
    cdp,
    errors,
    run: (act, ...given) => page.evaluate(`(${act})(...${JSON.stringify(given)})`),
    /** Runs a function with the closed root of the extension's layer as `this`; without a layer it is undefined. */
    inLayer: async (act, ...given) => {
      const backendNodeId = await layer();
      if (!backendNodeId) return undefined;
      const { object } = await cdp.send('DOM.resolveNode', { backendNodeId });
      const { result, exceptionDetails } = await cdp.send('Runtime.callFunctionOn', {
        objectId: object.objectId,
        functionDeclaration: String(act),
        arguments: given.map((value) => ({ value })),
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception.description);
      return result.value;
    },
    type: (text) => page.keyboard.type(text),
    insert: (text) => page.keyboard.insertText(text),
    press: (keys) => page.keyboard.press(keys),
    clickAt: (x, y) => page.mouse.click(x, y),
    hoverAt: (x, y) => page.mouse.move(x, y),
    /** Builds up a word with an input method, and returns what commits it. */
    compose: async (text) => {
      for (let end = 1; end <= text.length; end += 1) {
        await cdp.send('Input.imeSetComposition', {
          text: text.slice(0, end),
          selectionStart: end,
          selectionEnd: end,
        });
      }
      return () => cdp.send('Input.insertText', { text });
    },
    close: () => page.close(),
  };
}
