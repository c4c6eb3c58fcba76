//! Cuts what a file or standard input holds into messages, without holding an archive in memory.

use std::io::{self, BufRead, Cursor, Read};

use presend_core::message::Format;
use presend_core::message::exports::is_export_of_lines;
use presend_core::message::git::{changesets, is_changeset};
use presend_core::message::ics::{self, CalendarPiece};
use presend_core::message::mbox::RawMessage;
use presend_core::message::{chat, mbox};
use presend_core::{is_mostly_binary, looks_binary};

use super::export::{self, Reason};
use super::slack_day::{self, DirectoryCache};
use super::unit::{ArchiveContext, InputSource, MessageBytes, Unit, Units, numbered, only};

/// How many bytes are looked at to tell whether a file is binary, and its format where the name does not say it.
const HEAD: u64 = 8192;

/// Reads standard input, of which `name` is what reports show.
pub(crate) fn stdin(
    reader: Box<dyn BufRead>,
    name: &str,
    format: Option<Format>,
    linter: usize,
) -> Units<'static> {
    let source = InputSource { path: name.into(), file: None, linter };
    read(source, reader, format, false, &mut DirectoryCache::default())
}

/// Reads a source; `walked` is one that was not named, but found in a folder. Without a format it is told by its name, or
/// by its start.
pub(super) fn read(
    source: InputSource,
    mut reader: Box<dyn BufRead>,
    format: Option<Format>,
    walked: bool,
    directories: &mut DirectoryCache,
) -> Units<'static> {
    let mut head = Vec::new();
    if let Err(error) = reader.by_ref().take(HEAD).read_to_end(&mut head) {
        return only(source.failed(&error));
    }
    if (walked && looks_binary(&head)) || is_mostly_binary(&head) {
        return only(Unit::Note(format!("{}: skipped: this is a binary file", source.path)));
    }
    let (format, reason) = choose(&source.path, &head, format, walked);
    let is_series = is_changeset(&head);
    let reader = Cursor::new(head).chain(reader);
    numbered(match format {
        // A file of patches is an mbox, and an mbox may hold patches.
        Format::GitPatch if is_series => changes(source, reader),
        Format::Mbox | Format::GitPatch => archive(source, format, mbox::Messages::new(reader)),
        Format::Chat => {
            let (head, _) = reader.get_ref();
            let chat = chat::LogStyle::of(head.get_ref());
            let note = (!chat.is_known()).then(|| {
                let path = &source.path;
                Unit::Note(format!("{path}: no line has the form of a chat: it is read as one message"))
            });
            Box::new(note.into_iter().chain(archive(source, format, chat::Messages::new(reader, chat))))
        }
        Format::Slack => slack_day::read(&source, reader, walked, directories),
        Format::Ics => calendar(source, reader),
        Format::ChatExport => export::read(source, reader, reason, directories),
        Format::Jsonl => Box::new(JsonLines { reader, source, offset: 0, line: 1, failed: false }),
        _ => only(whole(&source, reader, format)),
    })
}

/// Chooses the format, and says why it was chosen.
fn choose(path: &str, head: &[u8], said: Option<Format>, walked: bool) -> (Format, Reason) {
    let named = Format::by_name(path);
    let reason = match (said, named) {
        (Some(_), _) => Reason::Said,
        (None, Some(Format::ChatExport)) if walked => Reason::Walked,
        (None, Some(Format::ChatExport)) => Reason::Named,
        _ => Reason::Looks,
    };
    // Some programs export lines of JSON too, which are not those of jsonl.
    let is_lines = said.is_none() && named == Some(Format::Jsonl) && is_export_of_lines(head);
    let named = if is_lines { Some(Format::ChatExport) } else { named };
    (said.or(named).unwrap_or_else(|| Format::detect("", head)), reason)
}

/// Reads what `hg export` wrote: each patch is a message.
fn changes(source: InputSource, mut reader: impl Read) -> Units<'static> {
    let mut bytes = Vec::new();
    if let Err(error) = reader.read_to_end(&mut bytes) {
        return only(source.failed(&error));
    }
    Box::new(changesets(&bytes).into_iter().map(move |(span, line)| {
        let own = span.of_bytes(&bytes).to_vec();
        Unit::Message(source.message(own, Format::GitPatch, (span.start, line)))
    }))
}

/// Reads a calendar: each event, task and journal entry that says something is a message.
fn calendar(source: InputSource, mut reader: impl Read) -> Units<'static> {
    let mut bytes = Vec::new();
    if let Err(error) = reader.read_to_end(&mut bytes) {
        return only(source.failed(&error));
    }
    let (pieces, method) = ics::pieces(&bytes);
    if pieces.len() < 2 {
        return only(Unit::Message(source.message(bytes, Format::Ics, (0, 1))));
    }
    Box::new(pieces.into_iter().map(move |CalendarPiece { span, line }| {
        let own = span.of_bytes(&bytes).to_vec();
        let context = Some(Box::new(ArchiveContext::Calendar(method.clone())));
        Unit::Message(MessageBytes { context, ..source.message(own, Format::Ics, (span.start, line)) })
    }))
}

/// Reads a source that is one message.
fn whole(source: &InputSource, mut reader: impl Read, format: Format) -> Unit<MessageBytes> {
    let mut bytes = Vec::new();
    match reader.read_to_end(&mut bytes) {
        Ok(_) => Unit::Message(source.message(bytes, format, (0, 1))),
        Err(error) => source.failed(&error),
    }
}

/// Reads the messages of an archive one after another.
fn archive(
    source: InputSource,
    format: Format,
    messages: impl Iterator<Item = io::Result<RawMessage>> + 'static,
) -> Units<'static> {
    Box::new(messages.map(move |found| match found {
        Ok(raw) => {
            let format = if raw.is_patch { Format::GitPatch } else { format };
            let message = source.message(raw.bytes, format, (raw.offset, raw.line));
            Unit::Message(MessageBytes { is_live: raw.is_live, ..message })
        }
        Err(error) => source.failed(&error),
    }))
}

/// The lines of a jsonl file, each of which is a message.
struct JsonLines<R> {
    reader: R,
    source: InputSource,
    offset: usize,
    line: usize,
    failed: bool,
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Unit<MessageBytes>;

    fn next(&mut self) -> Option<Unit<MessageBytes>> {
        while !self.failed {
            let mut bytes = Vec::new();
            let length = match self.reader.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(length) => length,
                Err(error) => {
                    self.failed = true;
                    return Some(self.source.failed(&error));
                }
            };
            let place = (self.offset, self.line);
            self.offset += length;
            self.line += 1;
            while bytes.ends_with(b"\n") || bytes.ends_with(b"\r") {
                bytes.pop();
            }
            if !bytes.trim_ascii().is_empty() {
                return Some(Unit::Message(self.source.message(bytes, Format::Jsonl, place)));
            }
        }
        None
    }
}
