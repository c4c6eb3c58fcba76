// GitHub: comments, reviews, and the first text of an issue or a pull request.

const COMMENTS = '.js-comment-container, .timeline-comment, [data-testid^="comment-viewer-outer-box"]';

export default {
  name: 'GitHub',
  matches: ['https://github.com/*'],
  profile: 'chat',
  field: [
    'textarea[name$="[body]"]',
    'textarea[aria-label="Markdown value"]',
    'textarea[aria-label="Comment body"]',
    'textarea.js-comment-field',
  ].join(', '),
  send: 'form button[type="submit"].btn-primary, button[name="comment_and_close"], button[data-variant="primary"]',
  keys: 'with-control',
  hasOtherTexts: true,
  subject: 'input[name="issue[title]"], input[name="pull_request[title]"], input[aria-label="Add a title"]',
  earlier: (field) => {
    const all = field.ownerDocument.querySelectorAll(COMMENTS);
    return [...all].filter((comment) => !comment.contains(field)).length;
  },
  badge: { side: 'left' },
};
