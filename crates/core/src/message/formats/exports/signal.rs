//! Reads messages of Signal: of its own export, of the data of Signal Desktop, and of signal-export.

use super::entry::{Body, Entry, Sent};
use super::known::Known;
use crate::text::json::{Json, Object};

/// Returns true if and only if an object is a line of one of these.
pub(super) fn knows(object: &Object<'_>) -> bool {
    let has = |keys: &[&str]| keys.iter().all(|key| object.contains(key));
    object.has("chatItem")
        || object.has("backupTimeMs")
        || object.get("recipient").is_some_and(|recipient| recipient.object().has("id"))
        || has(&["body", "type", "sent_at"])
        || has(&["body", "type", "conversationId"])
        || has(&["sender", "body", "date", "quote"])
}

/// Learns who is who.
pub(super) fn learn(object: &Object<'_>, known: &mut Known) {
    let Some(recipient) = object.get("recipient").map(Json::object) else { return };
    let names = ["contact", "self", "group"].iter().find_map(|key| recipient.get(key)).map(Json::object);
    let names = names.unwrap_or_default();
    let of = |first: &str, last: &str| [names.text(first), names.text(last)].join(" ").trim().to_owned();
    let found = [
        of("nickname", ""),
        of("systemGivenName", "systemFamilyName"),
        of("profileGivenName", "profileFamilyName"),
        names.text("e164"),
    ];
    known.add_name(recipient.text("id"), found.into_iter().find(|name| !name.is_empty()).unwrap_or_default());
}

/// Reads a message; `None` for what no person wrote.
pub(super) fn read(object: &Object<'_>, known: &Known) -> Option<Entry> {
    match object.get("chatItem") {
        Some(item) => of_export(&item.object(), known),
        None if object.contains("sender") => of_signal_export(object),
        None if object.contains("body") => of_desktop(object),
        None => None,
    }
}

fn of_export(item: &Object<'_>, known: &Known) -> Option<Entry> {
    let message = item.get("standardMessage").map(Json::object).unwrap_or_default();
    let story = item.get("directStoryReplyMessage").and_then(|story| story.get("textReply"));
    let question = item.get("poll").and_then(|poll| poll.get("question"));
    let text = message.get("text").or(story.and_then(|story| story.get("text")));
    let said = text.and_then(|text| text.get("body")).into_iter().chain(question);
    let user = item.text("authorId");
    Some(Entry {
        id: [item.text("authorId"), item.text("dateSent")].join("-"),
        name: known.name(&user),
        user,
        sent: Sent::millis(item.text("dateSent")),
        bodies: said.filter_map(Body::marked).collect(),
        attachments: message.count("attachments"),
        ..Entry::default()
    })
}

fn of_signal_export(object: &Object<'_>) -> Option<Entry> {
    if object.is_true("call") || object.is_true("deleted") {
        return None;
    }
    let name = object.text("sender");
    Some(Entry {
        user: name.clone(),
        name,
        sent: Sent::iso(object.text("date")),
        bodies: object.get("body").and_then(Body::marked).into_iter().collect(),
        attachments: object.count("attachments"),
        ..Entry::default()
    })
}

fn of_desktop(object: &Object<'_>) -> Option<Entry> {
    // Other kinds are calls and changes of groups and keys.
    if !matches!(object.text("type").as_str(), "incoming" | "outgoing") {
        return None;
    }
    let sources = ["source", "sourceServiceId", "sourceUuid"].map(|key| object.text(key));
    let own = object.text("type");
    let name = sources.into_iter().find(|source| !source.is_empty()).unwrap_or(own);
    let time = ["sent_at", "timestamp"].map(|key| object.text(key)).into_iter().find(|time| !time.is_empty());
    Some(Entry {
        id: object.text("id"),
        user: name.clone(),
        name,
        sent: Sent::millis(time.unwrap_or_default()),
        bodies: object.get("body").and_then(Body::marked).into_iter().collect(),
        attachments: object.count("attachments"),
        ..Entry::default()
    })
}
