//! Reads one message of an export: what one person wrote in a row.

use std::sync::Arc;

use presend_lexicon::names::RegionKind;

use super::entry::{Body, Entry};
use super::known::Known;
use super::program::Program;
use crate::message::content::Content;
use crate::message::model::{Address, Message, Segment};
use crate::text::json::Json;
use crate::text::{Column, Source, Span};

/// What is known of a message beside its own bytes.
#[derive(Debug, Clone)]
pub struct Conversation {
    /// Whose export it stands in.
    pub program: Program,
    /// What the export says about people and other messages.
    pub known: Arc<Known>,
    /// Ids of the messages before it, oldest first.
    pub references: Vec<String>,
    /// Messages in a row.
    pub burst: usize,
    /// The name of the chat, where it is known.
    pub channel: Option<Arc<str>>,
}

/// Reads one message from its bytes, which stand at `offset`, on `line` and at `column` of their file.
#[must_use]
pub fn read_message<'a>(
    name: &'a str,
    bytes: &'a [u8],
    (line, column, offset): (usize, Column, usize),
    context: &Conversation,
) -> Message<'a> {
    let burst = context.burst;
    let mut content = Content { profile: Some("chat".to_owned()), burst, ..Content::default() };
    for object in Json::sequence(bytes).map(Json::object) {
        if let Some(entry) = context.program.read(&object, &context.known) {
            add(&mut content, entry);
        }
    }
    content.headers.references.clone_from(&context.references);
    content.channel = content.channel.or_else(|| context.channel.as_deref().map(str::to_owned));
    let mut source = Source::new(name, bytes);
    (source.base_offset, source.base_line, source.base_column) = (offset, line, column);
    content.into_message(source)
}

/// Adds one message; the first says who writes, when, and by which id it is known.
fn add(content: &mut Content<'_>, entry: Entry) {
    if content.headers.from.is_empty() {
        content.id = Some(entry.id).filter(|id| !id.is_empty());
        content.channel = Some(entry.channel).filter(|name| !name.is_empty());
        content.headers.from = vec![Address { name: entry.name, address: String::new() }];
        // An export always knows when; a time that cannot be read must not be taken for now.
        content.headers.date = Some(entry.sent.shown);
    }
    if entry.attachments > 0 {
        content.attachments = Some(content.attachments.unwrap_or(0) + entry.attachments);
    }
    for body in entry.bodies {
        add_body(content, body);
    }
}

/// Adds one text. What stands on the line of a quotation that the program marked is cut on its own: the mark ends there.
fn add_body(content: &mut Content<'_>, Body { part, fixed }: Body) {
    let text = part.text.clone();
    let index = content.add_part(part);
    let mut from = 0;
    for (number, quoted) in fixed.iter().enumerate().filter(|(_, segment)| segment.kind == RegionKind::Quote)
    {
        let (before, after) = text.split_at(quoted.span.end);
        if !before.ends_with('\n') && !after.is_empty() && !after.starts_with('\n') {
            let first = fixed.iter().position(|segment| segment.span.start >= from).unwrap_or(number);
            let kept = fixed.get(first..=number).unwrap_or_default();
            content.add_body(index, Span::new(from, quoted.span.end), kept);
            from = quoted.span.end;
        }
    }
    let rest: Vec<Segment> = fixed.into_iter().filter(|segment| segment.span.start >= from).collect();
    content.add_body(index, Span::new(from, text.len()), &rest);
}
