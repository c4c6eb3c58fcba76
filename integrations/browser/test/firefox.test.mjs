// Runs the scenarios in Firefox.

import { after, before, describe, test } from 'node:test';
import { extensionFor } from './extensions.mjs';
import { startFirefox } from './firefox.mjs';
import { scenarios, site, SITES, withoutEngine } from './scenarios.mjs';
import { serve } from './server.mjs';

const LIMIT = { timeout: 90000 };

let server;
before(async () => {
  server = await serve();
});
after(() => server.close());

describe('Firefox', { concurrency: false }, () => {
  let browser;
  before(async () => {
    browser = await startFirefox(extensionFor('firefox'), server.port);
    console.log(`version: Firefox ${browser.version}`);
  }, LIMIT);
  after(() => browser.close());
  for (const [name, act] of Object.entries(scenarios)) test(name, LIMIT, () => act(browser));
  for (const [name, given] of Object.entries(SITES))
    test(`on ${name}: stop, back, send`, LIMIT, () => site(browser, given));
});

test('Firefox without the engine', LIMIT, async () => {
  const browser = await startFirefox(extensionFor('firefox', { engine: false }), server.port);
  try {
    await withoutEngine(browser);
  } finally {
    await browser.close();
  }
});
