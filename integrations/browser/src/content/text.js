// Reads the writer's own text of a field, and remembers which piece of the page each stretch of it comes from.

const BLOCKS = new Set(
  (
    'ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DIV DL DT FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN OL P PRE SECTION ' +
    'TABLE TBODY TD TFOOT TH THEAD TR UL'
  ).split(' '),
);

// What is never prose of the writer's, on any site.
const NO_PROSE = 'script, style, template, button, select, code, pre, [contenteditable="false"][aria-hidden="true"]';

/** The text of a field. `pieces` are in order: text node `node` holds the text from `start` on. */
export class FieldText {
  text = '';
  pieces = [];

  /** Returns the range of the page that a stretch of the text stands in, or null where it is gone. */
  range(start, end) {
    const first = this.#pieceAt(start);
    const last = this.#pieceAt(end - 1);
    if (!first || !last) return null;
    const from = start - first.start;
    const to = end - last.start;
    if (from > first.node.length || to > last.node.length) return null;
    const range = new Range();
    range.setStart(first.node, Math.max(from, 0));
    range.setEnd(last.node, to);
    return range;
  }

  #pieceAt(offset) {
    let [low, high] = [0, this.pieces.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.pieces[middle].start <= offset) low = middle + 1;
      else high = middle;
    }
    return this.pieces[low - 1] ?? null;
  }
}

/** Says whether a field is a plain one, whose text is its value. */
export function isPlain(field) {
  return field.localName === 'textarea' || field.localName === 'input';
}

/**
 * Reads a field. What matches `quote` is left out with all it holds, and so is all that follows what matches `quoteFrom`:
 * there the message that is being answered begins.
 */
export function readField(field, { quote, quoteFrom } = {}) {
  const read = new FieldText();
  if (isPlain(field)) {
    read.text = field.value;
    return read;
  }
  const skipped = quote ? `${NO_PROSE}, ${quote}` : NO_PROSE;
  const keepsLines = /^(pre|break)/.test(getComputedStyle(field).whiteSpace);
  const lines = new Lines();
  // A walk without recursion, for a page can nest as deep as it likes. Each look at a node costs more in a content script
  // than in a page, so that nothing is asked twice.
  const open = [];
  let node = field.firstChild;
  for (;;) {
    while (!node) {
      if (open.length === 0) {
        read.text = lines.text();
        return read;
      }
      const done = open.pop();
      if (done.isBlock) lines.end();
      node = done.node.nextSibling;
    }
    const name = node.nodeName;
    if (name === '#text') {
      const { data } = node;
      if (data !== '') {
        read.pieces.push({ start: lines.length, node });
        lines.add(keepsLines ? data : data.replace(/[\n\t]/g, ' '));
      }
    } else if (name === 'BR') lines.add('\n');
    else if (!name.startsWith('#')) {
      if (quoteFrom && node.matches(quoteFrom)) {
        read.text = lines.text();
        return read;
      }
      if (!node.matches(skipped)) {
        const isBlock = BLOCKS.has(name);
        if (isBlock) lines.end();
        open.push({ node, isBlock });
        node = node.firstChild;
        continue;
      }
    }
    node = node.nextSibling;
  }
}

/** Text that grows by pieces and breaks. */
class Lines {
  length = 0;
  #parts = [];
  #isAtStart = true;

  add(text) {
    this.#parts.push(text);
    this.length += text.length;
    this.#isAtStart = text.endsWith('\n');
  }

  /** Ends a line that has begun. */
  end() {
    if (!this.#isAtStart) this.add('\n');
  }

  text() {
    return this.#parts.join('');
  }
}
