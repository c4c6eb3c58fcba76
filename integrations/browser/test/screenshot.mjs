// Makes docs/extension.png: the extension on the page that plays Gmail. `node test/screenshot.mjs [FILE [light|dark]]`.

import { fileURLToPath } from 'node:url';
import { startChromium } from './chromium.mjs';
import { extensionFor } from './extensions.mjs';
import { Person, sleep } from './person.mjs';
import { serve } from './server.mjs';

const [file = fileURLToPath(new URL('../../../docs/extension.png', import.meta.url)), colorScheme = 'light'] =
  process.argv.slice(2);

const LINES = [
  'Hi Bo,',
  '',
  'We have decided to let you go effective Friday. I told you a hundred times that the invoices were late, and nobody here is going to cover for you again.',
  '',
  'Reply ASAP please.',
];

const server = await serve();
const browser = await startChromium(extensionFor('chromium'), server.port, {
  colorScheme,
  size: { width: 1000, height: 560 },
});
const person = new Person(await browser.open('https://mail.google.com/gmail.html'));
await person.click('#first [name="subjectbox"]');
await person.tab.type('Friday');
await person.enter('#first [g_editable]');
for (const [at, line] of LINES.entries()) {
  if (at > 0) await person.tab.press('Enter');
  await person.tab.type(line);
}
await person.badge('talk');
if (process.argv[4] === 'question') {
  await person.click('#first [data-plays="send"]');
  await person.asked();
} else await person.choose('badge');
await sleep(600);
await person.tab.page.screenshot({ path: file });
await browser.close();
await server.close();
