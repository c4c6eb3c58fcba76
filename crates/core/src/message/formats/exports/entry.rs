//! Holds one message as an export has it: who wrote what, when, and what it answers.

use jiff::Timestamp;
use jiff::civil::DateTime;
use presend_lexicon::names::RegionKind;

use crate::message::content::opaque_part;
use crate::message::formats::chat::marked_code;
use crate::message::formats::html;
use crate::message::model::{Origin, Part, Segment};
use crate::message::transfer::{self, Coding};
use crate::text::Span;
use crate::text::json::Json;

/// One message.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) id: String,
    /// The message that opens its thread; empty outside of threads.
    pub(super) thread: String,
    /// The message that it answers.
    pub(super) answers: String,
    /// The chat in which it stands, where the message says so itself.
    pub(super) channel: String,
    /// By what its writer is known.
    pub(super) user: String,
    /// The name that others see.
    pub(super) name: String,
    pub(super) sent: Sent,
    pub(super) bodies: Vec<Body>,
    pub(super) attachments: usize,
}

/// When a message was sent.
#[derive(Debug, Default)]
pub(super) struct Sent {
    pub(super) micros: Option<i64>,
    pub(super) shown: String,
}

/// One text of a message, with the stretches of it that are known not to be its writer's.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) part: Part<'static>,
    pub(super) fixed: Vec<Segment>,
}

impl Sent {
    /// Reads `2026-03-12T09:03:10.000Z`, with or without a zone.
    pub(super) fn iso(text: String) -> Sent {
        let stamp = text.parse::<Timestamp>().ok().map(Timestamp::as_microsecond);
        let civil = || Some(text.parse::<DateTime>().ok()?.in_tz("UTC").ok()?.timestamp().as_microsecond());
        Sent { micros: stamp.or_else(civil), shown: text }
    }

    /// Reads milliseconds since 1970.
    pub(super) fn millis(text: String) -> Sent {
        let stamp = text.parse().ok().and_then(|millis| Timestamp::from_millisecond(millis).ok());
        match stamp {
            Some(stamp) => Sent { micros: Some(stamp.as_microsecond()), shown: stamp.to_string() },
            None => Sent { micros: None, shown: text },
        }
    }
}

impl Body {
    /// Makes a body of a string, or of a list of strings that make up one text; `None` where nothing is said.
    pub(super) fn of(json: Json<'_>, fixed: impl FnOnce(&str) -> Vec<Segment>) -> Option<Body> {
        let (text, coding) = match String::from_utf8(transfer::decode(json.raw(), Coding::Json)) {
            Ok(text) => (text, Coding::Json),
            Err(bytes) => (String::from_utf8_lossy(bytes.as_bytes()).into_owned(), Coding::Opaque),
        };
        Body::made(text, json.span(), coding, fixed)
    }

    /// Makes a body of a string in which backticks mark code.
    pub(super) fn marked(json: Json<'_>) -> Option<Body> {
        Body::of(json, marked_code)
    }

    /// Makes a body of a string of which each byte may stand as a letter.
    pub(super) fn twice_coded(json: Json<'_>) -> Option<Body> {
        let text = json.string()?;
        let whole = mended(text.clone());
        if whole == text {
            return Body::marked(json);
        }
        Body::made(whole, json.span(), Coding::Opaque, marked_code)
    }

    /// Makes a body of a string of HTML.
    pub(super) fn html(json: Json<'_>) -> Option<Body> {
        let (text, fixed) = html::extract(&json.string()?);
        Body::made(text, json.span(), Coding::Opaque, |_| fixed)
    }

    /// Makes a body of a string that somebody else wrote and this message only passes on.
    pub(super) fn forwarded(json: Json<'_>) -> Option<Body> {
        Body::of(json, |text| vec![Segment::new(RegionKind::Forward, Span::new(0, text.len()))])
    }

    fn made(
        text: String,
        span: Span,
        coding: Coding,
        fixed: impl FnOnce(&str) -> Vec<Segment>,
    ) -> Option<Body> {
        if text.trim().is_empty() {
            return None;
        }
        let fixed = fixed(&text);
        let origin = Origin::Decoded { span, coding };
        Some(Body { part: Part { origin, ..opaque_part("text", text, span) }, fixed })
    }
}

/// Returns a text as it was written: such downloads have each byte of it for a letter.
pub(super) fn mended(text: String) -> String {
    let bytes: Option<Vec<u8>> = text.chars().map(|letter| u8::try_from(u32::from(letter)).ok()).collect();
    bytes.filter(|_| !text.is_ascii()).and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or(text)
}
