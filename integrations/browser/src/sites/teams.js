// Microsoft Teams: chats, and posts and answers in channels.

import { within } from './within.js';

export default {
  name: 'Teams',
  matches: ['https://teams.microsoft.com/*', 'https://teams.live.com/*', 'https://teams.cloud.microsoft/*'],
  profile: 'chat',
  field: '[data-tid="ckeditor"][contenteditable="true"], .ck-content[role="textbox"][contenteditable="true"]',
  send: '[data-tid$="ommands-send"], button[name="send"]',
  keys: 'enter',
  menu: '[data-tid="AutocompletePopup"], .ui-popup__content [role="listbox"]',
  subject: 'input[data-tid*="ubject"]',
  readersOnPage: true,
  readers: { to: '[data-tid="chat-header"] [data-tid="chat-title"]' },
  quote: 'blockquote, [data-tid="quoted-reply-card"]',
  earlier: (field) =>
    within(field, '[data-tid="channel-pane-message"], [data-tid="reply-chain"]', '[data-tid="reply-message"]'),
  badge: { side: 'left' },
};
