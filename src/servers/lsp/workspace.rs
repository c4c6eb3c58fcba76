//! Holds the open documents, and the sessions with which they are linted.

use serde_json::Value;

use super::client_settings::ClientSettings;
use super::documents::{Document, Documents};
use super::findings::Findings;
use super::positions::Encoding;
use super::sessions::Sessions;

/// What the client has open, and how it wants that linted.
pub(super) struct Workspace {
    pub(super) documents: Documents,
    pub(super) sessions: Sessions,
    pub(super) encoding: Encoding,
}

impl Workspace {
    /// Reads from the parameters of `initialize` how positions are counted, and what the client set.
    pub(super) fn new(params: &Value) -> Workspace {
        let offered = params.pointer("/capabilities/general/positionEncodings").and_then(Value::as_array);
        let is_utf8 = offered.is_some_and(|all| all.iter().any(|name| name == "utf-8"));
        let mut workspace = Workspace {
            documents: Documents::default(),
            sessions: Sessions::default(),
            encoding: if is_utf8 { Encoding::Utf8 } else { Encoding::Utf16 },
        };
        if let Some(settings) = params.get("initializationOptions") {
            workspace.set(settings);
        }
        workspace
    }

    /// Takes what the client set, if that is an object.
    pub(super) fn set(&mut self, settings: &Value) {
        if settings.is_object() {
            self.sessions.set(ClientSettings::read(settings));
        }
    }

    /// Closes a document, and the session of its folder with the last one there. Returns true if and only if it was open.
    pub(super) fn close(&mut self, uri: &str) -> bool {
        let Some(folder) = self.documents.close(uri) else { return false };
        if !self.documents.is_open_in(&folder) {
            self.sessions.forget(&folder);
        }
        true
    }

    /// Returns a document with what was found in it as it is now.
    pub(super) fn findings(&mut self, uri: &str) -> Option<(&Document, &Findings)> {
        let document = self.documents.get(uri)?;
        document.lint(&mut self.sessions, self.encoding);
        let document = &*document;
        document.findings().map(|findings| (document, findings))
    }
}

/// Returns the URI of the document that a message is about.
pub(super) fn uri_of(params: &Value) -> &str {
    params.pointer("/textDocument/uri").and_then(Value::as_str).unwrap_or_default()
}
