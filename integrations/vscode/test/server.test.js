// Speaks to the real server with the protocol library of VS Code's own client, and with VS Code's capabilities.
'use strict';

const assert = require('node:assert');
const { spawn } = require('node:child_process');
const { test } = require('node:test');
const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = require('vscode-languageserver-protocol/node');
const { options, statusOf } = require('../src/settings');

const TEXT = 'Subject: News\n\nHéllo 👍 we have to let you go effective Friday.\n';

test('the server answers the library of VS Code', async () => {
  const server = spawn(process.env.PRESEND ?? 'presend', ['lsp']);
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const verdict = new Promise((resolve) => connection.onNotification('presend/verdict', resolve));
  const settings = { profile: null, select: [], ignore: [], severity: {} };
  connection.onRequest('workspace/configuration', (params) => params.items.map(() => options({ get: (name) => settings[name] })));
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.listen();
  const capabilities = {
    general: { positionEncodings: ['utf-16'] },
    textDocument: { diagnostic: { dynamicRegistration: true }, publishDiagnostics: {} },
    workspace: { configuration: true, diagnostics: { refreshSupport: true } },
  };
  const initialize = { processId: process.pid, rootUri: null, capabilities, initializationOptions: options({ get: (name) => settings[name] }) };
  const { capabilities: offered } = await connection.sendRequest('initialize', initialize);
  assert.equal(offered.positionEncoding, 'utf-16');
  assert.ok(offered.diagnosticProvider);
  await connection.sendNotification('initialized', {});
  const uri = 'untitled:Untitled-1';
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'mail', version: 1, text: TEXT } });
  const report = await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
  const found = report.items.find((item) => item.code === 'S001');
  assert.deepEqual(found.range.start, { line: 2, character: TEXT.split('\n')[2].indexOf('let') });
  assert.equal(statusOf(await verdict).text, '$(comment-discussion) talk');
  assert.equal(await connection.sendRequest('shutdown'), null);
  const ended = new Promise((resolve) => server.on('exit', resolve));
  await connection.sendNotification('exit');
  assert.equal(await ended, 0);
});
