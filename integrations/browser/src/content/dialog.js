// Asks the person about a message that is held: back, send anyway, why.

import { details } from './details.js';
import { make } from './host.js';
import { isPlain } from './text.js';
import { ACTIONS, BUTTONS } from './words.js';

/** Remembers where a person was writing, and takes them back there. */
function place(field) {
  if (isPlain(field)) {
    const { selectionStart, selectionEnd, selectionDirection } = field;
    return () => {
      // A field that never lost the focus in the eyes of the browser would keep a caret that is not there.
      field.blur();
      field.focus({ preventScroll: true });
      field.setSelectionRange(selectionStart, selectionEnd, selectionDirection);
    };
  }
  const selection = field.getRootNode().getSelection?.() ?? document.getSelection();
  const range =
    selection?.rangeCount && field.contains(selection.anchorNode) ? selection.getRangeAt(0).cloneRange() : null;
  return () => {
    field.focus({ preventScroll: true });
    if (!range?.startContainer.isConnected) return;
    selection.removeAllRanges();
    selection.addRange(range);
  };
}

/** Shows the question for a checked draft. Returns a promise: true sends. */
export function askBeforeSending(host, draft) {
  const { answer } = draft.state;
  const goBack = place(draft.field);
  const back = make('button', { class: 'primary', type: 'button', text: BUTTONS.back });
  const send = make('button', { type: 'button', text: BUTTONS.send });
  const why = make('button', {
    class: 'quiet',
    type: 'button',
    text: BUTTONS.why,
    'aria-expanded': 'false',
    'aria-controls': 'why',
  });
  const more = make('div', { class: 'why', id: 'why', hidden: '' }, details(answer));
  const dialog = make(
    'dialog',
    { class: 'ask', role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': 'title', 'aria-describedby': 'summary' },
    make('h2', { id: 'title', text: ACTIONS[answer.action].title }),
    make('p', { id: 'summary', text: summary(answer) }),
    more,
    make('div', { class: 'row' }, back, send, why),
  );
  why.addEventListener('click', () => {
    more.hidden = !more.hidden;
    why.setAttribute('aria-expanded', String(!more.hidden));
  });

  return new Promise((resolve) => {
    // At once, for the next letter may be on its way.
    const choose = (isSent) => {
      host.onKey(null);
      dialog.close();
      dialog.remove();
      goBack();
      resolve(isSent);
    };
    back.addEventListener('click', () => choose(false));
    send.addEventListener('click', () => choose(true));
    // A browser has ways of its own to close a dialog, and each means "back".
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      choose(false);
    });
    host.add(dialog);
    host.onKey((event, focused) => {
      if (event.key === 'Escape') {
        event.preventDefault();
        choose(false);
      } else keep(event, focused, [back, send, why]);
    });
    dialog.showModal();
    back.focus();
  });
}

/** Says in a sentence or two what was found: the gravest finding, and what to do. */
function summary({ findings, summary: advice }) {
  const gravest = findings[0]?.message;
  const sentences = [gravest, advice].filter(Boolean).map((text) => `${text[0].toUpperCase()}${text.slice(1)}.`);
  return sentences.join(' ');
}

/** Keeps the focus among the buttons, and a key that is still held down from pressing one. */
function keep(event, focused, buttons) {
  if (event.repeat && event.key === 'Enter') event.preventDefault();
  if (event.key !== 'Tab') return;
  const at = buttons.indexOf(focused);
  const next = (at + (event.shiftKey ? buttons.length - 1 : 1)) % buttons.length;
  event.preventDefault();
  buttons[at < 0 ? 0 : next].focus();
}
