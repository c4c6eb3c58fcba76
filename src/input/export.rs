//! Reads what programs of chats export as JSON, a day of a Slack export among it.

use std::io::Read;
use std::sync::Arc;

use presend_core::message::Format;
use presend_core::message::exports::{ArchivedMessage, Conversation, Cut, Fault, cut};
use presend_core::message::slack::{DayError, Directory, day_messages, is_slack};

use super::slack_day::{self, DirectoryCache};
use super::unit::{ArchiveContext, InputSource, MessageBytes, Unit, Units, only, unreadable};

/// An export with more bytes than this is not read.
const MAX_BYTES: u64 = 1 << 30;

/// How a file came to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// The format was asked for.
    Said,
    /// By its name it may be an export.
    Named,
    /// By its name it may be one, and it was found in a folder.
    Walked,
    /// It looks like one.
    Looks,
}

/// Reads an export. JSON that is none is an error where one was asked for, left out with a note where it was found in a
/// folder, and a text else.
pub(super) fn read(
    source: InputSource,
    reader: impl Read,
    reason: Reason,
    directories: &mut DirectoryCache,
) -> Units<'static> {
    if reason == Reason::Walked && slack_day::is_list(&source.path) {
        return Box::new(std::iter::empty());
    }
    let bytes = match slack_day::read_up_to(reader, MAX_BYTES, "an export") {
        Ok(bytes) => bytes,
        Err(reason) => return only(unreadable(&source.path, None, reason)),
    };
    if let Some(found) = cut(&bytes) {
        return messages(source, bytes, found);
    }
    if is_day(&bytes) {
        return slack_day::read(&source, &*bytes, reason == Reason::Walked, directories);
    }
    let path = &source.path;
    let none = "not a chat export from Slack, Telegram, Discord, Matrix, Teams, Mattermost, Signal, Rocket.Chat, \
                Google Chat, Facebook or Instagram";
    let note = match reason {
        Reason::Said => return only(unreadable(path, None, none)),
        Reason::Walked => return only(Unit::Note(format!("{path}: skipped: {none}"))),
        Reason::Named => Some(Unit::Note(format!("{path}: {none}: it is read as one text"))),
        Reason::Looks => None,
    };
    let text = Unit::Message(source.message(bytes, Format::Text, (0, 1)));
    Box::new(note.into_iter().chain([text]))
}

/// Returns true if and only if this is a day of a Slack export, or would be if it were not cut off.
fn is_day(bytes: &[u8]) -> bool {
    match day_messages(bytes, &Directory::default()) {
        Ok(found) => found.is_empty() || found.iter().any(Result::is_ok) || is_slack(bytes),
        Err(DayError::Broken(_)) => is_slack(bytes),
        Err(DayError::NotSlack) => false,
    }
}

/// Hands on the messages of an export one after another.
fn messages(source: InputSource, bytes: Vec<u8>, found: Cut) -> Units<'static> {
    let Cut { program, known, messages, sealed } = found;
    let note = (sealed > 0).then(|| {
        let (path, plural) = (&source.path, if sealed == 1 { "" } else { "s" });
        Unit::Note(format!(
            "{path}: {sealed} encrypted message{plural} not read: export the room from a program that has its keys"
        ))
    });
    let units = messages.into_iter().map(move |message| match message {
        Ok(ArchivedMessage { span, line, column, references, burst, channel }) => {
            let context = Conversation { program, known: Arc::clone(&known), references, burst, channel };
            let own = span.of_bytes(&bytes).to_vec();
            let message = source.message(own, Format::ChatExport, (span.start, line));
            Unit::Message(MessageBytes {
                column,
                context: Some(Box::new(ArchiveContext::Export(context))),
                ..message
            })
        }
        Err(Fault { line, reason }) => unreadable(&source.path, Some(line), reason),
    });
    Box::new(note.into_iter().chain(units))
}
