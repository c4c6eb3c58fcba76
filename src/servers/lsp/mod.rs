//! A language server on standard input and output: it lints drafts while they are written.

mod actions;
mod documents;
mod findings;
mod positions;
mod requests;
mod settings;

use std::collections::VecDeque;

use gen_lsp_types::DidOpenTextDocumentParams;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

use crate::error::CliError;
use crate::exit::CLEAN;
use crate::exit::FAILED;
use crate::exit::FOUND;
use documents::{Document, Documents};
use positions::Encoding;
use settings::Settings;

/// The command that shows the page of a rule.
const EXPLAIN: &str = "presend.explain";
/// The id of the one request that this server makes.
const ASKED: &str = "presend-settings";

/// Serves until the client ends it. The code is 0 after a proper shutdown, else 1.
pub(crate) fn run() -> Result<u8, CliError> {
    let (connection, threads) = Connection::stdio();
    let code = match serve(&connection) {
        Ok(code) => code,
        Err(why) => {
            crate::terminal::say(&format!("presend: lsp: {why}"));
            FAILED
        }
    };
    drop(connection);
    // A client that has gone leaves a pipe broken: nobody is left to tell.
    let _ = threads.join();
    Ok(code)
}

fn serve(connection: &Connection) -> Result<u8, String> {
    let (id, params) = match connection.initialize_start() {
        Ok(begun) => begun,
        // The client closed before it began.
        Err(_) => return Ok(FOUND),
    };
    let server = Server::new(connection, &params);
    connection.initialize_finish(id, server.capabilities()).map_err(|error| error.to_string())?;
    Ok(server.run())
}

struct Server<'c> {
    connection: &'c Connection,
    documents: Documents,
    settings: Settings,
    encoding: Encoding,
    /// The client asks for diagnostics: then none are sent unasked, for it would show them twice.
    pulls: bool,
    /// The client answers `workspace/configuration`.
    answers: bool,
    queue: VecDeque<Message>,
}

impl<'c> Server<'c> {
    fn new(connection: &'c Connection, params: &Value) -> Server<'c> {
        let has = |path: &str| params.pointer(path).is_some_and(|value| !value.is_null());
        let offered = params.pointer("/capabilities/general/positionEncodings").and_then(Value::as_array);
        let is_utf8 = offered.is_some_and(|all| all.iter().any(|name| name == "utf-8"));
        let mut settings = Settings::default();
        if let Some(options) = params.get("initializationOptions") {
            settings.set(options);
        }
        Server {
            connection,
            documents: Documents::default(),
            settings,
            encoding: if is_utf8 { Encoding::Utf8 } else { Encoding::Utf16 },
            pulls: has("/capabilities/textDocument/diagnostic"),
            answers: params.pointer("/capabilities/workspace/configuration") == Some(&Value::Bool(true)),
            queue: VecDeque::new(),
        }
    }

    fn capabilities(&self) -> Value {
        let mut capabilities = json!({
            "positionEncoding": self.encoding.name(),
            "textDocumentSync": { "openClose": true, "change": 1 },
            "codeActionProvider": { "codeActionKinds": ["quickfix"] },
            "hoverProvider": true,
            "executeCommandProvider": { "commands": [EXPLAIN] },
        });
        if self.pulls {
            capabilities["diagnosticProvider"] = json!({ "identifier": "presend", "interFileDependencies": false, "workspaceDiagnostics": false });
        }
        json!({ "capabilities": capabilities, "serverInfo": { "name": "presend", "version": env!("CARGO_PKG_VERSION") } })
    }

    /// Serves until `exit`. What comes between `shutdown` and that, such as answers that were on their way, is let be.
    fn run(mut self) -> u8 {
        self.ask_for_settings();
        let mut is_over = false;
        while let Some(message) = self.next() {
            match message {
                Message::Request(Request { id, method, .. }) if method == "shutdown" => {
                    is_over = true;
                    self.send(Message::Response(Response::new_ok(id, Value::Null)));
                }
                Message::Notification(notification) if notification.method == "exit" => {
                    return if is_over { CLEAN } else { FOUND };
                }
                Message::Request(Request { id, .. }) if is_over => {
                    let why = "presend was asked to shut down".to_owned();
                    self.send(Message::Response(Response::new_err(
                        id,
                        ErrorCode::InvalidRequest as i32,
                        why,
                    )));
                }
                _ if is_over => {}
                Message::Request(request) => {
                    let response = self.answer(request);
                    self.send(Message::Response(response));
                }
                Message::Notification(notification) => self.note(notification),
                Message::Response(response) => self.take_settings(&response),
            }
        }
        FOUND
    }

    /// Returns the next message; those that have come meanwhile stand in the queue, so that a change can be seen to be superseded.
    fn next(&mut self) -> Option<Message> {
        if self.queue.is_empty() {
            self.queue.push_back(self.connection.receiver.recv().ok()?);
        }
        self.queue.extend(self.connection.receiver.try_iter());
        self.queue.pop_front()
    }

    fn send(&self, message: Message) {
        // A client that has gone is found out by the next reading.
        let _ = self.connection.sender.send(message);
    }

    fn notify(&self, method: &str, params: Value) {
        self.send(Message::Notification(Notification { method: method.to_owned(), params }));
    }

    fn note(&mut self, notification: Notification) {
        match notification.method.as_str() {
            "textDocument/didOpen" => {
                if let Ok(params) = serde_json::from_value::<DidOpenTextDocumentParams>(notification.params) {
                    let document = params.text_document;
                    let uri = document.uri.0.clone();
                    let language = serde_json::to_value(&document.language_id).unwrap_or_default();
                    let language = language.as_str().unwrap_or_default().to_owned();
                    self.documents.open(Document::new(
                        uri.clone(),
                        language,
                        document.version,
                        document.text,
                    ));
                    self.refresh(&uri);
                }
            }
            "textDocument/didChange" => self.change(&notification.params),
            "textDocument/didClose" => {
                let uri = uri_of(&notification.params);
                if self.documents.close(&uri) && !self.pulls {
                    self.notify("textDocument/publishDiagnostics", json!({ "uri": uri, "diagnostics": [] }));
                }
            }
            "workspace/didChangeConfiguration" => {
                let given = &notification.params["settings"];
                self.settings.set(given.get("presend").unwrap_or(given));
                self.ask_for_settings();
                self.refresh_all();
            }
            _ => {}
        }
    }

    /// Takes a new text of a document, and lints it unless a newer one has come already.
    fn change(&mut self, params: &Value) {
        let uri = uri_of(params);
        let text = params["contentChanges"].as_array().and_then(|all| all.last()?.get("text")?.as_str());
        let Some(text) = text else { return };
        let version = params.pointer("/textDocument/version").and_then(Value::as_i64).unwrap_or_default();
        self.documents.change(&uri, version, text);
        let supersedes = |message: &Message| matches!(message, Message::Notification(next) if next.method == "textDocument/didChange" && uri_of(&next.params) == uri);
        if !self.queue.front().is_some_and(supersedes) {
            self.refresh(&uri);
        }
    }

    /// Lints a document, and tells the client where it does not ask.
    fn refresh(&mut self, uri: &str) {
        let Some(document) = self.documents.get(uri) else { return };
        let version = document.version;
        let linted = document.linted(&mut self.settings, self.encoding);
        let verdict = linted.verdict.clone();
        let diagnostics = json!(linted.shown());
        if !self.pulls {
            let params = json!({ "uri": uri, "version": version, "diagnostics": diagnostics });
            self.notify("textDocument/publishDiagnostics", params);
        }
        if self.settings.tells_verdict {
            let mut params = verdict;
            params["uri"] = json!(uri);
            params["version"] = json!(version);
            self.notify("presend/verdict", params);
        }
        self.show_complaint();
    }

    fn refresh_all(&mut self) {
        self.documents.forget_results();
        if self.pulls {
            self.send(Message::Request(Request {
                id: RequestId::from("presend-refresh".to_owned()),
                method: "workspace/diagnostic/refresh".to_owned(),
                params: Value::Null,
            }));
        }
        for uri in self.documents.uris() {
            self.refresh(&uri);
        }
    }

    /// Shows what is wrong with a presend.toml, once.
    fn show_complaint(&mut self) {
        if let Some(why) = self.settings.complaint() {
            self.notify("window/showMessage", json!({ "type": 1, "message": format!("presend: {why}") }));
        }
    }

    fn ask_for_settings(&self) {
        if self.answers {
            self.send(Message::Request(Request {
                id: RequestId::from(ASKED.to_owned()),
                method: "workspace/configuration".to_owned(),
                params: json!({ "items": [{ "section": "presend" }] }),
            }));
        }
    }

    fn take_settings(&mut self, response: &Response) {
        let is_ours = response.id == RequestId::from(ASKED.to_owned());
        let given = response
            .response_result
            .as_ref()
            .ok()
            .and_then(|result| result.get(0))
            .filter(|given| given.is_object());
        if let (true, Some(given)) = (is_ours, given) {
            self.settings.set(given);
            self.refresh_all();
        }
    }
}

fn uri_of(params: &Value) -> String {
    params.pointer("/textDocument/uri").and_then(Value::as_str).unwrap_or_default().to_owned()
}
