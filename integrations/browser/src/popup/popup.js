// Says what happens on the page in front, and lets a person add and remove sites.

import { addedSites } from '../background/added.js';
import { sites } from '../sites/all.js';

const state = document.getElementById('state');
const add = document.getElementById('add');

const shown = (pattern) => pattern.replace(/^https?:\/\//, '').replace(/\/\*$/, '');

/** Returns the pattern of the site in front, or null where an extension may not look. */
async function siteInFront() {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  if (!/^https?:/.test(tab?.url ?? '')) return { tab, pattern: null };
  const { protocol, hostname } = new URL(tab.url);
  return { tab, pattern: `${protocol}//${hostname}/*` };
}

async function show() {
  const { tab, pattern } = await siteInFront();
  const added = await addedSites();
  const known = Object.values(sites).find(({ matches }) => matches.includes(pattern));
  const problem = tab?.id ? await chrome.action.getTitle({ tabId: tab.id }) : '';
  add.hidden = pattern === null || Boolean(known) || added.includes(pattern);
  if (problem.includes(':')) state.textContent = problem.replace(/^presend: /, '');
  else if (pattern === null) state.textContent = 'There is nothing to check on this page.';
  else if (known) state.textContent = `Messages on ${known.name} are checked before they go.`;
  else if (added.includes(pattern)) state.textContent = `Text fields on ${shown(pattern)} are checked.`;
  else state.textContent = `${shown(pattern)} is left alone.`;
  list(added);
  return { tab, pattern };
}

function list(added) {
  document.getElementById('sites').hidden = added.length === 0;
  document.getElementById('list').replaceChildren(
    ...added.map((pattern) => {
      const item = document.createElement('li');
      const remove = document.createElement('button');
      remove.textContent = 'Remove';
      remove.setAttribute('aria-label', `Remove ${shown(pattern)}`);
      remove.addEventListener('click', async () => {
        await chrome.permissions.remove({ origins: [pattern] });
        await show();
      });
      item.append(shown(pattern), remove);
      return item;
    }),
  );
}

const { tab, pattern } = await show();
add.addEventListener('click', async () => {
  // Asked first: a browser grants it only in answer to a click.
  if (!(await chrome.permissions.request({ origins: [pattern] }))) return;
  await chrome.scripting.insertCSS({ target: { tabId: tab.id }, files: ['underline.css'] });
  await chrome.scripting.executeScript({ target: { tabId: tab.id }, files: ['sites/added.js'] });
  await show();
});
