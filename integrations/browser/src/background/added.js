// Sites that a person added: what the browser has allowed is the one list of them, so that nothing has to be kept.

import { sites } from '../sites/all.js';

const ID = 'added';

const builtIn = new Set(Object.values(sites).flatMap(({ matches }) => matches));

/** Returns the added sites as patterns. */
export async function addedSites() {
  const { origins = [] } = await chrome.permissions.getAll();
  return origins.filter((origin) => !builtIn.has(origin));
}

let last = Promise.resolve();

/** Runs the script for text fields on all added sites, and on no other. One change comes after the other. */
export function follow() {
  last = last.then(register).catch((error) => console.error('presend:', error.message));
  return last;
}

async function register() {
  const matches = await addedSites();
  const known = await chrome.scripting.getRegisteredContentScripts({ ids: [ID] });
  if (known.length > 0) await chrome.scripting.unregisterContentScripts({ ids: [ID] });
  if (matches.length === 0) return;
  await chrome.scripting.registerContentScripts([
    { id: ID, matches, js: ['sites/added.js'], css: ['underline.css'], runAt: 'document_start', allFrames: true },
  ]);
}
