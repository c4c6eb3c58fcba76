//! Answers an extension of a mail program or browser: messages of native messaging on standard input and output.

pub(crate) mod install;

use std::io::{self, Read, Write};
use std::rc::Rc;

use presend_core::StopRule;
use presend_core::message::jsonl;
use presend_core::render::sanitize_json;
use serde_json::{Value, json};

use crate::config::ConfigLookup;
use crate::error::CliError;
use crate::options::{CheckOptions, Profile};
use crate::session::draft::IgnorePolicy;
use crate::session::draft_fields::DraftFields;
use crate::session::lint_session::LintSession;

/// Bytes of the largest message that is read.
const MOST_IN: u32 = 64 << 20;
/// Bytes of the largest answer: a browser takes no more than a megabyte.
const MOST_OUT: usize = 1_000_000;

/// Answers message after message until standard input ends.
///
/// # Errors
/// Returns why a stream failed.
pub(crate) fn serve() -> Result<(), CliError> {
    answer_all(io::stdin().lock(), io::stdout().lock())
}

/// Answers message after message until the input ends.
///
/// # Errors
/// Returns why a stream failed.
pub(crate) fn answer_all(mut input: impl Read, mut out: impl Write) -> Result<(), CliError> {
    while let Some(answer) = next_answer(&mut input)? {
        write(&mut out, &answer)?;
    }
    Ok(())
}

/// Reads a message and returns the answer; `None` at the end of the input.
fn next_answer(input: &mut dyn Read) -> io::Result<Option<Value>> {
    let cut_off = || Some(json!({ "error": "the message is cut off" }));
    let mut length = Vec::new();
    input.take(4).read_to_end(&mut length)?;
    let Ok(length) = <[u8; 4]>::try_from(length.as_slice()) else {
        return Ok(if length.is_empty() { None } else { cut_off() });
    };
    let length = u32::from_ne_bytes(length);
    if length > MOST_IN {
        io::copy(&mut input.take(u64::from(length)), &mut io::sink())?;
        return Ok(Some(json!({ "error": format!("the message is larger than {} MB", MOST_IN >> 20) })));
    }
    let mut message = Vec::new();
    input.take(u64::from(length)).read_to_end(&mut message)?;
    if message.len() as u64 != u64::from(length) {
        return Ok(cut_off());
    }
    Ok(Some(answer(&message).unwrap_or_else(|why| json!({ "error": why }))))
}

/// Writes one answer; one that is too large loses its diagnostics, not its verdict.
fn write(out: &mut dyn Write, answer: &Value) -> io::Result<()> {
    let mut bytes = sanitize_json(answer.to_string()).into_bytes();
    if bytes.len() > MOST_OUT {
        let mut shorter = answer.clone();
        shorter.as_object_mut().map(|answer| answer.insert("diagnostics".to_owned(), json!([])));
        bytes = sanitize_json(shorter.to_string()).into_bytes();
    }
    out.write_all(&u32::try_from(bytes.len()).unwrap_or(0).to_ne_bytes())?;
    out.write_all(&bytes)?;
    out.flush()
}

/// Answers `{"op": "lint", "body", "subject"?, "from"?, "to"?, "cc"?, "bcc"?, "isHtml"?, "profile"?}`.
fn answer(message: &[u8]) -> Result<Value, String> {
    let message = jsonl::value(message)?;
    let field = |key: &str| message.get(key).unwrap_or(&Value::Null);
    if field("op") != "lint" {
        return Err("the only thing presend does here is `\"op\": \"lint\"`".to_owned());
    }
    // What is left out of a draft without a word would pass unread.
    let text = |key: &str| match field(key) {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text.as_str())),
        _ => Err(format!("`{key}` must be a string")),
    };
    let addresses = |key: &str| addresses(key, field(key));
    let draft = DraftFields {
        is_mail: false,
        is_all_own: false,
        from: addresses("from")?,
        to: addresses("to")?,
        cc: addresses("cc")?,
        bcc: addresses("bcc")?,
        subject: text("subject")?.map(Rc::from),
        text: text("body")?.ok_or("`body` is missing")?.to_owned(),
        is_html: *field("isHtml") == Value::Bool(true),
        profile: profile(field("profile"))?,
        ignores: IgnorePolicy::All,
    };
    let session = LintSession::open(ConfigLookup::User, &CheckOptions::default(), StopRule::PersonSends)
        .map_err(|error| error.reason())?;
    let mut response = draft.lint(&session)?;
    let reason = response.reason().join("\n");
    let [verdict, diagnostics] = ["verdict", "diagnostics"].map(|key| response.take(key));
    Ok(json!({ "stops": response.stops, "text": reason, "verdict": verdict, "diagnostics": diagnostics }))
}

/// Reads the kind of writing. One that is not known is refused: under another's rules a draft might pass that should not.
fn profile(value: &Value) -> Result<Option<Profile>, String> {
    let known = || Profile::ALL.map(Profile::name).join(", ");
    match value.as_str().map(Profile::parse) {
        None if value.is_null() => Ok(None),
        None | Some(None) => Err(format!("`profile` must be one of {}", known())),
        Some(found) => Ok(found),
    }
}

/// Reads addresses: nothing, one string, or a list of strings.
fn addresses(key: &str, value: &Value) -> Result<Rc<Vec<String>>, String> {
    let list = match value {
        Value::Null => &[],
        Value::Array(list) => list.as_slice(),
        one => std::slice::from_ref(one),
    };
    let texts: Option<Vec<String>> = list.iter().map(|one| one.as_str().map(str::to_owned)).collect();
    let mut texts = texts.ok_or_else(|| format!("`{key}` must be a list of strings"))?;
    texts.retain(|text| !text.is_empty());
    Ok(Rc::new(texts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_is_cut_off_is_no_message() {
        let body = br#"{"op":"lint","body":"we have to let you go"}"#;
        let whole = [&u32::try_from(body.len()).unwrap().to_ne_bytes()[..], &body[..]].concat();
        for cut in 1..whole.len() {
            let answer = next_answer(&mut &whole[..cut]).unwrap().unwrap();
            assert_eq!(answer, json!({ "error": "the message is cut off" }), "{cut}");
        }
        assert!(next_answer(&mut &whole[..]).unwrap().unwrap().get("error").is_none());
        assert!(next_answer(&mut &whole[..0]).unwrap().is_none());
    }
}
