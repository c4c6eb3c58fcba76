// The texts that are written in the tests.

/** Held back: an error, in a mail as in a chat. */
export const HARSH = 'You stupid idiot, you broke the build again.';

/** Nothing to say about it. */
export const KIND = 'Thanks for the notes, I have added the tram times on page two.';

/** A draft of 50 KB in paragraphs, with a held-back sentence at its end. */
export function longDraft() {
  const sentences = [
    'The tram to the fair leaves at ten past nine from the north gate.',
    'I have put the tables for the second hall into the shared folder.',
    'The caretaker opens the side door at eight, and the lift works again.',
    'For lunch there are tickets at the desk, one for each of us.',
  ];
  const paragraphs = [];
  for (let length = 0, at = 0; length < 50 * 1024; at += 1) {
    const paragraph = `${at + 1}. ${sentences.join(' ')}`;
    paragraphs.push(paragraph);
    length += paragraph.length + 1;
  }
  return [...paragraphs, HARSH];
}
