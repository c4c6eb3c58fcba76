// WhatsApp Web: chats and groups.

export default {
  name: 'WhatsApp',
  matches: ['https://web.whatsapp.com/*'],
  profile: 'chat',
  field: 'footer [role="textbox"][contenteditable="true"]',
  send: 'footer button[aria-label="Send"], footer button:has([data-icon*="send"]), footer [data-icon="send"]',
  within: 'footer',
  keys: 'enter',
  menu: '[role="listbox"], [data-tab="10"][aria-expanded="true"] ~ [role="list"]',
  readersOnPage: true,
  readers: {
    to: '#main header [data-testid="conversation-info-header-chat-title"], #main header span[dir="auto"][title]',
  },
  quote: '[data-testid="quoted-message"]',
  earlier: (field) => (field.closest('footer')?.querySelector('[data-testid="quoted-message"]') ? 1 : 0),
  badge: { side: 'above', of: 'footer' },
};
