// Listens to keys and pointer: F8 goes through the remarks, Esc closes the note, a pointer on an underline opens it.

/** Listens for fields; `goTo` goes to a place of one. */
export function listen({ fields, note, goTo }) {
  let last;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && note.isShown) note.hide();
    if (event.key !== "F8" || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const next = neighbour(fields, last, event.shiftKey ? -1 : 1);
    if (!next) return;
    last = next.place;
    goTo(next.field, next.place);
  });
  for (const field of fields) {
    const { element } = field;
    element.addEventListener("keydown", (event) => {
      // A subject has one line.
      if (event.key === "Enter" && field.name === "subject" && !event.isComposing) event.preventDefault();
    });
    element.addEventListener("pointermove", (event) => point(field, note, event));
    element.addEventListener("click", (event) => point(field, note, event));
    element.addEventListener("pointerleave", () => note.hide());
  }
}

function point(field, note, { clientX, clientY, buttons }) {
  // Whoever drags selects text.
  if (buttons !== 0) return;
  const found = field.at(clientX, clientY);
  if (found) note.show(field, found.places, found.mark);
  else note.hide();
}

/** Returns the place after the caret, or before it, in all fields; after the last comes the first. `last` was gone to last. */
function neighbour(fields, last, step) {
  const all = fields.flatMap((field) => field.places.map((place) => ({ field, place })));
  if (all.length === 0) return null;
  const here = fields.findIndex((field) => field.element === document.activeElement);
  const caret = here < 0 ? { selectionStart: 0, selectionEnd: 0 } : fields[here].element;
  const isOn = ({ field, place }) =>
    field === fields[here] && place.start === caret.selectionStart && place.end === caret.selectionEnd;
  const isBefore = ({ field, place }) =>
    fields.indexOf(field) < here || (field === fields[here] && place.start < caret.selectionStart);
  // The caret stands on places, of which several may share one stretch, or between two.
  const on = all.filter(isOn);
  const current = all.indexOf(on.find(({ place }) => place === last) ?? on[0]);
  const from = current >= 0 ? current : all.filter(isBefore).length - (step > 0 ? 1 : 0);
  return all[(from + step + all.length) % all.length];
}
