// A page with Quill, the editor under Slack's, where Enter sends.

import Quill from 'quill';

window.sent = [];
const editor = new Quill('#editor', {
  modules: {
    keyboard: {
      bindings: {
        send: {
          key: 'Enter',
          handler() {
            window.sent.push(editor.getText());
            editor.setText('');
            return false;
          },
        },
      },
    },
  },
});
document.querySelector('.ql-editor').setAttribute('role', 'textbox');
window.textOf = () => editor.getText();
