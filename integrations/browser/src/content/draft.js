// Follows one field: reads it at each pause, has it checked, and knows what is known about the text as it stands.

import { readMessage } from './reading.js';

// A person who types pauses for longer than this between thoughts, not between letters.
const PAUSE = 250;

// Longer than a check of the longest draft takes, shorter than a person waits before pressing the button again.
const LONGEST_WAIT = 3000;

// A browser puts a background to sleep that was not asked anything for longer than this.
const AWAKE = 20000;

/** What is known about a text: `checking`, `checked` with an answer, or `unchecked` with a reason. */
export class Draft {
  state = { kind: 'checking' };
  /** Milliseconds that the last pause took of the page's time. */
  work = 0;
  #timer = 0;
  #composes = false;
  #key = '';
  #known = null;
  #waived = '';
  #running = null;
  #asleep = 0;

  /** `ask` hands a request to the engine, `wake` says that one will come; `changed` is told when the state is another. */
  constructor(field, adapter, { ask, wake, changed }) {
    this.field = field;
    this.adapter = adapter;
    this.ask = ask;
    this.wake = wake;
    this.changed = changed;
  }

  /** Something was typed. The first letter after a while wakes the engine, so that it is there for the first pause. */
  typed() {
    clearTimeout(this.#timer);
    if (this.#composes) return;
    const now = Date.now();
    if (now > this.#asleep) this.wake();
    this.#asleep = now + AWAKE;
    this.#timer = setTimeout(() => this.pause(), PAUSE);
  }

  /** An input method builds up a word: what stands in the field is not text yet. */
  composing(isOn) {
    this.#composes = isOn;
    if (isOn) clearTimeout(this.#timer);
    else this.typed();
  }

  /** Checks what stands there now, but for half a word. */
  pause() {
    if (!this.#composes && this.field.isConnected) this.check();
  }

  /** Checks what stands there now, unless it is known. Returns a promise that ends with the check. */
  check() {
    clearTimeout(this.#timer);
    this.work = 0;
    let isKnown;
    this.#timed(() => {
      this.#read();
      isKnown = this.#known?.key === this.#key;
      this.state = isKnown ? this.#known.state : { kind: 'checking' };
      this.#tell();
    });
    return isKnown ? Promise.resolve() : this.#hear();
  }

  /** Says what is to be done with the message as it stands: `pass`, `stop`, or `ask` where it is not known yet. */
  decide() {
    this.#read();
    if (this.message.request.text.trim() === '' || this.#key === this.#waived) return 'pass';
    if (this.#known?.key !== this.#key) return 'ask';
    this.state = this.#known.state;
    return this.state.kind === 'checked' && this.state.answer.stops ? 'stop' : 'pass';
  }

  /** The person said that this very text is to be sent. */
  waive() {
    this.#waived = this.#key;
  }

  /** The text could not be checked, and goes out as it is. */
  giveUp(reason) {
    this.#learn(this.#key, { kind: 'unchecked', reason });
    this.#tell();
  }

  #read() {
    this.message = readMessage(this.adapter, this.field);
    this.#key = JSON.stringify(this.message.request);
  }

  // Only the last text is remembered, and only while the page is open.
  #learn(key, state) {
    this.#known = { key, state };
    if (key === this.#key) this.state = state;
  }

  #hear() {
    const key = this.#key;
    if (this.#running?.key === key) return this.#running.done;
    const done = this.#answer(this.message.request).then((state) => {
      this.#running = null;
      this.#timed(() => {
        this.#learn(key, state);
        if (key === this.#key) this.#tell();
      });
    });
    this.#running = { key, done };
    return done;
  }

  // Nothing is drawn around a word that an input method still builds up.
  #tell() {
    if (!this.#composes) this.changed(this);
  }

  #timed(act) {
    const started = performance.now();
    act();
    this.work += performance.now() - started;
  }

  async #answer(request) {
    let late;
    const patience = new Promise((resolve) => {
      late = setTimeout(resolve, LONGEST_WAIT, { error: 'the check took too long' });
    });
    try {
      const answer = await Promise.race([this.ask(request), patience]);
      return answer.error ? { kind: 'unchecked', reason: answer.error } : { kind: 'checked', answer };
    } catch (error) {
      return { kind: 'unchecked', reason: error.message };
    } finally {
      clearTimeout(late);
    }
  }
}
