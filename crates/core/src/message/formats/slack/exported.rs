//! Reads a message as an export has it.

use serde_json::Value;

use crate::message::formats::json::object;
use crate::text::Span;

/// Kinds of messages that a person wrote, beside those without a kind.
const WRITTEN: [&str; 3] = ["file_share", "me_message", "thread_broadcast"];

/// One message as the export has it.
#[derive(Debug, Default)]
pub(super) struct ExportedMessage {
    pub(super) ts: String,
    /// The message that it answers; empty for one that opens a thread, or stands alone.
    pub(super) parent: String,
    pub(super) user: String,
    /// Name and address that stand in the message itself.
    pub(super) profile: Option<Value>,
    pub(super) text: String,
    pub(super) files: usize,
    /// Where it stands in the file.
    pub(super) span: Span,
    pub(super) line: usize,
    /// Its number among all objects of the file.
    pub(super) number: usize,
}

/// Reads a message; `None` for what no person wrote.
pub(super) fn exported(bytes: &[u8]) -> Result<Option<ExportedMessage>, String> {
    let object = object(bytes)?;
    let text = |key: &str| object.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let is_kind = |key: &str, known: &[&str]| {
        object.get(key).and_then(Value::as_str).is_none_or(|kind| known.contains(&kind))
    };
    let ts = text("ts");
    let is_written = is_kind("type", &["message"])
        && is_kind("subtype", &WRITTEN)
        && object.get("bot_id").is_none_or(Value::is_null)
        && object.get("hidden").and_then(Value::as_bool) != Some(true);
    let entry = ExportedMessage {
        parent: Some(text("thread_ts")).filter(|parent| *parent != ts).unwrap_or_default(),
        user: text("user"),
        profile: object.get("user_profile").cloned(),
        text: text("text"),
        files: object.get("files").and_then(Value::as_array).map_or(0, Vec::len),
        ts,
        ..ExportedMessage::default()
    };
    Ok(Some(entry).filter(|entry| is_written && !entry.text.trim().is_empty()))
}

/// Returns true if and only if bytes are an object with the time that each message of an export has.
pub(super) fn has_time(bytes: &[u8]) -> bool {
    object(bytes).is_ok_and(|object| object.get("ts").is_some_and(Value::is_string))
}

/// Returns the seconds since 1970 of a time such as `1772359380.000200`.
pub(super) fn seconds(ts: &str) -> Option<i64> {
    ts.split('.').next()?.parse().ok()
}
