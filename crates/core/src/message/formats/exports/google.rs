//! Reads messages of Google Chat, as Google Takeout and its programming interface write them.

use jiff::civil::DateTime;
use jiff::fmt::strtime;

use super::entry::{Body, Entry, Sent};
use super::known::Known;
use crate::text::json::{Json, Object};

/// How Takeout writes when a message was sent.
const TAKEOUT_TIME: &str = "%A, %B %d, %Y at %I:%M:%S %p";
/// The ids of people and programs begin so.
const USERS: &str = "users/";

/// Returns true if and only if an object is a message.
pub(super) fn knows(object: &Object<'_>) -> bool {
    let is_takeouts = object.get("creator").is_some_and(Json::is_object)
        && object.contains("created_date")
        && (object.has("message_id") || object.has("topic_id"));
    let sender = object.get("sender").map(|sender| sender.object().text("name")).unwrap_or_default();
    is_takeouts || sender.starts_with(USERS) && object.has("createTime")
}

/// Reads a message; `None` for what no person wrote. What it quotes stands apart from its text.
pub(super) fn read(object: &Object<'_>, _: &Known) -> Option<Entry> {
    let user = object.get("creator").or_else(|| object.get("sender"))?.object();
    if [user.text("user_type"), user.text("type")].iter().any(|kind| kind.eq_ignore_ascii_case("bot")) {
        return None;
    }
    let (thread, id) = ids(object);
    let first = |keys: [&str; 3]| keys.map(|key| user.text(key)).into_iter().find(|text| !text.is_empty());
    Some(Entry {
        thread: if thread == id { String::new() } else { thread },
        id,
        user: first(["email", "name", "displayName"]).unwrap_or_default(),
        name: first(["displayName", "name", "email"]).unwrap_or_default(),
        sent: moment(object),
        bodies: object.get("text").and_then(Body::marked).into_iter().collect(),
        attachments: object.count("attached_files") + object.count("attachment"),
        ..Entry::default()
    })
}

/// The ids of the thread and of the message in it, which are one for the message that opens the thread: `room/thread/message`,
/// `spaces/room/messages/thread.message`.
fn ids(object: &Object<'_>) -> (String, String) {
    let whole = [object.text("message_id"), object.text("name")].concat();
    let last = whole.rsplit('/').next().unwrap_or_default();
    let (thread, id) = match last.split_once('.') {
        Some((thread, id)) => (thread, id),
        None => (whole.rsplit('/').nth(1).unwrap_or(last), last),
    };
    (thread.to_owned(), id.to_owned())
}

fn moment(object: &Object<'_>) -> Sent {
    let text = object.text("created_date");
    if text.is_empty() {
        return Sent::iso(object.text("createTime"));
    }
    let plain = text.replace('\u{202f}', " ");
    let plain = plain.strip_suffix(" UTC").unwrap_or(&plain);
    let time = strtime::parse(TAKEOUT_TIME, plain).and_then(|found| found.to_datetime());
    let time = time.and_then(|civil: DateTime| civil.in_tz("UTC"));
    time.map_or_else(|_| Sent { micros: None, shown: text }, |time| Sent::iso(time.timestamp().to_string()))
}
