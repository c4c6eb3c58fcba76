//! Reads messages of Rocket.Chat, as its programming interface and its own export write them.

use super::entry::{Body, Entry, Sent};
use super::known::Known;
use crate::text::json::{Json, Object};

/// Returns true if and only if an object is a message.
pub(super) fn knows(object: &Object<'_>) -> bool {
    object.has("msg") && object.has("rid") && object.get("u").is_some_and(|user| user.is_object())
}

/// Reads a message; `None` for what no person wrote: what the program says of the room has a type, what an integration wrote has
/// a bot. Messages that are quoted stand among the attachments.
pub(super) fn read(object: &Object<'_>, _: &Known) -> Option<Entry> {
    let is_event = object.has("t") && !object.text("t").is_empty();
    if is_event || object.has("bot") {
        return None;
    }
    let user = object.get("u")?.object();
    let name = [user.text("name"), user.text("username")];
    Some(Entry {
        id: object.text("_id"),
        thread: object.text("tmid"),
        user: user.text("_id"),
        name: name.into_iter().find(|name| !name.is_empty()).unwrap_or_default(),
        sent: Sent::iso(moment(object)),
        bodies: object.get("msg").and_then(Body::marked).into_iter().collect(),
        attachments: object.get("files").into_iter().flat_map(Json::items).count(),
        ..Entry::default()
    })
}

/// When a message was sent: as a text, or as the database writes it.
fn moment(object: &Object<'_>) -> String {
    match object.get("ts") {
        Some(stamp) if stamp.is_object() => stamp.object().text("$date"),
        _ => object.text("ts"),
    }
}
