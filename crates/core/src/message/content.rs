//! Collects parts and regions while a source is read, and makes the message of them.

use std::borrow::Cow;

use super::zones::{self, Zone};
use super::{Coding, Headers, Meeting, Message, Origin, Part, Region, RegionKind, mentions};
use crate::text::decode::{Decoded, decode};
use crate::text::{Source, Span};

/// What a reader finds in the bytes of a source.
#[derive(Debug, Default)]
pub(super) struct Content<'x> {
    pub(super) parts: Vec<Part<'x>>,
    pub(super) regions: Vec<Region>,
    pub(super) headers: Headers,
    pub(super) attachments: Option<usize>,
    pub(super) id: Option<String>,
    pub(super) profile: Option<String>,
    pub(super) is_live: bool,
    /// Messages in a row; 0 where no chat is known.
    pub(super) burst: usize,
    pub(super) meeting: Option<Meeting>,
}

impl<'x> Content<'x> {
    /// Adds a part and returns its index.
    pub(super) fn add_part(&mut self, part: Part<'x>) -> usize {
        self.parts.push(part);
        self.parts.len() - 1
    }

    /// Adds a region that is not empty.
    pub(super) fn add_region(&mut self, kind: RegionKind, part: usize, span: Span) {
        if !span.is_empty() {
            self.regions.push(Region { kind, part, span });
        }
    }

    /// Zones a stretch of a part as body text.
    pub(super) fn add_body(&mut self, part: usize, range: Span, fixed: &[Zone]) {
        let text = &self.parts[part].text;
        zones::append(&mut self.regions, part, text, range, fixed);
    }

    /// Adds a part that was decoded from a span of the source, and zones all of it.
    pub(super) fn add_decoded_body(&mut self, part: Part<'x>, fixed: &[Zone]) {
        let range = Span::new(0, part.text.len());
        let part = self.add_part(part);
        self.add_body(part, range, fixed);
    }

    /// Makes the message of a source.
    pub(super) fn into_message(self, source: Source<'x>) -> Message<'x> {
        Message {
            name: source.name,
            source: source.bytes,
            base_offset: source.base_offset,
            base_line: source.base_line,
            id: self.id,
            mentions_all: mentions::mentions_all(&self.parts, &self.regions),
            parts: self.parts,
            regions: self.regions,
            headers: self.headers,
            attachments: self.attachments,
            profile: self.profile,
            is_live: self.is_live,
            burst: self.burst.max(1),
            meeting: self.meeting,
        }
    }
}

/// Makes a part of a whole source that is one text.
pub(super) fn text_part(bytes: &[u8]) -> Part<'_> {
    let Decoded { text, is_transcoded, bom_length } = decode(bytes);
    if is_transcoded {
        let origin = Origin::Decoded { span: Span::new(0, bytes.len()), coding: Coding::Opaque };
        return Part { label: Some(Cow::Borrowed("text")), text, origin };
    }
    Part { label: None, text, origin: Origin::Verbatim { start: bom_length } }
}

/// Reads a source with a reader of bytes; texts are borrowed from the source where the source itself is borrowed.
pub(super) fn read_with<'a>(
    source: Source<'a>,
    reader: impl for<'x> Fn(&'x [u8]) -> Content<'x>,
) -> Message<'a> {
    let content: Content<'a> = match &source.bytes {
        Cow::Borrowed(bytes) => reader(bytes),
        Cow::Owned(bytes) => {
            let Content { parts, regions, headers, attachments, id, profile, is_live, burst, meeting } =
                reader(bytes);
            let parts = parts.into_iter().map(Part::into_owned).collect();
            Content { parts, regions, headers, attachments, id, profile, is_live, burst, meeting }
        }
    };
    content.into_message(source)
}
