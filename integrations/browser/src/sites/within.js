// Counts, for adapters, what stands in the same list, thread or dialog as a field.

/** Returns how many elements match `what` in the nearest element around the field that matches `around`. */
export function within(field, around, what) {
  return field.closest(around)?.querySelectorAll(what).length ?? 0;
}
