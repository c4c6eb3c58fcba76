//! Reads messages of Telegram Desktop's `result.json`.

use presend_lexicon::names::RegionKind;

use super::entry::{Body, Entry, Sent};
use super::known::Known;
use crate::message::model::Segment;
use crate::text::Span;
use crate::text::json::{Json, Object};

/// Returns true if and only if an object is a message of such an export.
pub(super) fn knows(object: &Object<'_>) -> bool {
    let has_time = object.has("date_unixtime") || object.has("date");
    let has_writer = ["from_id", "actor_id", "from", "actor"].iter().any(|key| object.contains(key));
    matches!(object.text("type").as_str(), "message" | "service")
        && has_time
        && has_writer
        && (object.contains("text") || object.contains("text_entities"))
}

/// Reads a message; `None` where the program says that something happened.
pub(super) fn read(object: &Object<'_>, _: &Known) -> Option<Entry> {
    if object.text("type") == "service" {
        return None;
    }
    let is_forwarded = object.contains("forwarded_from");
    let text = ["text", "text_entities"].into_iter().find_map(|key| object.get(key).filter(says));
    let poll = object.get("poll").map(Json::object).unwrap_or_default();
    let answers =
        poll.get("answers").into_iter().flat_map(Json::items).filter_map(|answer| answer.get("text"));
    let texts = text.into_iter().chain(poll.get("question")).chain(answers);
    let bodies = texts.filter_map(|json| match is_forwarded {
        true => Body::forwarded(json),
        false => Body::of(json, |_| marked(json)),
    });
    let seconds = object.text("date_unixtime").parse::<i64>().ok();
    let sent = Sent::iso(object.text("date"));
    Some(Entry {
        id: object.text("id"),
        answers: object.text("reply_to_message_id"),
        user: [object.text("from_id"), object.text("from")].into_iter().find(|id| !id.is_empty())?,
        name: object.text("from"),
        sent: Sent { micros: seconds.and_then(|now| now.checked_mul(1_000_000)).or(sent.micros), ..sent },
        bodies: bodies.collect(),
        attachments: usize::from(object.has("file") || object.has("photo")),
        ..Entry::default()
    })
}

fn says(json: &Json<'_>) -> bool {
    json.is_string() && json.raw() != b"\"\"" || json.items().next().is_some()
}

/// Lists the pieces of a text that are code or quoted, in order and apart.
fn marked(list: Json<'_>) -> Vec<Segment> {
    let (mut segments, mut at) = (Vec::new(), 0);
    for item in list.items() {
        let object = item.object();
        let text = item.string().unwrap_or_else(|| object.text("text"));
        let span = Span::new(at, at + text.len());
        at = span.end;
        match object.text("type").as_str() {
            _ if span.is_empty() => {}
            "pre" | "code" => segments.push(Segment::new(RegionKind::Code, span)),
            "blockquote" => segments.push(Segment::new(RegionKind::Quote, span)),
            _ => {}
        }
    }
    segments
}
