//! Reads messages of Facebook and Instagram, as Meta's download of one's data writes them, in its older and its newer form.

use super::entry::{Body, Entry, Sent, mended};
use super::known::Known;
use crate::text::json::Object;

/// Returns true if and only if an object is a message.
pub(super) fn knows(object: &Object<'_>) -> bool {
    object.has("sender_name") && object.has("timestamp_ms")
        || object.has("senderName") && object.has("timestamp") && object.contains("isUnsent")
}

/// Reads a message; `None` for what was taken back. What a link shows is not its writer's.
pub(super) fn read(object: &Object<'_>, _: &Known) -> Option<Entry> {
    let either =
        |older: &str, newer: &str| if object.contains(older) { older.to_owned() } else { newer.to_owned() };
    let is_call = object.contains("call_duration") || object.text("type").eq_ignore_ascii_case("call");
    if object.is_true("is_unsent") || object.is_true("isUnsent") || is_call {
        return None;
    }
    let name = mended(object.text(&either("sender_name", "senderName")));
    let files = ["photos", "videos", "audio_files", "files", "gifs", "media"];
    Some(Entry {
        user: name.clone(),
        name,
        sent: Sent::millis(object.text(&either("timestamp_ms", "timestamp"))),
        bodies: object.get(&either("content", "text")).and_then(Body::twice_coded).into_iter().collect(),
        attachments: files.iter().map(|key| object.count(key)).sum(),
        ..Entry::default()
    })
}
