//! Reads a day of a Slack export: a JSON file with the messages of one channel.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use presend_core::message::Format;
use presend_core::message::slack::{
    ArchivedMessage, Conversation, DayError, Directory, Fault, day_messages, is_slack,
};

use super::unit::{ArchiveContext, InputSource, MessageBytes, Unit, Units, unreadable};
use crate::error;

/// A day, or a list of people, with more bytes than this is not read: no channel says as much in a day, and an entry
/// of a small zip file may unpack to more than the memory holds.
pub(super) const MAX_BYTES: u64 = 64 << 20;

/// The lists of people and channels that a directory is made of; only one of them holds users.
pub(super) const DIRECTORY_LISTS: [(&str, bool); 2] = [("channels.json", false), ("users.json", true)];

/// The files of an export that hold lists, not the messages of a day.
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

/// The people and channels of the export last read from, so that each list is read once.
#[derive(Default)]
pub(super) struct DirectoryCache {
    root: Option<PathBuf>,
    directory: Arc<Directory>,
}

impl DirectoryCache {
    /// Returns the directory of the export to which a day belongs, with what is wrong with its lists.
    fn of(&mut self, day: &Path) -> (Arc<Directory>, Option<Unit<MessageBytes>>) {
        let folder = day.parent().unwrap_or(Path::new(""));
        let above = folder.parent().unwrap_or(Path::new(""));
        let root = [above, folder].into_iter().find(|root| root.join("users.json").is_file());
        let Some(root) = root else { return (Arc::default(), None) };
        if self.root.as_deref() == Some(root) {
            return (self.directory.clone(), None);
        }
        let mut directory = Directory::default();
        let mut fault = None;
        for (name, is_users) in DIRECTORY_LISTS {
            let path = root.join(name);
            let shown = path.display().to_string();
            let Some(bytes) = File::open(&path).ok().map(read_all) else { continue };
            let added = bytes.and_then(|bytes| add(&mut directory, &bytes, is_users));
            fault = added.err().map(|reason| unreadable(&shown, None, reason)).or(fault);
        }
        (self.root, self.directory) = (Some(root.to_owned()), Arc::new(directory));
        (self.directory.clone(), fault)
    }
}

/// Returns true if and only if a file's name is that of one of an export's lists.
pub(super) fn is_list(path: &str) -> bool {
    LISTS.contains(&name_of(path))
}

/// Returns the last name of a path.
pub(super) fn name_of(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Adds a list of users or of channels to a directory.
pub(super) fn add(directory: &mut Directory, bytes: &[u8], is_users: bool) -> Result<(), String> {
    if is_users { directory.add_users(bytes) } else { directory.add_channels(bytes) }
}

/// Reads all there is, unless it is more than a day can be.
pub(super) fn read_all(reader: impl Read) -> Result<Vec<u8>, String> {
    read_up_to(reader, MAX_BYTES, "a day of an export")
}

/// Reads all there is, unless it is more than `what` can be.
pub(super) fn read_up_to(reader: impl Read, most: u64, what: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = reader.take(most + 1).read_to_end(&mut bytes);
    read.map_err(|error| error::reason(&error))?;
    match u64::try_from(bytes.len()) {
        Ok(length) if length <= most => Ok(bytes),
        _ => Err(format!("more than {} MiB: too large for {what}", most >> 20)),
    }
}

/// Reads a day. A file that is not one is an error where it was named, and a note where it was found in a folder.
pub(super) fn read(
    source: &InputSource,
    reader: impl Read,
    walked: bool,
    directories: &mut DirectoryCache,
) -> Units<'static> {
    if walked && is_list(&source.path) {
        return Box::new(std::iter::empty());
    }
    let (directory, fault) = match &source.file {
        Some(file) => directories.of(file),
        None => (Arc::default(), None),
    };
    let units = match read_all(reader) {
        Ok(bytes) => cut(source, &bytes, &directory, walked),
        Err(reason) => vec![unreadable(&source.path, None, reason)],
    };
    Box::new(fault.into_iter().chain(units))
}

/// Returns the channel of a day: in an export it lies in a folder of that name, as `general/2026-03-01.json`.
fn channel_of(path: &str) -> Option<Arc<str>> {
    let mut names = path.rsplit(['/', '\\']);
    let day = names.next()?.strip_suffix(".json")?;
    let folder = names.next().filter(|folder| !matches!(*folder, "" | "." | ".."))?;
    day.parse::<Date>().is_ok().then(|| folder.into())
}

/// Cuts a day into its messages.
pub(super) fn cut(
    source: &InputSource,
    bytes: &[u8],
    directory: &Arc<Directory>,
    walked: bool,
) -> Vec<Unit<MessageBytes>> {
    let reason = "no day of a Slack export: no array of messages";
    let found = match day_messages(bytes, directory) {
        Ok(found) => found,
        Err(_) if walked && !is_slack(bytes) => {
            return vec![Unit::Note(format!("{}: skipped: {reason}", source.path))];
        }
        Err(DayError::NotSlack) => return vec![unreadable(&source.path, None, reason)],
        Err(DayError::Broken(fault)) => {
            return vec![unreadable(&source.path, Some(fault.line), fault.reason)];
        }
    };
    let channel = channel_of(&source.path);
    let unit = |message| match message {
        Ok(ArchivedMessage { span, line, column, references, burst, .. }) => {
            let (directory, channel) = (directory.clone(), channel.clone());
            let context = Conversation { directory, references, burst, channel };
            let bytes = span.of_bytes(bytes).to_vec();
            let message = source.message(bytes, Format::Slack, (span.start, line));
            Unit::Message(MessageBytes {
                column,
                context: Some(Box::new(ArchiveContext::Slack(context))),
                ..message
            })
        }
        Err(Fault { line, reason }) => unreadable(&source.path, Some(line), reason),
    };
    found.into_iter().map(unit).collect()
}
