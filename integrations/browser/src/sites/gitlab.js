// GitLab: comments and answers on issues and merge requests, and their descriptions, in both of its editors.

import { within } from './within.js';

export default {
  name: 'GitLab',
  matches: ['https://gitlab.com/*'],
  profile: 'chat',
  field: [
    'textarea.js-gfm-input',
    'textarea[name="note[note]"]',
    '[data-testid="content_editor_editablebox"] .ProseMirror[contenteditable="true"]',
  ].join(', '),
  send: [
    '[data-testid="comment-button"]',
    '[data-testid="reply-comment-button"]',
    '[data-testid="comment-now-button"]',
    '[data-testid="start-review-button"]',
    '[data-testid="confirm-button"]',
    '[data-testid="issuable-create-button"]',
  ].join(', '),
  keys: 'with-control',
  hasOtherTexts: true,
  subject: [
    'input[data-testid="issuable-form-title-field"]',
    'input[name="issue[title]"]',
    'input[name="merge_request[title]"]',
  ].join(', '),
  quote: 'blockquote',
  earlier: (field) =>
    within(field, '[data-testid="discussion-content"], .discussion-notes', '[data-testid="noteable-note-container"]'),
  badge: { side: 'right' },
};
