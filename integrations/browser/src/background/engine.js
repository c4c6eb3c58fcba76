// Runs the engine in the extension's own process, and gives pages what they show of its reports.

import { findings, load } from 'presend';

const AXES = ['sensitive', 'urgent', 'charged'];

let loaded;

function engine() {
  // One that could not be loaded is tried again at the next draft.
  loaded ??= load(chrome.runtime.getURL('presend.wasm')).catch((error) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

/** Starts to load the engine; what fails is said at the first draft. */
export function warmUp() {
  engine().catch(() => {});
}

/** Lints a draft. Nothing of it is kept. */
export async function answer(request) {
  const presend = await engine();
  const report = presend.lint(request);
  const { verdict } = report.files[0].messages[0];
  return {
    stops: report.stops,
    action: verdict.action === 'write' && verdict.language === 'unknown' ? 'unknown' : verdict.action,
    summary: verdict.summary,
    scores: Object.fromEntries(AXES.map((axis) => [axis, verdict.scores[axis]])),
    findings: findings(report, request).map(shown),
  };
}

function shown({ diagnostic, field, start, end, related }) {
  const { severity, text, message, note, help } = diagnostic;
  const places = [{ field, start, end }, ...related].filter((place) => place.field === 'text');
  return { severity, text, message, note, help, places };
}
