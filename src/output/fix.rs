//! Makes edits, in files and in what was piped in.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use presend_core::Applicability;
use presend_core::Report;
use presend_core::render::{FileEdit, edits_and_left_parts};

use super::replace::replace;
use crate::error::reason;
use crate::terminal::say;

/// The bytes that go and the text that replaces them, by their place in one file. Two names of one file lead to the same
/// edits only once.
type Edits = BTreeMap<(usize, usize), (Vec<u8>, String)>;

/// The edits of one message.
pub(crate) struct MessageFix {
    /// The file it is in; `None` is standard input.
    file: Option<Arc<Path>>,
    /// Where the message starts in it.
    offset: usize,
    /// Each edit with the bytes that it removes.
    edits: Vec<(FileEdit, Vec<u8>)>,
    /// Labels of the parts in which more would have to be changed, and cannot be.
    left: Vec<String>,
}

impl MessageFix {
    /// Collects the edits of a report on a message that starts at this byte of a file, or of standard input.
    pub(crate) fn of(
        report: &Report<'_>,
        least: Applicability,
        (file, offset): (Option<Arc<Path>>, usize),
    ) -> MessageFix {
        let source = &report.message.source;
        let with_old = |edit: FileEdit| {
            let old = source.get(edit.span.start..edit.span.end).unwrap_or_default().to_vec();
            (edit, old)
        };
        // The source of a line of jsonl is JSON: its texts are encoded parts, which have no edits.
        let (edits, left) = edits_and_left_parts(report, least);
        MessageFix { file, offset, edits: edits.into_iter().map(with_old).collect(), left }
    }
}

/// The edits of all messages, by file.
#[derive(Default)]
pub(crate) struct Fixes {
    /// By the path that links lead to, with the path to show.
    files: BTreeMap<PathBuf, (Arc<Path>, Edits)>,
    piped: Edits,
    /// The parts that cannot be changed, by the path to show; of standard input without one.
    left: BTreeMap<Option<Arc<Path>>, BTreeSet<String>>,
}

impl Fixes {
    /// Adds the edits of a message.
    pub(crate) fn add(&mut self, fix: MessageFix) {
        if !fix.left.is_empty() {
            self.left.entry(fix.file.clone()).or_default().extend(fix.left);
        }
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

    /// Returns true if and only if there is nothing to change.
    pub(crate) fn is_empty(&self) -> bool {
        self.files.is_empty() && self.piped.is_empty()
    }

    /// Says in which parts no change can be made: a part that is encoded, or one that would tell what another part hides.
    fn tell_left(&self) {
        for (file, parts) in &self.left {
            let shown = file.as_ref().map_or_else(|| "<stdin>".into(), |file| file.to_string_lossy());
            let (parts, are) = (parts.iter().map(String::as_str).collect::<Vec<_>>(), parts.len());
            let word = if are == 1 { "part" } else { "parts" };
            say(&format!(
                "presend: {shown}: changes left out: {word} {} cannot be changed here",
                parts.join(", ")
            ));
        }
    }

    /// Returns what was piped in with its edits made.
    pub(crate) fn fix_piped(&self, bytes: &[u8]) -> Vec<u8> {
        apply(bytes, &self.piped).unwrap_or_else(|| bytes.to_vec())
    }
}

/// What became of the files, for the person.
#[derive(Default)]
pub(crate) struct Changes {
    /// By the path to show: how many changes were made, and why no more were.
    files: BTreeMap<PathBuf, (usize, Option<String>)>,
}

impl Changes {
    /// Writes the files. Returns false if one of them could not be written.
    pub(crate) fn write(&mut self, fixes: &Fixes) -> bool {
        let mut all_written = true;
        for (path, (shown, edits)) in &fixes.files {
            let (count, fault) = self.files.entry(shown.to_path_buf()).or_default();
            match rewrite(path, edits) {
                Ok(()) => *count += edits.len(),
                Err(why) => {
                    *fault = Some(why);
                    all_written = false;
                }
            }
        }
        all_written
    }

    /// Says how many changes were made in each file, and in which parts `last` could make none, unless only faults are to be told;
    /// and why a file could not be written.
    pub(crate) fn tell(&self, last: &Fixes, only_faults: bool) {
        for (shown, (count, fault)) in &self.files {
            let shown = shown.display();
            match fault {
                Some(why) => say(&format!("presend: {shown}: not changed: {why}")),
                None if only_faults => {}
                None => say(&format!(
                    "presend: {shown}: {count} {}",
                    if *count == 1 { "change" } else { "changes" }
                )),
            }
        }
        if !only_faults {
            last.tell_left();
        }
    }

    /// Returns true if and only if every file could be written.
    pub(crate) fn all_written(&self) -> bool {
        self.files.values().all(|(_, fault)| fault.is_none())
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
    replace(path, &apply(&bytes, edits).ok_or("it changed while it was being checked")?)
}
