// Drives Debian's Firefox ESR with the extension in it.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Marionette } from './marionette.mjs';

const PROGRAM = process.env.FIREFOX ?? '/usr/bin/firefox-esr';

const HOSTS = [
  'mail.google.com',
  'outlook.office.com',
  'app.slack.com',
  'teams.microsoft.com',
  'discord.com',
  'web.whatsapp.com',
  'github.com',
  'gitlab.com',
  'forum.example',
];

// Keys as the protocol names them.
const KEYS = {
  Enter: '\uE007',
  Tab: '\uE004',
  Escape: '\uE00C',
  Control: '\uE009',
  Shift: '\uE008',
  Space: ' ',
  F8: '\uE038',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowRight: '\uE014',
};

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts the browser, with an extension if one is given. The hosts of the tests are this machine. */
export async function startFirefox(extension, port) {
  const profile = mkdtempSync(join(tmpdir(), 'presend-firefox-'));
  const marionettePort = await freePort();
  const settings = {
    'marionette.port': marionettePort,
    'network.dns.localDomains': HOSTS.join(','),
    'network.proxy.type': 0,
    'app.update.disabledForTesting': true,
    'browser.shell.checkDefaultBrowser': false,
    'browser.startup.homepage_override.mstone': 'ignore',
    'datareporting.policy.dataSubmissionEnabled': false,
    'toolkit.telemetry.reportingpolicy.firstRun': false,
    'extensions.webextensions.warnings-as-errors': false,
    'dom.ipc.processPrelaunch.enabled': false,
    'remote.prefs.recommended': true,
  };
  const lines = Object.entries(settings).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, 'user.js'), `${lines.join('\n')}\n`);
  const program = spawn(
    PROGRAM,
    [
      '--headless',
      '--marionette',
      '--remote-allow-system-access',
      '--no-remote',
      '--profile',
      profile,
      '--width',
      '1200',
      '--height',
      '800',
    ],
    {
      stdio: 'ignore',
      env: { ...process.env, HOME: profile, MOZ_HEADLESS: '1' },
    },
  );
  const firefox = await Marionette.connect(marionettePort);
  const { capabilities } = await firefox.send('WebDriver:NewSession', { acceptInsecureCerts: true });
  if (extension) await firefox.send('Addon:Install', { path: extension, temporary: true });
  return {
    name: 'Firefox',
    version: capabilities.browserVersion,
    open: (address) => openPage(firefox, address.replace(/^(https:\/\/[^/]+)/, `$1:${port}`)),
    close: async () => {
      await firefox.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => {});
      await new Promise((resolve) => {
        program.once('exit', resolve);
        setTimeout(() => program.kill(), 4000).unref();
      });
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function openPage(firefox, address) {
  const { handle } = await firefox.send('WebDriver:NewWindow', { type: 'tab', focus: true });
  await firefox.send('WebDriver:SwitchToWindow', { handle });
  await firefox.send('WebDriver:Navigate', { url: address });
  const execute = async (script, args) =>
    (await firefox.send('WebDriver:ExecuteScript', { script, args, sandbox: null })).value;
  const act = (actions) => firefox.send('WebDriver:PerformActions', { actions });
  const keys = (strokes) => act([{ type: 'key', id: 'keys', actions: strokes }]);
  const down = (value) => ({ type: 'keyDown', value });
  const up = (value) => ({ type: 'keyUp', value });
  const pointer = (x, y, rest) =>
    act([
      {
        type: 'pointer',
        id: 'mouse',
        parameters: { pointerType: 'mouse' },
        actions: [{ type: 'pointerMove', x: Math.round(x), y: Math.round(y) }, ...rest],
      },
    ]);

  async function layerRoot() {
    try {
      const { value } = await firefox.send('WebDriver:FindElement', {
        using: 'css selector',
        value: 'presend-layer',
      });
      return (await firefox.send('WebDriver:GetShadowRoot', { id: value[ELEMENT] })).value;
    } catch {
      return null;
    }
  }

  return {
    errors: [],
    run: (task, ...given) => execute(`return (${task})(...arguments);`, given),
    inLayer: async (task, ...given) => {
      const root = await layerRoot();
      if (!root) return undefined;
      // A sandbox of its own sees a closed root, which the page does not.
      const body = String(task).replace(/^async function|^function/, 'function');
      const { value } = await firefox.send('WebDriver:ExecuteScript', {
        script: `const [root, ...given] = arguments; return (${body}).apply(root, given) ?? null;`,
        args: [root, ...given],
        sandbox: 'test',
      });
      return value;
    },
    type: (text) => keys([...text].flatMap((letter) => [down(letter), up(letter)])),
    insert: (text) => keys([...text].flatMap((letter) => [down(letter), up(letter)])),
    press: (combination) => {
      const all = combination.split('+').map((key) => KEYS[key] ?? key);
      return keys([...all.map(down), ...all.reverse().map(up)]);
    },
    clickAt: (x, y) =>
      pointer(x, y, [
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ]),
    /** Builds up a word with an input method, and returns what commits it. */
    compose: async (text) => {
      const chrome = async (script, args) => {
        await firefox.send('Marionette:SetContext', { value: 'chrome' });
        try {
          return await firefox.send('WebDriver:ExecuteScript', { script, args });
        } finally {
          await firefox.send('Marionette:SetContext', { value: 'content' });
        }
      };
      await chrome(
        `
        const tip = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
        if (!tip.beginInputTransactionForTests(window)) throw new Error('no input transaction');
        window.presendTip = tip;
        const [text] = arguments;
        for (let end = 1; end <= text.length; end += 1) {
          tip.setPendingCompositionString(text.slice(0, end));
          tip.appendClauseToPendingComposition(end, tip.ATTR_RAW_CLAUSE);
          tip.setCaretInPendingComposition(end);
          tip.flushPendingComposition();
        }`,
        [text],
      );
      return () => chrome('window.presendTip.commitComposition();', []);
    },
    close: () =>
      firefox.send('WebDriver:CloseWindow').then(async (left) => {
        const [handle0] = left.value ?? left;
        if (handle0) await firefox.send('WebDriver:SwitchToWindow', { handle: handle0 });
      }),
  };
}
