// Makes of a request the JSON that the engine reads.

import { PresendError } from "./error.js";

const LISTS = ["from", "to", "cc", "bcc"];

/** Returns a request as JSON; `undefined` and `null` are left out, and the time is filled in. */
export function toJson(request) {
  if (request === null || typeof request !== "object") throw new PresendError("request", "a request must be an object");
  const given = Object.entries(request).filter(([, value]) => value !== undefined && value !== null);
  const asked = Object.fromEntries(given);
  for (const key of LISTS) {
    if (typeof asked[key] === "string") asked[key] = asked[key].trim() ? [asked[key]] : [];
  }
  if (typeof asked.severity === "object") asked.severity = Object.entries(asked.severity);
  if (Array.isArray(asked.lexicons)) asked.lexicons = asked.lexicons.map(named);
  const now = time(request.now);
  if (now !== null) asked.now = now;
  // The engine reads UTF-8, in which half a character cannot be written.
  try {
    return JSON.stringify(asked, (_, value) => (typeof value === "string" ? wellFormed(value) : value));
  } catch (cause) {
    throw new PresendError("request", `a request must be JSON: ${cause.message}`, cause);
  }
}

function named(lexicon, index) {
  return typeof lexicon === "string" ? { name: `lexicon ${index + 1}`, text: lexicon } : lexicon;
}

/** Returns the time of the check as ISO 8601; `null` is none. */
function time(now = new Date()) {
  if (!(now instanceof Date)) return now;
  if (Number.isNaN(now.getTime())) throw new PresendError("request", "now: this date is not valid");
  return now.toISOString();
}

const HALVES = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

function wellFormed(text) {
  return text.replace(HALVES, "\uFFFD");
}
