// Shows a note beside a place: by pointer, by keyboard, or by a tap.

import { element } from "./dom.js";
import { words } from "./remarks.js";

/** Between a note and its place, and around the note. */
const GAP = 6;

/** The one note of the page. */
export class Note {
  #element;
  #field = null;

  constructor(element) {
    this.#element = element;
  }

  get isShown() {
    return !this.#element.hidden;
  }

  /** Shows what is said about places, below the mark that stands for them or above it. */
  show(field, places, mark) {
    this.hide();
    this.#field = field;
    field.point(places);
    const said = places.map(({ finding }) =>
      element("div", { className: finding.diagnostic.severity }, ...words(finding.diagnostic)),
    );
    this.#element.replaceChildren(...said);
    this.#element.hidden = false;
    this.#move(mark.getClientRects()[0], field.element.getBoundingClientRect().right);
  }

  hide() {
    this.#element.hidden = true;
    this.#field?.point([]);
    this.#field = null;
  }

  /** It keeps to the column of its field, so that the verdict beside it can still be read. */
  #move(rect, column) {
    const { offsetWidth: width, offsetHeight: height, style } = this.#element;
    const room = Math.min(document.documentElement.clientWidth, column + GAP);
    const left = Math.max(GAP, Math.min(rect.left, room - width - GAP));
    const fits = rect.bottom + GAP + height <= window.innerHeight || rect.top < height + GAP;
    style.left = `${left + window.scrollX}px`;
    style.top = `${(fits ? rect.bottom + GAP : rect.top - height - GAP) + window.scrollY}px`;
  }
}
