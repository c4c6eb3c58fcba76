// A text field with underlines: a mirror above it holds the same words in the same places, and marks in it.

/** One text field with its mirror. */
export class Field {
  #mirror;
  #places = [];

  /** `name` is that of the field in a request. */
  constructor(element, name) {
    this.element = element;
    this.name = name;
    this.#mirror = element.parentElement.querySelector(".mirror");
    this.draw([]);
  }

  get text() {
    return this.element.value;
  }

  /** The places that are underlined, by start. */
  get places() {
    return this.#places;
  }

  /** Underlines places; of those that overlap the gravest shows, and each answers to the pointer. */
  draw(places) {
    this.#places = places.toSorted((one, other) => one.start - other.start || one.end - other.end);
    const text = this.text;
    const bounds = new Set([0, text.length]);
    for (const { start, end } of places) bounds.add(start).add(end);
    const cuts = [...bounds].sort((one, other) => one - other);
    const nodes = cuts.slice(0, -1).map((start, index) => this.#piece(text, start, cuts[index + 1]));
    // A line end at the end of a field opens a line, at the end of a block it does not.
    this.#mirror.replaceChildren(...nodes, "\u200b");
  }

  #piece(text, start, end) {
    const piece = text.slice(start, end);
    const here = this.#places.filter((place) => place.start <= start && place.end >= end);
    if (here.length === 0) return document.createTextNode(piece);
    const mark = document.createElement("mark");
    mark.textContent = piece;
    mark.className = here.reduce((gravest, place) => (place.rank < gravest.rank ? place : gravest)).severity;
    mark.places = here;
    return mark;
  }

  /** Returns the places under a point of the window, and the mark that is there. */
  at(x, y) {
    const isIn = (rect) => x >= rect.left && x <= rect.right && y >= rect.top && y <= rect.bottom + 3;
    const mark = this.#marks().find((mark) => [...mark.getClientRects()].some(isIn));
    return mark ? { places: mark.places, mark } : null;
  }

  /** Returns the first mark of a place. */
  markOf(place) {
    return this.#marks().find((mark) => mark.places.includes(place));
  }

  /** Shows which marks are spoken of. */
  point(places) {
    for (const mark of this.#marks())
      mark.classList.toggle(
        "at",
        mark.places.some((place) => places.includes(place)),
      );
  }

  /** Puts the caret on a place. */
  select({ start, end }) {
    this.element.focus({ preventScroll: true });
    this.element.setSelectionRange(start, end);
  }

  /** Replaces stretches of the text, the last first, in a way that the browser can undo. */
  replace(edits) {
    for (const { start, end, text } of edits.toReversed()) {
      this.select({ start, end });
      const command = text ? "insertText" : "delete";
      if (!document.execCommand(command, false, text)) this.element.setRangeText(text);
    }
    this.element.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #marks() {
    return [...this.#mirror.querySelectorAll("mark")];
  }
}
