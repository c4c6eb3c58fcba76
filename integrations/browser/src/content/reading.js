// Reads from a page what its site shows about a message: its own text, subject, readers, and what it answers.

import { isPlain, readField } from './text.js';

// Ancestors that are looked through for what belongs together; pages nest deep, and a whole page is no compose window.
const MOST_LEVELS = 20;

// A page that has changed is looked through again after this many milliseconds.
const KEPT = 1000;

// Letters of a name or an address that are taken from a page.
const MOST_LETTERS = 200;

// Readers and earlier messages beyond these change nothing that is said.
const MOST_READERS = 500;
const MOST_EARLIER = 200;

const ADDRESS_ATTRIBUTES = ['email', 'data-email', 'data-hovercard-id', 'title', 'aria-label'];

function parent(element) {
  return element.parentElement ?? element.getRootNode().host ?? null;
}

function shown(root, selector) {
  return [...root.querySelectorAll(selector)].filter((element) => !element.closest('[hidden], [inert]'));
}

/**
 * Returns what is nearest to an element: matches in the smallest element around it that holds any. What matches `within` is
 * the last one that is looked through.
 */
function nearest(from, selector, { counts = () => true, within } = {}) {
  let root = from;
  for (let level = 0; root && level < MOST_LEVELS; level += 1) {
    const found = shown(root, selector).filter(counts);
    if (found.length > 0) return { root, found };
    if (within && root.matches(within)) break;
    root = parent(root);
  }
  return { root: null, found: [] };
}

function own(selector, root) {
  return selector ? shown(root, selector) : [];
}

function words(element) {
  const text = isPlain(element) ? element.value : element.textContent;
  return text
    .replace(/[\s\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, MOST_LETTERS);
}

/** Reads one reader as a mail's header has it: an address with the name that stands beside it, or a name alone. */
function reader(element) {
  for (const name of ADDRESS_ATTRIBUTES) {
    const address = element.getAttribute(name)?.match(/[^\s<>"',;]+@[^\s<>"',;]+/)?.[0];
    if (address) {
      const shown = (element.getAttribute('data-name') ?? words(element)).replace(/[<>",;@].*/, '').trim();
      return shown ? `"${shown}" <${address}>` : address;
    }
  }
  return words(element).replace(/[<>]/g, ' ');
}

function readers(selector, root) {
  const all = own(selector, root).slice(0, MOST_READERS).map(reader);
  return [...new Set(all.filter((text) => text !== ''))];
}

/** Tells the engine how many messages came before, in the one way a mail has for it. */
function references(earlier) {
  if (!earlier) return undefined;
  const ids = Array.from({ length: Math.min(earlier, MOST_EARLIER) }, (_, at) => `<${at + 1}@thread.invalid>`);
  return `References: ${ids.join(' ')}`;
}

// To look through a large page takes milliseconds, and is asked for several times a pause.
const looked = new WeakMap();

/** Looks around a field: the buttons that send it, and the largest element that holds no other field. */
function surroundings(adapter, field) {
  const known = looked.get(field);
  if (known && performance.now() < known.until && known.buttons.every((button) => button.isConnected)) return known;
  const { root, found } = nearest(field, adapter.send, { counts: adapter.isSend, within: adapter.within });
  let around = root ?? field.parentElement ?? field;
  for (let level = 0; level < MOST_LEVELS; level += 1) {
    const next = parent(around);
    if (!next || shown(next, adapter.field).length > 1) break;
    around = next;
  }
  const now = { buttons: found, around, until: performance.now() + KEPT };
  looked.set(field, now);
  return now;
}

/** Returns the buttons that send what stands in a field. */
export function sendButtons(adapter, field) {
  return surroundings(adapter, field).buttons;
}

/** Returns the button that an event is about, if it is one that sends. */
export function buttonOf(adapter, event) {
  const button = event.composedPath()[0]?.closest?.(adapter.send);
  if (!button || button.matches('[disabled], [aria-disabled="true"]')) return null;
  return adapter.isSend && !adapter.isSend(button) ? null : button;
}

/** Returns the field that a button sends, or null. */
export function fieldOf(adapter, button) {
  const fields = nearest(button, adapter.field, { within: adapter.within }).found;
  return fields.find((field) => sendButtons(adapter, field).includes(button)) ?? null;
}

/** Reads a message from the page: the request for the engine, and where its text stands. */
export function readMessage(adapter, field) {
  const { around } = surroundings(adapter, field);
  // Who reads a chat stands above it, outside the form.
  const page = adapter.readersOnPage ? field.ownerDocument : around;
  const places =
    typeof adapter.readers === 'function' ? adapter.readers(field.ownerDocument) : (adapter.readers ?? {});
  const read = readField(field, adapter);
  // A page may hold the title of something else, out of sight.
  const subject = own(adapter.subject, around).find((element) => element.checkVisibility());
  const request = {
    text: read.text,
    profile: adapter.profile,
    subject: subject ? words(subject) : undefined,
    to: readers(places.to, page),
    cc: readers(places.cc, page),
    bcc: readers(places.bcc, page),
    headers: references(adapter.earlier?.(field)),
  };
  return { read, request };
}
