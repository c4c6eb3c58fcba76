//! Holds what a source is read into: a message of parts, with regions that say what each stretch of them is.

use std::borrow::Cow;

use presend_lexicon::names::RegionKind;

use super::marker::Marker;
use super::transfer::{self, Coding};
use super::unread::Unread;
use crate::text::{Column, Span};

/// One stretch of one part, of one kind. Regions stand in reading order and do not overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Region {
    /// What the stretch is.
    pub kind: RegionKind,
    /// Index into [`Message::parts`].
    pub part: usize,
    /// Where it stands in that part's text, in bytes.
    pub span: Span,
    /// What decided it; `None` for own words.
    pub marker: Option<Marker>,
}

/// A stretch of a text and what it is: a region of a part that is not known yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) kind: RegionKind,
    pub(crate) span: Span,
    pub(crate) marker: Option<Marker>,
}

/// How a part's text was made from the bytes of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The text is the source's bytes from this offset on, unchanged.
    Verbatim {
        /// Byte of the source at which the text starts.
        start: usize,
    },
    /// The text was decoded from these bytes of the source.
    Decoded {
        /// The encoded bytes in the source.
        span: Span,
        /// How they were encoded, as far as offsets can be traced back.
        coding: Coding,
    },
}

/// A piece of text that regions point into.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Part<'a> {
    /// `None` when the text stands verbatim in the source, else the name of the decoded part: `1.2`, `subject`, `text`.
    pub label: Option<Cow<'static, str>>,
    /// The text, as UTF-8, without a byte order mark.
    pub text: Cow<'a, str>,
    /// Where the text came from.
    pub origin: Origin,
}

/// A person in From, To, Cc, Bcc or Reply-To.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// The display name, decoded; empty if there is none.
    pub name: String,
    /// The address as written, without angle brackets; may be malformed.
    pub address: String,
}

/// Where header fields stand that a diagnostic may point at: part and span of each value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct HeaderPlaces {
    /// `Date:`
    pub date: Option<(usize, Span)>,
    /// `To:`
    pub to: Option<(usize, Span)>,
    /// `Cc:`
    pub cc: Option<(usize, Span)>,
    /// `Bcc:`
    pub bcc: Option<(usize, Span)>,
}

/// What the headers, the jsonl keys or the flags say about a message.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Headers {
    /// Who writes.
    pub from: Vec<Address>,
    /// Who reads.
    pub to: Vec<Address>,
    /// Who reads along.
    pub cc: Vec<Address>,
    /// Who reads along unseen.
    pub bcc: Vec<Address>,
    /// Where answers go.
    pub reply_to: Vec<Address>,
    /// The subject, decoded. Its region is listed in [`Message::regions`] too.
    pub subject: Option<String>,
    /// The date as written.
    pub date: Option<String>,
    /// The date was given beside the draft, in jsonl or by the caller, who is told where it cannot be read.
    pub is_date_given: bool,
    /// The id in Message-ID, without angle brackets.
    pub message_id: Option<String>,
    /// The ids in References and In-Reply-To, oldest first.
    pub references: Vec<String>,
    /// True for list mail, newsletters and other bulk mail.
    pub is_bulk: bool,
    /// The value of `X-Presend`, if there is one.
    pub presend: Option<String>,
    /// Where the fields stand in the source, as far as they stand there verbatim.
    pub places: HeaderPlaces,
}

/// A meeting that a message invites to. What the invitation does not say is absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Meeting {
    /// What the invitation does, in capitals: `REQUEST`, `CANCEL`, `REPLY`, …
    pub method: Option<String>,
    /// When it starts, as written.
    pub start: Option<String>,
    /// When it ends, as written.
    pub end: Option<String>,
    /// How long it takes, in minutes.
    pub minutes: Option<u32>,
    /// People invited, without who invites, and without rooms.
    pub attendees: usize,
    /// Somebody wrote what it is for; how to join a call does not count.
    pub has_description: bool,
    /// It comes again and again.
    pub is_recurring: bool,
    /// It is called off.
    pub is_cancelled: bool,
}

/// One draft, cut into parts and regions.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Message<'a> {
    /// The source's name, as reports show it.
    pub name: Cow<'a, str>,
    /// The bytes it was read from; offsets of `Origin` point into these.
    pub source: Cow<'a, [u8]>,
    /// Where `source` starts in its file, in bytes from 0.
    pub base_offset: usize,
    /// The line of the file on which `source` starts, from 1.
    pub base_line: usize,
    /// Where in that line `source` starts.
    pub base_column: Column,
    /// Its number in its file, from 1, in the order in which messages are read; `None` where no file was read.
    pub number: Option<usize>,
    /// The id given in jsonl.
    pub id: Option<String>,
    /// The channel, room or chat in which it was said, by its name, as an archive of chats or jsonl gives it.
    pub channel: Option<String>,
    /// The id of the thread that jsonl gives.
    pub thread: Option<String>,
    /// Texts that regions point into.
    pub parts: Vec<Part<'a>>,
    /// Stretches of the parts in reading order, the subject first.
    pub regions: Vec<Region>,
    /// What is known about readers, subject and date.
    pub headers: Headers,
    /// The number of attachments where it is known (MIME, `--attachments`, jsonl).
    pub attachments: Option<usize>,
    /// The profile named in jsonl; `chat` for what comes from a chat.
    pub profile: Option<String>,
    /// The own words call everybody of a channel: `@here`, `@channel`, `@everyone`, outside code.
    pub mentions_all: bool,
    /// Messages that the writer of a chat sent in a row without an answer, up to and including this one; 1 where no
    /// chat is known.
    pub burst: usize,
    /// Both sides are in the chat at this moment.
    pub is_live: bool,
    /// The meeting it invites to.
    pub meeting: Option<Meeting>,
    /// Parts that could not be read whole.
    pub unread: Vec<Unread>,
    /// Part and span of the texts of attached files, in which nobody speaks to presend.
    pub(crate) files: Vec<(usize, Span)>,
}

impl Region {
    /// Makes a region of which the format itself says what it is.
    #[must_use]
    pub const fn new(kind: RegionKind, part: usize, span: Span) -> Region {
        Region { kind, part, span, marker: Marker::of_format(kind) }
    }
}

impl Segment {
    /// Makes a segment of which the format itself says what it is.
    pub(crate) const fn new(kind: RegionKind, span: Span) -> Segment {
        Segment { kind, span, marker: Marker::of_format(kind) }
    }

    /// Makes a segment that a marker decided.
    pub(crate) const fn marked(kind: RegionKind, span: Span, marker: Marker) -> Segment {
        Segment { kind, span, marker: Some(marker) }
    }

    /// Makes a region of it.
    pub(crate) const fn in_part(self, part: usize) -> Region {
        Region { kind: self.kind, part, span: self.span, marker: self.marker }
    }
}

impl<'a> Part<'a> {
    /// Returns the bytes of the source from which a span of this part's text was made.
    ///
    /// Verbatim text is shifted; quoted-printable and base64 are traced back through the encoded bytes; of any other
    /// coding only the whole is known.
    #[must_use]
    pub fn source_span(&self, source: &[u8], span: Span) -> Span {
        match &self.origin {
            Origin::Verbatim { start } => Span::new(start + span.start, start + span.end),
            Origin::Decoded { span: encoded, coding } => {
                let bytes = source.get(encoded.start..encoded.end).unwrap_or_default();
                match transfer::trace(bytes, *coding, span) {
                    Some(found) => Span::new(encoded.start + found.start, encoded.start + found.end),
                    None => *encoded,
                }
            }
        }
    }

    /// Copies the text where it was borrowed from the source.
    pub(crate) fn into_owned(self) -> Part<'static> {
        Part { label: self.label, text: Cow::Owned(self.text.into_owned()), origin: self.origin }
    }
}
