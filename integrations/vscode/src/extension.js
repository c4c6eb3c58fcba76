// Starts `presend lsp` for drafts and shows its verdict in the status bar.
'use strict';

const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');
const { options, statusOf } = require('./settings');

let client;

/// Returns the settings of a folder of the workspace, or of all where none is named.
function settingsOf(uri) {
  return vscode.workspace.getConfiguration('presend', uri ? vscode.Uri.parse(uri) : undefined);
}

async function start(status) {
  const given = vscode.workspace.getConfiguration('presend');
  const run = { command: given.get('path'), args: ['lsp'] };
  client = new LanguageClient('presend', 'presend', { run, debug: run }, {
    documentSelector: given.get('languages').map((language) => ({ language })),
    initializationOptions: options(given),
    // The status bar needs the verdict: what the server reads from the settings must ask for it each time.
    middleware: { workspace: { configuration: (params) => params.items.map(({ scopeUri }) => options(settingsOf(scopeUri))) } },
  });
  client.onNotification('presend/verdict', (verdict) => {
    const editor = vscode.window.activeTextEditor;
    if (editor && client.code2ProtocolConverter.asUri(editor.document.uri) === verdict.uri) {
      Object.assign(status, statusOf(verdict));
      status.show();
    }
  });
  try {
    await client.start();
  } catch (error) {
    vscode.window.showErrorMessage(`presend could not be started (${error.message}). Install it, or set presend.path.`);
  }
}

exports.activate = async (context) => {
  const status = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Right, 50);
  const restart = async () => {
    await client?.stop().catch(() => undefined);
    await start(status);
  };
  context.subscriptions.push(
    status,
    vscode.window.onDidChangeActiveTextEditor(() => status.hide()),
    vscode.commands.registerCommand('presend.restart', restart),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('presend.path') || event.affectsConfiguration('presend.languages')) {
        return restart();
      }
      if (event.affectsConfiguration('presend')) {
        return client?.sendNotification('workspace/didChangeConfiguration', { settings: { presend: options(vscode.workspace.getConfiguration('presend')) } });
      }
    }),
  );
  await start(status);
};

exports.deactivate = () => client?.stop();
