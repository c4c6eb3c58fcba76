//! Finds code in backticks, which chat programs draw as code wherever it stands in a line.

use presend_lexicon::names::RegionKind;

use crate::message::model::Segment;
use crate::text::Span;

/// Returns the stretches in backticks, the marks among them, in order and apart.
pub(crate) fn marked_code(text: &str) -> Vec<Segment> {
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
