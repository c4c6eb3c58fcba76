//! Finds lines and columns for all labels of a report in one pass over each text, however long its lines are.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Label};
use crate::message::{Origin, Part};
use crate::report::Report;
use crate::text::{Column, Ends, Span};

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// A line and three columns, all from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) byte: usize,
    pub(super) char: usize,
    pub(super) utf16: usize,
}

/// Where a label stands in the file and in its own part.
#[derive(Debug, Clone, Copy)]
pub(super) struct LabelPositions {
    /// Bytes of the file, from 0.
    pub(super) source: Span,
    /// Position in the file, from `source`.
    pub(super) source_start: Position,
    /// Position in the file, to `source`.
    pub(super) source_end: Position,
    /// What JSON calls `offset`: in the file for verbatim parts, else in the part.
    pub(super) offset: Span,
    /// Position of `offset.start`.
    pub(super) start: Position,
    /// Position of `offset.end`.
    pub(super) end: Position,
}

/// The positions of every label of a report.
pub(super) struct PositionIndex {
    base_offset: usize,
    source: Vec<(usize, Position)>,
    parts: Vec<Vec<(usize, Position)>>,
    spans: Vec<(usize, Span, Span)>,
}

impl PositionIndex {
    /// Looks up all labels of a report at once.
    #[cfg(feature = "snippets")]
    pub(super) fn new(report: &Report<'_>) -> PositionIndex {
        PositionIndex::with(report, &[])
    }

    /// Looks up all labels of a report and some more.
    pub(super) fn with(report: &Report<'_>, more: &[Label]) -> PositionIndex {
        let message = &report.message;
        let mut wanted = Vec::new();
        let mut wanted_parts = vec![Vec::new(); message.parts.len()];
        let mut spans = Vec::new();
        for label in report.diagnostics.iter().flat_map(labels).chain(more) {
            let Some(part) = message.parts.get(label.part) else { continue };
            let span = clamp(&part.text, label.span);
            let source = source_span(part, &message.source, span);
            wanted.extend([source.start, source.end]);
            if !is_verbatim(part) {
                wanted_parts
                    .get_mut(label.part)
                    .into_iter()
                    .for_each(|places| places.extend([span.start, span.end]));
            }
            spans.push((label.part, label.span, source));
        }
        spans.sort_unstable();
        spans.dedup();
        let located = message.parts.iter().zip(wanted_parts);
        PositionIndex {
            base_offset: message.base_offset,
            source: locate(&message.source, (message.base_line, message.base_column), wanted),
            parts: located
                .map(|(part, wanted)| locate(part.text.as_bytes(), (1, Column::default()), wanted))
                .collect(),
            spans,
        }
    }

    /// Returns where a label stands; a label of a part that does not exist stands at the start.
    pub(super) fn of(&self, report: &Report<'_>, label: &Label) -> LabelPositions {
        let part = report.message.parts.get(label.part);
        let key = (label.part, label.span);
        let found = self.spans.binary_search_by_key(&key, |&(part, span, _)| (part, span));
        let source =
            found.ok().and_then(|index| self.spans.get(index)).map_or(Span::new(0, 0), |found| found.2);
        let (source_start, source_end) = (at(&self.source, source.start), at(&self.source, source.end));
        let in_file = Span::new(self.base_offset + source.start, self.base_offset + source.end);
        match part {
            Some(part) if !is_verbatim(part) => {
                let offset = clamp(&part.text, label.span);
                let places = self.parts.get(label.part).map_or(&[][..], Vec::as_slice);
                let (start, end) = (at(places, offset.start), at(places, offset.end));
                LabelPositions { source: in_file, source_start, source_end, offset, start, end }
            }
            _ => {
                let (start, end) = (source_start, source_end);
                LabelPositions { source: in_file, source_start, source_end, offset: in_file, start, end }
            }
        }
    }
}

/// Returns true if and only if the part's text stands in the source as it is.
pub(super) fn is_verbatim(part: &Part<'_>) -> bool {
    matches!(part.origin, Origin::Verbatim { .. })
}

/// Moves a span onto char boundaries inside the text.
pub(super) fn clamp(text: &str, span: Span) -> Span {
    let (mut start, mut end) = (span.start.min(text.len()), span.end.min(text.len()));
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    Span::new(start, end.max(start))
}

/// Returns where a span of a verbatim part stands in the message's source.
pub(super) fn in_source(report: &Report<'_>, part: usize, span: Span) -> Option<Span> {
    match report.message.parts.get(part)?.origin {
        Origin::Verbatim { start } => Some(Span::new(start + span.start, start + span.end)),
        Origin::Decoded { .. } => None,
    }
}

fn labels(diagnostic: &Diagnostic) -> impl Iterator<Item = &Label> {
    std::iter::once(&diagnostic.label).chain(&diagnostic.related)
}

fn source_span(part: &Part<'_>, source: &[u8], span: Span) -> Span {
    let found = part.source_span(source, span);
    let start = found.start.min(source.len());
    Span::new(start, found.end.clamp(start, source.len()))
}

fn at(places: &[(usize, Position)], offset: usize) -> Position {
    let found = places.binary_search_by_key(&offset, |&(offset, _)| offset).ok();
    let found = found.and_then(|index| places.get(index));
    found.map_or(Position { line: 1, byte: 1, char: 1, utf16: 1 }, |found| found.1)
}

/// Returns the position of each wanted offset. It counts bytes that start a char, so that it also serves text in other
/// encodings.
fn locate(
    bytes: &[u8],
    (first_line, first): (usize, Column),
    mut wanted: Vec<usize>,
) -> Vec<(usize, Position)> {
    wanted.sort_unstable();
    wanted.dedup();
    let mut place =
        Position { line: first_line, byte: first.byte + 1, char: first.char + 1, utf16: first.utf16 + 1 };
    let mut seen = if bytes.starts_with(BOM) { BOM.len() } else { 0 };
    let mut found = Vec::with_capacity(wanted.len());
    for offset in wanted {
        let mut rest = bytes.get(seen..offset).unwrap_or_default();
        let newlines = memchr::memchr_iter(b'\n', rest).count();
        if newlines > 0 {
            let last = memchr::memrchr(b'\n', rest).map_or(0, |newline| newline + 1);
            rest = rest.tail(last);
            place = Position { line: place.line + newlines, byte: 1, char: 1, utf16: 1 };
        }
        let (chars, astral) = if rest.is_ascii() {
            (rest.len(), 0)
        } else {
            let astral = rest.iter().filter(|&&byte| byte >= 0xF0).count();
            (rest.iter().filter(|&&byte| byte & 0xC0 != 0x80).count(), astral)
        };
        place.byte += rest.len();
        place.char += chars;
        place.utf16 += chars + astral;
        seen = seen.max(offset);
        found.push((offset, place));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_in_three_units_after_a_byte_order_mark() {
        let text = "\u{feff}aé😀b\r\nx".as_bytes();
        let places = locate(text, (5, Column::default()), vec![3, 10, 13, 0]);
        assert_eq!(places[0].1, Position { line: 5, byte: 1, char: 1, utf16: 1 });
        assert_eq!(places[1].1, Position { line: 5, byte: 1, char: 1, utf16: 1 });
        assert_eq!(places[2].1, Position { line: 5, byte: 8, char: 4, utf16: 5 });
        assert_eq!(places[3].1, Position { line: 6, byte: 1, char: 1, utf16: 1 });
    }

    #[test]
    fn spans_move_onto_char_boundaries() {
        assert_eq!(clamp("aé", Span::new(2, 99)), Span::new(1, 3));
        assert_eq!(clamp("", Span::new(2, 1)), Span::new(0, 0));
    }
}
