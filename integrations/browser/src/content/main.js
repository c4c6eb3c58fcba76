// Joins an adapter, the drafts of a page, what is drawn on it and the gate before its sends.

import { Badge } from './badge.js';
import { askBeforeSending } from './dialog.js';
import { Draft } from './draft.js';
import { Gate } from './gate.js';
import { Host } from './host.js';
import { Marks } from './marks.js';
import { buttonOf, fieldOf, sendButtons } from './reading.js';
import { UNKNOWN } from './words.js';

// Letters typed into a text field that no adapter knows, on a page where none is known: the site looks different today.
const UNKNOWN_AFTER = 20;

/** Asks the background of the extension, where the engine runs. */
async function tell(message) {
  if (!chrome.runtime?.id) throw new Error('the extension was updated; reload this page');
  const answer = await chrome.runtime.sendMessage(message);
  if (!answer) throw new Error('no answer');
  return answer;
}

/** What the toolbar says of this tab; where that fails too, there is nobody left to tell. */
function report(problem) {
  tell({ op: 'problem', problem }).catch(() => {});
}

class Page {
  #drafts = new WeakMap();
  #shown = new Set();
  #unknown = 0;
  #problem = '';

  constructor(adapter) {
    this.adapter = adapter;
    this.host = new Host();
    this.gate = new Gate(adapter, {
      draftOf: (field) => this.draftOf(field),
      choose: (draft) => this.#choose(draft),
      failed: (error) => this.#say(error.message),
    });
  }

  watch() {
    this.gate.watch(window);
    const on = (name, act) =>
      window.addEventListener(name, (event) => this.#safely(() => act(event)), { capture: true, passive: true });
    const inField = (act) => (event) => {
      const field = event.composedPath()[0]?.closest?.(this.adapter.field);
      if (field) act(this.draftOf(field));
      else if (event.type === 'input') this.#strange(event);
    };
    on(
      'focusin',
      inField((draft) => draft.pause()),
    );
    on(
      'input',
      inField((draft) => this.#typed(draft)),
    );
    on(
      'compositionstart',
      inField((draft) => draft.composing(true)),
    );
    on(
      'compositionend',
      inField((draft) => draft.composing(false)),
    );
    on('pointerover', (event) => this.#near(event));
    for (const name of ['scroll', 'resize', 'click', 'transitionend']) on(name, () => this.#moved());
    chrome.runtime.onMessage.addListener((message) => {
      if (message.op === 'show') this.#safely(() => this.#toggle());
    });
  }

  draftOf(field) {
    let draft = this.#drafts.get(field);
    if (!draft) {
      draft = new Draft(field, this.adapter, {
        ask: (request) => tell({ op: 'lint', request }),
        wake: () => tell({ op: 'wake' }).catch(() => {}),
        changed: (changed) => this.#changed(changed),
      });
      draft.marks = new Marks(this.host, draft);
      draft.badge = new Badge(this.host, draft);
      new ResizeObserver(() => this.#moved()).observe(field);
      this.#drafts.set(field, draft);
    }
    this.#shown.add(draft);
    return draft;
  }

  #typed(draft) {
    draft.typed();
    this.#safely(() => draft.marks.typed());
  }

  // A pointer that nears the button gives the check a head start.
  #near(event) {
    const button = buttonOf(this.adapter, event);
    const field = button && fieldOf(this.adapter, button);
    if (field) this.draftOf(field).pause();
  }

  #changed(draft) {
    this.#safely(() => draft.badge.show());
    this.#safely(() => draft.marks.show());
    if (draft.state.kind === 'unchecked') this.#say(draft.state.reason);
    else if (this.adapter.keys !== 'enter' && sendButtons(this.adapter, draft.field).length === 0) {
      this.#say(UNKNOWN);
    } else if (draft.state.kind === 'checked') this.#say('');
  }

  #choose(draft) {
    draft.badge.close();
    return askBeforeSending(this.host, draft);
  }

  #moved() {
    for (const draft of this.#shown) {
      if (draft.field.isConnected) {
        draft.badge.soon();
        draft.marks.soon();
      } else {
        draft.badge.remove();
        draft.marks.remove();
        this.#shown.delete(draft);
      }
    }
  }

  // Text that is typed where no adapter looks.
  #strange(event) {
    const target = event.composedPath()[0];
    if (!target?.isContentEditable && target?.localName !== 'textarea') return;
    if (this.adapter.hasOtherTexts || document.querySelector(this.adapter.field)) return;
    this.#unknown += 1;
    if (this.#unknown === UNKNOWN_AFTER) this.#say(UNKNOWN);
  }

  #toggle() {
    const field = document.activeElement?.closest(this.adapter.field);
    if (field) this.draftOf(field).badge.toggle();
  }

  #say(problem) {
    if (problem === this.#problem) return;
    this.#problem = problem;
    report(problem);
  }

  // A mistake in here must not cost a person the use of the site.
  #safely(act) {
    try {
      act();
    } catch (error) {
      this.#say(error.message);
    }
  }
}

/** Starts on a page, once. */
export function start(adapter) {
  if (globalThis.presendIsHere) return;
  globalThis.presendIsHere = true;
  new Page(adapter).watch();
}
