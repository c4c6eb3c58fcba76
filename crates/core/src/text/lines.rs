//! Finds line and column of byte offsets, counted in bytes, chars and UTF-16 units.

use super::Span;

/// A place in a text; all counts start at 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The line; lines end with LF or CRLF.
    pub line: usize,
    /// The column in bytes of UTF-8.
    pub byte: usize,
    /// The column in Unicode scalar values.
    pub char: usize,
    /// The column in UTF-16 code units.
    pub utf16: usize,
}

/// Where the lines of a text start. Build it only when positions are wanted: it reads the whole text.
#[derive(Debug, Clone)]
pub struct LineIndex<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> LineIndex<'t> {
    /// Reads the line starts of a text.
    #[must_use]
    pub fn new(text: &'t str) -> LineIndex<'t> {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|newline| newline + 1));
        LineIndex { text, starts }
    }

    /// Returns the position of a byte offset; an offset inside a char or past the end is rounded down.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = floor_char(self.text, offset);
        let line = self.starts.partition_point(|&start| start <= offset);
        let before = &self.text[self.starts[line - 1]..offset];
        let chars = before.chars().count();
        let astral = before.bytes().filter(|&byte| byte >= 0xF0).count();
        Position { line, byte: before.len() + 1, char: chars + 1, utf16: chars + astral + 1 }
    }

    /// Returns the number of lines; a text that ends with a newline has an empty last line.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// Returns where a line (from 1) stands, without its line ending; empty at the end for a line that is not there.
    #[must_use]
    pub fn line_span(&self, line: usize) -> Span {
        let start = line.checked_sub(1).and_then(|index| self.starts.get(index)).copied();
        let Some(start) = start else { return Span::new(self.text.len(), self.text.len()) };
        let end = self.starts.get(line).map_or(self.text.len(), |&next| next - 1);
        let has_cr = end < self.text.len() && self.text[start..end].ends_with('\r');
        Span::new(start, end - usize::from(has_cr))
    }
}

/// Returns the last char boundary at or below an offset.
#[must_use]
pub fn floor_char(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Returns the first char boundary at or above an offset.
#[must_use]
pub fn ceil_char(text: &str, offset: usize) -> usize {
    (offset..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, offset: usize) -> (usize, usize, usize, usize) {
        let position = LineIndex::new(text).position(offset);
        (position.line, position.byte, position.char, position.utf16)
    }

    #[test]
    fn columns_in_three_units() {
        let text = "aé😀b\r\nx\ry\n";
        assert_eq!(at(text, 0), (1, 1, 1, 1));
        assert_eq!(at(text, 3), (1, 4, 3, 3));
        assert_eq!(at(text, 7), (1, 8, 4, 5));
        assert_eq!(at(text, 10), (2, 1, 1, 1));
        assert_eq!(at(text, 12), (2, 3, 3, 3));
        assert_eq!(at(text, 14), (3, 1, 1, 1));
        assert_eq!(at("", 0), (1, 1, 1, 1));
    }

    #[test]
    fn offsets_are_rounded_down() {
        assert_eq!(at("aé", 2), at("aé", 1));
        assert_eq!(at("aé", 99), (1, 4, 3, 3));
    }

    #[test]
    fn line_spans_leave_out_the_ending() {
        let index = LineIndex::new("ab\r\ncd\n");
        assert_eq!(index.line_count(), 3);
        assert_eq!(index.line_span(1), Span::new(0, 2));
        assert_eq!(index.line_span(2), Span::new(4, 6));
        assert_eq!(index.line_span(3), Span::new(7, 7));
        assert_eq!(index.line_span(0), Span::new(7, 7));
        assert_eq!(index.line_span(9), Span::new(7, 7));
    }
}
