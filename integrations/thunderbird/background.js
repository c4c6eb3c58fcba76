// Asks presend about each message that is being sent; where it should not go as it is, a window asks the person.
'use strict';

const questions = new Map();

// A message that asks for it goes without a check, and without the header that asks.
function withoutSkip(details) {
  const isSkip = (header) => header.name.toLowerCase() === 'x-presend' && header.value.trim().toLowerCase() === 'skip';
  const headers = details.customHeaders ?? [];
  return headers.some(isSkip) ? headers.filter((header) => !isSkip(header)) : null;
}

function ask(answer) {
  return new Promise((resolve) => {
    const id = crypto.randomUUID();
    const question = { text: answer.text, resolve };
    questions.set(id, question);
    browser.windows.create({ type: 'popup', url: `popup.html#${id}`, width: 620, height: 420, allowScriptsToClose: true })
      .then(async (opened) => {
        question.window = opened.id;
        // It may have been closed before its number was known, and nobody would answer.
        await browser.windows.get(opened.id);
      })
      .catch(() => settle(id, 'back'));
  });
}

function settle(id, choice) {
  questions.get(id)?.resolve(choice);
  questions.delete(id);
}

browser.windows.onRemoved.addListener((closed) => {
  for (const [id, question] of questions) {
    if (question.window === closed) settle(id, 'back');
  }
});

browser.runtime.onMessage.addListener(async (message) => {
  if (message.op === 'text') return questions.get(message.id)?.text ?? '';
  if (message.op === 'choice') settle(message.id, message.choice);
});

// What fails here or in presend is told, and stops nothing.
function complain(why) {
  console.error('presend:', why);
  browser.notifications.create({ type: 'basic', title: 'presend', message: `This message was not checked: ${why}` });
}

browser.compose.onBeforeSend.addListener(async (tab, details) => {
  const headers = withoutSkip(details);
  if (headers) return { cancel: false, details: { customHeaders: headers } };
  let answer;
  try {
    answer = await browser.runtime.sendNativeMessage('presend', {
      op: 'lint',
      subject: details.subject,
      from: details.from,
      to: details.to,
      cc: details.cc,
      bcc: details.bcc,
      isHtml: !details.isPlainText,
      body: details.isPlainText ? details.plainTextBody : details.body,
    });
  } catch (error) {
    complain(error.message);
    return { cancel: false };
  }
  if (answer.error) {
    complain(answer.error);
    return { cancel: false };
  }
  if (!answer.stops) return { cancel: false };
  return { cancel: (await ask(answer)) !== 'send' };
});
