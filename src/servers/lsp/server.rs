//! Takes message after message of the client, and lints a document whenever it has changed.

use std::collections::VecDeque;

use gen_lsp_types::DidOpenTextDocumentParams;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use serde_json::{Value, json};

use super::actions::EXPLAIN;
use super::changes::Change;
use super::client::Client;
use super::documents::Document;
use super::requests;
use super::watching;
use super::workspace::{Workspace, uri_of};
use crate::exit::{CLEAN, FOUND};

/// The server of one client.
pub(super) struct Server<'c> {
    client: Client<'c>,
    workspace: Workspace,
    queue: VecDeque<Message>,
}

impl<'c> Server<'c> {
    /// Makes a server for the parameters of `initialize`.
    pub(super) fn new(connection: &'c Connection, params: &Value) -> Server<'c> {
        let (client, workspace) = (Client::new(connection, params), Workspace::new(params));
        Server { client, workspace, queue: VecDeque::new() }
    }

    /// Returns the answer to `initialize`.
    pub(super) fn capabilities(&self) -> Value {
        let mut capabilities = json!({
            "positionEncoding": self.workspace.encoding.name(),
            "textDocumentSync": { "openClose": true, "change": 2 },
            "codeActionProvider": { "codeActionKinds": ["quickfix"] },
            "hoverProvider": true,
            "executeCommandProvider": { "commands": [EXPLAIN] },
            "workspace": { "workspaceFolders": { "supported": true, "changeNotifications": true } },
        });
        if self.client.pulls {
            let pulled = json!({ "identifier": "presend", "interFileDependencies": false, "workspaceDiagnostics": false });
            capabilities.as_object_mut().map(|known| known.insert("diagnosticProvider".to_owned(), pulled));
        }
        json!({ "capabilities": capabilities, "serverInfo": { "name": "presend", "version": env!("CARGO_PKG_VERSION") } })
    }

    /// Serves until `exit`, and returns the code. What comes between `shutdown` and that, such as answers that were on their
    /// way, is ignored.
    pub(super) fn run(mut self) -> u8 {
        let mut is_over = false;
        while let Some(message) = self.next() {
            match message {
                Message::Request(Request { id, method, .. }) if method == "shutdown" => {
                    is_over = true;
                    self.client.respond(Response::new_ok(id, Value::Null));
                }
                Message::Notification(notification) if notification.method == "exit" => {
                    return if is_over { CLEAN } else { FOUND };
                }
                Message::Request(Request { id, .. }) if is_over => {
                    let why = "presend was asked to shut down".to_owned();
                    self.client.respond(Response::new_err(id, ErrorCode::InvalidRequest as i32, why));
                }
                _ if is_over => {}
                Message::Request(request) => {
                    let response = requests::answer(&mut self.workspace, &self.client, request);
                    self.client.respond(response);
                }
                Message::Notification(notification) => self.note(notification),
                Message::Response(response) => {
                    if let Some((general, of_folders)) = self.client.settings_in(&response) {
                        self.workspace.set_all(general, &of_folders);
                        self.refresh_all();
                    }
                }
            }
        }
        FOUND
    }

    /// Returns the next message; those that have come meanwhile wait in the queue, so that a change can be seen to be superseded.
    fn next(&mut self) -> Option<Message> {
        if self.queue.is_empty() {
            self.queue.push_back(self.client.receive()?);
        }
        self.queue.extend(self.client.received());
        self.queue.pop_front()
    }

    fn note(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        match method.as_str() {
            // Before that the client wants no questions; a draft it may send already.
            "initialized" => {
                self.client.ask_for_changes();
                self.client.ask_for_settings(self.workspace.folder_uris());
            }
            "textDocument/didOpen" => self.open(params),
            "textDocument/didChange" => self.change(&params),
            "textDocument/didClose" => self.close(uri_of(&params)),
            "workspace/didChangeConfiguration" => {
                let settings = params.get("settings").unwrap_or(&Value::Null);
                self.workspace.set(settings.get("presend").unwrap_or(settings));
                self.client.ask_for_settings(self.workspace.folder_uris());
                self.refresh_all();
            }
            "workspace/didChangeWatchedFiles"
                if watching::changed(&params).iter().any(|path| self.workspace.sessions.reads(path)) =>
            {
                self.workspace.sessions.forget_all();
                self.refresh_all();
            }
            "workspace/didChangeWorkspaceFolders" => {
                self.workspace.change_folders(params.get("event").unwrap_or(&Value::Null));
                self.client.ask_for_settings(self.workspace.folder_uris());
                self.refresh_all();
            }
            _ => {}
        }
    }

    fn open(&mut self, params: Value) {
        let Ok(params) = serde_json::from_value::<DidOpenTextDocumentParams>(params) else { return };
        let document = params.text_document;
        let uri = document.uri.0.clone();
        let language = serde_json::to_value(&document.language_id).unwrap_or_default();
        let language = language.as_str().unwrap_or_default().to_owned();
        let home = self.workspace.home();
        let document = Document::new(uri.clone(), language, document.version, document.text, &home);
        self.workspace.documents.open(document);
        self.refresh(&uri);
    }

    /// Takes what was changed in a document, and lints it unless a further change has come already.
    fn change(&mut self, params: &Value) {
        let uri = uri_of(params);
        let Some(changes) = Change::all(params) else { return };
        let version = params.pointer("/textDocument/version").and_then(Value::as_i64).unwrap_or_default();
        self.workspace.documents.change(uri, version, &changes, self.workspace.encoding);
        let supersedes = |message: &Message| matches!(message, Message::Notification(next) if next.method == "textDocument/didChange" && uri_of(&next.params) == uri);
        if !self.queue.front().is_some_and(supersedes) {
            self.refresh(uri);
        }
    }

    fn close(&mut self, uri: &str) {
        if self.workspace.close(uri) && !self.client.pulls {
            let params = json!({ "uri": uri, "diagnostics": [] });
            self.client.notify("textDocument/publishDiagnostics", params);
        }
    }

    /// Lints a document, and tells the client where it does not ask.
    fn refresh(&mut self, uri: &str) {
        let Some(tells_verdict) = self.workspace.tells_verdict(uri) else { return };
        let Some((document, findings)) = self.workspace.findings(uri) else { return };
        let version = document.version();
        if !self.client.pulls {
            let params = json!({ "uri": uri, "version": version, "diagnostics": findings.shown() });
            self.client.notify("textDocument/publishDiagnostics", params);
        }
        if tells_verdict {
            let mut params = findings.verdict.clone();
            if let Value::Object(params) = &mut params {
                params.extend([("uri".to_owned(), json!(uri)), ("version".to_owned(), json!(version))]);
            }
            self.client.notify("presend/verdict", params);
        }
        self.client.complain(self.workspace.sessions.complaint());
    }

    fn refresh_all(&mut self) {
        self.workspace.documents.forget_findings();
        if self.client.pulls {
            self.client.ask_to_pull();
        }
        for uri in self.workspace.documents.uris() {
            self.refresh(&uri);
        }
    }
}
