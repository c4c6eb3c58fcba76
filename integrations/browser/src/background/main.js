// Answers the pages: lints their drafts, says on the toolbar what is wrong, and follows the list of added sites.

import { follow } from './added.js';
import { answer, warmUp } from './engine.js';

const TITLE = 'presend';

/** Marks the tab where a check fails, and takes the mark away once one does not. */
function mark(tabId, problem) {
  chrome.action.setBadgeText({ tabId, text: problem ? '!' : '' });
  chrome.action.setTitle({ tabId, title: problem ? `${TITLE}: ${problem}` : TITLE });
}

chrome.runtime.onMessage.addListener((message, sender, respond) => {
  if (message.op === 'lint') {
    answer(message.request).then(respond, (error) => respond({ error: error.message }));
    return true;
  }
  if (message.op === 'wake') warmUp();
  if (message.op === 'problem' && sender.tab) mark(sender.tab.id, message.problem);
  respond({});
  return false;
});

chrome.commands.onCommand.addListener((command, tab) => {
  // A page without the extension's script has nothing to show.
  if (command === 'show-findings' && tab?.id) chrome.tabs.sendMessage(tab.id, { op: 'show' }).catch(() => {});
});

for (const event of [
  chrome.runtime.onInstalled,
  chrome.runtime.onStartup,
  chrome.permissions.onAdded,
  chrome.permissions.onRemoved,
]) {
  event.addListener(() => follow());
}
chrome.action.setBadgeBackgroundColor({ color: '#8a5a00' });
warmUp();
