// Runs the scenarios in Chromium.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startChromium } from './chromium.mjs';
import { extensionFor } from './extensions.mjs';
import { Person, until } from './person.mjs';
import { scenarios, site, SITES, withoutEngine } from './scenarios.mjs';
import { serve } from './server.mjs';
import { HARSH } from './texts.mjs';

const LIMIT = { timeout: 90000 };

let server;
before(async () => {
  server = await serve();
});
after(() => server.close());

/** Adds what the toolbar says of a tab, which the background of the extension knows. */
function withToolbar(browser) {
  browser.toolbar = async (person, wanted) => {
    const url = person.tab.page.url();
    const title = () =>
      browser.worker.evaluate(async (address) => {
        const tabs = await chrome.tabs.query({});
        const texts = await Promise.all(
          tabs.map(async ({ id }) => [
            await chrome.action.getBadgeText({ tabId: id }),
            await chrome.action.getTitle({ tabId: id }),
          ]),
        );
        return texts.map((pair) => pair.join(' ')).join('\n') + (address ? '' : '');
      }, url);
    await until(
      `the toolbar says ${wanted}`,
      async () => wanted.test(await title()) && (await title()).includes('! presend'),
    );
  };
  return browser;
}

describe('Chromium', { concurrency: false }, () => {
  let browser;
  before(async () => {
    browser = withToolbar(await startChromium(extensionFor('chromium'), server.port));
    console.log(`version: Chromium ${browser.version}`);
  });
  after(() => browser.close());
  for (const [name, act] of Object.entries(scenarios)) test(name, LIMIT, () => act(browser));
  for (const [name, given] of Object.entries(SITES))
    test(`on ${name}: stop, back, send`, LIMIT, () => site(browser, given));
  test('a background that the browser has put to sleep wakes up for a send', LIMIT, async () => {
    const popup = await browser.open(`chrome-extension://${browser.id}/popup.html`);
    const { field, address, keys } = SITES.slack;
    const person = new Person(await browser.open(address));
    await person.enter(field);
    await popup.cdp.send('ServiceWorker.enable');
    await popup.cdp.send('ServiceWorker.stopAllWorkers');
    await person.tab.insert(HARSH);
    const started = Date.now();
    await person.tab.press(keys);
    await person.asked();
    console.log(`asked ${Date.now() - started} ms after a send with the background asleep`);
    assert.deepEqual(await person.sent(), []);
    await person.tab.close();
    await popup.close();
  });
  test('the keys of the extension open what was found', LIMIT, async () => {
    const { field, address } = SITES.github;
    const person = new Person(await browser.open(address));
    await person.enter(field);
    await person.tab.type(HARSH);
    await person.badge('hold');
    // The browser hands over the keys outside of any page; this is what the extension does then.
    await browser.worker.evaluate(async () => {
      const tabs = await chrome.tabs.query({});
      await Promise.all(tabs.map(({ id }) => chrome.tabs.sendMessage(id, { op: 'show' }).catch(() => {})));
    });
    const panel = () =>
      person.tab.inLayer(function read() {
        return this.querySelector('.panel')?.textContent ?? '';
      });
    await until('it is open', async () => (await panel()).includes('stupid idiot'));
    await person.choose('Close');
    await until('it is closed', async () => (await panel()) === '');
    assert.equal(await person.tab.run(() => document.activeElement.localName), 'textarea');
    await person.tab.close();
  });
  test('the window of the toolbar says what is checked', LIMIT, async () => {
    const popup = await browser.open(`chrome-extension://${browser.id}/popup.html`);
    await until(
      'it says so',
      async () => (await popup.page.getByRole('status').textContent()) === 'There is nothing to check on this page.',
    );
    assert.equal(await popup.page.getByRole('button').count(), 0);
    await popup.close();
  });
  test('nothing was asked of any host but for the pages themselves', () => {
    assert.deepEqual(
      server.asked.filter((address) => !/\.(html|css|js)$|favicon\.ico$/.test(address)),
      [],
    );
  });
});

test('Chromium without the engine', LIMIT, async () => {
  const browser = withToolbar(await startChromium(extensionFor('chromium', { engine: false }), server.port));
  try {
    await withoutEngine(browser);
  } finally {
    await browser.close();
  }
});

test('Chromium on a site that was added', LIMIT, async () => {
  const browser = await startChromium(
    extensionFor('chromium', { granted: ['https://forum.example/*'] }),
    server.port,
  );
  try {
    await until('the script is registered', () =>
      browser.worker.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).length === 1),
    );
    await site(browser, {
      address: 'https://forum.example/added.html',
      field: '#first textarea',
      keys: 'Control+Enter',
    });
  } finally {
    await browser.close();
  }
});
