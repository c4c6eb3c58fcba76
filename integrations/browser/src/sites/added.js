// Any text field of a site that a person added: what a form or a button with a telling name sends.

// Names of buttons that send. A form's own button needs none of them.
const SENDS =
  /^(send|post|reply|comment|submit|publish|share|answer|save changes)( (now|reply|comment|message|post))?$/i;

const BUTTONS = 'button, [role="button"], input[type="submit"]';

function sends(button) {
  if (button.form && /^(submit|image)$/.test(button.type)) return true;
  const name = button.getAttribute('aria-label') ?? button.title ?? '';
  return SENDS.test(name.trim()) || SENDS.test(button.textContent.trim());
}

export default {
  name: 'this site',
  // Asked for one site at a time, by the person.
  matches: [],
  field: 'textarea, [contenteditable=""], [contenteditable="true"], [contenteditable="plaintext-only"]',
  send: BUTTONS,
  isSend: sends,
  within: 'form',
  keys: 'with-control',
  subject: 'input[name="subject" i], input[name="title" i], input[placeholder="subject" i]',
  quote: 'blockquote, .gmail_quote',
  badge: { side: 'above' },
};
