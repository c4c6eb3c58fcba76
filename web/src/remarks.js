// Lists the remarks, and draws the note beside a place.

import { element } from "./dom.js";
import { sentence } from "./verdict.js";
import { LEVELS, NO_REMARKS } from "./words.js";

/** How much of a place is quoted. */
const MOST_QUOTED = 80;

/** Lists remarks; `go` is called with one whose place is chosen, `use` with the edits of a better wording. */
export function drawRemarks(list, found, { go, use }) {
  const items = found.map((finding, number) => remark(finding, `remark-${number}`, go, use));
  const none = element("li", { className: "none", textContent: NO_REMARKS });
  list.replaceChildren(...(items.length > 0 ? items : [none]));
}

function remark(finding, id, go, use) {
  const { diagnostic, suggestions } = finding;
  const quoted = diagnostic.text.length > MOST_QUOTED ? `${diagnostic.text.slice(0, MOST_QUOTED)}…` : diagnostic.text;
  const place = element("button", {
    type: "button",
    className: "place",
    textContent: quoted,
    onclick: () => go(finding),
  });
  // The words of a place alone do not tell what is remarked of them.
  place.setAttribute("aria-describedby", id);
  const others = diagnostic.related.length + diagnostic.more;
  const further = others === 0 ? "" : ` and ${others} more ${others === 1 ? "place" : "places"}`;
  const uses = suggestions
    .filter(({ applicability }) => applicability !== "display-only")
    .map((suggestion) => {
      const title = sentence(suggestion.title).replace(/\.$/, "");
      return element("button", { type: "button", textContent: title, onclick: () => use(suggestion) });
    });
  const [message, ...rest] = words(diagnostic);
  message.id = id;
  return element(
    "li",
    { className: `remark ${diagnostic.severity}` },
    message,
    ...rest,
    element("p", {}, quoted === "" ? "" : place, further),
    uses.length > 0 ? element("p", {}, ...uses) : "",
  );
}

/** Returns what is said about a diagnostic: what the text does, why it matters, what to do. */
export function words({ severity, code, message, note, help }) {
  const level = element("span", { className: "level", textContent: LEVELS[severity] });
  level.title = code;
  return [
    element("p", {}, level, ` ${sentence(message)}`),
    note ? element("p", { className: "why", textContent: sentence(note) }) : "",
    help ? element("p", { textContent: sentence(help) }) : "",
  ];
}
