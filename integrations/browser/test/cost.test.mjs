// Measures what a pause in a long draft costs the page, in both browsers, one after the other.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startChromium } from './chromium.mjs';
import { extensionFor } from './extensions.mjs';
import { startFirefox } from './firefox.mjs';
import { Person, sleep } from './person.mjs';
import { SITES } from './scenarios.mjs';
import { serve } from './server.mjs';
import { longDraft } from './texts.mjs';

const MOST = 8;
const PAUSES = 9;
const MIDDLE = (PAUSES - 1) / 2;

function fill(wanted, lines) {
  const element = document.querySelector(wanted);
  if (element.localName === 'textarea') {
    element.value = lines.join('\n');
    return;
  }
  element.replaceChildren(
    ...lines.map((line) => {
      const block = document.createElement('div');
      block.textContent = line;
      return block;
    }),
  );
  document.getSelection().selectAllChildren(element.lastChild);
  document.getSelection().collapseToEnd();
}

function shownCost() {
  return Number(this.querySelector('.badge').dataset.work);
}

async function costs(browser, { address, field, keys }) {
  const person = new Person(await browser.open(address));
  await person.enter(field);
  await person.tab.run(fill, field, longDraft());
  const all = [];
  for (let pause = 0; pause < PAUSES; pause += 1) {
    await person.tab.type(' x');
    await sleep(300);
    await person.badge('hold');
    all.push(await person.tab.inLayer(shownCost));
  }
  // It is a draft like any other: it is held.
  await person.tab.press(keys);
  await person.asked();
  await person.tab.close();
  return all.sort((a, b) => a - b);
}

/** What is over the limit is measured once more: another program may have had the processor. */
async function best(browser, site) {
  let all;
  for (let tries = 0; tries < 2; tries += 1) {
    all = await costs(browser, site);
    if (all[MIDDLE] <= MOST) break;
  }
  return [all, all[MIDDLE]];
}

for (const [name, start] of Object.entries({ chromium: startChromium, firefox: startFirefox })) {
  test(`a draft of 50 KB costs at most ${MOST} ms a pause in ${name}`, { timeout: 90000 }, async () => {
    const server = await serve();
    const browser = await start(extensionFor(name), server.port);
    try {
      for (const site of ['gmail', 'github']) {
        const [all, median] = await best(browser, SITES[site]);
        console.log(`50 KB on ${site} in ${browser.name}: median ${median} ms, all: ${all.join(' ')}`);
        assert.ok(median <= MOST, site);
      }
    } finally {
      await browser.close();
      await server.close();
    }
  });
}
