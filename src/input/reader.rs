//! Cuts what a file or standard input holds into messages, without holding an archive in memory.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use presend_core::message::Format;
use presend_core::message::exports::is_export_of_lines;
use presend_core::message::git::{changesets, is_changeset};
use presend_core::message::ics::{self, CalendarPiece};
use presend_core::message::mbox::RawMessage;
use presend_core::message::{chat, mbox};
use presend_core::{is_mostly_binary, looks_binary};

use super::export::{self, Reason};
use super::names::Packing;
use super::slack_day::{self, DirectoryCache};
use super::unit::{
    ArchiveContext, InputSource, MessageBytes, Reached, Unit, Units, numbered, only, unreadable,
};

/// How many bytes are looked at to tell whether a file is binary, and its format where the name does not say it.
const HEAD: u64 = 8192;

/// Reads standard input, of which `name` is what reports show.
pub(crate) fn stdin(
    reader: Box<dyn BufRead>,
    name: &str,
    format: Option<Format>,
    linter: usize,
) -> Units<'static> {
    let (file, inner) = (None, None);
    let source = InputSource { path: name.into(), file, linter, inner, reached: Reached::default() };
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
    match reader.by_ref().take(HEAD).read_to_end(&mut head) {
        Err(error) if head.is_empty() => return only(source.failed(&error)),
        // What came before the fault is read, and then it is told.
        Err(error) => reader = Box::new(BufReader::new(Fault(Some(error)))),
        // It has come to its end, and is not asked again: a terminal would wait for a second Ctrl+D.
        Ok(_) if (head.len() as u64) < HEAD => reader = Box::new(io::empty()),
        Ok(_) => {}
    }
    if (walked && looks_binary(&head)) || is_mostly_binary(&head) {
        let is_packed = Packing::of(Path::new(&*source.path)).is_some() && source.inner.is_none();
        let hint = if is_packed { "; --archives reads what is packed in it" } else { "" };
        if !walked && source.inner.is_none() {
            // Who names a file wants it checked.
            return only(unreadable(&source.path, None, format!("this is a binary file{hint}")));
        }
        return only(Unit::Note(format!("{}: skipped: this is a binary file{hint}", source.path)));
    }
    let (format, reason) = choose(source.named(), &head, format, walked);
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
                Unit::Note(format!("{path}: no line looks like a chat: it is read as one message"))
            });
            Box::new(note.into_iter().chain(archive(source, format, chat::Messages::new(reader, chat))))
        }
        Format::Slack => slack_day::read(&source, reader, walked, directories),
        Format::Ics => calendar(source, reader),
        Format::ChatExport => export::read(source, reader, reason, directories),
        Format::Jsonl => Box::new(JsonLines { reader, source, offset: 0, line: 1, failed: false }),
        _ => whole(&source, reader.into_inner(), format),
    })
}

/// Fails once, and is at its end then.
struct Fault(Option<io::Error>);

impl Read for Fault {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
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
    // What a text is that has the name of one, its bytes say.
    let named = named.filter(|named| !matches!(named, Format::Text | Format::Html));
    (said.or(named).unwrap_or_else(|| Format::detect(path, head)), reason)
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

/// Reads a source that is one message and begins with these bytes, as far as it can be read.
fn whole(
    source: &InputSource,
    (head, mut rest): (Cursor<Vec<u8>>, impl Read),
    format: Format,
) -> Units<'static> {
    let mut bytes = head.into_inner();
    let fault = match rest.read_to_end(&mut bytes) {
        Err(error) if bytes.is_empty() => return only(source.failed(&error)),
        Err(error) => Some(broken_off(source, &error)),
        Ok(_) => None,
    };
    Box::new([Unit::Message(source.message(bytes, format, (0, 1)))].into_iter().chain(fault))
}

/// Reads the messages of an archive one after another.
fn archive(
    source: InputSource,
    format: Format,
    messages: impl Iterator<Item = io::Result<RawMessage>> + 'static,
) -> Units<'static> {
    let unit = move |found| match found {
        Ok(RawMessage { bytes, offset, line, is_live, is_patch }) => {
            let format = if is_patch { Format::GitPatch } else { format };
            Unit::Message(MessageBytes { is_live, ..source.message(bytes, format, (offset, line)) })
        }
        Err(error) => broken_off(&source, &error),
    };
    // A file that cannot be read fails at every try.
    let mut has_failed = false;
    let until_failed = messages.take_while(move |found| !std::mem::replace(&mut has_failed, found.is_err()));
    Box::new(until_failed.map(unit))
}

/// Says why no more messages are read of a file.
fn broken_off(source: &InputSource, error: &io::Error) -> Unit<MessageBytes> {
    let reason = crate::error::reason(error);
    unreadable(&source.path, None, format!("{reason}; the rest of the file is not read"))
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
                    return Some(broken_off(&self.source, &error));
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A terminal on which a draft was typed and ended, and then more.
    struct Typed(Vec<&'static [u8]>);

    impl Read for Typed {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let typed = if self.0.is_empty() { b"" } else { self.0.remove(0) };
            buffer[..typed.len()].copy_from_slice(typed);
            Ok(typed.len())
        }
    }

    #[test]
    fn the_first_end_that_is_typed_ends_a_draft() {
        let typed = Typed(vec![b"Hello,\n", b"it is done.\n", b"", b"$ ls\n"]);
        let units = stdin(Box::new(BufReader::new(typed)), "<stdin>", None, 0);
        let texts: Vec<Vec<u8>> = units
            .map(|unit| match unit {
                Unit::Message(message) => message.bytes,
                _ => panic!("a message"),
            })
            .collect();
        assert_eq!(texts, [b"Hello,\nit is done.\n"]);
    }
}
