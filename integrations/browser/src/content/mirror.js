// Lays the text of a plain field out a second time, unseen and in the same place, so that parts of it can be underlined.

import { make } from './host.js';

// What decides where a letter stands.
const COPIED = [
  'borderBottomWidth',
  'borderLeftWidth',
  'borderRightWidth',
  'borderTopWidth',
  'boxSizing',
  'direction',
  'fontFamily',
  'fontFeatureSettings',
  'fontKerning',
  'fontSize',
  'fontStretch',
  'fontStyle',
  'fontVariant',
  'fontWeight',
  'letterSpacing',
  'lineHeight',
  'overflowWrap',
  'paddingBottom',
  'paddingLeft',
  'paddingRight',
  'paddingTop',
  'tabSize',
  'textAlign',
  'textIndent',
  'textTransform',
  'whiteSpace',
  'wordBreak',
  'wordSpacing',
  'writingMode',
];

/** The second text of a field. Its lines are elements of their own: only lines that change are laid out anew. */
export class Mirror {
  #lines = [];
  #starts = [];
  #style = '';
  #borders = 0;

  constructor(host, field) {
    this.host = host;
    this.field = field;
    this.sheet = make('div', { class: 'sheet' });
    this.window = make('div', { class: 'mirror', 'aria-hidden': 'true' }, this.sheet);
  }

  /** Takes over the text of the field, its place, and how far it is scrolled. */
  follow() {
    this.host.add(this.window);
    const lines = this.field.value.split('\n');
    const old = this.#lines;
    let same = 0;
    while (same < lines.length && same < old.length && lines[same] === old[same]) same += 1;
    let tail = 0;
    while (tail < lines.length - same && tail < old.length - same && lines.at(-1 - tail) === old.at(-1 - tail))
      tail += 1;
    const { children } = this.sheet;
    const after = children[old.length - tail] ?? null;
    for (let gone = old.length - tail - same; gone > 0; gone -= 1) children[same].remove();
    const added = lines.slice(same, lines.length - tail).map((line) => make('div', { text: line || '\u200b' }));
    for (const line of added) this.sheet.insertBefore(line, after);
    this.#lines = lines;
    let start = 0;
    this.#starts = lines.map((line) => {
      const at = start;
      start += line.length + 1;
      return at;
    });
    this.place();
  }

  /** Puts the second text over the first. */
  place() {
    if (!this.window.isConnected) return;
    const box = this.field.getBoundingClientRect();
    this.window.hidden = box.width === 0 || !this.field.isConnected;
    const { style } = this.window;
    style.left = `${box.left}px`;
    style.top = `${box.top}px`;
    style.width = `${box.width}px`;
    style.height = `${box.height}px`;
    this.#copyStyle();
    // A bar for scrolling takes its width from the text.
    this.sheet.style.width = `${box.width - (this.field.offsetWidth - this.field.clientWidth) + this.#borders}px`;
    this.sheet.style.transform = `translate(${-this.field.scrollLeft}px, ${-this.field.scrollTop}px)`;
  }

  #copyStyle() {
    const from = getComputedStyle(this.field);
    const all = COPIED.map((name) => from[name]).join(';');
    if (all === this.#style) return;
    this.#style = all;
    for (const name of COPIED) this.sheet.style[name] = from[name];
    this.#borders = parseFloat(from.borderLeftWidth) + parseFloat(from.borderRightWidth);
  }

  /** Returns the range of the second text that a stretch of the field's text stands in. */
  range(start, end) {
    const first = this.#place(start);
    const last = this.#place(end);
    if (!first || !last) return null;
    const range = new Range();
    range.setStart(...first);
    range.setEnd(...last);
    return range;
  }

  #place(offset) {
    let [low, high] = [0, this.#starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle] <= offset) low = middle + 1;
      else high = middle;
    }
    const node = this.sheet.children[low - 1]?.firstChild;
    const within = offset - this.#starts[low - 1];
    return node && within <= node.length ? [node, within] : null;
  }

  /** Takes it off the page. */
  remove() {
    this.window.remove();
  }
}
