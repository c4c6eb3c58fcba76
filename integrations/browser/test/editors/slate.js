// A page with Slate, the editor of Discord, where Enter sends.

import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { createEditor, Editor, Node, Transforms } from 'slate';
import { withHistory } from 'slate-history';
import { Editable, Slate, withReact } from 'slate-react';

window.sent = [];
const editor = withHistory(withReact(createEditor()));
window.textOf = () => editor.children.map((node) => Node.string(node)).join('\n');

function onKeyDown(event) {
  if (event.key !== 'Enter' || event.shiftKey) return;
  event.preventDefault();
  window.sent.push(window.textOf());
  Transforms.delete(editor, { at: { anchor: Editor.start(editor, []), focus: Editor.end(editor, []) } });
}

const initialValue = [{ type: 'paragraph', children: [{ text: '' }] }];
const field = createElement(Editable, { onKeyDown, 'aria-label': 'Message @bo' });
createRoot(document.getElementById('editor')).render(createElement(Slate, { editor, initialValue }, field));
