//! Reads messages of Microsoft Teams, as its programming interface and its own export write them.

use super::entry::{Body, Entry, Sent};
use super::known::Known;
use crate::text::json::{Json, Object};

/// Returns true if and only if an object is a message of either form.
pub(super) fn knows(object: &Object<'_>) -> bool {
    let body = object.get("body").filter(|body| body.is_object()).map(Json::object).unwrap_or_default();
    let is_of_interface = body.has("contentType") && object.has("createdDateTime");
    is_of_interface
        || object.has("messagetype") && object.contains("content") && object.has("originalarrivaltime")
}

/// Reads a message; `None` for what no person wrote.
pub(super) fn read(object: &Object<'_>, _: &Known) -> Option<Entry> {
    if object.has("messagetype") { of_export(object) } else { of_interface(object) }
}

/// Returns the messages that stand inside the one that they answer.
pub(super) fn answers<'b>(object: &Object<'b>) -> Option<Json<'b>> {
    object.get("replies")
}

fn of_interface(object: &Object<'_>) -> Option<Entry> {
    let from = object.get("from").map(Json::object).unwrap_or_default();
    let is_event = object.has("messageType")
        && !matches!(object.text("messageType").as_str(), "message" | "unknownFutureValue");
    if is_event || object.has("eventDetail") || from.has("application") && !from.has("user") {
        return None;
    }
    let user = from.get("user").map(Json::object).unwrap_or_default();
    let body = object.get("body")?.object();
    let said = body.get("content");
    let said = match body.text("contentType").as_str() {
        "html" => said.and_then(Body::html),
        _ => said.and_then(Body::marked),
    };
    let files = object.get("attachments").into_iter().flat_map(Json::items);
    let is_file = |file: &Json<'_>| file.object().text("contentType") == "reference";
    Some(Entry {
        id: object.text("id"),
        thread: object.text("replyToId"),
        user: user.text("id"),
        name: user.text("displayName"),
        sent: Sent::iso(object.text("createdDateTime")),
        bodies: object.get("subject").and_then(Body::marked).into_iter().chain(said).collect(),
        attachments: files.filter(is_file).count(),
        ..Entry::default()
    })
}

/// Reads a message of `messages.json`, which Teams and Skype write for those who take their data with them.
fn of_export(object: &Object<'_>) -> Option<Entry> {
    let (kind, user) = (object.text("messagetype"), object.text("from"));
    let is_text = kind == "Text" || kind.starts_with("RichText");
    // Bots have numbers of their own.
    if !is_text || user.starts_with("28:") {
        return None;
    }
    let said = object.get("content");
    Some(Entry {
        id: object.text("id"),
        name: [object.text("displayName"), user.clone()].into_iter().find(|name| !name.is_empty())?,
        user,
        sent: Sent::iso(object.text("originalarrivaltime")),
        bodies: if kind == "Text" { said.and_then(Body::marked) } else { said.and_then(Body::html) }
            .into_iter()
            .collect(),
        ..Entry::default()
    })
}
