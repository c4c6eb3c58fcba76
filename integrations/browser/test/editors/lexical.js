// A page with Lexical, the editor of WhatsApp Web, where Enter sends.

import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { registerPlainText } from '@lexical/plain-text';
import { $createParagraphNode, $getRoot, COMMAND_PRIORITY_HIGH, createEditor, KEY_ENTER_COMMAND } from 'lexical';

window.sent = [];
const editor = createEditor({ onError: (error) => console.error(error) });
editor.setRootElement(document.getElementById('editor'));
registerPlainText(editor);
registerHistory(editor, createEmptyHistoryState(), 300);
const empty = () => $getRoot().clear().append($createParagraphNode()).selectStart();
editor.update(empty);
window.textOf = () => editor.getEditorState().read(() => $getRoot().getTextContent());

function send(event) {
  event?.preventDefault();
  window.sent.push(window.textOf());
  editor.update(empty);
  return true;
}
editor.registerCommand(KEY_ENTER_COMMAND, send, COMMAND_PRIORITY_HIGH);
