// All that the extension says to a person while they write.

/** By what the verdict says to do: the word beside the send button, and how the question begins. */
export const ACTIONS = {
  write: { badge: 'Fine to send', title: 'One thing before this goes' },
  reword: { badge: 'Reword', title: 'Some of this may land harder than it needs to' },
  hold: { badge: 'Hold', title: 'This may be worth keeping for a while' },
  talk: { badge: 'Talk first', title: 'This may be better said than written' },
  // Of a text in another language little is looked at.
  unknown: { badge: 'Not in English', title: 'One thing before this goes' },
};

export const CHECKING = 'Checking';
export const UNCHECKED = 'Not checked';
export const NOTHING_FOUND = 'Nothing stands out in this text.';

export const AXES = { sensitive: 'Sensitive', urgent: 'Urgent', charged: 'Charged' };

export const BUTTONS = { back: 'Back to the message', send: 'Send anyway', why: 'Why', close: 'Close' };

/** Said by the badge where a check failed. */
export function uncheckedTitle(reason) {
  return `presend could not check this text (${reason}). You can send it as usual.`;
}

/** Said by the toolbar where a site looks other than its adapter knows. */
export const UNKNOWN = 'presend does not know its way around this page: what you write here may go unchecked.';
