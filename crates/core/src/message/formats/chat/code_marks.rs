//! Finds code in backticks and the targets of links, which chat programs draw as such wherever they stand in a line.

use presend_lexicon::names::RegionKind;

use crate::message::model::Segment;
use crate::text::{Ends, Span};

/// A target is no longer.
const TARGET_BYTES: usize = 2048;

/// How targets of links begin.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// Returns the stretches in backticks, the marks among them, and the targets of links, in order and apart.
pub(crate) fn marked_code(text: &str) -> Vec<Segment> {
    let mut codes = ticked(text).into_iter().peekable();
    let mut segments = Vec::new();
    for link in link_targets(text) {
        while let Some(code) = codes.next_if(|code| code.span.end <= link.start) {
            segments.push(code);
        }
        if codes.peek().is_none_or(|code| link.end <= code.span.start) {
            segments.push(Segment::new(RegionKind::Code, link));
        }
    }
    segments.extend(codes);
    segments
}

/// `](https://example.com "title")` behind the words of a link.
fn link_targets(text: &str) -> Vec<Span> {
    let mut targets: Vec<Span> = Vec::new();
    // What was found so far is carried along: a line may hold as many links as it has bytes.
    let (mut seen, mut has_words, mut close) = (0, false, 0);
    for at in memchr::memmem::find_iter(text.as_bytes(), b"](") {
        let passed = text.get(seen..at).unwrap_or_default();
        has_words = match passed.rsplit_once('\n') {
            Some((_, line)) => line.contains('['),
            None => has_words || passed.contains('['),
        };
        seen = at;
        let start = at + 2;
        let target = text.get(start..).unwrap_or_default();
        if close < start {
            close = memchr::memchr2(b')', b'\n', target.as_bytes()).map_or(text.len(), |found| start + found);
        }
        let is_link = text.as_bytes().get(close) == Some(&b')')
            && close - start < TARGET_BYTES
            && SCHEMES.iter().any(|scheme| target.trim_start_matches('<').starts_with(scheme));
        if has_words && is_link && targets.last().is_none_or(|last| last.end <= at) {
            targets.push(Span::new(at, close + 1));
        }
    }
    targets
}

/// Returns the stretches in backticks.
fn ticked(text: &str) -> Vec<Segment> {
    let bytes = text.as_bytes();
    let mut segments = Vec::new();
    let mut pos = 0;
    // Where no closing marks of that length follow, they need not be searched again.
    let (mut has_fence, mut has_tick) = (true, true);
    while let Some(at) = memchr::memchr(b'`', bytes.tail(pos)).map(|found| pos + found) {
        let is_fence = bytes.tail(at).starts_with(b"```");
        // Behind a letter it is typed for an apostrophe: ``you`re``.
        if !is_fence && bytes.head(at).last().is_some_and(u8::is_ascii_alphabetic) {
            pos = at + 1;
            continue;
        }
        let length = if is_fence { 3 } else { 1 };
        let rest = bytes.tail(at + length);
        let end = match is_fence {
            true if has_fence => memchr::memmem::find(rest, b"```"),
            false if has_tick => memchr::memchr(b'`', rest),
            _ => None,
        };
        has_fence &= !is_fence || end.is_some();
        has_tick &= is_fence || end.is_some();
        let end =
            end.filter(|&end| end > 0 && (is_fence || !rest.iter().take(end).any(|byte| *byte == b'\n')));
        pos = at + length + end.map_or(0, |end| end + length);
        if end.is_some() {
            segments.push(Segment::new(RegionKind::Code, Span::new(at, pos)));
        }
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_and_targets_are_told_from_words() {
        for (text, expected) in [
            ("see [the plan](https://example.com/a) today", &["](https://example.com/a)"][..]),
            (
                "[a](https://a.example) and [b](<mailto:b@example.com>)",
                &["](https://a.example)", "](<mailto:b@example.com>)"],
            ),
            (
                "run `[x](https://a.example)` [now](http://b.example)",
                &["`[x](https://a.example)`", "](http://b.example)"],
            ),
            ("x](https://a.example) [a](b) [c](https://a\n)", &[]),
            ("[a](b)\nx](https://a.example)", &[]),
            ("[a](b) x](https://a.example)", &["](https://a.example)"]),
            ("[a](https://a](https://b)", &["](https://a](https://b)"]),
            ("you`re late, aren`t you", &[]),
            ("run `a`, it`s there", &["`a`"]),
            ("`a` [b](https://c) `d` [e](https://`f`) `g`", &["`a`", "](https://c)", "`d`", "`f`", "`g`"]),
        ] {
            let found: Vec<&str> = marked_code(text).iter().map(|found| found.span.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
