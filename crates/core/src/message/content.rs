//! Collects parts and regions while a source is read, and makes the message of them.

use std::borrow::Cow;

use presend_lexicon::names::RegionKind;

use super::mentions::mentions_all;
use super::model::{Headers, Meeting, Message, Origin, Part, Region, Segment};
use super::segment::{split, split_draft};
use super::transfer::Coding;
use super::unread::{Unread, UnreadCause};
use crate::text::decode::{Decoded, decode};
use crate::text::{Source, Span};

/// What a reader finds in the bytes of a source.
#[derive(Debug, Default)]
pub(crate) struct Content<'x> {
    pub(crate) parts: Vec<Part<'x>>,
    pub(crate) regions: Vec<Region>,
    pub(crate) headers: Headers,
    pub(crate) attachments: Option<usize>,
    pub(crate) id: Option<String>,
    pub(crate) channel: Option<String>,
    pub(crate) thread: Option<String>,
    pub(crate) profile: Option<String>,
    pub(crate) is_live: bool,
    /// Messages in a row; 0 where no chat is known.
    pub(crate) burst: usize,
    pub(crate) meeting: Option<Meeting>,
    /// Parts that could not be read whole.
    pub(crate) unread: Vec<Unread>,
    /// Part and span of the texts of attached files.
    pub(crate) files: Vec<(usize, Span)>,
}

impl<'x> Content<'x> {
    /// Adds a part and returns its index.
    pub(crate) fn add_part(&mut self, part: Part<'x>) -> usize {
        self.parts.push(part);
        self.parts.len() - 1
    }

    /// Returns the text of a part.
    pub(crate) fn text_of(&self, part: usize) -> &str {
        self.parts.get(part).map_or("", |part| &part.text)
    }

    /// Adds a region that is not empty.
    pub(crate) fn add_region(&mut self, kind: RegionKind, part: usize, span: Span) {
        if !span.is_empty() {
            self.regions.push(Region::new(kind, part, span));
        }
    }

    /// Cuts `range` of a part, which is body text, into regions; `fixed` segments of it keep their kind.
    pub(crate) fn add_body(&mut self, part: usize, range: Span, fixed: &[Segment]) {
        let segments = split(self.text_of(part), range, fixed);
        self.regions.extend(segments.into_iter().map(|segment| segment.in_part(part)));
    }

    /// Adds a part that is all of a draft, and cuts it into regions; `fixed` segments of it keep their kind.
    pub(crate) fn add_draft(&mut self, part: Part<'x>, fixed: &[Segment]) {
        let range = Span::new(0, part.text.len());
        let part = self.add_part(part);
        let segments = split_draft(self.text_of(part), range, fixed);
        self.regions.extend(segments.into_iter().map(|segment| segment.in_part(part)));
    }

    /// Adds a part that was decoded from a span of the source, and cuts all of it into regions.
    pub(crate) fn add_decoded_body(&mut self, part: Part<'x>, fixed: &[Segment]) {
        let range = Span::new(0, part.text.len());
        let part = self.add_part(part);
        self.add_body(part, range, fixed);
    }

    /// Notes that a part could not be read whole; `kind` says what it is.
    pub(crate) fn add_unread(
        &mut self,
        cause: UnreadCause,
        label: impl Into<Cow<'static, str>>,
        kind: String,
        span: Span,
    ) {
        let part = self.add_part(opaque_part(label, kind, span));
        self.unread.push(Unread { cause, part });
    }

    /// Returns true if and only if there are own words beside the subject.
    pub(crate) fn has_own_words(&self) -> bool {
        self.regions.iter().any(|region| {
            matches!(region.kind, RegionKind::Body | RegionKind::Greeting)
                && self
                    .parts
                    .get(region.part)
                    .is_some_and(|part| region.span.of(&part.text).contains(char::is_alphanumeric))
        })
    }

    /// Makes the message of a source.
    pub(crate) fn into_message(self, source: Source<'x>) -> Message<'x> {
        Message {
            name: source.name,
            source: source.bytes,
            base_offset: source.base_offset,
            base_line: source.base_line,
            base_column: source.base_column,
            number: None,
            id: self.id,
            channel: self.channel,
            thread: self.thread,
            mentions_all: mentions_all(&self.parts, &self.regions),
            parts: self.parts,
            regions: self.regions,
            headers: self.headers,
            attachments: self.attachments,
            profile: self.profile,
            is_live: self.is_live,
            burst: self.burst.max(1),
            meeting: self.meeting,
            unread: self.unread,
            files: self.files,
        }
    }
}

/// Makes a part of a text of which only the whole can be traced back to the source.
pub(crate) fn opaque_part(label: impl Into<Cow<'static, str>>, text: String, span: Span) -> Part<'static> {
    let origin = Origin::Decoded { span, coding: Coding::Opaque };
    Part { label: Some(label.into()), text: Cow::Owned(text), origin }
}

/// Makes a part of a whole source that is one text.
pub(crate) fn text_part(bytes: &[u8]) -> Part<'_> {
    let Decoded { text, is_transcoded, bom_length } = decode(bytes);
    if is_transcoded {
        let origin = Origin::Decoded { span: Span::new(0, bytes.len()), coding: Coding::Opaque };
        return Part { label: Some(Cow::Borrowed("text")), text, origin };
    }
    Part { label: None, text, origin: Origin::Verbatim { start: bom_length } }
}

/// Reads a source with a reader of bytes; texts are borrowed from the source where the source itself is borrowed.
pub(crate) fn read_with<'a>(
    source: Source<'a>,
    reader: impl for<'x> Fn(&'x [u8]) -> Content<'x>,
) -> Message<'a> {
    let content: Content<'a> = match &source.bytes {
        Cow::Borrowed(bytes) => reader(bytes),
        Cow::Owned(bytes) => {
            let mut content = reader(bytes);
            let parts: Vec<Part<'a>> =
                std::mem::take(&mut content.parts).into_iter().map(Part::into_owned).collect();
            let Content {
                regions,
                headers,
                attachments,
                id,
                channel,
                thread,
                profile,
                is_live,
                burst,
                meeting,
                unread,
                files,
                ..
            } = content;
            Content {
                parts,
                regions,
                headers,
                attachments,
                id,
                channel,
                thread,
                profile,
                is_live,
                burst,
                meeting,
                unread,
                files,
            }
        }
    };
    content.into_message(source)
}
