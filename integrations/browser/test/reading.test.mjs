// Holds what each adapter reads from its page, and how text is read from markup, in a real page of Chromium.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { startChromium } from './chromium.mjs';
import { extensionFor } from './extensions.mjs';
import { SITES } from './scenarios.mjs';
import { serve } from './server.mjs';

const LIMIT = { timeout: 90000 };

const references = (count) =>
  `References: ${Array.from({ length: count }, (_, at) => `<${at + 1}@thread.invalid>`).join(' ')}`;

// What stands on the pages of the tests; `undefined` where the site shows nothing of the kind.
const SHOWN = {
  gmail: {
    profile: 'email',
    subject: 'Plan',
    to: ['"Bo Berg" <bo@example.com>'],
    cc: ['"Ines Duarte" <ines@example.com>'],
  },
  outlook: {
    profile: 'email',
    subject: 'Plan',
    to: ['"Bo Berg" <bo@example.com>'],
    cc: ['"ines" <ines@example.com>'],
    headers: references(2),
  },
  slack: { profile: 'chat', to: ['Bo Berg'] },
  teams: { profile: 'chat', to: ['Bo Berg'] },
  discord: { profile: 'chat', to: ['bo'], headers: references(1) },
  whatsapp: { profile: 'chat', to: ['Bo Berg'], headers: references(1) },
  github: { profile: 'chat', headers: references(2) },
  gitlab: { profile: 'chat', headers: references(2) },
};

// The other forms of a site, on a page of their own: what is read there, and how many buttons send.
const FORMS = {
  gmail: {
    '#window': [
      {
        subject: 'Trams',
        to: ['"Bo Berg" <bo@example.com>'],
        cc: ['"Ines Duarte" <ines@example.com>'],
        bcc: ['"Karel Novak" <karel@example.org>', '"Mai" <mai@example.org>'],
      },
      1,
    ],
  },
  outlook: {
    '#message': [
      {
        subject: 'Trams',
        to: ['"bo" <bo@example.com>'],
        cc: ['"ines" <ines@example.com>'],
        bcc: ['"karel" <karel@example.org>'],
      },
      1,
    ],
    '#window': [
      {
        text: 'Mine.',
        subject: 'Night shift',
        to: ['"Bo Berg" <bo@example.com>'],
        bcc: ['"Karel" <karel@example.org>'],
      },
      1,
    ],
  },
  slack: { '#channel': [{}, 1] },
  teams: { '#reply': [{ headers: references(2) }, 1], '#post': [{ subject: 'Trams' }, 1] },
  discord: { '#channel': [{}, 1] },
  whatsapp: { '#group': [{ to: ['Tram drivers'] }, 1] },
  github: {
    '#issue': [{ subject: 'Trams' }, 1],
    '#old-issue': [{ subject: 'Trams' }, 1],
    '#request': [{ subject: 'Mend the times' }, 1],
  },
  gitlab: {
    '#issue': [{ subject: 'Trams' }, 1],
    '#request': [{ subject: 'Mend the times' }, 1],
    '#comment': [{}, 1],
    '#review': [{}, 2],
    '#edit': [{}, 1],
  },
};

/** The address of the page with the other forms of a site; channels have another address than people. */
const formsOf = (name) =>
  SITES[name].address.replace('/@me/', '/1/').replace(/\/[a-z]+\.html$/, `/${name}-forms.html`);

// Every page with an adapter's markup, for the question whether each selector is tried.
const pagesOf = (name) => {
  const answers = name === 'gmail' ? ['https://mail.google.com/gmail-reply.html'] : [];
  return [SITES[name].address, formsOf(name), ...answers];
};

let server;
let browser;
let code;

before(async () => {
  server = await serve();
  browser = await startChromium(extensionFor('chromium'), server.port);
  const contents = `
    export { readMessage, fieldOf, sendButtons } from './content/reading.js';
    export { Draft } from './content/draft.js';
    export { readField } from './content/text.js';
    export { sites } from './sites/all.js';`;
  const resolveDir = fileURLToPath(new URL('../src/', import.meta.url));
  const built = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'presendParts',
  });
  code = built.outputFiles[0].text;
}, LIMIT);
after(async () => {
  await browser.close();
  await server.close();
});

async function openWith(address) {
  const tab = await browser.open(address);
  await tab.page.evaluate(`${code}; globalThis.presendParts = presendParts;`);
  return tab;
}

for (const [name, { address, field }] of Object.entries(SITES)) {
  test(`${name}: subject, readers, depth, and the button of the field`, LIMIT, async () => {
    const tab = await openWith(address);
    const read = await tab.run(
      (site, selector) => {
        const { readMessage, sendButtons, fieldOf, sites } = presendParts;
        const element = document.querySelector(selector);
        const subject = document.querySelector('[name="subjectbox"], #TextField271');
        if (subject) subject.value = ' Plan ';
        const buttons = sendButtons(sites[site], element);
        return {
          isField: element.matches(sites[site].field),
          request: readMessage(sites[site], element).request,
          finds: buttons.every((button) => fieldOf(sites[site], button) === element),
          label: buttons.map((button) => button.getAttribute('data-plays')),
        };
      },
      name,
      field,
    );
    assert.ok(read.isField && read.finds);
    assert.ok(name === 'discord' ? read.label.length === 0 : read.label.includes('send'), String(read.label));
    const { text, ...request } = JSON.parse(JSON.stringify(read.request));
    assert.equal(text.trim(), '');
    assert.deepEqual(request, { to: [], cc: [], bcc: [], ...SHOWN[name] });
    await tab.close();
  });
}

for (const [name, forms] of Object.entries(FORMS)) {
  test(`${name}: the other forms of the site`, LIMIT, async () => {
    const tab = await openWith(formsOf(name));
    for (const [form, [shown, buttons]] of Object.entries(forms)) {
      const [request, found] = await tab.run(
        (site, around) => {
          const { readMessage, sendButtons, sites } = presendParts;
          const field = document.querySelector(around).querySelector(sites[site].field);
          return [readMessage(sites[site], field).request, sendButtons(sites[site], field).length];
        },
        name,
        form,
      );
      const { text, ...rest } = JSON.parse(JSON.stringify(request));
      const wanted = { profile: SHOWN[name].profile, to: [], cc: [], bcc: [], text: 'At nine then.', ...shown };
      assert.deepEqual({ text: text.trim(), ...rest }, wanted, form);
      assert.equal(found, buttons, form);
    }
    await tab.close();
  });
}

test('every selector of an adapter finds something on a page of the tests', LIMIT, async () => {
  for (const name of Object.keys(SITES)) {
    const found = new Set();
    const all = new Set();
    for (const address of pagesOf(name)) {
      const tab = await openWith(address);
      const looked = await tab.run((site) => {
        const adapter = presendParts.sites[site];
        const ofPerson = { location: { pathname: '/channels/@me/1' } };
        const readers = typeof adapter.readers === 'function' ? adapter.readers(ofPerson) : adapter.readers;
        const lists = ['field', 'send', 'menu', 'subject', 'quote', 'quoteFrom', 'within'].map((key) => adapter[key]);
        lists.push(adapter.badge.of, ...Object.values(readers ?? {}));
        // A comma within brackets or quotes ends no selector.
        const parts = lists.filter(Boolean).flatMap((list) => list.match(/(?:\[[^\]]*\]|\([^)]*\)|[^,[(])+/g));
        return parts.map((part) => [part.trim(), document.querySelector(part) !== null]);
      }, name);
      for (const [selector, isThere] of looked) {
        all.add(selector);
        if (isThere) found.add(selector);
      }
      await tab.close();
    }
    assert.ok(all.size > 3);
    const missed = [...all].filter((selector) => !found.has(selector));
    assert.deepEqual(missed, [], name);
  }
});

test(
  'a thread in Slack knows how many stand above it, an answer in Gmail too, and a channel is no reader',
  LIMIT,
  async () => {
    const slack = await openWith(SITES.slack.address);
    const request = await slack.run(() => {
      document.querySelector('.p-channel_sidebar__channel--selected').dataset.qaChannelSidebarChannelType = 'channel';
      return presendParts.readMessage(presendParts.sites.slack, document.querySelector('#thread .ql-editor')).request;
    });
    assert.equal(request.headers, references(2));
    assert.deepEqual(request.to, []);
    await slack.close();
    const gmail = await openWith('https://mail.google.com/gmail-reply.html');
    const answer = await gmail.run(
      () => presendParts.readMessage(presendParts.sites.gmail, document.querySelector('[g_editable]')).request,
    );
    assert.equal(answer.headers, references(3));
    assert.equal(answer.text.trim(), 'The one on tram passes.');
    await gmail.close();
  },
);

test('lines, breaks, quotes and places of markup', LIMIT, async () => {
  const tab = await openWith(SITES.gmail.address);
  const read = await tab.run(
    (cases) =>
      cases.map(([tree, rules]) => {
        const make = (node) => {
          if (typeof node === 'string') return document.createTextNode(node);
          const [tag, ...children] = node;
          const element = document.createElement(tag.split('.')[0]);
          element.className = tag.split('.')[1] ?? '';
          element.append(...children.map(make));
          return element;
        };
        const field = make(['div', ...tree]);
        document.body.append(field);
        const found = presendParts.readField(field, typeof rules === 'string' ? presendParts.sites[rules] : rules);
        const word = found.text.indexOf('word');
        const underlined = word < 0 ? null : String(found.range(word, word + 4));
        field.remove();
        return [found.text, underlined];
      }),
    [
      [
        [
          ['p', 'a'],
          ['p', ['br']],
          ['p', 'b'],
        ],
      ],
      [
        [
          ['div', 'a', ['br']],
          ['div', 'b'],
        ],
      ],
      [['one ', ['b', 'wo'], 'rd two']],
      [[['ul', ['li', 'a'], ['li', 'word']]]],
      [['a\n  word']],
      [['mine', ['div.gmail_quote', 'theirs']], { quote: '.gmail_quote' }],
      [['mine', ['div.from', 'head'], 'theirs'], { quoteFrom: '.from' }],
      [['say ', ['code', 'rm -rf'], ' word']],
      [[['div', ['div', ['div', 'deep word']]], 'end']],
      [['😀 word']],
      [['mine', ['div.gmail_signature', 'Ana'], ['div.gmail_quote', 'theirs']], 'gmail'],
    ],
  );
  assert.deepEqual(read, [
    ['a\n\nb\n', null],
    ['a\nb\n', null],
    ['one word two', 'word'],
    ['a\nword\n', 'word'],
    ['a   word', 'word'],
    ['mine', null],
    ['mine', null],
    ['say  word', 'word'],
    ['deep word\nend', 'word'],
    ['😀 word', 'word'],
    ['mine', null],
  ]);
  await tab.close();
});

test('an engine that does not answer is waited for three seconds, and then the message may go', LIMIT, async () => {
  const tab = await openWith(SITES.gmail.address);
  const [before, after, waited] = await tab.run(async () => {
    const field = document.querySelector('[g_editable]');
    field.textContent = 'Hello';
    const hooks = { ask: () => new Promise(() => {}), wake() {}, changed() {} };
    const draft = new presendParts.Draft(field, presendParts.sites.gmail, hooks);
    const asked = draft.decide();
    const started = Date.now();
    await draft.check();
    return [asked, [draft.decide(), draft.state.kind, draft.state.reason], Date.now() - started];
  });
  assert.deepEqual([before, after], ['ask', ['pass', 'unchecked', 'the check took too long']]);
  assert.ok(waited >= 2900 && waited < 6000, String(waited));
  await tab.close();
});

test('markup as deep and as wide as it likes', LIMIT, async () => {
  const tab = await openWith(SITES.gmail.address);
  const length = await tab.run(() => {
    const field = document.createElement('div');
    let inner = field;
    for (let level = 0; level < 20000; level += 1) inner = inner.appendChild(document.createElement('span'));
    inner.append('deep');
    for (let at = 0; at < 20000; at += 1) field.append('x');
    return presendParts.readField(field).text.length;
  });
  assert.equal(length, 20004);
  await tab.close();
});
