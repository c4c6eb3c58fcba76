//! Finds code in backticks and the targets of links, which chat programs draw as such wherever they stand in a line.

use presend_lexicon::names::RegionKind;

use crate::message::model::Segment;
use crate::text::Span;

/// A target is no longer.
const TARGET_BYTES: usize = 2048;

/// How targets of links begin.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// Returns the stretches in backticks, the marks among them, and the targets of links, in order and apart.
pub(crate) fn marked_code(text: &str) -> Vec<Segment> {
    let mut segments = ticked(text);
    let is_apart =
        |link: &Span| !segments.iter().any(|code| code.span.start < link.end && link.start < code.span.end);
    let links: Vec<Segment> = link_targets(text)
        .into_iter()
        .filter(is_apart)
        .map(|span| Segment::new(RegionKind::Code, span))
        .collect();
    segments.extend(links);
    segments.sort_by_key(|segment| segment.span.start);
    segments
}

/// `](https://example.com "title")` behind the words of a link.
fn link_targets(text: &str) -> Vec<Span> {
    let targets = memchr::memmem::find_iter(text.as_bytes(), b"](").filter_map(|at| {
        let line = &text[..at];
        let has_words = line[line.rfind('\n').map_or(0, |newline| newline + 1)..].contains('[');
        let target = &text[at + 2..];
        let end = target.bytes().take(TARGET_BYTES).position(|byte| matches!(byte, b')' | b'\n'))?;
        let is_link = target.as_bytes()[end] == b')'
            && SCHEMES.iter().any(|scheme| target.trim_start_matches('<').starts_with(scheme));
        (has_words && is_link).then(|| Span::new(at, at + 2 + end + 1))
    });
    targets.collect()
}

/// Returns the stretches in backticks.
fn ticked(text: &str) -> Vec<Segment> {
    let bytes = text.as_bytes();
    let mut segments = Vec::new();
    let mut pos = 0;
    // Where no closing marks of that length follow, they need not be searched again.
    let (mut has_fence, mut has_tick) = (true, true);
    while let Some(at) = memchr::memchr(b'`', &bytes[pos..]).map(|found| pos + found) {
        let is_fence = bytes[at..].starts_with(b"```");
        let length = if is_fence { 3 } else { 1 };
        let rest = &bytes[at + length..];
        let end = match is_fence {
            true if has_fence => memchr::memmem::find(rest, b"```"),
            false if has_tick => memchr::memchr(b'`', rest),
            _ => None,
        };
        has_fence &= !is_fence || end.is_some();
        has_tick &= is_fence || end.is_some();
        let end = end.filter(|&end| end > 0 && (is_fence || !rest[..end].contains(&b'\n')));
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
        ] {
            let found: Vec<&str> = marked_code(text).iter().map(|found| found.span.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
