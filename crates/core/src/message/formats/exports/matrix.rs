//! Reads events of rooms of Matrix, as Element exports them and servers answer.

use presend_lexicon::names::RegionKind;

use super::entry::{Body, Entry, Sent};
use super::known::Known;
use crate::message::formats::chat::marked_code;
use crate::message::model::Segment;
use crate::text::Span;
use crate::text::json::{Json, Object};

/// Under which keys texts of a poll stand.
const POLL_TEXTS: [&str; 3] = ["body", "org.matrix.msc1767.text", "m.text"];

/// Returns true if and only if an object is an event.
pub(super) fn knows(object: &Object<'_>) -> bool {
    object.has("sender")
        && object.get("content").is_some_and(Json::is_object)
        && object.has("type")
        && (object.has("event_id") || object.has("origin_server_ts") || object.text("type").starts_with("m."))
}

/// Returns true if and only if an event is a message that only its readers can open.
pub(super) fn is_sealed(object: &Object<'_>) -> bool {
    object.text("type") == "m.room.encrypted"
}

/// Learns who is who, and what was replaced by a later event.
pub(super) fn learn(object: &Object<'_>, known: &mut Known) {
    let Some(content) = object.get("content").map(Json::object) else { return };
    match object.text("type").as_str() {
        "m.room.member" => known.add_name(object.text("state_key"), content.text("displayname")),
        "m.room.message" => {
            let relation = content.get("m.relates_to").map(Json::object).unwrap_or_default();
            if relation.text("rel_type") == "m.replace" && content.has("m.new_content") {
                known.add_replaced(object.text("sender"), relation.text("event_id"), object.text("event_id"));
            }
        }
        _ => {}
    }
}

/// Reads an event; `None` for what is no message of a person.
pub(super) fn read(object: &Object<'_>, known: &Known) -> Option<Entry> {
    let (id, user) = (object.text("event_id"), object.text("sender"));
    let outer = object.get("content")?.object();
    let relation = outer.get("m.relates_to").map(Json::object).unwrap_or_default();
    let is_edit = relation.text("rel_type") == "m.replace";
    let replaced = if is_edit { relation.text("event_id") } else { id.clone() };
    let content = outer.get("m.new_content").filter(|_| is_edit).map_or_else(|| outer.clone(), Json::object);
    let answered =
        relation.get("m.in_reply_to").map(|reply| reply.object().text("event_id")).unwrap_or_default();
    let bodies = match object.text("type").as_str() {
        _ if known.is_replaced(&user, &replaced, &id) => return None,
        "m.room.message" => message(&content, !answered.is_empty()),
        "m.poll.start" | "org.matrix.msc3381.poll.start" => poll(&content),
        _ => return None,
    };
    let is_thread = relation.text("rel_type") == "m.thread";
    Some(Entry {
        thread: if is_thread { relation.text("event_id") } else { String::new() },
        answers: if is_thread { String::new() } else { answered },
        name: known.name(&user),
        sent: Sent::millis(object.text("origin_server_ts")),
        attachments: usize::from(content.has("url") || content.has("file")),
        id,
        user,
        bodies,
        ..Entry::default()
    })
}

fn message(content: &Object<'_>, is_answer: bool) -> Vec<Body> {
    let is_file = matches!(content.text("msgtype").as_str(), "m.image" | "m.file" | "m.audio" | "m.video");
    let (body, name) = (content.text("body"), content.text("filename"));
    // By convention programs write notices; the text of a file is its name, unless a name stands beside it.
    if content.text("msgtype") == "m.notice" || is_file && (name.is_empty() || name == body) {
        return Vec::new();
    }
    let plain = content.get("body").and_then(|body| {
        Body::of(body, |text| {
            let quoted = if is_answer { quoted(text) } else { 0 };
            let mut fixed = marked_code(text);
            fixed.retain(|segment| segment.span.start >= quoted);
            if quoted > 0 {
                fixed.insert(0, Segment::new(RegionKind::Quote, Span::new(0, quoted)));
            }
            fixed
        })
    });
    plain.or_else(|| content.get("formatted_body").and_then(Body::html)).into_iter().collect()
}

/// Returns the length of the lines with `>` at the start, which repeat what is answered.
fn quoted(text: &str) -> usize {
    text.split_inclusive('\n').take_while(|line| line.starts_with("> ")).map(str::len).sum()
}

fn poll(content: &Object<'_>) -> Vec<Body> {
    let poll =
        ["m.poll.start", "m.poll", "org.matrix.msc3381.poll.start"].iter().find_map(|key| content.get(key));
    let poll = poll.map(Json::object).unwrap_or_default();
    let answers = poll.get("answers").into_iter().flat_map(Json::items);
    let asked = poll.get("question").into_iter().chain(answers).map(Json::object);
    asked.filter_map(|text| POLL_TEXTS.iter().find_map(|key| text.get(key)).and_then(Body::marked)).collect()
}
