// Outlook on the web: new messages and answers, in the reading pane or a window of their own.

export default {
  name: 'Outlook',
  matches: [
    'https://outlook.live.com/*',
    'https://outlook.office.com/*',
    'https://outlook.office365.com/*',
    'https://outlook.cloud.microsoft/*',
  ],
  profile: 'email',
  field: [
    '[id^="editorParent_"] [contenteditable="true"]',
    '[role="textbox"][aria-multiline="true"][contenteditable="true"]',
  ].join(', '),
  send: '[data-testid="ComposeSendButton"] button, button[title*="Ctrl+Enter"], button[aria-label="Send"]',
  keys: 'with-control',
  subject: [
    'input[data-testid="subject"]',
    'input[id^="TextField"][maxlength="255"]',
    'input[aria-label="Subject"]',
    'input[aria-label="Add a subject"]',
  ].join(', '),
  readers: {
    to: '[data-testid="to-well"] [aria-label*="@"], [aria-label="To"] [aria-label*="@"]',
    cc: '[data-testid="cc-well"] [aria-label*="@"], [aria-label="Cc"] [aria-label*="@"]',
    bcc: '[data-testid="bcc-well"] [aria-label*="@"], [aria-label="Bcc"] [aria-label*="@"]',
  },
  quote: 'blockquote, #Signature, [id$="_Signature"]',
  quoteFrom: '#appendonsend, [id$="divRplyFwdMsg"], [id^="mail-editor-reference-message-container"]',
  earlier: (field) => field.querySelectorAll('[id$="divRplyFwdMsg"]').length,
  badge: { side: 'right', of: '[role="toolbar"], [data-testid="ComposeSendButton"]' },
};
