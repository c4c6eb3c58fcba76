//! Makes the change of a presend.toml that turns a rule off.

use std::path::{Path, PathBuf};

use gen_lsp_types::{
    CreateFile, CreateFileOptions, DocumentChange, OptionalVersionedTextDocumentIdentifier, Range,
    TextDocumentEdit, TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};
use presend_core::Span;
use presend_core::guidelines::Guidelines;

use super::positions::{Encoding, LineIndex};

/// The table in which rules are turned off.
const TABLE: &str = "[rules]";

/// The presend.toml that an action may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ConfigFile {
    /// It holds for the draft already.
    There(PathBuf),
    /// There is none yet: it would lie here.
    New(PathBuf),
}

/// Turns a rule off in a presend.toml. `None` where the file cannot be read, or would not say so then.
pub(super) fn turn_off(file: &ConfigFile, code: &str, encoding: Encoding) -> Option<WorkspaceEdit> {
    match file {
        ConfigFile::There(path) => {
            let text = std::fs::read_to_string(path).ok()?;
            let (span, new_text) = off(&text, code)?;
            let range = LineIndex::new(&text, encoding).range(&text, span);
            let edits = vec![TextEdit { range, new_text }];
            Some(WorkspaceEdit {
                changes: Some([(uri_of_path(path), edits)].into()),
                ..WorkspaceEdit::default()
            })
        }
        ConfigFile::New(path) => {
            let (_, new_text) = off("", code)?;
            let uri = uri_of_path(path);
            let options = CreateFileOptions { ignore_if_exists: Some(true), ..CreateFileOptions::default() };
            let create = CreateFile::new(uri.clone(), Some(options), None);
            let edit = TextDocumentEdit {
                text_document: OptionalVersionedTextDocumentIdentifier::new(
                    None,
                    TextDocumentIdentifier::new(uri),
                ),
                edits: vec![TextEdit { range: Range::default(), new_text }.into()],
            };
            let steps = vec![DocumentChange::CreateFile(create), DocumentChange::TextDocumentEdit(edit)];
            Some(WorkspaceEdit { document_changes: Some(steps), ..WorkspaceEdit::default() })
        }
    }
}

/// Returns what is put where in the text of a presend.toml.
fn off(text: &str, code: &str) -> Option<(Span, String)> {
    let known = Guidelines::parse("presend.toml", text).ok()?;
    let line = format!("{code} = \"off\"\n");
    let (span, new_text) = match known.toml.rules.get(code) {
        Some(level) => (Span::new(level.span().start, level.span().end), "\"off\"".to_owned()),
        None => match behind_table(text) {
            Some(at) => {
                (Span::new(at, at), if text.get(..at)?.ends_with('\n') { line } else { format!("\n{line}") })
            }
            None => {
                let gap = match text {
                    "" => "",
                    _ if text.ends_with('\n') => "\n",
                    _ => "\n\n",
                };
                (Span::new(text.len(), text.len()), format!("{gap}{TABLE}\n{line}"))
            }
        },
    };
    let changed = format!("{}{new_text}{}", text.get(..span.start)?, text.get(span.end..)?);
    let then = Guidelines::parse("presend.toml", &changed).ok()?;
    then.toml.rules.get(code).is_some_and(|level| level.get_ref() == "off").then_some((span, new_text))
}

/// Returns the place behind the line that opens the table of rules.
fn behind_table(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        let opens = line.split('#').next().unwrap_or_default();
        if opens.trim() == TABLE {
            return Some(at);
        }
    }
    None
}

/// Writes a path as a `file:` URI.
fn uri_of_path(path: &Path) -> Uri {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' | b':' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    Uri(uri)
}

#[cfg(test)]
mod tests {
    use super::super::documents::path_of;
    use super::*;

    fn changed(text: &str) -> Option<String> {
        let (span, new) = off(text, "S001")?;
        let mut text = text.to_owned();
        text.replace_range(span.start..span.end, &new);
        Some(text)
    }

    #[test]
    fn a_rule_is_turned_off_where_it_stands_or_could_stand() {
        for (text, expected) in [
            ("", "[rules]\nS001 = \"off\"\n"),
            (
                "[me]\naddress = \"a@example.com\"",
                "[me]\naddress = \"a@example.com\"\n\n[rules]\nS001 = \"off\"\n",
            ),
            (
                "[rules] # ours\nU002 = \"off\"\n\n[check]\n",
                "[rules] # ours\nS001 = \"off\"\nU002 = \"off\"\n\n[check]\n",
            ),
            ("[rules]", "[rules]\nS001 = \"off\"\n"),
            ("[rules]\nS001 = \"hint\" # quieter\n", "[rules]\nS001 = \"off\" # quieter\n"),
            ("rules.U002 = \"off\"\n", ""),
            ("[rules\n", ""),
        ] {
            assert_eq!(changed(text).unwrap_or_default(), expected, "{text:?}");
        }
    }

    #[test]
    fn a_path_is_a_uri_and_back() {
        for path in ["/home/a b/é#1%/presend.toml", "/x"] {
            assert_eq!(path_of(&uri_of_path(Path::new(path)).0), Some(PathBuf::from(path)));
        }
        assert_eq!(uri_of_path(Path::new("c:\\a\\b")).0, "file:///c:/a/b");
    }
}
