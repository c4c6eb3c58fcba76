// What a person does on a page: the same words for both browsers.

import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until a function returns something, and returns it. */
export async function until(what, act, limit = 20000) {
  const end = Date.now() + limit;
  for (;;) {
    const found = await act();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await sleep(40);
  }
}

/** A person at a tab. */
export class Person {
  constructor(tab) {
    this.tab = tab;
  }

  /** Clicks the middle of what a selector finds on the page. */
  async click(selector) {
    const at = await this.tab.run((wanted) => {
      const element = document.querySelector(wanted);
      element.scrollIntoView({ block: 'nearest' });
      const box = element.getBoundingClientRect();
      return [box.x + box.width / 2, box.y + box.height / 2];
    }, selector);
    await this.tab.clickAt(...at);
  }

  /** Clicks a button of the extension by its text or class. */
  async choose(button) {
    const at = await until(`there is a button "${button}"`, () =>
      this.tab.inLayer(function find(wanted) {
        const all = [...this.querySelectorAll('button')].filter((element) => element.checkVisibility());
        const box = all
          .find((element) => element.textContent === wanted || element.classList.contains(wanted))
          ?.getBoundingClientRect();
        return box ? [box.x + box.width / 2, box.y + box.height / 2] : null;
      }, button),
    );
    await this.tab.clickAt(...at);
  }

  /** Puts the caret to where the writer's own text stands. */
  async enter(selector) {
    await this.click(selector);
    await this.tab.run((wanted) => {
      const element = document.querySelector(wanted);
      const own = element.querySelector?.('#own');
      if (own) document.getSelection().collapse(own, own.childNodes.length);
    }, selector);
  }

  sent() {
    return this.tab.run(() => window.sent);
  }

  /** What the badges say, in the order of their drafts. */
  async badges() {
    const said = await this.tab.inLayer(function all() {
      return [...this.querySelectorAll('.badge')]
        .filter((element) => element.checkVisibility())
        .map((element) => element.dataset.action);
    });
    return said ?? [];
  }

  async badge(action) {
    return until(`a badge says ${action}`, async () => (await this.badges()).includes(action));
  }

  /** What the question says, or null where none is asked. */
  question() {
    return this.tab.inLayer(function read() {
      const dialog = this.querySelector('dialog[open]');
      if (!dialog) return null;
      const named = (attribute) => this.getElementById(dialog.getAttribute(attribute)).textContent;
      return {
        role: dialog.getAttribute('role'),
        name: named('aria-labelledby'),
        description: named('aria-describedby'),
        focused: this.activeElement?.textContent,
        why: this.querySelector('.why').checkVisibility() ? this.querySelector('.why').textContent : '',
      };
    });
  }

  asked() {
    return until('the question is asked', async () => (await this.question()) ?? null);
  }

  async notAsked() {
    return until('the question is gone', async () => !(await this.question()));
  }

  /** What is underlined, as text. */
  underlined() {
    return this.tab.run(() =>
      ['error', 'warning', 'info', 'hint'].flatMap((name) =>
        [...(CSS.highlights.get(`presend-${name}`) ?? [])].map(String),
      ),
    );
  }
}

export { sleep };
