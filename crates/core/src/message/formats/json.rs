//! Reads JSON as other programs write it.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::text::Ends;
use crate::text::decode::lossy;

/// Reads a JSON object.
///
/// # Errors
/// Returns why it is not one, in one line.
pub(crate) fn object(line: &[u8]) -> Result<Map<String, Value>, String> {
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
    let text = lossy(json);
    serde_json::from_str(&fix_surrogates(&text)).map_err(|error| {
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or("not JSON");
        format!("not JSON: {reason} at column {}", error.column())
    })
}

/// Replaces escapes of half a surrogate pair, which JSON allows and UTF-8 has no place for.
fn fix_surrogates(text: &str) -> Cow<'_, str> {
    let mut fixed = Cow::Borrowed(text);
    let bytes = text.as_bytes();
    let mut pos = 0;
    while let Some(found) = memchr::memchr(b'\\', bytes.tail(pos)) {
        let at = pos + found;
        let is_pair = is_escape(bytes, at, b"89ab") && is_escape(bytes, at + 6, b"cdef");
        let is_lone = !is_pair && is_escape(bytes, at, b"89abcdef");
        if is_lone {
            fixed.to_mut().replace_range(at..at + 6, "\\ufffd");
        }
        let length = match (is_pair, is_lone) {
            (true, _) => 12,
            (_, true) => 6,
            _ => 2,
        };
        pos = (at + length).min(bytes.len());
    }
    fixed
}

/// Returns true for `\uDxhh` where x is one of `seconds`.
fn is_escape(bytes: &[u8], at: usize, seconds: &[u8]) -> bool {
    match bytes.get(at..at + 6) {
        Some([b'\\', b'u', b'd' | b'D', second, rest @ ..]) => {
            seconds.contains(&second.to_ascii_lowercase()) && rest.iter().all(u8::is_ascii_hexdigit)
        }
        _ => false,
    }
}

/// Names the kind of a value, as errors do.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
