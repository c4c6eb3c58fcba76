// Runs the scenarios in Firefox.

import { after, before, describe, test } from 'node:test';
import { extensionFor } from './extensions.mjs';
import { startFirefox } from './firefox.mjs';
import { Person, sleep, until } from './person.mjs';
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

test('Firefox on a site that was added', LIMIT, async () => {
  const extension = extensionFor('firefox', { granted: ['https://forum.example/*'] });
  const browser = await startFirefox(extension, server.port);
  try {
    const added = { address: 'https://forum.example/added.html', field: '#first textarea', keys: 'Control+Enter' };
    // The background registers its script when it starts; a page that was opened before stays as it is.
    await until('the script is registered', async () => {
      const person = new Person(await browser.open(added.address));
      await person.enter(added.field);
      await person.tab.type('Hello');
      await sleep(500);
      const isThere = (await person.badges()).length > 0;
      await person.tab.close();
      return isThere;
    });
    await site(browser, added);
  } finally {
    await browser.close();
  }
});
