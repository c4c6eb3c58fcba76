//! Holds the open documents with what was found in them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use presend_core::message::Format;

use super::changes::Change;
use super::findings::Findings;
use super::positions::Encoding;
use super::sessions::Sessions;
use crate::session::draft::{Draft, IgnorePolicy};
use crate::session::pieces::pieces;

/// The open documents, by their URI.
#[derive(Default)]
pub(super) struct Documents {
    all: HashMap<String, Document>,
}

impl Documents {
    pub(super) fn open(&mut self, document: Document) {
        self.all.insert(document.uri.clone(), document);
    }

    /// Takes what was changed; a document that was not opened is left alone.
    pub(super) fn change(&mut self, uri: &str, version: i64, changes: &[Change], encoding: Encoding) {
        if let Some(document) = self.all.get_mut(uri) {
            changes.iter().for_each(|change| change.apply(&mut document.text, encoding));
            (document.version, document.findings) = (version, None);
        }
    }

    /// Says where the settings of documents are looked for that are no files.
    pub(super) fn set_home(&mut self, folder: &Path) {
        for document in self.all.values_mut().filter(|document| path_of(&document.uri).is_none()) {
            folder.clone_into(&mut document.folder);
        }
    }

    /// Closes a document that was open, and returns its folder.
    pub(super) fn close(&mut self, uri: &str) -> Option<PathBuf> {
        self.all.remove(uri).map(|document| document.folder)
    }

    /// Returns true if and only if a document of the folder is open.
    pub(super) fn is_open_in(&self, folder: &Path) -> bool {
        self.all.values().any(|document| document.folder == folder)
    }

    pub(super) fn get(&mut self, uri: &str) -> Option<&mut Document> {
        self.all.get_mut(uri)
    }

    pub(super) fn uris(&self) -> Vec<String> {
        self.all.keys().cloned().collect()
    }

    /// Forgets what was found, for the settings have changed.
    pub(super) fn forget_findings(&mut self) {
        self.all.values_mut().for_each(|document| document.findings = None);
    }
}

/// One open document.
pub(super) struct Document {
    uri: String,
    /// Where its presend.toml is looked for.
    folder: PathBuf,
    language: String,
    version: i64,
    text: String,
    /// `None` where it was not linted yet as it is now.
    findings: Option<Findings>,
}

impl Document {
    /// Takes a document; the settings of one that is no file are looked for in the folder `home`.
    pub(super) fn new(uri: String, language: String, version: i32, text: String, home: &Path) -> Document {
        let folder = path_of(&uri).as_deref().and_then(Path::parent).unwrap_or(home).to_owned();
        Document { uri, folder, language, version: i64::from(version), text, findings: None }
    }

    /// Returns where its presend.toml is looked for.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the version of the text.
    pub(super) fn version(&self) -> i64 {
        self.version
    }

    /// Lints the text as it is now, unless that was done. Nothing is found in what is not a draft, or where presend failed.
    pub(super) fn lint(&mut self, sessions: &mut Sessions, encoding: Encoding) {
        if self.findings.is_none() {
            self.findings = Some(self.find(sessions, encoding).unwrap_or_default());
        }
    }

    /// Returns what was found in the text as it is now, once it was linted.
    pub(super) fn findings(&self) -> Option<&Findings> {
        self.findings.as_ref()
    }

    fn find(&self, sessions: &mut Sessions, encoding: Encoding) -> Option<Findings> {
        let format = self.format()?;
        let path = path_of(&self.uri);
        let name = path.unwrap_or_else(|| self.uri.clone().into());
        let name = name.to_string_lossy();
        let profile = sessions.settings(&self.folder).profile;
        let session = sessions.of(&self.folder)?;
        let mut all = Findings::default();
        for piece in pieces(self.text.as_bytes(), format) {
            let draft = Draft {
                name: &name,
                bytes: &piece.bytes,
                place: Some(piece.place),
                format: Some(piece.format),
                profile,
                ignores: IgnorePolicy::All,
                ..Draft::default()
            };
            let outcome = session.lint(&draft).ok()?;
            all.add(Findings::new(&outcome.report, session.linter(), (&self.text, &self.uri), encoding));
        }
        Some(all)
    }

    /// Chooses how the text is read: by the language that the editor says, by the name, by looking. An export is not a draft, nor
    /// is what is written in other languages.
    fn format(&self) -> Option<Format> {
        let name = self.uri.rsplit('/').next().unwrap_or_default();
        let is_mailers = ["neomutt-", "mutt-", "aerc-compose-"].iter().any(|start| name.starts_with(start));
        let by_language = match self.language.as_str() {
            "mail" | "eml" | "email" => Some(Format::Email),
            "markdown" => Some(Format::Markdown),
            "gitcommit" | "git-commit" | "git-commit-message" | "scminput" | "hgcommit" | "jj-commit"
            | "jjdescription" | "svn" => Some(Format::CommitMsg),
            _ if is_mailers => Some(Format::Email),
            // A difference that nobody sends is code.
            "diff" | "patch" | "gitsendemail" => {
                let found = Format::detect("", self.text.as_bytes());
                return Some(found).filter(|format| *format == Format::GitPatch);
            }
            "" | "text" | "plaintext" | "plain" | "txt" | "mbox" => None,
            // Editors have names of their own for these: what the file is called is sure.
            _ if name.ends_with(".eml") => Some(Format::Email),
            _ if Format::by_name(name) == Some(Format::CommitMsg) => Some(Format::CommitMsg),
            _ => return None,
        };
        match by_language.unwrap_or_else(|| Format::detect(&self.uri, self.text.as_bytes())) {
            Format::Jsonl | Format::Slack | Format::ChatExport => None,
            format => Some(format),
        }
    }

    /// Returns what comes before and after a line that speaks to presend and to nobody else.
    pub(super) fn comment_form(&self) -> (&'static str, &'static str) {
        match self.format() {
            Some(Format::Markdown | Format::Html) => ("<!-- ", " -->"),
            Some(Format::CommitMsg) => ("# ", ""),
            _ => ("", ""),
        }
    }
}

/// Returns the path of a `file:` URI.
pub(super) fn path_of(uri: &str) -> Option<PathBuf> {
    let path = uri.strip_prefix("file://")?;
    // A host before the path is this machine; of a Windows path the first slash goes.
    let path = path.find('/').and_then(|slash| path.get(slash..)).unwrap_or(path);
    let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
    let is_drive = path.as_bytes().get(2) == Some(&b':');
    let drive = path.strip_prefix('/').filter(|_| is_drive).map(str::to_owned);
    Some(PathBuf::from(drive.unwrap_or(path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_are_paths() {
        assert_eq!(path_of("file:///a%20b/%C3%A9.eml"), Some(PathBuf::from("/a b/é.eml")));
        assert_eq!(path_of("file:///c:/x%"), Some(PathBuf::from("c:/x%")));
        assert_eq!(path_of("file:///a%+1%2"), Some(PathBuf::from("/a%+1%2")));
        assert_eq!(path_of("untitled:Untitled-1"), None);
        // A letter of two bytes before the colon is no drive, whose slash would go.
        assert_eq!(path_of("file://%C3%BC:"), Some(PathBuf::from("\u{fc}:")));
        assert_eq!(path_of("file://\u{fc}:"), Some(PathBuf::from("\u{fc}:")));
    }

    #[test]
    fn the_language_decides_before_the_name() {
        let format = |uri: &str, language: &str, text: &str| {
            Document::new(uri.to_owned(), language.to_owned(), 1, text.to_owned(), Path::new("/")).format()
        };
        assert_eq!(format("file:///tmp/x", "mail", "hello"), Some(Format::Email));
        assert_eq!(format("file:///tmp/neomutt-1-2-3", "text", "hello"), Some(Format::Email));
        assert_eq!(format("file:///r/.git/COMMIT_EDITMSG", "text", "x"), Some(Format::CommitMsg));
        assert_eq!(format("untitled:1", "plaintext", "hello"), Some(Format::Text));
        let patch = "From 9f1c7a520b1d4c558a0e3f7d21c0b6aa12345678 Mon Sep 17 00:00:00 2001\nFrom: a@example.com\n\nx\n";
        assert_eq!(format("file:///r/.git/COMMIT_EDITMSG", "commit", "x"), Some(Format::CommitMsg));
        assert_eq!(format("file:///new/a.eml", "rfc822", "x"), Some(Format::Email));
        assert_eq!(format("file:///r/0001-x.patch", "diff", patch), Some(Format::GitPatch));
        assert_eq!(format("file:///r/x.diff", "diff", "--- a\n+++ b\n"), None);
        for (name, language) in
            [("x.jsonl", "json"), ("x.txt", "rust"), ("x.html", "html"), ("presend.toml", "toml")]
        {
            assert_eq!(format(&format!("file:///{name}"), language, "hello"), None, "{language}");
        }
    }
}
