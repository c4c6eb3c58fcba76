// Draws what was found in a text: the bars of the verdict, and each finding with its reason and advice.

import { make } from './host.js';
import { AXES, NOTHING_FOUND } from './words.js';

// Findings beyond these are counted.
const MOST_SHOWN = 12;

const WORST_FIRST = ['error', 'warning', 'info', 'hint'];

function bar(name, score) {
  const percent = Math.round(score * 100);
  const fill = make('span', { class: 'fill' });
  fill.style.width = `${percent}%`;
  return make(
    'div',
    {
      class: 'bar',
      role: 'meter',
      'aria-label': name,
      'aria-valuemin': '0',
      'aria-valuemax': '100',
      'aria-valuenow': String(percent),
    },
    make('span', { class: 'name', text: name }),
    make('span', { class: 'track' }, fill),
    make('span', { class: 'value', text: `${percent} %` }),
  );
}

function finding({ severity, text, message, note, help }) {
  const item = make('li', { class: severity });
  if (text) item.append(make('q', { text: text.length > 90 ? `${text.slice(0, 90)}…` : text }), ' ');
  item.append(make('span', { class: 'message', text: message }));
  if (note) item.append(make('p', { class: 'note', text: note }));
  if (help) item.append(make('p', { class: 'help', text: help }));
  return item;
}

/** Returns an element with all that an answer of the engine says. */
export function details({ scores, findings }) {
  const sorted = [...findings].sort((a, b) => WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity));
  const list = make('ul', {}, ...sorted.slice(0, MOST_SHOWN).map(finding));
  const bars = Object.entries(AXES).map(([axis, name]) => bar(name, scores[axis]));
  const all = make('div', { class: 'details' }, make('div', { class: 'bars' }, ...bars), list);
  if (findings.length === 0) all.append(make('p', { class: 'note', text: NOTHING_FOUND }));
  if (findings.length > MOST_SHOWN)
    all.append(make('p', { class: 'note', text: `and ${findings.length - MOST_SHOWN} more` }));
  return all;
}
