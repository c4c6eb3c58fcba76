// Everything that must hold in every browser, told once.

import assert from 'node:assert/strict';
import { Person, sleep, until } from './person.mjs';
import { HARSH, KIND } from './texts.mjs';

const GMAIL = 'https://mail.google.com/gmail.html';
const FIRST = '#first [g_editable]';
const SEND = '#first [data-plays="send"]';

/** Sites with the field in which a person writes, and what sends there. */
export const SITES = {
  gmail: { address: GMAIL, field: FIRST, keys: 'Control+Enter' },
  outlook: {
    address: 'https://outlook.office.com/outlook.html',
    field: '#editorParent_1 [aria-multiline]',
    keys: 'Control+Enter',
  },
  slack: { address: 'https://app.slack.com/slack.html', field: '#first .ql-editor', keys: 'Enter' },
  teams: { address: 'https://teams.microsoft.com/teams.html', field: '#first .ck-content', keys: 'Enter' },
  discord: {
    address: 'https://discord.com/channels/@me/discord.html',
    field: '#first [data-slate-editor]',
    keys: 'Enter',
  },
  whatsapp: {
    address: 'https://web.whatsapp.com/whatsapp.html',
    field: '#first [data-lexical-editor]',
    keys: 'Enter',
  },
  github: { address: 'https://github.com/o/r/issues/github.html', field: '#first textarea', keys: 'Control+Enter' },
  gitlab: { address: 'https://gitlab.com/g/p/-/issues/gitlab.html', field: '#first textarea', keys: 'Control+Enter' },
};

async function opened(browser, address) {
  const person = new Person(await browser.open(address));
  return person;
}

async function writes(person, field, text) {
  await person.enter(field);
  await person.tab.type(text);
}

/** On one site: a harsh text is held and can go back, a kind one goes out as if nobody looked. */
export async function site(browser, { address, field, keys }) {
  const person = await opened(browser, address);
  await writes(person, field, HARSH);
  await person.badge('hold');
  await person.tab.press(keys);
  await person.asked();
  assert.deepEqual(await person.sent(), []);
  await person.choose('Back to the message');
  await person.notAsked();
  await person.tab.press('Control+a');
  await person.tab.type(KIND);
  await person.badge('write');
  await person.tab.press(keys);
  const [sent] = await until('it is sent', async () => ((await person.sent()).length > 0 ? person.sent() : null));
  assert.ok(sent.text.includes(KIND), sent.text);
  assert.deepEqual(person.tab.errors, []);
  await person.tab.close();
}

/** With the editors that chats are built on: the key that is pressed again is heard, and undo is the editor's own. */
async function editor(browser, address, field) {
  const person = await opened(browser, address);
  await until('the editor is there', () =>
    person.tab.run((wanted) => document.querySelector(wanted) !== null, field),
  );
  const sent = async () => (await person.sent()).map((text) => text.trim());
  const text = async () => (await person.tab.run(() => window.textOf())).trim();
  await person.click(field);
  await person.tab.type(HARSH);
  await person.badge('hold');
  assert.ok((await person.underlined()).some((words) => words.includes('stupid idiot')));
  await person.tab.press('Enter');
  await person.asked();
  await person.choose('Send anyway');
  await until('it is sent', async () => (await sent()).length === 1);
  await until('the field is empty', async () => (await text()) === '');
  // Sent before the pause is over.
  await person.tab.type(KIND);
  await person.tab.press('Enter');
  await until('the second is sent', async () => (await sent()).length === 2);
  assert.deepEqual(await sent(), [HARSH, KIND]);
  await person.tab.type('You are a stupid idiot, really.');
  await person.tab.press('Enter');
  await person.asked();
  await person.tab.press('Escape');
  await person.notAsked();
  await person.tab.type(' Sorry.');
  await until(
    'the caret was where it had been',
    async () => (await text()) === 'You are a stupid idiot, really. Sorry.',
  );
  await person.tab.press('Control+z');
  await until('the editor has undone it', async () => !(await text()).includes('Sorry.'));
  assert.deepEqual(person.tab.errors, []);
  await person.tab.close();
}

export const scenarios = {
  'on Quill': (browser) => editor(browser, 'https://app.slack.com/quill.html', '.ql-editor'),
  'on Slate': (browser) => editor(browser, 'https://discord.com/channels/@me/slate.html', '[data-slate-editor]'),
  'on Lexical': (browser) => editor(browser, 'https://web.whatsapp.com/lexical.html', '#editor'),

  async 'a stop on a click, an edit, a send'(browser) {
    const person = await opened(browser, GMAIL);
    await writes(person, FIRST, HARSH);
    await person.badge('hold');
    assert.ok(
      (await person.underlined()).some((text) => text.includes('stupid idiot')),
      String(await person.underlined()),
    );
    await person.click(SEND);
    const question = await person.asked();
    assert.equal(question.role, 'dialog');
    assert.equal(question.focused, 'Back to the message');
    assert.ok(question.name.length > 0 && question.description.length > 0);
    await person.choose('Back to the message');
    await person.notAsked();
    assert.deepEqual(await person.sent(), []);
    await person.tab.press('Control+a');
    await person.tab.type(KIND);
    await person.badge('write');
    assert.deepEqual(await person.underlined(), []);
    await person.click(SEND);
    const [sent] = await until('it is sent', async () => ((await person.sent()).length > 0 ? person.sent() : null));
    assert.deepEqual([sent.text.trim(), sent.how, sent.isTrusted], [KIND, 'click', true]);
    await person.tab.close();
  },

  async 'send anyway, by keys alone, and "why"'(browser) {
    const person = await opened(browser, GMAIL);
    await writes(person, FIRST, HARSH);
    await person.badge('hold');
    await person.tab.press('Control+Enter');
    await person.asked();
    const focused = async () => (await person.question()).focused;
    for (const next of ['Send anyway', 'Why', 'Back to the message', 'Send anyway', 'Why']) {
      await person.tab.press('Tab');
      assert.equal(await focused(), next);
    }
    await person.tab.press('Enter');
    await until('the reasons are shown', async () => (await person.question()).why.includes('stupid idiot'));
    await person.tab.press('Shift+Tab');
    assert.equal(await focused(), 'Send anyway');
    const before = (await person.tab.run(() => window.keys)).length;
    await person.tab.press('Enter');
    const [sent] = await until('it is sent', async () => ((await person.sent()).length > 0 ? person.sent() : null));
    assert.equal(sent.text.trim(), HARSH);
    // The site heard the one key that sends, and none of those that were pressed in the question.
    assert.deepEqual((await person.tab.run(() => window.keys)).slice(before), ['Enter']);
    await sleep(600);
    assert.equal((await person.sent()).length, 1);
    await person.tab.close();
  },

  async 'the button of a form: stop, send anyway, and a second one of the same text'(browser) {
    const { address, field } = SITES.github;
    const person = await opened(browser, address);
    await writes(person, field, HARSH);
    await person.badge('hold');
    await person.click('[name="comment_and_close"]');
    await person.asked();
    assert.deepEqual(await person.sent(), []);
    await person.choose('Send anyway');
    await until('it is sent', async () => (await person.sent()).length === 1);
    await sleep(600);
    assert.deepEqual(
      (await person.sent()).map(({ text, how }) => [text, how]),
      [[HARSH, 'submit']],
    );
    // Where the site did not manage to send it, the person is not asked again.
    await writes(person, field, HARSH);
    await person.click('[data-plays="send"]');
    await until('it is sent again', async () => (await person.sent()).length === 2);
    await person.tab.close();
  },

  async 'Escape means back, and the caret is where it was'(browser) {
    const person = await opened(browser, GMAIL);
    await writes(person, FIRST, HARSH);
    await person.click(SEND);
    await person.asked();
    await person.tab.press('Escape');
    await person.notAsked();
    await person.tab.type(' Sorry.');
    const text = await person.tab.run(() => document.querySelector('#first [g_editable]').innerText.trim());
    assert.equal(text, `${HARSH} Sorry.`);
    assert.deepEqual(await person.sent(), []);
    await person.tab.close();
  },

  async 'typed and sent at once: held before the pause is over, and a kind one goes through once'(browser) {
    const slack = SITES.slack;
    const person = await opened(browser, slack.address);
    await person.enter(slack.field);
    await person.tab.insert(HARSH);
    await person.tab.press('Enter');
    await person.asked();
    await person.tab.press('Enter');
    await person.notAsked();
    assert.deepEqual(await person.sent(), []);
    await person.tab.press('Control+a');
    await person.tab.insert(KIND);
    await person.tab.press('Enter');
    await until('it is sent', async () => (await person.sent()).length === 1);
    await sleep(600);
    assert.deepEqual(
      (await person.sent()).map(({ text }) => text.trim()),
      [KIND],
    );
    await person.tab.close();
  },

  async 'two windows are two drafts'(browser) {
    const person = await opened(browser, GMAIL);
    await person.tab.run(() => {
      document.getElementById('second').hidden = false;
    });
    await writes(person, FIRST, HARSH);
    await writes(person, '#second [g_editable]', KIND);
    await until('both have a badge', async () => (await person.badges()).sort().join() === 'hold,write');
    await person.click('#second [data-plays="send"]');
    await until('the second is sent', async () => (await person.sent()).length === 1);
    await person.click(SEND);
    await person.asked();
    assert.deepEqual(
      (await person.sent()).map((one) => one.window),
      ['second'],
    );
    await person.choose('Send anyway');
    await until('the first is sent', async () => (await person.sent()).length === 2);
    await person.tab.close();
  },

  async 'nothing happens while an input method builds up a word'(browser) {
    const { address, field } = SITES.slack;
    const person = await opened(browser, address);
    await writes(person, field, KIND);
    await person.badge('write');
    await person.tab.press('Space');
    const commit = await person.tab.compose('You stupid idiot');
    await sleep(500);
    assert.deepEqual(await person.badges(), ['write']);
    assert.deepEqual(await person.underlined(), []);
    await commit();
    await person.badge('hold');
    assert.deepEqual(await person.sent(), []);
    await person.tab.press('Enter');
    await person.asked();
    await person.tab.close();
  },

  async 'a send in the middle of such a word is held as well'(browser) {
    const person = await opened(browser, GMAIL);
    await person.enter(FIRST);
    await person.tab.compose('You stupid idiot');
    await person.click(SEND);
    await person.asked();
    assert.deepEqual(await person.sent(), []);
    await person.choose('Back to the message');
    await person.notAsked();
    assert.ok(
      (await person.tab.run(() => document.querySelector('#first [g_editable]').innerText)).includes(
        'You stupid idiot',
      ),
    );
    await person.tab.close();
  },

  async 'a text in another language is not called fine'(browser) {
    const person = await opened(browser, GMAIL);
    await writes(
      person,
      FIRST,
      'Die Straßenbahn zur Messe fährt um zehn nach neun vom Nordtor ab, wir treffen uns dort.',
    );
    await person.badge('unknown');
    await person.click(SEND);
    await until('it is sent', async () => (await person.sent()).length === 1);
    await person.tab.close();
  },

  async 'a call for help is never held'(browser) {
    const person = await opened(browser, GMAIL);
    await writes(person, FIRST, `I want to kill myself. ${HARSH}`);
    await until('it is checked', async () => !['', 'checking'].includes((await person.badges()).join()));
    await person.click(SEND);
    await until('it is sent', async () => (await person.sent()).length === 1);
    await person.tab.close();
  },

  async 'Enter picks a name while a list is open'(browser) {
    const { address, field } = SITES.slack;
    const person = await opened(browser, address);
    await writes(person, field, HARSH);
    await person.badge('hold');
    await person.tab.run(() => {
      document.querySelector('[data-qa="texty_autocomplete_menu"]').hidden = false;
    });
    await person.tab.press('Enter');
    await sleep(300);
    assert.equal(await person.question(), null);
    await person.tab.close();
  },

  async "undo and redo work, and the markup is the site's own"(browser) {
    const person = await opened(browser, GMAIL);
    await writes(person, FIRST, KIND);
    await person.badge('write');
    // A moved caret ends what one undo takes back, in one of the browsers.
    await person.tab.press('ArrowLeft');
    await person.tab.press('ArrowRight');
    await person.tab.type(` ${HARSH}`);
    await person.badge('hold');
    assert.ok((await person.underlined()).length > 0);
    const markup = async () =>
      (await person.tab.run(() => document.querySelector('#first [g_editable]').innerHTML)).replace(/&nbsp;/g, ' ');
    const whole = `${KIND} ${HARSH}`;
    assert.equal((await markup()).replace(/<br>$/, ''), whole);
    let undone = 0;
    for (; (await markup()).includes('stupid') && undone < 5; undone += 1) await person.tab.press('Control+z');
    assert.ok(!(await markup()).includes('stupid'));
    await until('nothing is held against it', async () => !(await person.badges()).includes('hold'));
    for (; undone > 0; undone -= 1) await person.tab.press('Control+Shift+z');
    await person.badge('hold');
    assert.equal((await markup()).replace(/<br>$/, ''), whole);
    await person.tab.close();
  },

  async 'what is quoted below an answer is not looked at'(browser) {
    for (const [address, field] of [
      ['https://mail.google.com/gmail-reply.html', FIRST],
      [SITES.outlook.address, SITES.outlook.field],
    ]) {
      const person = await opened(browser, address);
      await writes(person, field, ' Thanks, I have added it.');
      await person.badge('write');
      await person.tab.press('Control+Enter');
      await until('it is sent', async () => (await person.sent()).length === 1);
      await person.tab.close();
    }
  },

  async 'a site that looks different sends as always'(browser) {
    const person = await opened(browser, 'https://mail.google.com/changed.html');
    await writes(person, '.fresh', HARSH);
    await person.click('[data-plays="send"]');
    await until('it is sent', async () => (await person.sent()).length === 1);
    await browser.toolbar?.(person, /does not know its way around/);
    await person.tab.close();
  },

  async 'a page cannot look at what was found'(browser) {
    const person = await opened(browser, GMAIL);
    await writes(person, FIRST, HARSH);
    await person.badge('hold');
    const seen = await person.tab.run(() => {
      const layer = document.querySelector('presend-layer');
      return [layer.shadowRoot, layer.textContent, layer.attributes.length, typeof window.presendIsHere];
    });
    assert.deepEqual(seen, [null, '', 1, 'undefined']);
    await person.tab.close();
  },

  async 'the badge opens what was found, and gives the focus back'(browser) {
    const person = await opened(browser, GMAIL);
    await writes(person, FIRST, HARSH);
    await person.badge('hold');
    await person.choose('badge');
    const panel = () =>
      person.tab.inLayer(function read() {
        return this.querySelector('.panel')?.textContent ?? '';
      });
    await until('it is open', async () => (await panel()).includes('stupid idiot'));
    await person.tab.press('Escape');
    await until('it is closed', async () => (await panel()) === '');
    await person.tab.type('!');
    assert.ok(
      (await person.tab.run(() => document.querySelector('#first [g_editable]').innerText)).includes(`${HARSH}!`),
    );
    await person.tab.close();
  },
};

/** Without the engine everything is sent, and the badge says that it was not checked. */
export async function withoutEngine(browser) {
  const person = await opened(browser, GMAIL);
  await writes(person, FIRST, HARSH);
  await person.badge('unchecked');
  await person.click(SEND);
  await until('it is sent', async () => (await person.sent()).length === 1);
  await browser.toolbar?.(person, /cannot be loaded/);
  await person.tab.close();
}
