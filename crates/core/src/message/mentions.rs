//! Sees whether own words call everybody of a channel.

use memchr::memchr_iter;
use presend_lexicon::names::{RegionKind, WordList};

use super::model::{Part, Region};
use crate::builtin::phrases;
use crate::text::Ends;

/// Returns true if and only if the own words hold a mention of everybody that is not code.
pub(crate) fn mentions_all(parts: &[Part<'_>], regions: &[Region]) -> bool {
    let own = [RegionKind::Subject, RegionKind::Greeting, RegionKind::Body];
    regions.iter().filter(|region| own.contains(&region.kind)).any(|region| {
        let text = parts.get(region.part).map_or("", |part| &part.text);
        let bytes = text.get(..region.span.end).unwrap_or("").as_bytes();
        let from = region.span.start.min(bytes.len());
        memchr_iter(b'@', bytes.tail(from)).any(|at| is_mention(bytes, from + at))
    })
}

/// Tells `@here` from an address, a decorator that is called, and a name in backticks.
fn is_mention(bytes: &[u8], at: usize) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80 || matches!(byte, b'_' | b'-');
    let before = bytes.head(at).last().copied();
    if before.is_some_and(|byte| is_word(byte) || matches!(byte, b'.' | b'/' | b'`' | b'@' | b'+')) {
        return false;
    }
    let rest = bytes.tail(at + 1);
    let length = rest.iter().take(12).take_while(|byte| is_word(**byte)).count();
    let is_name = phrases(WordList::Everybody)
        .iter()
        .any(|name| rest.head(length).eq_ignore_ascii_case(name.as_bytes()));
    let has_more = match rest.get(length..).unwrap_or_default() {
        [b'(' | b'/' | b'@' | b'`', ..] => true,
        [b'.' | b':', next, ..] => is_word(*next),
        _ => false,
    };
    is_name && !has_more && !is_in_backticks(bytes, at)
}

/// Returns true if and only if a backtick is open on the line before `at` and closed behind it.
fn is_in_backticks(bytes: &[u8], at: usize) -> bool {
    /// Inline code is no longer than this on either side.
    const REACH: usize = 200;
    let before = bytes.between(at.saturating_sub(REACH), at);
    let before = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    let after = bytes.between(at, bytes.len().min(at + REACH));
    let after = after.split(|byte| *byte == b'\n').next().unwrap_or_default();
    before.iter().filter(|byte| **byte == b'`').count() % 2 == 1 && after.contains(&b'`')
}

#[cfg(test)]
mod tests {
    use crate::message::{Format, read};
    use crate::text::Source;

    fn all(text: &str) -> bool {
        read(Source::new("t", text.as_bytes()), Format::Text).mentions_all
    }

    #[test]
    fn mentions_of_everybody_are_seen() {
        for text in [
            "@here the lift is stuck",
            "lunch is served, @channel!",
            "@Everyone: please move your bikes",
            "hello (@all)",
            "see you at @here.",
        ] {
            assert!(all(text), "{text}");
        }
    }

    #[test]
    fn addresses_code_and_names_are_not_mentions() {
        for text in [
            "write to desk@here.example",
            "write to @here.example",
            "@hereford is a nice town",
            "use `@channel` with care",
            "the docs say `do not call @here at night`",
            "@here() decorates the handler",
            "```\n@channel\n```\n",
            "> @here lunch\n\nno thanks",
            "all here",
            "@",
        ] {
            assert!(!all(text), "{text}");
        }
    }
}
