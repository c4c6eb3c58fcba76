//! Reads one message from a line of JSON.

use presend_lexicon::names::RegionKind;
use serde_json::{Map, Value};

use super::email::addresses;
use super::json::{kind, object};
use crate::message::content::{Content, opaque_part};
use crate::message::model::{Address, Message};
use crate::text::{Source, Span};

pub use super::json::value;

/// Reads a line `{"id", "text", "subject"?, …}`; `number` is its line in the file, from 1.
///
/// # Errors
/// Returns what is wrong with the line, without its number.
pub fn read_line<'a>(
    name: &'a str,
    line: &'a [u8],
    number: usize,
    base_offset: usize,
) -> Result<Message<'a>, String> {
    let object = object(line)?;
    let text = optional_string(&object, "text")?.ok_or("`text` is missing")?;
    let whole = Span::new(0, line.len());
    let mut content = Content::default();
    if let Some(subject) = optional_string(&object, "subject")? {
        let part = content.add_part(opaque_part("subject", subject.clone(), whole));
        content.add_region(RegionKind::Subject, part, Span::new(0, subject.len()));
        content.headers.subject = Some(subject);
    }
    content.add_decoded_body(opaque_part("text", text, whole), &[]);
    content.headers.from = people(&object, "from")?;
    content.headers.to = people(&object, "to")?;
    content.headers.cc = people(&object, "cc")?;
    content.headers.bcc = people(&object, "bcc")?;
    content.headers.date = date(&object);
    content.headers.is_date_given = content.headers.date.is_some();
    content.id = id(&object)?;
    content.channel = name_of(&object, "channel");
    content.thread = name_of(&object, "thread");
    content.attachments = attachments(&object)?;
    content.profile = optional_string(&object, "profile")?;
    content.is_live = object.get("live").and_then(Value::as_bool).unwrap_or(false);
    let mut source = Source::new(name, line);
    (source.base_offset, source.base_line) = (base_offset, number);
    Ok(content.into_message(source))
}

fn optional_string(object: &Map<String, Value>, key: &str) -> Result<Option<String>, String> {
    match object.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(other) => Err(format!("`{key}` must be a string, found {}", kind(other))),
    }
}

/// Reads a date, whatever it is: one that cannot be read is no reason to leave the message unread.
fn date(object: &Map<String, Value>) -> Option<String> {
    match object.get("date")? {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

fn id(object: &Map<String, Value>) -> Result<Option<String>, String> {
    match object.get("id") {
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        Some(Value::Null | Value::String(_)) | None => optional_string(object, "id"),
        Some(other) => Err(format!("`id` must be a string or a number, found {}", kind(other))),
    }
}

/// Reads by what a chat or thread is known, if it is a name or a number: a row says what else it likes under these keys.
fn name_of(object: &Map<String, Value>, key: &str) -> Option<String> {
    match object.get(key)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn people(object: &Map<String, Value>, key: &str) -> Result<Vec<Address>, String> {
    match object.get(key) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::String(text)) => Ok(addresses(text.as_bytes())),
        Some(Value::Array(items)) => {
            let mut found = Vec::new();
            for item in items {
                let text = item
                    .as_str()
                    .ok_or_else(|| format!("`{key}` must hold strings, found {}", kind(item)))?;
                found.extend(addresses(text.as_bytes()));
            }
            Ok(found)
        }
        Some(other) => Err(format!("`{key}` must be a string or an array of strings, found {}", kind(other))),
    }
}

fn attachments(object: &Map<String, Value>) -> Result<Option<usize>, String> {
    match object.get("attachments") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Array(items)) => Ok(Some(items.len())),
        Some(Value::Number(number)) => match number.as_u64().and_then(|count| usize::try_from(count).ok()) {
            Some(count) => Ok(Some(count)),
            None => Err(format!("`attachments` must be a count or an array, found {number}")),
        },
        Some(other) => Err(format!("`attachments` must be a count or an array, found {}", kind(other))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Message<'_>, String> {
        read_line("box.jsonl", line.as_bytes(), 7, 100)
    }

    #[test]
    fn every_key_is_read() {
        let message = read(
            r#"{"id":3,"text":"Hi","subject":"Lunch","from":"Ana <ana@example.com>","to":["b@example.com","C"],
            "cc":null,"date":"Mon","attachments":2,"profile":"chat","other":[1]}"#,
        )
        .expect("valid");
        assert_eq!((message.id.as_deref(), message.base_line, message.base_offset), (Some("3"), 7, 100));
        assert_eq!(message.headers.from[0].name, "Ana");
        assert_eq!(message.headers.to.len(), 2);
        assert_eq!((message.attachments, message.profile.as_deref()), (Some(2), Some("chat")));
        assert_eq!(message.regions[0].kind, RegionKind::Subject);
        assert_eq!(message.parts[1].text, "Hi");
    }

    #[test]
    fn chats_and_threads_are_named_or_numbered_or_left_out() {
        let message = read(r#"{"text":"a","channel":7,"thread":"t-1"}"#).expect("valid");
        assert_eq!((message.channel.as_deref(), message.thread.as_deref()), (Some("7"), Some("t-1")));
        let message = read(r#"{"text":"a","channel":{"id":7},"thread":null}"#).expect("valid");
        assert_eq!((message.channel, message.thread), (None, None));
    }

    #[test]
    fn a_date_is_given_whatever_it_is() {
        for (written, date) in [
            (r#""yesterday""#, Some("yesterday")),
            ("1767225600", Some("1767225600")),
            (r#"{"at":1}"#, Some(r#"{"at":1}"#)),
            ("null", None),
        ] {
            let line = format!(r#"{{"text":"a","date":{written}}}"#);
            let headers = read(&line).expect("a message").headers;
            assert_eq!((headers.date.as_deref(), headers.is_date_given), (date, date.is_some()), "{written}");
        }
    }

    #[test]
    fn lone_surrogates_are_replaced_and_pairs_kept() {
        let message = read(r#"{"text":"a\ud83d b\uDE00 \ud83d\ude00 \\ud83d"}"#).expect("valid");
        assert_eq!(message.parts[0].text, "a\u{fffd} b\u{fffd} 😀 \\ud83d");
    }

    #[test]
    fn errors_say_what_is_wrong() {
        assert_eq!(read("{}").expect_err("no text"), "`text` is missing");
        assert_eq!(read("[1]").expect_err("array"), "expected an object, found an array");
        assert_eq!(read(r#"{"text":1}"#).expect_err("number"), "`text` must be a string, found a number");
        assert!(read(r#"{"text":"a","to":{}}"#).expect_err("to").starts_with("`to` must be"));
        assert!(read(r#"{"text":"a","attachments":-1}"#).expect_err("count").contains("-1"));
        assert!(read("{").expect_err("cut off").starts_with("not JSON: EOF"));
    }
}
