// Gmail: windows of new messages, and answers below a conversation.

import { within } from './within.js';

export default {
  name: 'Gmail',
  matches: ['https://mail.google.com/*'],
  profile: 'email',
  field: [
    '[role="textbox"][g_editable="true"][contenteditable="true"]',
    '.editable[role="textbox"][contenteditable="true"]',
  ].join(', '),
  // The tooltip names the key in every language; the class has been the same for years.
  send: '[role="button"].aoO, [role="button"][data-tooltip*="Enter"]',
  keys: 'with-control',
  subject: 'input[name="subjectbox"]',
  readers: {
    to: '[name="to"] [data-hovercard-id], [name="to"] [email]',
    cc: '[name="cc"] [data-hovercard-id], [name="cc"] [email]',
    bcc: '[name="bcc"] [data-hovercard-id], [name="bcc"] [email]',
  },
  quote: '.gmail_quote, .gmail_quote_container, .gmail_signature, [data-smartmail="gmail_signature"]',
  earlier: (field) =>
    within(field, '[role="list"]', '[data-message-id]') || field.querySelectorAll('.gmail_quote').length,
  // Between the signs and the one that throws the draft away.
  badge: { side: 'inside', of: 'tr, [role="toolbar"]', inset: 52 },
};
