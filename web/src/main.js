// Reads the draft whenever it has changed, and shows what the engine says of it.

import { findings } from "../../bindings/wasm/js/index.js";
import { start } from "./engine.js";
import { examples } from "./examples.js";
import { Field } from "./field.js";
import { listen } from "./keys.js";
import { Note } from "./note.js";
import { drawRemarks } from "./remarks.js";
import { drawState, drawVerdict, sentence } from "./verdict.js";
import { ACTIONS, FAILED, LEVELS, NOTHING_YET, NO_ENGINE, RANKS, count } from "./words.js";
import { element } from "./dom.js";

/** Milliseconds without a change before a draft is read, and before a screen reader hears of it. */
const PAUSE = 120;
const QUIET = 1200;
/** Milliseconds for which nothing is told before the same is told again. */
const AGAIN = 50;

const part = (id) => document.getElementById(id);
const fields = { subject: new Field(part("subject"), "subject"), text: new Field(part("text"), "text") };
const note = new Note(part("note"));
const timers = {};
let presend;

/** What the empty field of a draft asks for. */
const HINT = part("text").placeholder;

/** What stands in the fields, as the engine asks for it. */
function request() {
  return {
    text: fields.text.text,
    subject: fields.subject.text,
    to: part("to").value,
    profile: part("profile").value,
  };
}

function read() {
  const draft = request();
  note.hide();
  clearTimeout(timers.quiet);
  // A screen reader reads it wherever the caret's line is empty.
  fields.text.element.placeholder = draft.text === "" ? HINT : "";
  if (!presend || !(draft.text + draft.subject).trim()) {
    if (presend) drawState(NOTHING_YET);
    show([]);
    return;
  }
  try {
    const report = presend.lint(draft);
    const found = findings(report, draft);
    drawVerdict(report);
    show(found);
    announce(`${ACTIONS[report.files[0].messages[0].verdict.action]}. ${count(found.length)}`);
  } catch (error) {
    console.error(error);
    drawState(FAILED);
    show([]);
    say(`${FAILED.action}. ${FAILED.summary}`);
  }
}

function show(found) {
  const places = found.flatMap((finding) => [finding, ...finding.related].map((place) => toPlace(place, finding)));
  for (const field of Object.values(fields))
    field.draw(places.filter((place) => place.field === field.name && place.start < place.end));
  drawRemarks(part("remarks"), found, { go, use });
}

function toPlace({ field, start, end }, finding) {
  const { severity } = finding.diagnostic;
  return { field, start, end, finding, severity, rank: RANKS.indexOf(severity) };
}

/** Goes to a remark's place and shows its note. */
function go(finding) {
  const field = fields[finding.field];
  const place = field.places.find((place) => place.finding === finding);
  if (place) goTo(field, place);
}

function goTo(field, place) {
  const mark = field.markOf(place);
  field.select(place);
  mark.scrollIntoView({ block: "nearest" });
  note.show(field, [place], mark);
  const { severity, message, help } = place.finding.diagnostic;
  say([LEVELS[severity], message, help].map(sentence).join(" "));
}

/** Makes the edits of a better wording. */
function use({ edits }) {
  for (const field of Object.values(fields)) {
    const own = edits.filter((edit) => edit.field === field.name);
    if (own.length > 0) field.replace(own);
  }
}

/** Tells a screen reader, once the writer pauses. */
function announce(text) {
  clearTimeout(timers.quiet);
  timers.quiet = setTimeout(() => say(text), QUIET);
}

function say(text) {
  clearTimeout(timers.quiet);
  clearTimeout(timers.again);
  const place = part("announce");
  if (place.textContent !== text) {
    place.textContent = text;
    return;
  }
  // Only what changes is told.
  place.textContent = "";
  timers.again = setTimeout(() => (place.textContent = text), AGAIN);
}

function changed(event) {
  // While an input method composes, the letters are not the writer's yet.
  if (event.isComposing) return;
  clearTimeout(timers.quiet);
  for (const field of Object.values(fields)) field.draw([]);
  clearTimeout(timers.pause);
  timers.pause = setTimeout(read, PAUSE);
}

function load(example) {
  part("to").value = example.to ?? "";
  part("profile").value = example.profile ?? "email";
  fields.subject.element.value = example.subject ?? "";
  fields.text.element.value = example.text;
  read();
}

for (const example of examples) {
  const button = element("button", { type: "button", textContent: example.name, onclick: () => load(example) });
  document.querySelector(".examples").append(button);
}
for (const id of ["to", "subject", "text", "profile"]) {
  part(id).addEventListener("input", changed);
  part(id).addEventListener("compositionend", changed);
}
listen({ fields: [fields.subject, fields.text], note, goTo });

try {
  presend = await start();
  read();
} catch (error) {
  console.error(error);
  drawState(NO_ENGINE);
  say(`${NO_ENGINE.action}. ${NO_ENGINE.summary}`);
}
