//! Holds the open documents, and the sessions with which they are linted.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::client_settings::ClientSettings;
use super::config_edit::ConfigFile;
use super::documents::{Document, Documents, path_of};
use super::findings::Findings;
use super::positions::Encoding;
use super::sessions::{Sessions, nearest};

/// What the client has open, and how it wants that linted.
pub(super) struct Workspace {
    pub(super) documents: Documents,
    pub(super) sessions: Sessions,
    pub(super) encoding: Encoding,
    /// What the client set at its start: it holds where nothing that it set later says otherwise.
    initial: Map<String, Value>,
    /// The folders that the client works in, by URI and by path, the main one first.
    folders: Vec<(String, PathBuf)>,
    /// The client can make files.
    makes_files: bool,
}

impl Workspace {
    /// Reads from the parameters of `initialize` how positions are counted, what the client set, and where it works.
    pub(super) fn new(params: &Value) -> Workspace {
        let offers = |place: &str, name: &str| {
            let offered = params.pointer(place).and_then(Value::as_array);
            offered.is_some_and(|all| all.iter().any(|offer| offer == name))
        };
        let edits = "/capabilities/workspace/workspaceEdit";
        let has_steps = params.pointer(&format!("{edits}/documentChanges")) == Some(&Value::Bool(true));
        let options = params.get("initializationOptions").and_then(Value::as_object);
        let mut workspace = Workspace {
            documents: Documents::default(),
            sessions: Sessions::default(),
            encoding: match offers("/capabilities/general/positionEncodings", "utf-8") {
                true => Encoding::Utf8,
                false => Encoding::Utf16,
            },
            initial: options.cloned().unwrap_or_default(),
            folders: folders_in(&params["workspaceFolders"]),
            makes_files: has_steps && offers(&format!("{edits}/resourceOperations"), "create"),
        };
        if workspace.folders.is_empty() {
            let root = params["rootUri"].as_str().and_then(|uri| Some((uri.to_owned(), path_of(uri)?)));
            workspace.folders.extend(root);
        }
        workspace.set(&Value::Object(Map::new()));
        workspace
    }

    /// Takes what the client set for everything, if that is an object: keys that it does not name are as at the start.
    pub(super) fn set(&mut self, settings: &Value) {
        if let Some(settings) = self.over_initial(settings) {
            self.sessions.set(settings);
        }
    }

    /// Takes what the client answers: its settings for everything, and those for folders, by URI. What it says of no folder holds
    /// there as for everything.
    pub(super) fn set_all(&mut self, general: &Value, of_folders: &[(&str, &Value)]) {
        self.set(general);
        let of_folders = of_folders.iter().filter_map(|(uri, settings)| {
            let (_, path) = self.folders.iter().find(|(known, _)| known == uri)?;
            Some((path.clone(), self.over_initial(settings)?.in_folder(path)))
        });
        self.sessions.set_of_folders(of_folders.collect());
    }

    fn over_initial(&self, settings: &Value) -> Option<ClientSettings> {
        let mut all = self.initial.clone();
        all.extend(settings.as_object()?.iter().map(|(key, value)| (key.clone(), value.clone())));
        Some(ClientSettings::read(&Value::Object(all)))
    }

    /// Returns the URIs of the folders that the client works in.
    pub(super) fn folder_uris(&self) -> Vec<String> {
        self.folders.iter().map(|(uri, _)| uri.clone()).collect()
    }

    /// Returns whether the client wants the verdict on a document; `None` where that is not open.
    pub(super) fn tells_verdict(&mut self, uri: &str) -> Option<bool> {
        let document = self.documents.get(uri)?;
        Some(self.sessions.settings(document.folder()).tells_verdict)
    }

    /// Takes which folders came and went; what was set for one that went holds no longer.
    pub(super) fn change_folders(&mut self, event: &Value) {
        let gone = folders_in(&event["removed"]);
        self.folders.retain(|(_, path)| !gone.iter().any(|(_, gone)| gone == path));
        self.folders.extend(folders_in(&event["added"]));
        self.documents.set_home(&self.home());
        self.sessions.forget_folders(|path| self.folders.iter().any(|(_, known)| known == path));
    }

    /// Returns where the settings of what is no file are looked for.
    pub(super) fn home(&self) -> PathBuf {
        let first = self.folders.first().map(|(_, path)| path.clone());
        first.unwrap_or_else(|| std::env::current_dir().unwrap_or_default())
    }

    /// Returns the presend.toml in which a rule may be turned off for the drafts of a folder.
    pub(super) fn config_file(&self, folder: &Path) -> Option<ConfigFile> {
        if let Some(path) = self.sessions.config_of(folder) {
            return Some(ConfigFile::There(path));
        }
        let paths = self.folders.iter().map(|(_, path)| path);
        let work = nearest(paths, folder)?;
        self.makes_files.then(|| ConfigFile::New(work.join("presend.toml")))
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

/// Returns the URIs and paths of a list of folders.
fn folders_in(list: &Value) -> Vec<(String, PathBuf)> {
    let all = list.as_array().into_iter().flatten().filter_map(|folder| folder["uri"].as_str());
    all.filter_map(|uri| Some((uri.to_owned(), path_of(uri)?))).collect()
}

/// Returns the URI of the document that a message is about.
pub(super) fn uri_of(params: &Value) -> &str {
    params.pointer("/textDocument/uri").and_then(Value::as_str).unwrap_or_default()
}
