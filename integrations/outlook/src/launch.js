// Answers Outlook when a message is sent.

import { load } from './presend/index.js';
import { check } from './check.js';

// An engine that cannot be loaded is told at each message, and holds none back.
const loading = load(new URL('presend.wasm', import.meta.url));
loading.catch(() => {});

/** Called by Outlook; the name stands in the manifest. */
export async function onMessageSendHandler(event) {
  event.completed(
    await check(Office.context.mailbox.item, loading, (error) => console.error('presend:', error.message)),
  );
}

Office.onReady(() => Office.actions.associate('onMessageSendHandler', onMessageSendHandler));
