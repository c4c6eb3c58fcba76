//! Reads one message of a day: what one person wrote in a row.

use std::sync::Arc;

use jiff::Timestamp;

use super::directory::Directory;
use super::exported::{ExportedMessage, exported, seconds};
use super::objects::objects;
use super::text::plain;
use crate::message::content::{Content, opaque_part};
use crate::message::formats::chat::marked_code;
use crate::message::model::Message;
use crate::text::{Source, Span};

/// What is known of a message beside its own bytes.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The people and channels.
    pub directory: Arc<Directory>,
    /// Ids of the messages before it in the thread, oldest first.
    pub references: Vec<String>,
    /// Messages in a row.
    pub burst: usize,
}

/// Returns true if and only if the start of a text looks like a day of an export.
#[must_use]
pub fn is_slack(bytes: &[u8]) -> bool {
    let start = bytes[..bytes.len().min(8192)].trim_ascii_start();
    let opens = start.strip_prefix(b"[").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"{"));
    opens && memchr::memmem::find(start, b"\"ts\"").is_some()
}

/// Reads one message from its bytes, which stand at `offset` and on `line` of their file.
///
/// # Errors
/// Returns what is wrong with the JSON.
pub fn read_message<'a>(
    name: &'a str,
    bytes: &'a [u8],
    (line, offset): (usize, usize),
    context: &Context,
) -> Result<Message<'a>, String> {
    let mut array = Vec::with_capacity(bytes.len() + 2);
    array.push(b'[');
    array.extend_from_slice(bytes);
    array.push(b']');
    let found = objects(&array).map_err(|_| "not JSON".to_owned())?;
    let mut content =
        Content { profile: Some("chat".to_owned()), burst: context.burst, ..Content::default() };
    for (span, _) in found {
        let Some(entry) = exported(&array[span.start..span.end])? else { continue };
        add(&mut content, &entry, Span::new(span.start - 1, span.end - 1), &context.directory);
    }
    content.headers.references.clone_from(&context.references);
    let mut source = Source::new(name, bytes);
    (source.base_offset, source.base_line) = (offset, line);
    Ok(content.into_message(source))
}

/// Adds one message; the first says who writes, when, and by which id it is known.
fn add(content: &mut Content<'_>, entry: &ExportedMessage, span: Span, directory: &Directory) {
    if content.id.is_none() {
        content.id = Some(entry.ts.clone()).filter(|ts| !ts.is_empty());
        content.headers.from = vec![directory.address(entry)];
        let sent = seconds(&entry.ts).and_then(|seconds| Timestamp::from_second(seconds).ok());
        // An export always knows when; a time that cannot be read must not be taken for now.
        content.headers.date = Some(sent.map_or_else(|| entry.ts.clone(), |sent| sent.to_string()));
    }
    if entry.files > 0 {
        content.attachments = Some(content.attachments.unwrap_or(0) + entry.files);
    }
    let text = plain(&entry.text, directory);
    let code = marked_code(&text);
    content.add_decoded_body(opaque_part("text", text, span), &code);
}
