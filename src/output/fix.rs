//! Makes the safe edits, in files and in what was piped in.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use presend_core::Report;
use presend_core::render::{FileEdit, safe_edits};

use super::replace::replace;
use crate::error::reason;
use crate::terminal::say;

/// The bytes that go and the text that replaces them, by their place in one file. Two names of one file lead to the same
/// edits only once.
type Edits = BTreeMap<(usize, usize), (Vec<u8>, String)>;

/// The safe edits of one message.
pub(crate) struct MessageFix {
    /// The file it is in; `None` is standard input.
    file: Option<Arc<Path>>,
    /// Where the message starts in it.
    offset: usize,
    /// Each edit with the bytes that it removes.
    edits: Vec<(FileEdit, Vec<u8>)>,
}

impl MessageFix {
    /// Collects the safe edits of a report on a message that starts at this byte of a file, or of standard input.
    pub(crate) fn of(report: &Report<'_>, file: Option<Arc<Path>>, offset: usize) -> MessageFix {
        let source = &report.message.source;
        let with_old = |edit: FileEdit| {
            let old = source.get(edit.span.start..edit.span.end).unwrap_or_default().to_vec();
            (edit, old)
        };
        // The source of a line of jsonl is JSON: its texts are encoded parts, which have no safe edits.
        let edits = safe_edits(report).into_iter().map(with_old).collect();
        MessageFix { file, offset, edits }
    }
}

/// The safe edits of all messages, by file.
#[derive(Default)]
pub(crate) struct Fixes {
    /// By the path that links lead to, with the path to show.
    files: BTreeMap<PathBuf, (Arc<Path>, Edits)>,
    piped: Edits,
}

impl Fixes {
    /// Adds the edits of a message.
    pub(crate) fn add(&mut self, fix: MessageFix) {
        if fix.edits.is_empty() {
            return;
        }
        let edits = match fix.file {
            None => &mut self.piped,
            Some(file) => {
                // Through a link the file it leads to is written, not the link.
                let real = fs::canonicalize(&file).unwrap_or_else(|_| file.to_path_buf());
                &mut self.files.entry(real).or_insert_with(|| (file, Edits::new())).1
            }
        };
        for (edit, old) in fix.edits {
            let place = (fix.offset + edit.span.start, fix.offset + edit.span.end);
            edits.insert(place, (old, edit.text));
        }
    }

    /// Writes the files and says so. Returns false if some file could not be written.
    pub(crate) fn write_files(&self) -> bool {
        let mut all_written = true;
        for (path, (shown, edits)) in &self.files {
            let (shown, count) = (shown.display(), edits.len());
            match rewrite(path, edits) {
                Ok(()) => {
                    say(&format!(
                        "presend: {shown}: {count} {}",
                        if count == 1 { "change" } else { "changes" }
                    ));
                }
                Err(why) => {
                    all_written = false;
                    say(&format!("presend: {shown}: not changed: {why}"));
                }
            }
        }
        all_written
    }

    /// Returns what was piped in with its edits made.
    pub(crate) fn fix_piped(&self, bytes: &[u8]) -> Vec<u8> {
        apply(bytes, &self.piped).unwrap_or_else(|| bytes.to_vec())
    }
}

/// Applies edits, or returns `None` if the bytes are not those that were checked.
fn apply(bytes: &[u8], edits: &Edits) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut done = 0;
    for (&(start, end), (old, new)) in edits {
        if bytes.get(start..end)? != old {
            return None;
        }
        out.extend_from_slice(bytes.get(done..start)?);
        out.extend_from_slice(new.as_bytes());
        done = end;
    }
    out.extend_from_slice(bytes.get(done..)?);
    Some(out)
}

fn rewrite(path: &Path, edits: &Edits) -> Result<(), String> {
    let bytes = fs::read(path).map_err(|error| reason(&error))?;
    replace(path, &apply(&bytes, edits).ok_or("it changed while it was checked")?)
}
