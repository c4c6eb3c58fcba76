//! Reads Slack exports: a day of a channel is a JSON array of messages; people and channels are listed in files beside.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;

use super::chat::code_zones;
use super::content::Content;
use super::slack_day::{self, Entry, objects, seconds};
use super::slack_text::plain;
use super::{Address, Coding, Message, Origin, Part};
use crate::text::{Source, Span};

/// Somebody of the export.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct User {
    name: String,
    address: String,
}

/// The people and channels of an export by their ids. Who is missing keeps the id for a name.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    users: HashMap<String, User>,
    channels: HashMap<String, String>,
}

/// One message of a day: what one person wrote in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its bytes in the file.
    pub span: Span,
    /// The line on which they start, from 1.
    pub line: usize,
    /// Ids of the messages before it in the thread, oldest first.
    pub references: Vec<String>,
    /// Messages that its writer sent in a row, up to and including this one.
    pub burst: usize,
}

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

/// What is wrong with a message, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong.
    pub reason: String,
}

/// Why a file is no day of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayError {
    /// It is no array of messages.
    NotSlack,
    /// It is no whole JSON.
    Broken(Fault),
}

impl Directory {
    /// Adds the people of a `users.json`.
    ///
    /// # Errors
    /// Returns what is wrong with the JSON; a person without id or name is passed over.
    pub fn add_users(&mut self, bytes: &[u8]) -> Result<(), String> {
        for object in list(bytes)? {
            let profile = object.get("profile").cloned().unwrap_or_default();
            let name = [&profile, &object]
                .into_iter()
                .flat_map(|place| ["display_name", "real_name", "name"].map(|key| text(place, key)))
                .find(|name| !name.is_empty());
            let user = User { name: name.unwrap_or_default(), address: text(&profile, "email") };
            self.users.insert(text(&object, "id"), user);
        }
        Ok(())
    }

    /// Adds the channels of a `channels.json`.
    ///
    /// # Errors
    /// Returns what is wrong with the JSON.
    pub fn add_channels(&mut self, bytes: &[u8]) -> Result<(), String> {
        for object in list(bytes)? {
            self.channels.insert(text(&object, "id"), text(&object, "name"));
        }
        Ok(())
    }

    /// Returns the name of somebody; their id if nothing is known.
    pub(super) fn user<'d>(&'d self, id: &'d str) -> &'d str {
        self.users.get(id).map(|user| user.name.as_str()).filter(|name| !name.is_empty()).unwrap_or(id)
    }

    /// Returns the name of a channel; its id if nothing is known.
    pub(super) fn channel<'d>(&'d self, id: &'d str) -> &'d str {
        self.channels.get(id).map(String::as_str).filter(|name| !name.is_empty()).unwrap_or(id)
    }

    fn address(&self, entry: &Entry) -> Address {
        let own = entry.profile.as_ref();
        let own = own.and_then(|profile| {
            ["display_name", "real_name", "name"]
                .map(|key| text(profile, key))
                .into_iter()
                .find(|name| !name.is_empty())
        });
        let name = match (self.user(&entry.user), own) {
            (name, Some(own)) if name == entry.user => own,
            (name, _) => name.to_owned(),
        };
        let address = self.users.get(&entry.user).map(|user| user.address.clone()).unwrap_or_default();
        Address { name, address }
    }
}

/// Reads a JSON array; what it holds beside objects has no keys.
fn list(bytes: &[u8]) -> Result<Vec<Value>, String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    serde_json::from_slice(bytes).map_err(|error| format!("not a list in JSON: {error}"))
}

fn text(object: &Value, key: &str) -> String {
    object.get(key).and_then(Value::as_str).unwrap_or_default().trim().to_owned()
}

/// Returns true if and only if the start of a text looks like a day of an export.
#[must_use]
pub fn is_slack(bytes: &[u8]) -> bool {
    let start = bytes[..bytes.len().min(8192)].trim_ascii_start();
    let opens = start.strip_prefix(b"[").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"{"));
    opens && memchr::memmem::find(start, b"\"ts\"").is_some()
}

/// Cuts the file of a day into messages: threads are kept together, an answer stands under what it answers. What a
/// program wrote, and that somebody came or went, is left out.
///
/// # Errors
/// Returns why the file is no day of an export; single messages that are broken are faults in the list.
pub fn letters(bytes: &[u8]) -> Result<Vec<Result<Letter, Fault>>, DayError> {
    slack_day::letters(bytes)
}

/// Reads one message from its bytes, which stand at `offset` and on `line` of their file.
///
/// # Errors
/// Returns what is wrong with the JSON.
pub fn read_letter<'a>(
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
        let Some(entry) = slack_day::entry(&array[span.start..span.end])? else { continue };
        add(&mut content, &entry, Span::new(span.start - 1, span.end - 1), &context.directory);
    }
    content.headers.references.clone_from(&context.references);
    let mut source = Source::new(name, bytes);
    (source.base_offset, source.base_line) = (offset, line);
    Ok(content.into_message(source))
}

/// Adds one message; the first says who writes, when, and by which id it is known.
fn add(content: &mut Content<'_>, entry: &Entry, span: Span, directory: &Directory) {
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
    let code = code_zones(&text);
    let origin = Origin::Decoded { span, coding: Coding::Opaque };
    let label = Some(Cow::Borrowed("text"));
    content.add_decoded_body(Part { label, text: Cow::Owned(text), origin }, &code);
}
