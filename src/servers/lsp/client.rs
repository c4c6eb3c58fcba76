//! Speaks to the client: what it can do, and what it is sent.

use lsp_server::{Connection, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

use super::watching::registrations;

/// How the ids of requests for the client's settings begin; a number follows.
const SETTINGS_REQUEST: &str = "presend-settings";
/// The id of the request to be told of changes.
const CHANGES_REQUEST: &str = "presend-changes";
/// The id of the request to ask for diagnostics anew.
const REFRESH_REQUEST: &str = "presend-refresh";

/// The client at the other end.
pub(super) struct Client<'c> {
    connection: &'c Connection,
    /// It asks for diagnostics: then none are sent unasked, for it would show them twice.
    pub(super) pulls: bool,
    /// It answers `workspace/configuration`.
    has_settings: bool,
    /// How often it was asked for its settings, and the folders that the last question named.
    asked: (usize, Vec<String>),
    /// What it is asked to tell.
    registrations: Option<Value>,
}

impl<'c> Client<'c> {
    /// Reads from the parameters of `initialize` what the client can do.
    pub(super) fn new(connection: &'c Connection, params: &Value) -> Client<'c> {
        let pulls = params.pointer("/capabilities/textDocument/diagnostic");
        let has_settings = params.pointer("/capabilities/workspace/configuration");
        Client {
            connection,
            pulls: pulls.is_some_and(|value| !value.is_null()),
            has_settings: has_settings == Some(&Value::Bool(true)),
            asked: (0, Vec::new()),
            registrations: registrations(&params["capabilities"]),
        }
    }

    /// Waits for a message; `None` where the client has gone.
    pub(super) fn receive(&self) -> Option<Message> {
        self.connection.receiver.recv().ok()
    }

    /// Returns the messages that have come meanwhile.
    pub(super) fn received(&self) -> impl Iterator<Item = Message> {
        self.connection.receiver.try_iter()
    }

    pub(super) fn respond(&self, response: Response) {
        self.send(Message::Response(response));
    }

    pub(super) fn notify(&self, method: &str, params: Value) {
        self.send(Message::Notification(Notification { method: method.to_owned(), params }));
    }

    /// Shows what is wrong with a presend.toml, if anything is.
    pub(super) fn complain(&self, complaint: Option<String>) {
        if let Some(why) = complaint {
            self.notify("window/showMessage", json!({ "type": 1, "message": format!("presend: {why}") }));
        }
    }

    /// Asks to be told of changes, where the client takes that.
    pub(super) fn ask_for_changes(&mut self) {
        if let Some(params) = self.registrations.take() {
            self.request(CHANGES_REQUEST, "client/registerCapability", params);
        }
    }

    /// Asks for the settings, where the client answers that: for those of everything, and for those of each folder.
    pub(super) fn ask_for_settings(&mut self, folders: Vec<String>) {
        if !self.has_settings {
            return;
        }
        let of_folder = |uri: &String| json!({ "scopeUri": uri, "section": "presend" });
        let items: Vec<Value> =
            [json!({ "section": "presend" })].into_iter().chain(folders.iter().map(of_folder)).collect();
        self.asked = (self.asked.0 + 1, folders);
        let id = self.settings_request();
        self.request(&id, "workspace/configuration", json!({ "items": items }));
    }

    /// Returns the settings in the answer to the last question for them: those of everything, and those of each folder.
    pub(super) fn settings_in<'r>(
        &self,
        response: &'r Response,
    ) -> Option<(&'r Value, Vec<(&str, &'r Value)>)> {
        let is_last = response.id == RequestId::from(self.settings_request());
        let all = response.response_result.as_ref().ok().filter(|_| is_last)?.as_array()?;
        let (general, of_folders) = all.split_first()?;
        Some((general, self.asked.1.iter().map(String::as_str).zip(of_folders).collect()))
    }

    fn settings_request(&self) -> String {
        format!("{SETTINGS_REQUEST}-{}", self.asked.0)
    }

    /// Asks the client to ask for diagnostics anew.
    pub(super) fn ask_to_pull(&self) {
        self.request(REFRESH_REQUEST, "workspace/diagnostic/refresh", Value::Null);
    }

    fn request(&self, id: &str, method: &str, params: Value) {
        let (id, method) = (RequestId::from(id.to_owned()), method.to_owned());
        self.send(Message::Request(Request { id, method, params }));
    }

    fn send(&self, message: Message) {
        // A client that has gone is found out by the next reading.
        let _ = self.connection.sender.send(message);
    }
}
