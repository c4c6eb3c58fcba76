// Shows what presend found, as text and never as markup, and tells the background page what the person chose.
'use strict';

const id = location.hash.slice(1);

async function choose(choice) {
  await browser.runtime.sendMessage({ op: 'choice', id, choice });
  window.close();
}

browser.runtime.sendMessage({ op: 'text', id }).then((text) => {
  document.getElementById('text').textContent = text;
});
document.getElementById('back').addEventListener('click', () => choose('back'));
document.getElementById('send').addEventListener('click', () => choose('send'));
