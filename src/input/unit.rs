//! Names what comes in: the bytes of a message, an error, or a note, each with where it was.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use presend_core::Column;
use presend_core::message::Format;
use presend_core::message::{exports, slack};
use presend_core::render::ReadError;

/// One thing that came in, or what became of it.
pub(crate) enum Unit<T> {
    /// A message.
    Message(T),
    /// Something that could not be read.
    Error(ReadError),
    /// Something left out, for standard error.
    Note(String),
}

/// What an archive says about a message besides its bytes.
pub(crate) enum ArchiveContext {
    /// Of a Slack export.
    Slack(slack::Conversation),
    /// Of an export of another program of chats.
    Export(exports::Conversation),
    /// Of a calendar: what it does.
    Calendar(Option<String>),
}

/// The bytes of one message and where they were.
pub(crate) struct MessageBytes {
    /// The name that reports show.
    pub(crate) path: Arc<str>,
    /// The file; `None` is standard input.
    pub(crate) file: Option<Arc<Path>>,
    pub(crate) bytes: Vec<u8>,
    pub(crate) format: Format,
    /// Where they start in the file, in bytes.
    pub(crate) offset: usize,
    /// The line on which they start, from 1.
    pub(crate) line: usize,
    /// Its number in the file, from 1; 0 before it was counted.
    pub(crate) number: usize,
    /// Where in that line they start.
    pub(crate) column: Column,
    /// Number of the linter of the PATH it belongs to.
    pub(crate) linter: usize,
    /// Bytes of all files up to its end, as they lie on the disk.
    pub(crate) reached: u64,
    /// In a chat: it answers what another wrote a moment before.
    pub(crate) is_live: bool,
    /// The sample has it, where there is one.
    pub(crate) is_chosen: bool,
    /// What the archive says about the message besides its bytes.
    pub(crate) context: Option<Box<ArchiveContext>>,
}

impl MessageBytes {
    /// Says why the message could not be read, with its line where the file has many.
    pub(crate) fn error(&self, error: String) -> ReadError {
        let line = (self.format == Format::Jsonl || self.line > 1).then_some(self.line);
        ReadError { path: self.path.to_string(), line, error }
    }
}

/// Units in input order.
pub(crate) type Units<'i> = Box<dyn Iterator<Item = Unit<MessageBytes>> + 'i>;

/// Where messages come from: a file, an entry of one, or standard input.
pub(super) struct InputSource {
    /// The name that reports show.
    pub(super) path: Arc<str>,
    /// The file; `None` is standard input.
    pub(super) file: Option<Arc<Path>>,
    /// Number of the linter of the PATH it belongs to.
    pub(super) linter: usize,
    /// The name by which its format is told, where it is not `path`.
    pub(super) inner: Option<String>,
    /// How far reading has come.
    pub(super) reached: Reached,
}

/// How far reading has come, in bytes of files as they lie on the disk.
#[derive(Debug, Clone, Default)]
pub(super) struct Reached {
    /// Bytes of the files before this one.
    pub(super) before: u64,
    /// Bytes read of a file that is packed; of one that is not, the place of a message says it.
    packed: Option<Arc<AtomicU64>>,
}

impl Reached {
    /// Starts a file that is packed.
    pub(super) fn packed(before: u64) -> Reached {
        Reached { before, packed: Some(Arc::default()) }
    }

    /// Starts a file that is not packed.
    pub(super) fn plain(before: u64) -> Reached {
        Reached { before, packed: None }
    }

    /// Returns what counts the bytes that are read of a packed file.
    pub(super) fn counter(&self) -> Arc<AtomicU64> {
        self.packed.clone().unwrap_or_default()
    }

    fn at(&self, end: usize) -> u64 {
        let of_this = self.packed.as_ref().map_or(end as u64, |count| count.load(Ordering::Relaxed));
        self.before.saturating_add(of_this)
    }
}

impl InputSource {
    /// Returns the name by which its format is told.
    pub(super) fn named(&self) -> &str {
        self.inner.as_deref().unwrap_or(&self.path)
    }

    /// Makes a message that starts at this offset and line.
    pub(super) fn message(
        &self,
        bytes: Vec<u8>,
        format: Format,
        (offset, line): (usize, usize),
    ) -> MessageBytes {
        let (path, file) = (self.path.clone(), self.file.clone());
        let linter = self.linter;
        let column = Column::default();
        let reached = self.reached.at(offset + bytes.len());
        MessageBytes {
            path,
            file,
            bytes,
            format,
            offset,
            line,
            number: 0,
            column,
            linter,
            reached,
            is_live: false,
            is_chosen: true,
            context: None,
        }
    }

    /// Says why nothing could be read from it.
    pub(super) fn failed<T>(&self, error: &std::io::Error) -> Unit<T> {
        unreadable(&self.path, None, crate::error::reason(error))
    }
}

/// Says why a file, or a line of it, could not be read.
pub(super) fn unreadable<T>(path: &str, line: Option<usize>, error: impl Into<String>) -> Unit<T> {
    Unit::Error(ReadError { path: path.to_owned(), line, error: error.into() })
}

/// Numbers the messages of one file; what cannot be read counts too.
pub(super) fn numbered<'i>(units: Units<'i>) -> Units<'i> {
    let mut number = 0;
    Box::new(units.map(move |unit| {
        number += usize::from(!matches!(unit, Unit::Note(_)));
        match unit {
            Unit::Message(message) => Unit::Message(MessageBytes { number, ..message }),
            other => other,
        }
    }))
}

/// Returns one unit and nothing after it.
pub(super) fn only(unit: Unit<MessageBytes>) -> Units<'static> {
    Box::new(std::iter::once(unit))
}
