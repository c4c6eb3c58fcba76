// Checks a message that is about to be sent, and says whether Outlook should ask the person first.

// Outlook shows no more of an explanation.
const MOST_LETTERS = 500;

// Outlook itself complains of an add-in after five seconds.
const LONGEST_WAIT = 4000;

// The words of the extension, of which a test holds them to be the same: nothing of it lies beside the add-in.
export const ADVICE = {
  write: 'One thing before this goes.',
  reword: 'Some of this may land harder than it needs to.',
  hold: 'This may be worth keeping for a while.',
  talk: 'This may be better said than written.',
};

/** Makes a promise of one of Outlook's calls, which answer with a result of their own kind. */
function got(object, method, ...given) {
  return new Promise((resolve, reject) => {
    object[method](...given, (result) => {
      if (result.status === 'succeeded') resolve(result.value);
      else reject(new Error(result.error?.message ?? `${method} has failed`));
    });
  });
}

/** Reads a field that not every Outlook has. */
function ifThere(object, method, ...given) {
  return typeof object?.[method] === 'function' ? got(object, method, ...given).catch(() => null) : null;
}

function addresses(people) {
  return (people ?? []).map(({ displayName, emailAddress }) => {
    const name = (displayName ?? '').replace(/["<>\\]/g, '').trim();
    return name && name !== emailAddress ? `"${name}" <${emailAddress}>` : emailAddress;
  });
}

/** Reads the message: a request for the engine. */
export async function readMessage(item) {
  const [text, subject, to, cc, bcc, from, kind] = await Promise.all([
    got(item.body, 'getAsync', 'text'),
    got(item.subject, 'getAsync'),
    got(item.to, 'getAsync'),
    got(item.cc, 'getAsync'),
    ifThere(item.bcc, 'getAsync'),
    ifThere(item.from, 'getAsync'),
    ifThere(item, 'getComposeTypeAsync'),
  ]);
  return {
    text,
    subject,
    profile: 'email',
    from: from?.emailAddress,
    to: addresses(to),
    cc: addresses(cc),
    bcc: addresses(bcc),
    // What is quoted tells how long a thread is; that it is one is known without a quote too.
    headers: kind?.composeType === 'reply' ? 'References: <1@thread.invalid>' : undefined,
  };
}

const sentence = (text) => (text ? `${text[0].toUpperCase()}${text.slice(1)}.` : '');

/** Says what was found, in as many sentences as Outlook has room for. */
export function explanation(report) {
  const { verdict, diagnostics } = report.files[0].messages[0];
  const all = [ADVICE[verdict.action], sentence(verdict.summary)];
  for (const { text, message, help } of diagnostics)
    all.push(`${text ? `“${text}”: ` : ''}${sentence(message)} ${sentence(help)}`.trim());
  let said = '';
  for (const next of all) {
    const longer = `${said} ${next}`.trim();
    if (longer.length > MOST_LETTERS) break;
    said = longer;
  }
  return said;
}

/**
 * Checks a message with an engine that is being loaded. What fails stops nothing: then the answer lets the message go, and
 * `failed` is told why.
 */
export async function check(item, loading, failed) {
  let late;
  const patience = new Promise((_, reject) => {
    late = setTimeout(() => reject(new Error('the check took too long')), LONGEST_WAIT);
  });
  try {
    const report = await Promise.race([
      patience,
      Promise.all([loading, readMessage(item)]).then(([presend, request]) => presend.lint(request)),
    ]);
    if (!report.stops) return { allowEvent: true };
    return { allowEvent: false, errorMessage: explanation(report) };
  } catch (error) {
    failed(error);
    return { allowEvent: true };
  } finally {
    clearTimeout(late);
  }
}
