//! Reads messages one after another: files, folders, archives and standard input.

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::slack_day::{self as slack, People};
use presend_core::message::format::Format;
use presend_core::message::mbox::RawMessage;
use presend_core::message::slack::Context;
use presend_core::message::{chat, mbox};
use presend_core::render::ReadError;
use presend_core::text::decode::{is_mostly_binary, looks_binary};

/// One thing that came in.
pub(crate) enum Unit {
    /// A message's bytes.
    Message(Raw),
    /// Something that could not be read.
    Error(ReadError),
    /// Something left out, for standard error.
    Note(String),
}

/// The bytes of one message and where they stood.
pub(crate) struct Raw {
    /// The name that reports show.
    pub(crate) path: Arc<str>,
    /// The file; `None` is standard input.
    pub(crate) file: Option<Arc<Path>>,
    pub(crate) bytes: Vec<u8>,
    pub(crate) format: Format,
    pub(crate) offset: usize,
    pub(crate) line: usize,
    /// Index of the setup of the PATH it belongs to.
    pub(crate) setup: usize,
    /// In a chat: it answers what another wrote a moment before.
    pub(crate) is_live: bool,
    /// What is known of a message of a Slack export beside its bytes.
    pub(crate) slack: Option<Box<Context>>,
}

/// Units in input order.
pub(crate) type Units<'i> = Box<dyn Iterator<Item = Unit> + 'i>;

/// Where messages come from.
pub(crate) struct Place {
    pub(crate) path: Arc<str>,
    pub(crate) file: Option<Arc<Path>>,
    pub(crate) setup: usize,
}

impl Place {
    pub(crate) fn message(&self, bytes: Vec<u8>, format: Format, offset: usize, line: usize) -> Unit {
        let (path, file) = (self.path.clone(), self.file.clone());
        Unit::Message(Raw {
            path,
            file,
            bytes,
            format,
            offset,
            line,
            setup: self.setup,
            is_live: false,
            slack: None,
        })
    }
}

fn failed(path: &str, error: &std::io::Error) -> Unit {
    let text = crate::error::reason(error);
    Unit::Error(ReadError { path: path.to_owned(), line: None, error: text })
}

/// Reads standard input.
pub(crate) fn stdin(
    reader: Box<dyn BufRead>,
    name: &str,
    format: Option<Format>,
    setup: usize,
) -> Units<'static> {
    let format = format.or_else(|| Format::by_name(name));
    let place = Place { path: name.into(), file: None, setup };
    open(place, reader, format, false, &mut People::default())
}

/// Reads one PATH: a file that was named, or a folder.
pub(crate) fn path(path: &Path, format: Option<Format>, setup: usize) -> Units<'static> {
    if !path.is_dir() {
        return file(path, format, setup, false, &mut People::default());
    }
    let files = drafts(path);
    if files.is_empty() {
        let error = "no drafts found in this folder".to_owned();
        let path = path.display().to_string();
        return Box::new(std::iter::once(Unit::Error(ReadError { path, line: None, error })));
    }
    let mut people = People::default();
    Box::new(files.into_iter().flat_map(move |found| match found {
        Ok(found) => file(&found, format, setup, true, &mut people),
        Err(error) => Box::new(std::iter::once(Unit::Error(error))) as Units<'static>,
    }))
}

fn file(
    path: &Path,
    format: Option<Format>,
    setup: usize,
    walked: bool,
    people: &mut People,
) -> Units<'static> {
    let name = path.display().to_string();
    let is_zip = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("zip"));
    if is_zip && matches!(format, None | Some(Format::Slack)) {
        return slack::archive(path, setup);
    }
    match File::open(path) {
        Ok(file) => {
            let format = format.or_else(|| Format::by_name(&name));
            let place = Place { path: name.into(), file: Some(path.into()), setup };
            open(place, Box::new(BufReader::with_capacity(1 << 16, file)), format, walked, people)
        }
        Err(error) => Box::new(std::iter::once(failed(&name, &error))),
    }
}

/// Lists the drafts under a folder, sorted by bytes.
fn drafts(folder: &Path) -> Vec<Result<PathBuf, ReadError>> {
    let walk = ignore::WalkBuilder::new(folder).require_git(false).build();
    let mut found: Vec<Result<PathBuf, ReadError>> = walk
        .filter_map(|entry| match entry {
            Ok(entry) => (entry.file_type().is_some_and(|kind| kind.is_file()) && is_draft(entry.path()))
                .then(|| Ok(entry.into_path())),
            Err(error) => {
                let path = folder.display().to_string();
                Some(Err(ReadError { path, line: None, error: error.to_string() }))
            }
        })
        .collect();
    found.sort_by(|a, b| match (a, b) {
        (Ok(a), Ok(b)) => a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()),
        (Ok(_), Err(_)) => std::cmp::Ordering::Less,
        (Err(_), Ok(_)) => std::cmp::Ordering::Greater,
        (Err(a), Err(b)) => a.error.cmp(&b.error),
    });
    found
}

fn is_draft(path: &Path) -> bool {
    let extension = path.extension().map(|found| found.to_string_lossy().to_ascii_lowercase());
    let known = ["eml", "txt", "md", "markdown", "html", "htm", "mbox", "jsonl", "json", "ics"];
    let folder = path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy());
    extension.is_some_and(|found| known.contains(&found.as_str()))
        || folder.is_some_and(|folder| folder == "cur" || folder == "new")
}

fn open(
    place: Place,
    mut reader: Box<dyn BufRead>,
    format: Option<Format>,
    walked: bool,
    people: &mut People,
) -> Units<'static> {
    let mut head = Vec::new();
    if let Err(error) = reader.by_ref().take(8192).read_to_end(&mut head) {
        return Box::new(std::iter::once(failed(&place.path, &error)));
    }
    if (walked && looks_binary(&head)) || is_mostly_binary(&head) {
        return Box::new(std::iter::once(Unit::Note(format!(
            "{}: skipped: this is a binary file",
            place.path
        ))));
    }
    let format = format.unwrap_or_else(|| Format::detect("", &head));
    let chat = chat::Styled::of(&head);
    let reader = Cursor::new(head).chain(reader);
    match format {
        Format::Mbox => archive(place, format, mbox::Messages::new(reader)),
        Format::Chat => archive(place, format, chat::Messages::new(reader, chat)),
        Format::Slack => slack::day(place, reader, walked, people),
        Format::Jsonl => Box::new(Lines { reader, place, offset: 0, line: 1, failed: false }),
        _ => Box::new(std::iter::once(whole(&place, reader, format))),
    }
}

/// Reads a file that is one message.
fn whole(place: &Place, mut reader: impl Read, format: Format) -> Unit {
    let mut bytes = Vec::new();
    match reader.read_to_end(&mut bytes) {
        Ok(_) => place.message(bytes, format, 0, 1),
        Err(error) => failed(&place.path, &error),
    }
}

/// Reads the messages of an archive, which stand in it one after another.
fn archive(
    place: Place,
    format: Format,
    messages: impl Iterator<Item = std::io::Result<RawMessage>> + 'static,
) -> Units<'static> {
    Box::new(messages.map(move |found| match found {
        Ok(raw) => {
            let (offset, line, is_live) = (raw.offset, raw.line, raw.is_live);
            match place.message(raw.bytes, format, offset, line) {
                Unit::Message(raw) => Unit::Message(Raw { is_live, ..raw }),
                other => other,
            }
        }
        Err(error) => failed(&place.path, &error),
    }))
}

struct Lines<R> {
    reader: R,
    place: Place,
    offset: usize,
    line: usize,
    failed: bool,
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Unit;

    fn next(&mut self) -> Option<Unit> {
        while !self.failed {
            let mut bytes = Vec::new();
            let length = match self.reader.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(length) => length,
                Err(error) => {
                    self.failed = true;
                    return Some(failed(&self.place.path, &error));
                }
            };
            let (offset, line) = (self.offset, self.line);
            self.offset += length;
            self.line += 1;
            while bytes.ends_with(b"\n") || bytes.ends_with(b"\r") {
                bytes.pop();
            }
            if !bytes.trim_ascii().is_empty() {
                return Some(self.place.message(bytes, Format::Jsonl, offset, line));
            }
        }
        None
    }
}
