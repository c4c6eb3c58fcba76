//! Reads Slack exports: a day of a channel, a folder of days, or the zip file in which exports come.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use zip::ZipArchive;

use crate::input::reader::{Place, Unit, Units};
use presend_core::message::Format;
use presend_core::message::slack::{Context, DayError, Directory, Fault, Letter, is_slack, letters};
use presend_core::render::ReadError;

/// A day, or a list of people, with more bytes than this is not read: no channel says as much in a day, and a small
/// zip file may hold an entry that fills any memory.
const MAX_BYTES: u64 = 64 << 20;

/// The lists of an export, which are no days.
const LISTS: [&str; 9] = [
    "canvases.json",
    "channels.json",
    "dms.json",
    "file_conversations.json",
    "groups.json",
    "integration_logs.json",
    "lists.json",
    "mpims.json",
    "users.json",
];

/// The people of the export last read from, so that each list is read once.
#[derive(Default)]
pub(crate) struct People {
    root: Option<PathBuf>,
    directory: Arc<Directory>,
}

/// Returns true if and only if a file's name is that of one of an export's lists.
pub(crate) fn is_list(path: &str) -> bool {
    LISTS.contains(&name_of(path))
}

fn name_of(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn error(path: &str, line: Option<usize>, error: impl Into<String>) -> Unit {
    Unit::Error(ReadError { path: path.to_owned(), line, error: error.into() })
}

impl People {
    /// Returns the people of the export to which a day belongs, with what is wrong with their list.
    fn of(&mut self, day: &Path) -> (Arc<Directory>, Option<Unit>) {
        let folder = day.parent().unwrap_or(Path::new(""));
        let above = folder.parent().unwrap_or(Path::new(""));
        let root = [above, folder].into_iter().find(|root| root.join("users.json").is_file());
        let Some(root) = root else { return (Arc::default(), None) };
        if self.root.as_deref() == Some(root) {
            return (self.directory.clone(), None);
        }
        let mut directory = Directory::default();
        let mut fault = None;
        for (name, is_users) in [("channels.json", false), ("users.json", true)] {
            let path = root.join(name);
            let shown = path.display().to_string();
            let Some(bytes) = File::open(&path).ok().map(read_all) else { continue };
            let added = bytes.and_then(|bytes| add(&mut directory, &bytes, is_users));
            fault = added.err().map(|reason| error(&shown, None, reason)).or(fault);
        }
        (self.root, self.directory) = (Some(root.to_owned()), Arc::new(directory));
        (self.directory.clone(), fault)
    }
}

fn add(directory: &mut Directory, bytes: &[u8], is_users: bool) -> Result<(), String> {
    if is_users { directory.add_users(bytes) } else { directory.add_channels(bytes) }
}

/// Reads all there is, unless it is more than a day can be.
fn read_all(reader: impl Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = reader.take(MAX_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| crate::error::reason(&error))?;
    match u64::try_from(bytes.len()) {
        Ok(length) if length <= MAX_BYTES => Ok(bytes),
        _ => Err(format!("more than {} MiB: too large for a day of an export", MAX_BYTES >> 20)),
    }
}

/// Reads a day of an export; a file that is none is an error where it was named, and a note in a folder.
pub(crate) fn day(place: Place, reader: impl Read, walked: bool, people: &mut People) -> Units<'static> {
    if walked && is_list(&place.path) {
        return Box::new(std::iter::empty());
    }
    let (directory, fault) = match &place.file {
        Some(file) => people.of(file),
        None => (Arc::default(), None),
    };
    let units = match read_all(reader) {
        Ok(bytes) => units(&place, &bytes, &directory, walked),
        Err(reason) => vec![error(&place.path, None, reason)],
    };
    Box::new(fault.into_iter().chain(units))
}

/// Cuts a day into its messages.
fn units(place: &Place, bytes: &[u8], directory: &Arc<Directory>, walked: bool) -> Vec<Unit> {
    let reason = "no day of a Slack export: no array of messages";
    let found = match letters(bytes) {
        Ok(found) => found,
        Err(_) if walked && !is_slack(bytes) => {
            return vec![Unit::Note(format!("{}: skipped: {reason}", place.path))];
        }
        Err(DayError::NotSlack) => return vec![error(&place.path, None, reason)],
        Err(DayError::Broken(fault)) => return vec![error(&place.path, Some(fault.line), fault.reason)],
    };
    let unit = |letter| match letter {
        Ok(Letter { span, line, references, burst }) => {
            let context = Context { directory: directory.clone(), references, burst };
            let bytes = bytes[span.start..span.end].to_vec();
            place.letter(bytes, (span.start, line), context)
        }
        Err(Fault { line, reason }) => error(&place.path, Some(line), reason),
    };
    found.into_iter().map(unit).collect()
}

/// Reads the zip file of an export, entry by entry, in the order of their names.
pub(crate) fn archive(path: &Path, setup: usize) -> Units<'static> {
    let shown = path.display().to_string();
    let zip = match File::open(path).map_err(|error| crate::error::reason(&error)).and_then(|file| {
        ZipArchive::new(BufReader::new(file)).map_err(|error| format!("not a readable zip file: {error}"))
    }) {
        Ok(zip) => zip,
        Err(reason) => return Box::new(std::iter::once(error(&shown, None, reason))),
    };
    let mut days: Vec<(String, usize)> = (0..zip.len())
        .filter_map(|index| Some((zip.name_for_index(index)?.ok()?.into_owned(), index)))
        .filter(|(name, _)| is_day(name))
        .collect();
    days.sort();
    if days.is_empty() {
        let reason = "no day of a Slack export in this zip file";
        return Box::new(std::iter::once(error(&shown, None, reason)));
    }
    let mut export = Export { zip, shown, file: path.into(), setup };
    let (directory, faults) = export.directory();
    let days = days.into_iter().flat_map(move |(name, index)| export.day(&name, index, &directory));
    Box::new(faults.into_iter().chain(days))
}

/// `general/2026-03-01.json`, but neither a list nor a file that systems hide.
fn is_day(name: &str) -> bool {
    name.ends_with(".json") && name.contains('/') && !is_list(name) && !name.starts_with("__MACOSX/")
}

/// An open zip file.
struct Export {
    zip: ZipArchive<BufReader<File>>,
    shown: String,
    file: Arc<Path>,
    setup: usize,
}

impl Export {
    fn read(&mut self, index: usize) -> Result<Vec<u8>, String> {
        let entry = self.zip.by_index(index).map_err(|error| format!("cannot be unpacked: {error}"))?;
        if entry.size() > MAX_BYTES {
            return Err(format!(
                "more than {} MiB unpacked: too large for a day of an export",
                MAX_BYTES >> 20
            ));
        }
        read_all(entry)
    }

    /// Reads the lists of people and channels that stand highest, with what is wrong with them.
    fn directory(&mut self) -> (Arc<Directory>, Vec<Unit>) {
        let (mut directory, mut faults) = (Directory::default(), Vec::new());
        for (list, is_users) in [("channels.json", false), ("users.json", true)] {
            let named = (0..self.zip.len()).filter_map(|index| {
                let name = self.zip.name_for_index(index)?.ok()?.into_owned();
                (name_of(&name) == list).then_some((name.matches('/').count(), name, index))
            });
            let Some((_, name, index)) = named.min() else { continue };
            let added = self.read(index).and_then(|bytes| add(&mut directory, &bytes, is_users));
            faults.extend(added.err().map(|reason| error(&self.inside(&name), None, reason)));
        }
        (Arc::new(directory), faults)
    }

    fn inside(&self, name: &str) -> String {
        format!("{}/{name}", self.shown)
    }

    fn day(&mut self, name: &str, index: usize, directory: &Arc<Directory>) -> Vec<Unit> {
        let place =
            Place { path: self.inside(name).into(), file: Some(self.file.clone()), setup: self.setup };
        match self.read(index) {
            Ok(bytes) => units(&place, &bytes, directory, true),
            Err(reason) => vec![error(&place.path, None, reason)],
        }
    }
}

impl Place {
    fn letter(&self, bytes: Vec<u8>, (offset, line): (usize, usize), context: Context) -> Unit {
        match self.message(bytes, Format::Slack, offset, line) {
            Unit::Message(mut raw) => {
                raw.slack = Some(Box::new(context));
                Unit::Message(raw)
            }
            other => other,
        }
    }
}
