// What the server is told, and what the status bar shows: no word of the editor's own.
'use strict';

const NAMES = ['profile', 'select', 'ignore', 'severity', 'minConfidence'];

// Returns the options of the server; `given.get(name)` is a setting.
exports.options = (given) => ({ verdict: true, ...Object.fromEntries(NAMES.map((name) => [name, given.get(name)])) });

const SIGNS = { write: '$(check)', reword: '$(edit)', hold: '$(stop-circle)', talk: '$(comment-discussion)' };

// Returns what the status bar shows for a verdict.
exports.statusOf = (verdict) => ({
  text: `${SIGNS[verdict.action] ?? ''} ${verdict.action}`.trim(),
  tooltip: [verdict.summary, verdict.reasons?.join(', ')].filter(Boolean).join('\n'),
});
