//! Reads a message as an export has it.

use serde_json::{Map, Value};

use super::blocks;
use crate::message::formats::bursts::Turn;
use crate::message::formats::json::object;
use crate::text::Span;
use crate::text::lines::Place;

/// How kinds of messages open that no person wrote.
const PROGRAMS: [&str; 18] = [
    "app_",
    "bot_",
    "canvas_",
    "channel_",
    "document_",
    "ekm_",
    "file_mention",
    "group_",
    "huddle_",
    "joiner_",
    "message_deleted",
    "message_replied",
    "mpim_",
    "pinned_",
    "reminder_",
    "sh_room",
    "slackbot_",
    "tombstone",
];

/// Ids under which Slack itself writes.
const SLACK: [&str; 2] = ["USLACKBOT", "USLACK"];

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
    pub(super) place: Place,
    /// Its number among all objects of the file.
    pub(super) number: usize,
}

impl ExportedMessage {
    /// Returns what tells whether others go with it.
    pub(super) fn turn(&self) -> Turn<'_> {
        let micros = micros(&self.ts);
        Turn { user: &self.user, micros, span: self.span, place: self.place, number: self.number }
    }
}

/// Reads a message; `None` for what no person wrote.
pub(super) fn exported(bytes: &[u8]) -> Result<Option<ExportedMessage>, String> {
    let mut object = object(bytes)?;
    if object.get("subtype").and_then(Value::as_str) == Some("message_changed")
        && let Some(Value::Object(changed)) = object.remove("message")
    {
        object = changed;
    }
    let text = |key: &str| object.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let ts = time(object.get("ts"));
    let entry = ExportedMessage {
        parent: Some(time(object.get("thread_ts"))).filter(|parent| *parent != ts).unwrap_or_default(),
        user: text("user"),
        profile: object.get("user_profile").cloned(),
        text: words(&object),
        files: object.get("files").and_then(Value::as_array).map_or(0, Vec::len),
        ts,
        ..ExportedMessage::default()
    };
    Ok(Some(entry).filter(|entry| is_written(&object) && !entry.text.trim().is_empty()))
}

/// Returns true if and only if a person wrote a message.
fn is_written(object: &Map<String, Value>) -> bool {
    let text = |key: &str| object.get(key).and_then(Value::as_str);
    let is_set =
        |key: &str| object.get(key).is_some_and(|value| !matches!(value, Value::Null) && value != "");
    let kind = text("subtype").unwrap_or_default();
    let sets_topic = is_set("topic") || is_set("purpose");
    text("type").is_none_or(|kind| kind == "message")
        && (sets_topic || !PROGRAMS.iter().any(|program| kind.starts_with(program)))
        && !is_set("bot_id")
        && !is_set("bot_profile")
        && text("user").is_none_or(|user| !SLACK.contains(&user))
        && object.get("hidden").and_then(Value::as_bool) != Some(true)
}

/// Returns the time of a message; some programs write a number.
fn time(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(time)) => time.clone(),
        Some(Value::Number(time)) => time.to_string(),
        _ => String::new(),
    }
}

/// Returns all that a message says: its text, and what its blocks, attachments and files say beside it.
fn words(object: &Map<String, Value>) -> String {
    let text = |key: &str| object.get(key).and_then(Value::as_str).unwrap_or_default();
    let mut words = text("text").trim().to_owned();
    if text("subtype").starts_with("channel_") || text("subtype").starts_with("group_") {
        return [text("topic"), text("purpose")].join("\n").trim().to_owned();
    }
    let blocks = object.get("blocks").map(blocks::of_blocks).unwrap_or_default();
    let (shown, own) = (letters(&words), letters(&blocks));
    // The text stands in for blocks where these cannot be shown; it is then a shorter copy, or says something else.
    if !own.is_empty() && !shown.contains(&own) {
        words = if own.contains(&shown) { blocks } else { format!("{words}\n\n{blocks}") };
    }
    let attached = object.get("attachments").map(blocks::of_attachments).unwrap_or_default();
    let file = object.get("file").or_else(|| object.get("files").and_then(|files| files.get(0)));
    let comments = [object.get("comment"), file.and_then(|file| file.get("initial_comment"))];
    let comments = comments.into_iter().flatten().filter_map(|comment| comment.get("comment")?.as_str());
    for more in comments.chain([attached.as_str()]) {
        if !letters(&words).contains(&letters(more)) {
            words = format!("{words}\n\n{more}");
        }
    }
    words.trim().to_owned()
}

/// Returns the letters of a text in Slack's markup.
fn letters(text: &str) -> String {
    crate::text::letters::letters(&text.replace("&amp;", "").replace("&lt;", "").replace("&gt;", ""))
}

/// Returns true if and only if bytes are an object with the time that each message of an export has, or with a text and
/// who wrote it.
pub(super) fn is_message(bytes: &[u8]) -> bool {
    object(bytes).is_ok_and(|object| {
        let has = |keys: &[&str]| keys.iter().any(|key| object.get(*key).is_some_and(is_some));
        has(&["ts"])
            || has(&["text", "blocks", "attachments"])
                && (has(&["user"]) || object.get("type").is_some_and(|kind| kind == "message"))
    })
}

fn is_some(value: &Value) -> bool {
    matches!(value, Value::String(_) | Value::Number(_) | Value::Array(_))
}

/// Returns the microseconds since 1970 of a time such as `1772359380.000200`.
pub(super) fn micros(ts: &str) -> Option<i64> {
    let (seconds, fraction) = ts.split_once('.').unwrap_or((ts, ""));
    let digits = fraction.bytes().chain(std::iter::repeat(b'0')).take(6);
    let micros = digits.map(|digit| i64::from(digit.saturating_sub(b'0').min(9)));
    let micros = micros.fold(0, |sum, digit| sum * 10 + digit);
    seconds.parse::<i64>().ok()?.checked_mul(1_000_000)?.checked_add(micros)
}
