// Tries the add-in as it is built, with the real engine and a stand-in for Outlook.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const HARSH = 'You stupid idiot, this is the third time you broke the build.';
const KIND = 'Thanks for the notes, I have added the tram times on page two.';
const QUOTE = `________________________________\r\nFrom: Bo Berg <bo@example.com>\r\nSent: Tuesday, 3 March 2026 10:12\r\nTo: Ana <ana@example.com>\r\nSubject: Notes\r\n\r\n${HARSH}\r\n`;

let check;
let readMessage;
let explanation;
let handler;
let presend;

/** Answers as Outlook's calls do: later, and with a result that says whether it went well. */
const gives = (value) => ({
  getAsync: (...given) => setTimeout(given.at(-1), 0, { status: 'succeeded', value }),
});
const refuses = { getAsync: (...given) => given.at(-1)({ status: 'failed', error: { message: 'no such field' } }) };

function message(text, others = {}) {
  const bo = { displayName: 'Bo "B" Berg', emailAddress: 'bo@example.com' };
  return { body: gives(text), subject: gives('Notes'), to: gives([bo]), cc: gives([]), bcc: gives([]), ...others };
}

before(async () => {
  execFileSync(process.execPath, ['build.mjs', 'https://mail.example.org/presend/'], { cwd: root });
  const associated = {};
  globalThis.Office = {
    onReady: (act) => act(),
    actions: {
      associate: (name, act) => {
        associated[name] = act;
      },
    },
    context: { mailbox: {} },
  };
  ({ check, readMessage, explanation } = await import(`${root}dist/check.js`));
  await import(`${root}dist/launch.js`);
  const { load } = await import(`${root}dist/presend/index.js`);
  presend = await load(readFileSync(`${root}dist/presend.wasm`));
  const [, name] = readFileSync(`${root}dist/manifest.xml`, 'utf8').match(/FunctionName="(\w+)"/);
  handler = associated[name];
});

function sent(item) {
  return new Promise((resolve) => {
    Office.context.mailbox.item = item;
    handler({ completed: resolve });
  });
}

test('the function that the manifest names answers Outlook: a harsh message asks, a kind one goes', async () => {
  const asked = await sent(message(`Bo,\r\n${HARSH}\r\n`));
  assert.equal(asked.allowEvent, false);
  assert.match(asked.errorMessage, /stupid idiot/);
  assert.ok(asked.errorMessage.length <= 500, asked.errorMessage);
  assert.deepEqual(await sent(message(`Bo,\r\n${KIND}\r\n`)), { allowEvent: true });
});

test('what is quoted below an answer does not count', async () => {
  assert.deepEqual(await sent(message(`${KIND}\r\n\r\n${QUOTE}`)), { allowEvent: true });
});

test('subject, readers and kind are read; what an older Outlook lacks is left out', async () => {
  const answers = {
    from: gives({ emailAddress: 'ana@example.com' }),
    getComposeTypeAsync: (act) => act({ status: 'succeeded', value: { composeType: 'reply' } }),
  };
  assert.deepEqual(await readMessage(message(KIND, answers)), {
    text: KIND,
    subject: 'Notes',
    profile: 'email',
    from: 'ana@example.com',
    to: ['"Bo B Berg" <bo@example.com>'],
    cc: [],
    bcc: [],
    headers: 'References: <1@thread.invalid>',
  });
  const old = await readMessage(message(KIND, { bcc: undefined }));
  assert.deepEqual([old.from, old.bcc, old.headers], [undefined, [], undefined]);
});

test('what fails stops nothing, and is told', async () => {
  const told = [];
  const failed = (error) => told.push(error.message);
  const broken = Promise.reject(new Error('the engine cannot be loaded'));
  assert.deepEqual(await check(message(HARSH), broken, failed), { allowEvent: true });
  assert.deepEqual(await check(message(HARSH, { body: refuses }), Promise.resolve(presend), failed), {
    allowEvent: true,
  });
  assert.deepEqual(await check({}, Promise.resolve(presend), failed), { allowEvent: true });
  assert.deepEqual(told.slice(0, 2), ['the engine cannot be loaded', 'no such field']);
  assert.equal(told.length, 3);
});

test('an engine that never comes lets the message go before Outlook complains', async () => {
  const started = Date.now();
  const told = [];
  assert.deepEqual(await check(message(HARSH), new Promise(() => {}), (error) => told.push(error.message)), {
    allowEvent: true,
  });
  assert.ok(Date.now() - started < 5000);
  assert.deepEqual(told, ['the check took too long']);
});

test('an explanation has whole sentences, however much there is to say', () => {
  const diagnostics = Array.from({ length: 40 }, () => ({
    text: 'as always',
    message: 'this speaks of always',
    help: 'name the one time',
  }));
  const said = explanation({
    files: [{ messages: [{ verdict: { action: 'talk', summary: 'call first' }, diagnostics }] }],
  });
  assert.ok(said.length <= 500 && said.length > 300, said);
  assert.ok(
    said.startsWith(
      'This may be better said than written. Call first. “as always”: This speaks of always. Name the one time.',
    ),
  );
  assert.ok(said.endsWith('Name the one time.'));
});

test('every file that the manifest and the page name is in the build, at the address it was built for', () => {
  const manifest = readFileSync(`${root}dist/manifest.xml`, 'utf8');
  const named = [...manifest.matchAll(/https:\/\/mail\.example\.org\/presend\/([\w.-]+)/g)].map(([, file]) => file);
  assert.ok(named.length >= 6 && !manifest.includes('addin.example.com'));
  const page = readFileSync(`${root}dist/launch.html`, 'utf8');
  named.push(...[...page.matchAll(/src="(?!https)([^"]+)"/g)].map(([, file]) => file));
  for (const file of named) assert.ok(existsSync(`${root}dist/${file}`), file);
  execFileSync('python3', [
    '-c',
    'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])',
    `${root}dist/manifest.xml`,
  ]);
});

test('a verdict is said in the words of the extension', async () => {
  const { ADVICE } = await import('../src/check.js');
  const { ACTIONS } = await import('../../browser/src/content/words.js');
  for (const [action, said] of Object.entries(ADVICE)) assert.equal(said, `${ACTIONS[action].title}.`, action);
  assert.equal(Object.keys(ADVICE).length, 4);
});
