// Shows the verdict beside the send button of a draft; pressed, it shows what was found.

import { details } from './details.js';
import { make } from './host.js';
import { sendButtons } from './reading.js';
import { ACTIONS, BUTTONS, CHECKING, UNCHECKED, uncheckedTitle } from './words.js';

const GAP = 8;

// Sites move and close what a draft stands in without telling anybody.
const LOOK_AGAIN = 1000;

/** The badge of one draft. */
export class Badge {
  #panel = null;
  #frame = 0;
  #isNews = false;

  constructor(host, draft) {
    this.host = host;
    this.draft = draft;
    this.word = make('span', { class: 'word' });
    this.button = make('button', {
      class: 'badge',
      type: 'button',
      'aria-haspopup': 'dialog',
      'aria-expanded': 'false',
    });
    this.button.append(make('span', { class: 'sign', 'aria-hidden': 'true' }), this.word);
    this.button.addEventListener('click', () => this.toggle());
    // The field keeps the focus, and with it the place where a person writes.
    this.button.addEventListener('mousedown', (event) => event.preventDefault());
    this.timer = setInterval(() => this.place(), LOOK_AGAIN);
  }

  /** Shows the state of the draft. */
  show() {
    const { state } = this.draft;
    const action = state.kind === 'checked' ? state.answer.action : state.kind;
    const word = { checking: CHECKING, unchecked: UNCHECKED }[action] ?? ACTIONS[action].badge;
    this.button.dataset.action = action;
    if (this.word.textContent !== word) this.word.textContent = word;
    const advice = state.kind === 'checked' ? state.answer.summary : '';
    this.button.title = state.kind === 'unchecked' ? uncheckedTitle(state.reason) : advice;
    this.button.setAttribute('aria-label', `presend: ${word}${advice ? `, ${advice}` : ''}`);
    if (state.kind !== 'checked' || this.draft.message.request.text.trim() === '') this.close();
    else if (this.#panel) this.#fill();
    this.#isNews = true;
    this.soon();
  }

  /** Puts the badge in its place before the next frame is drawn. */
  soon() {
    if (!this.#frame) this.#frame = requestAnimationFrame(() => this.place());
  }

  /** Puts the badge in its place, or takes it away where the draft is gone. */
  place() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const started = performance.now();
    this.#put();
    // What a pause costs includes this; the tests read it here.
    if (this.#isNews) this.draft.work += performance.now() - started;
    this.#isNews = false;
    this.button.dataset.work = this.draft.work.toFixed(2);
  }

  #put() {
    const { field, adapter } = this.draft;
    if (!field.isConnected) return this.remove();
    const anchor = sendButtons(adapter, field)[0] ?? field;
    const around = (adapter.badge.of && anchor.closest(adapter.badge.of)) ?? anchor;
    const box = around.getBoundingClientRect();
    const isSeen = field.checkVisibility() && box.width > 0 && this.draft.message.request.text.trim() !== '';
    this.button.hidden = !isSeen;
    if (!isSeen) return this.close();
    this.host.add(this.button);
    const [width, height] = [this.button.offsetWidth, this.button.offsetHeight];
    const middle = anchor.getBoundingClientRect();
    const level = middle.y + (middle.height - height) / 2;
    const [x, y] = {
      left: [box.left - width - GAP, level],
      right: [box.right + GAP, level],
      above: [box.right - width - GAP, box.top - height / 2],
      inside: [box.right - width - (adapter.badge.inset ?? GAP), level],
    }[adapter.badge.side];
    const inView = (at, size, most) => Math.max(2, Math.min(at, most - size - 2));
    this.button.style.left = `${inView(x, width, innerWidth)}px`;
    this.button.style.top = `${inView(y, height, innerHeight)}px`;
    if (this.#panel) this.#align();
  }

  /** Opens what was found, or closes it. */
  toggle() {
    if (this.#panel) return this.close();
    if (this.draft.state.kind !== 'checked') return;
    this.#panel = make('div', { class: 'panel', role: 'dialog', tabindex: '-1', 'aria-label': 'What presend found' });
    this.#fill();
    this.host.add(this.#panel);
    this.button.setAttribute('aria-expanded', 'true');
    this.host.onKey((event) => {
      if (event.key === 'Escape') this.close();
    });
    this.#align();
    this.#panel.focus({ preventScroll: true });
  }

  /** Closes what was found, and gives the focus back. */
  close() {
    if (!this.#panel) return;
    const hadFocus = this.#panel.matches(':focus-within');
    this.#panel.remove();
    this.#panel = null;
    this.button.setAttribute('aria-expanded', 'false');
    this.host.onKey(null);
    if (hadFocus) this.draft.field.focus({ preventScroll: true });
  }

  /** Takes everything off the page. */
  remove() {
    clearInterval(this.timer);
    this.close();
    this.button.remove();
  }

  #fill() {
    const { answer } = this.draft.state;
    const close = make('button', { class: 'quiet', type: 'button', text: BUTTONS.close });
    close.addEventListener('click', () => this.close());
    const advice = `${answer.summary[0]?.toUpperCase() ?? ''}${answer.summary.slice(1)}`;
    this.#panel.replaceChildren(
      make('p', { class: 'advice', text: advice }),
      details(answer),
      make('div', { class: 'row' }, close),
    );
  }

  #align() {
    const box = this.button.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.#panel;
    // Beside the text it speaks of where there is room, else above or below the badge.
    const beside = this.draft.field.getBoundingClientRect().left - width - 2 * GAP;
    const isBeside = beside >= GAP;
    const isBelow = box.top < height + 2 * GAP;
    const top = isBelow ? box.bottom + GAP : box.top - height - GAP;
    const inView = (at, size, most) => Math.max(GAP, Math.min(at, most - size - GAP));
    this.#panel.style.left = `${isBeside ? beside : inView(box.left, width, innerWidth)}px`;
    this.#panel.style.top = `${inView(isBeside ? box.bottom - height : top, height, innerHeight)}px`;
  }
}
