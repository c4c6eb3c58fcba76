// Underlines what was found, without a change to the page: highlights are painted over text that stays as it is.

import { Mirror } from './mirror.js';
import { isPlain } from './text.js';

// Underlines beyond these help nobody.
const MOST = 200;

const PRIORITIES = { error: 4, warning: 3, info: 2, hint: 1 };

function highlight(severity) {
  const name = `presend-${severity}`;
  let found = CSS.highlights.get(name);
  if (!found) {
    found = new Highlight();
    // Where several stand over each other, the gravest shows.
    found.priority = PRIORITIES[severity];
    CSS.highlights.set(name, found);
  }
  return found;
}

/** The underlines of one draft. */
export class Marks {
  #ranges = [];

  constructor(host, draft) {
    this.draft = draft;
    this.mirror = isPlain(draft.field) ? new Mirror(host, draft.field) : null;
  }

  /** Underlines what the state of the draft says; what is being checked keeps the underlines it has. */
  show() {
    const { state, message } = this.draft;
    if (state.kind === 'checking') return;
    this.clear();
    if (state.kind !== 'checked') return;
    const text = this.mirror ?? message.read;
    this.mirror?.follow();
    const all = state.answer.findings.flatMap(({ severity, places }) =>
      places.map((place) => ({ severity, ...place })),
    );
    for (const { severity, start, end } of all.slice(0, MOST)) {
      const range = text.range(start, end);
      if (!range) continue;
      highlight(severity).add(range);
      this.#ranges.push({ severity, range });
    }
  }

  /** Moves the underlines of a plain field with what is typed; the others move by themselves. */
  typed() {
    if (this.#ranges.length > 0) this.mirror?.follow();
  }

  /** Puts the underlines of a plain field in their place. */
  soon() {
    this.mirror?.place();
  }

  /** Takes the underlines away. */
  clear() {
    for (const { severity, range } of this.#ranges) highlight(severity).delete(range);
    this.#ranges = [];
  }

  /** Takes everything off the page. */
  remove() {
    this.clear();
    this.mirror?.remove();
  }
}
