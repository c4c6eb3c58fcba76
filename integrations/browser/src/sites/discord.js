// Discord: channels, threads and direct messages, whose send button is off unless a person asks for it.

export default {
  name: 'Discord',
  matches: ['https://discord.com/*', 'https://ptb.discord.com/*', 'https://canary.discord.com/*'],
  profile: 'chat',
  field: '[data-slate-editor="true"][role="textbox"]',
  send: 'button[aria-label="Send Message"], button[class*="sendButton"]',
  within: 'form',
  keys: 'enter',
  menu: '[class*="autocomplete"][role="listbox"], [class*="autocomplete"] [role="listbox"]',
  readersOnPage: true,
  // The same head names a channel or a person; the address of the page tells which.
  readers: (page) =>
    page.location.pathname.startsWith('/channels/@me/') ? { to: 'section[aria-label="Channel header"] h1' } : {},
  quote: '[class*="blockquote"]',
  earlier: (field) => (field.closest('form')?.querySelector('[class*="replyBar"]') ? 1 : 0),
  badge: { side: 'above', of: '[class*="channelTextArea"], form' },
};
