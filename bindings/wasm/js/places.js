// Finds where diagnostics stand in a draft, in units of UTF-16.

/** Returns where the diagnostics of a report stand in the draft, in the order of the report. */
export function findings(report, { text, subject }) {
  const fields = { text: new Units(text), subject: new Units(subject ?? "") };
  const { diagnostics } = report.files[0].messages[0];
  return diagnostics.map((diagnostic) => {
    const related = diagnostic.related.filter(isPlaced).map((place) => placeOf(place, fields));
    const suggestions = diagnostic.suggestions.filter(canBeMade).map((suggestion) => {
      const edits = suggestion.edits.map((edit) => ({ ...placeOf(edit, fields), text: edit.text }));
      return { title: suggestion.title, applicability: suggestion.applicability, edits };
    });
    return { diagnostic, ...placeOf(diagnostic, fields), related, suggestions };
  });
}

/** What would change a part that was decoded cannot be made in the draft. */
function canBeMade({ edits }) {
  return edits.length > 0 && edits.every(isPlaced);
}

/** A further place in a part that was decoded is not told where it came from. */
function isPlaced({ part }) {
  return part === undefined || part === "subject";
}

function placeOf({ part, offset, source }, fields) {
  const field = part === "subject" ? "subject" : "text";
  const { start, end } = isPlaced({ part }) ? offset : source;
  return { field, start: fields[field].at(start), end: fields[field].at(end) };
}

/** Turns offsets in bytes of UTF-8 into offsets in UTF-16. */
class Units {
  #text;
  #isAscii;
  /** For every 256th unit of the text how many bytes stand before it. */
  #marks = [];

  constructor(text) {
    this.#text = text;
    let bytes = 0;
    for (let unit = 0; unit < text.length; unit++) {
      if (unit % 256 === 0) this.#marks.push(bytes);
      bytes += width(text, unit);
    }
    this.#isAscii = bytes === text.length;
  }

  at(offset) {
    if (this.#isAscii) return Math.min(offset, this.#text.length);
    const mark = this.#marks.findLastIndex((bytes) => bytes <= offset);
    if (mark < 0) return 0;
    let [unit, bytes] = [mark * 256, this.#marks[mark]];
    // The second half of a pair has no place of its own.
    const goesOn = () => bytes < offset || width(this.#text, unit) === 0;
    while (unit < this.#text.length && goesOn()) bytes += width(this.#text, unit++);
    return unit;
  }
}

/** Returns how many bytes a unit adds; the second half of a pair adds none, and half a character is read as U+FFFD. */
function width(text, unit) {
  const code = text.charCodeAt(unit);
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  if (code < 0xd800 || code > 0xdfff) return 3;
  if (code < 0xdc00) return isLow(text.charCodeAt(unit + 1)) ? 4 : 3;
  return unit > 0 && isHigh(text.charCodeAt(unit - 1)) ? 0 : 3;
}

function isHigh(code) {
  return code >= 0xd800 && code < 0xdc00;
}

function isLow(code) {
  return code >= 0xdc00 && code < 0xe000;
}
