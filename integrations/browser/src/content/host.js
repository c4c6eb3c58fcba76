// Holds all that the extension draws on a page, closed to the page's scripts and styles.

import details from './details.css';
import style from './style.css';
import theme from './theme.css';
import underline from './underline.css';

// Events that stay inside, so that no shortcut of the site acts on a key that was meant for a button here.
const KEYS = ['keydown', 'keypress', 'keyup', 'focusin', 'focusout'];
const INSIDE = ['click', 'pointerdown', 'mousedown', 'pointerup', 'mouseup', 'touchstart', 'touchend'];

/** Makes an element with a class, a text and attributes. */
export function make(tag, { class: name, text, ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text) element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** The one element that stands in the page. */
export class Host {
  #keys = null;

  constructor() {
    this.element = document.createElement('presend-layer');
    // Styles of a page can reach the element itself, but not past these.
    this.element.style.cssText = 'all: initial !important; position: absolute !important; display: block !important;';
    this.root = this.element.attachShadow({ mode: 'closed' });
    this.root.append(make('style', { text: [theme, style, details, underline].join('\n') }));
    for (const name of INSIDE) this.root.addEventListener(name, (event) => event.stopPropagation());
    for (const name of KEYS) window.addEventListener(name, (event) => this.#keep(event), true);
  }

  /** Adds an element, and the host to the page where it is not there yet or was taken away. */
  add(element) {
    if (!this.element.isConnected) document.documentElement.append(this.element);
    if (!element.isConnected) this.root.append(element);
  }

  /** Hands the keys that are pressed inside to a function, until it is given another or null. */
  onKey(act) {
    this.#keys = act;
  }

  #keep(event) {
    if (event.target !== this.element) return;
    event.stopImmediatePropagation();
    if (event.type === 'keydown') this.#keys?.(event, this.root.activeElement);
  }
}
