// Slack: channels, direct messages and threads.

import { within } from './within.js';

export default {
  name: 'Slack',
  matches: ['https://app.slack.com/*'],
  profile: 'chat',
  field: [
    '[data-qa="message_input"] [role="textbox"][contenteditable="true"]',
    '.ql-editor[role="textbox"][contenteditable="true"]',
  ].join(', '),
  send: '[data-qa="texty_send_button"]',
  keys: 'enter',
  menu: '[data-qa="texty_autocomplete_menu"], [data-qa="tabcomplete_ui"]',
  // The name of a channel is no reader; of a direct message the sidebar shows who it is with.
  readersOnPage: true,
  readers: {
    to: '.p-channel_sidebar__channel--selected[data-qa-channel-sidebar-channel-type="im"] [data-qa^="channel_sidebar_name"]',
  },
  quote: 'blockquote',
  earlier: (field) => within(field, '[data-qa="threads_flexpane"]', '[data-qa="message_container"]'),
  badge: { side: 'left' },
};
