//! Finds the lines around a place and the stretch of a line that fits the width of the output.

use crate::text::{Ends, Span};

/// Lines of a place that runs over many that are shown, and lines up to a related place that is shown with it.
pub(super) const REACH: usize = 2;

/// Returns the part of a span that stands on a line.
pub(super) fn cut(span: Span, line: Span) -> Span {
    let start = span.start.clamp(line.start, line.end);
    Span::new(start, span.end.clamp(start, line.end))
}

/// Returns true if and only if a line shows a span, which may be empty.
pub(super) fn touches(line: Span, span: Span) -> bool {
    line.overlaps(span) || (line.start <= span.start && span.start <= line.end)
}

/// Returns the lines around the start of a span without their ends, and how many of them stand before it.
pub(super) fn lines_around(text: &str, span: Span) -> (usize, Vec<Span>) {
    let bytes = text.as_bytes();
    let mut start = memchr::memrchr(b'\n', bytes.head(span.start)).map_or(0, |newline| newline + 1);
    let mut before = 0;
    while before < REACH && start > 0 {
        start = memchr::memrchr(b'\n', bytes.head(start - 1)).map_or(0, |newline| newline + 1);
        before += 1;
    }
    let mut lines = Vec::new();
    while lines.len() <= before + REACH {
        let end = memchr::memchr(b'\n', bytes.tail(start)).map_or(bytes.len(), |newline| start + newline);
        let has_cr = bytes.between(start, end).ends_with(b"\r");
        lines.push(Span::new(start, end - usize::from(has_cr)));
        if end == bytes.len() {
            break;
        }
        start = end + 1;
    }
    (before, lines)
}

/// Returns the stretch of a line that fits the budget, with the focus in its middle. Looks at no more chars than fit.
pub(super) fn window(
    text: &str,
    line: Span,
    focus: Span,
    budget: usize,
    wide: impl Fn((usize, char)) -> usize,
) -> Span {
    let take = |chars: &mut dyn Iterator<Item = (usize, char)>, room: usize| {
        let (mut used, mut count) = (0, 0);
        for at in chars.take(4 * budget) {
            let wide = wide(at);
            if used + wide > room {
                return (used, count, false);
            }
            used += wide;
            count += at.1.len_utf8();
        }
        (used, count, true)
    };
    let ahead = |from: usize, room: usize| {
        let mut chars = text.between(from, line.end).char_indices().map(|(index, c)| (from + index, c));
        take(&mut chars, room)
    };
    let back = |room: usize| {
        let head = text.between(line.start, focus.start);
        let mut chars = head.char_indices().rev().map(|(index, c)| (line.start + index, c));
        take(&mut chars, room)
    };
    let (_, count, _) = ahead(line.start, budget);
    if line.start + count == line.end {
        return line;
    }
    let room = budget.saturating_sub(2 * 3).max(8);
    let focus_width: usize = {
        let chars = focus.of(text).char_indices().take(room);
        chars.map(|(index, c)| wide((focus.start + index, c))).sum::<usize>().min(room * 2 / 3)
    };
    let side = room.saturating_sub(focus_width);
    let right = ahead(focus.end.min(line.end), side).0;
    let left = back(side.saturating_sub(right.min(side / 2)));
    let start = focus.start - left.1;
    let end = start + ahead(start, room).1;
    Span::new(start, end)
}
