//! Reads what an entity such as `&amp;` stands for.

use std::borrow::Cow;

use html5gum::{Token, Tokenizer};

use crate::text::Ends;

/// The commonest entities.
const NAMED: [(&str, &str); 6] =
    [("&nbsp;", "\u{a0}"), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'")];

/// Returns the text that begins with the `&` of some HTML, and of how many bytes it is made.
pub(in crate::message::formats) fn reference(html: &str) -> (Cow<'_, str>, usize) {
    if let Some((name, text)) = NAMED.iter().find(|(name, _)| html.starts_with(name)) {
        return (Cow::Borrowed(text), name.len());
    }
    let bytes = html.as_bytes();
    let start = 1 + usize::from(bytes.get(1) == Some(&b'#'));
    let length = bytes.tail(start).iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let end = start + length + usize::from(bytes.get(start + length) == Some(&b';'));
    if length == 0 {
        return (Cow::Borrowed(html.head(start)), start);
    }
    let written = html.head(end);
    let mut text = String::new();
    for token in Tokenizer::new(written) {
        if let Ok(Token::String(piece)) = token {
            text.push_str(&String::from_utf8_lossy(&piece));
        }
    }
    (Cow::Owned(text), end)
}
