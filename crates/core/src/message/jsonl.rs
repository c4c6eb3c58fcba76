//! Reads one message from a line of JSON.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::content::Content;
use super::{Address, Coding, Message, Origin, Part, RegionKind, header};
use crate::text::{Source, Span};

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
    let object = parse(line)?;
    let text = optional_string(&object, "text")?.ok_or("`text` is missing")?;
    let whole = Span::new(0, line.len());
    let mut content = Content::default();
    if let Some(subject) = optional_string(&object, "subject")? {
        let part = content.add_part(decoded("subject", subject.clone(), whole));
        content.add_region(RegionKind::Subject, part, Span::new(0, subject.len()));
        content.headers.subject = Some(subject);
    }
    content.add_decoded_body(decoded("text", text, whole), &[]);
    content.headers.from = addresses(&object, "from")?;
    content.headers.to = addresses(&object, "to")?;
    content.headers.cc = addresses(&object, "cc")?;
    content.headers.bcc = addresses(&object, "bcc")?;
    content.headers.date = optional_string(&object, "date")?;
    content.id = id(&object)?;
    content.attachments = attachments(&object)?;
    content.profile = optional_string(&object, "profile")?;
    content.is_live = object.get("live").and_then(Value::as_bool).unwrap_or(false);
    let mut source = Source::new(name, line);
    (source.base_offset, source.base_line) = (base_offset, number);
    Ok(content.into_message(source))
}

pub(super) fn decoded(label: &'static str, text: String, span: Span) -> Part<'static> {
    let origin = Origin::Decoded { span, coding: Coding::Opaque };
    Part { label: Some(Cow::Borrowed(label)), text: Cow::Owned(text), origin }
}

pub(super) fn parse(line: &[u8]) -> Result<Map<String, Value>, String> {
    match value(line)? {
        Value::Object(object) => Ok(object),
        other => Err(format!("expected an object, found {}", kind(&other))),
    }
}

/// Reads JSON as other programs write it: a byte order mark and halves of surrogate pairs are forgiven.
///
/// # Errors
/// Returns why it is not JSON, in one line.
pub fn value(json: &[u8]) -> Result<Value, String> {
    let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
    let text = String::from_utf8_lossy(json);
    serde_json::from_str(&mend_surrogates(&text)).map_err(|error| {
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or("not JSON");
        format!("not JSON: {reason} at column {}", error.column())
    })
}

/// Replaces escapes of half a surrogate pair, which JSON allows and UTF-8 has no place for.
fn mend_surrogates(text: &str) -> Cow<'_, str> {
    let mut mended = Cow::Borrowed(text);
    let bytes = text.as_bytes();
    let mut pos = 0;
    while let Some(found) = memchr::memchr(b'\\', &bytes[pos..]) {
        let at = pos + found;
        let is_pair = is_escape(bytes, at, b"89ab") && is_escape(bytes, at + 6, b"cdef");
        let is_lone = !is_pair && is_escape(bytes, at, b"89abcdef");
        if is_lone {
            mended.to_mut().replace_range(at..at + 6, "\\ufffd");
        }
        pos = (at
            + if is_pair {
                12
            } else if is_lone {
                6
            } else {
                2
            })
        .min(bytes.len());
    }
    mended
}

/// Returns true for `\uDxhh` where x is one of `seconds`.
fn is_escape(bytes: &[u8], at: usize, seconds: &[u8]) -> bool {
    bytes.get(at..at + 6).is_some_and(|escape| {
        escape[..2] == *b"\\u"
            && escape[2].eq_ignore_ascii_case(&b'd')
            && seconds.contains(&escape[3].to_ascii_lowercase())
            && escape[4..].iter().all(u8::is_ascii_hexdigit)
    })
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

fn optional_string(object: &Map<String, Value>, key: &str) -> Result<Option<String>, String> {
    match object.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(other) => Err(format!("`{key}` must be a string, found {}", kind(other))),
    }
}

fn id(object: &Map<String, Value>) -> Result<Option<String>, String> {
    match object.get("id") {
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        Some(Value::Null | Value::String(_)) | None => optional_string(object, "id"),
        Some(other) => Err(format!("`id` must be a string or a number, found {}", kind(other))),
    }
}

fn addresses(object: &Map<String, Value>, key: &str) -> Result<Vec<Address>, String> {
    match object.get(key) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::String(text)) => Ok(header::addresses(text.as_bytes())),
        Some(Value::Array(items)) => {
            let mut found = Vec::new();
            for item in items {
                let text = item
                    .as_str()
                    .ok_or_else(|| format!("`{key}` must hold strings, found {}", kind(item)))?;
                found.extend(header::addresses(text.as_bytes()));
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
