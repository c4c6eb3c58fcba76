//! Reads one message of a day: what one person wrote in a row.

use std::sync::Arc;

use jiff::Timestamp;

use super::directory::Directory;
use super::exported::{ExportedMessage, exported, micros};
use super::text::plain;
use crate::message::content::{Content, opaque_part};
use crate::message::formats::chat::{marked_code, quoted_rest};
use crate::message::model::{Message, Origin, Part};
use crate::message::transfer::Coding;
use crate::text::json::Json;
use crate::text::{Column, Ends, Source};

/// What is known of a message beside its own bytes.
#[derive(Debug, Clone, Default)]
pub struct Conversation {
    /// The people and channels.
    pub directory: Arc<Directory>,
    /// Ids of the messages before it in the thread, oldest first.
    pub references: Vec<String>,
    /// Messages in a row.
    pub burst: usize,
    /// The name of the channel, where it is known.
    pub channel: Option<Arc<str>>,
}

/// Returns true if and only if the start of a text looks like a day of an export.
#[must_use]
pub fn is_slack(bytes: &[u8]) -> bool {
    let start = bytes.head(8192).trim_ascii_start();
    let opens = start.strip_prefix(b"[").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"{"));
    let is_answer = start.starts_with(b"{") && memchr::memmem::find(start, b"\"messages\"").is_some();
    (opens || is_answer) && memchr::memmem::find(start, b"\"ts\"").is_some()
}

/// Reads one message from its bytes, which stand at `offset`, on `line` and at `column` of their file.
///
/// # Errors
/// Returns what is wrong with the JSON.
pub fn read_message<'a>(
    name: &'a str,
    bytes: &'a [u8],
    (line, column, offset): (usize, Column, usize),
    context: &Conversation,
) -> Result<Message<'a>, String> {
    let mut content =
        Content { profile: Some("chat".to_owned()), burst: context.burst, ..Content::default() };
    for object in Json::sequence(bytes) {
        if !object.is_object() {
            return Err("not JSON".to_owned());
        }
        let Some(entry) = exported(object.raw())? else { continue };
        add(&mut content, &entry, object, &context.directory);
    }
    content.headers.references.clone_from(&context.references);
    content.channel = context.channel.as_deref().map(str::to_owned);
    let mut source = Source::new(name, bytes);
    (source.base_offset, source.base_line, source.base_column) = (offset, line, column);
    Ok(content.into_message(source))
}

/// Adds one message; the first says who writes, when, and by which id it is known.
fn add(content: &mut Content<'_>, entry: &ExportedMessage, object: Json<'_>, directory: &Directory) {
    if content.id.is_none() {
        content.id = Some(entry.ts.clone()).filter(|ts| !ts.is_empty());
        content.headers.from = vec![directory.address(entry)];
        let sent = micros(&entry.ts).and_then(|micros| Timestamp::from_second(micros / 1_000_000).ok());
        // An export always knows when; a time that cannot be read must not be taken for now.
        content.headers.date = Some(sent.map_or_else(|| entry.ts.clone(), |sent| sent.to_string()));
    }
    if entry.files > 0 {
        content.attachments = Some(content.attachments.unwrap_or(0) + entry.files);
    }
    let text = plain(&entry.text, directory);
    let fixed = quoted_rest(&text, marked_code(&text));
    content.add_decoded_body(part(text, object), &fixed);
}

/// Makes the part of a text; where it is the message's own string, as it stands, each place can be told.
fn part(text: String, object: Json<'_>) -> Part<'static> {
    let string = object.get("text").filter(|string| string.string().is_some_and(|own| own == text));
    let Some(string) = string else { return opaque_part("text", text, object.span()) };
    let origin = Origin::Decoded { span: string.span(), coding: Coding::Json };
    Part { origin, ..opaque_part("text", text, string.span()) }
}
