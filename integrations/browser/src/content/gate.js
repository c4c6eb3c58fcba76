// Stands before a send: lets it through, or holds it until the person has chosen.

import { buttonOf, fieldOf, sendButtons } from './reading.js';

const POINTER = ['pointerdown', 'mousedown', 'touchstart', 'pointerup', 'mouseup', 'touchend', 'click'];

// Time that a site gets to act on a key before its button is used in its place.
const KEY_TIME = 400;

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Watches a page for sends. What fails in here is told to `failed`, and the send goes through. */
export class Gate {
  #held = new WeakSet();
  #busy = new WeakSet();
  #keyUp = null;

  /** `draftOf` returns what is known of a field, `choose` asks the person: true sends. */
  constructor(adapter, { draftOf, choose, failed }) {
    this.adapter = adapter;
    this.draftOf = draftOf;
    this.choose = choose;
    this.failed = failed;
  }

  /** Starts to listen. The window hears first what goes down to a page. */
  watch(page) {
    const listen = (names, act) => {
      const safely = (event) => {
        try {
          act.call(this, event);
        } catch (error) {
          this.failed(error);
        }
      };
      names.forEach((name) => page.addEventListener(name, safely, { capture: true, passive: false }));
    };
    listen(POINTER, this.#pointer);
    listen(['keydown'], this.#key);
    listen(['keyup'], this.#up);
    listen(['submit'], this.#submit);
  }

  #pointer(event) {
    const button = buttonOf(this.adapter, event);
    if (!button || event.button > 0) return;
    const isLast = event.type === 'click';
    if (!this.#held.has(button)) {
      // What was let through at the first touch of a button is let through to the end.
      const isFirst = event.type === 'pointerdown' || (isLast && event.detail === 0) || !event.isTrusted;
      const field = isFirst || isLast ? fieldOf(this.adapter, button) : null;
      if (!field) return;
      const draft = this.draftOf(field);
      if (!this.#busy.has(draft)) {
        const decision = draft.decide();
        if (decision === 'pass') return;
        if (decision === 'ask') draft.check();
      }
      this.#held.add(button);
    }
    stop(event);
    if (!isLast) return;
    this.#held.delete(button);
    const field = fieldOf(this.adapter, button);
    if (!field) return;
    // A site may have drawn its button anew in the meantime.
    this.#settle(this.draftOf(field), () => press(button.isConnected ? button : sendButtons(this.adapter, field)[0]));
  }

  #key(event) {
    if (event.code === this.#keyUp && !event.repeat) this.#keyUp = null;
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return;
    const target = event.composedPath()[0];
    const field = target?.closest?.(this.adapter.field);
    const isSend = field ? this.#sends(event, field) : event.ctrlKey || event.metaKey;
    const sent = field ?? (isSend ? this.#fieldBeside(target) : null);
    if (!isSend || !sent) return;
    const draft = this.draftOf(sent);
    if (this.#busy.has(draft)) return stop(event);
    const decision = draft.decide();
    if (decision === 'pass') return;
    stop(event);
    this.#keyUp = event.code;
    if (decision === 'ask') draft.check();
    this.#settle(draft, (isChosen) => type(target, event, isChosen && (() => this.#fallBack(draft))));
  }

  #sends(event, field) {
    if (this.adapter.keys !== 'enter') return event.ctrlKey || event.metaKey;
    if (event.shiftKey || event.altKey) return false;
    // Where a list of names is open, the key picks one.
    if (field.getAttribute('aria-activedescendant') || field.getAttribute('aria-expanded') === 'true') return false;
    const menus = this.adapter.menu ? field.ownerDocument.querySelectorAll(this.adapter.menu) : [];
    return ![...menus].some((menu) => menu.checkVisibility());
  }

  // The key also works in the line of the subject and in those of the readers.
  #fieldBeside(target) {
    if (!target?.matches?.('input, textarea, [contenteditable]')) return null;
    const [button] = sendButtons(this.adapter, target);
    return button ? fieldOf(this.adapter, button) : null;
  }

  // The rest of a key press that was held: a site may send on it as well.
  #up(event) {
    if (event.code !== this.#keyUp) return;
    this.#keyUp = null;
    if (event.isTrusted) stop(event);
  }

  // Forms that are sent in a way of their own, by a script of the page or a key that nobody knows of.
  #submit(event) {
    const field = event.target.querySelector?.(this.adapter.field);
    if (!field) return;
    const draft = this.draftOf(field);
    if (this.#busy.has(draft)) return stop(event);
    const decision = draft.decide();
    if (decision === 'pass') return;
    stop(event);
    if (decision === 'ask') draft.check();
    const { submitter } = event;
    this.#settle(draft, () => event.target.requestSubmit(submitter?.isConnected ? submitter : null));
  }

  async #settle(draft, send) {
    if (this.#busy.has(draft)) return;
    this.#busy.add(draft);
    let isChosen = false;
    try {
      let decision = draft.decide();
      for (let tries = 0; decision === 'ask' && tries < 2; tries += 1) {
        await draft.check();
        decision = draft.decide();
      }
      if (decision === 'ask') draft.giveUp('the text kept changing');
      if (decision === 'stop') {
        if (!(await this.choose(draft))) return;
        draft.decide();
        draft.waive();
        isChosen = true;
      }
    } catch (error) {
      draft.giveUp(error.message);
      this.failed(error);
    } finally {
      this.#busy.delete(draft);
    }
    send(isChosen);
  }

  // A site that does not listen to keys of scripts still has its button.
  #fallBack(draft) {
    const before = draft.message.request.text;
    setTimeout(() => {
      if (!draft.field.isConnected || draft.decide() !== 'pass' || draft.message.request.text !== before) return;
      const [button] = sendButtons(this.adapter, draft.field);
      if (button) press(button);
    }, KEY_TIME);
  }
}

/** Does what a pointer does to a button. */
function press(button) {
  if (!button) return;
  const box = button.getBoundingClientRect();
  const at = {
    bubbles: true,
    cancelable: true,
    composed: true,
    view: window,
    button: 0,
    clientX: box.x + box.width / 2,
    clientY: box.y + box.height / 2,
  };
  const pointer = { ...at, pointerId: 1, pointerType: 'mouse', isPrimary: true };
  button.dispatchEvent(new PointerEvent('pointerdown', { ...pointer, buttons: 1 }));
  button.dispatchEvent(new MouseEvent('mousedown', { ...at, buttons: 1, detail: 1 }));
  button.dispatchEvent(new PointerEvent('pointerup', pointer));
  button.dispatchEvent(new MouseEvent('mouseup', { ...at, detail: 1 }));
  button.click();
}

/** Presses a key again as it was pressed; `unheard` is called where no handler of the page took it. */
function type(target, event, unheard) {
  const { key, code, keyCode, ctrlKey, metaKey, shiftKey, altKey } = event;
  const same = {
    key,
    code,
    keyCode,
    which: keyCode,
    ctrlKey,
    metaKey,
    shiftKey,
    altKey,
    bubbles: true,
    cancelable: true,
    composed: true,
  };
  const goesOn = target.dispatchEvent(new KeyboardEvent('keydown', same));
  if (goesOn) target.dispatchEvent(new KeyboardEvent('keypress', { ...same, charCode: keyCode }));
  target.dispatchEvent(new KeyboardEvent('keyup', same));
  if (unheard) unheard();
}
