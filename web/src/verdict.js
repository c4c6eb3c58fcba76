// Draws the verdict: what to do, why, and how much speaks for it on each axis.

import { element } from "./dom.js";
import { ACTIONS, AXES } from "./words.js";

/** From here on a bar is drawn in the colour of the verdict. */
const HIGH = 0.5;

const part = (id) => document.getElementById(id);

/** Draws a state without a verdict. */
export function drawState({ action, summary }) {
  part("verdict").dataset.action = "none";
  part("action").textContent = action;
  part("summary").textContent = summary;
  part("held").hidden = true;
  part("reasons").hidden = true;
  part("axes").replaceChildren();
}

/** Draws the verdict of a report. */
export function drawVerdict(report) {
  const { verdict, diagnostics, remarks = [] } = report.files[0].messages[0];
  part("verdict").dataset.action = verdict.action;
  part("action").textContent = ACTIONS[verdict.action];
  part("summary").textContent = sentence(verdict.summary);
  part("held").hidden = !report.stops;
  const spoke = diagnostics.filter(({ code }) => verdict.reasons.includes(code)).map(({ message }) => message);
  const reasons = [...new Set(spoke)].slice(0, 3).map(sentence);
  part("reasons").textContent = [...reasons, ...remarks.map(sentence)].join(" ");
  part("reasons").hidden = reasons.length + remarks.length === 0;
  part("axes").replaceChildren(...Object.entries(AXES).map(([axis, name]) => bar(axis, name, verdict.scores[axis])));
}

/** Makes a sentence of a phrase that starts small and has no stop. */
export function sentence(phrase) {
  if (phrase === "") return "";
  const whole = phrase[0].toUpperCase() + phrase.slice(1);
  return /[.?!…]$/.test(whole) ? whole : `${whole}.`;
}

function bar(axis, name, score) {
  const share = Math.round(score * 100);
  const fill = element("i");
  fill.style.width = `${share}%`;
  const drawn = element("div", { className: score >= HIGH ? "bar high" : "bar" }, fill);
  drawn.setAttribute("role", "meter");
  drawn.setAttribute("aria-labelledby", `axis-${axis}`);
  for (const [key, value] of [
    ["min", 0],
    ["max", 100],
    ["now", share],
  ])
    drawn.setAttribute(`aria-value${key}`, value);
  drawn.setAttribute("aria-valuetext", `${share} of 100`);
  const shown = element("span", { textContent: `${share}` });
  shown.setAttribute("aria-hidden", "true");
  return element(
    "div",
    {},
    element("dt", { id: `axis-${axis}`, textContent: name }),
    element("dd", {}, drawn),
    element("dd", { className: "share" }, shown),
  );
}
