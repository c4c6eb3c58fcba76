//! Turns bytes of a document into lines and characters of the protocol, and back.

use gen_lsp_types::{Position, Range};

use presend_core::Span;

/// What the characters of a position count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of two bytes: what every client knows.
    Utf16,
}

impl Encoding {
    /// Returns the protocol's name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16 => "utf-16",
        }
    }
}

/// Where the lines of a text start. A line ends at `\n`, `\r\n` or a `\r` alone.
#[derive(Debug)]
pub(super) struct LineIndex {
    starts: Vec<usize>,
    encoding: Encoding,
}

impl LineIndex {
    /// Finds the lines of a text.
    pub(super) fn new(text: &str, encoding: Encoding) -> LineIndex {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            // The second half of `\r\n` ends the line.
            if bytes.get(at) == Some(&b'\n') || bytes.get(at + 1) != Some(&b'\n') {
                starts.push(at + 1);
            }
        }
        LineIndex { starts, encoding }
    }

    /// Returns the position of a byte; one inside a character is that of the character, one past the end is that of the end.
    pub(super) fn position(&self, text: &str, byte: usize) -> Position {
        let mut byte = byte.min(text.len());
        while !text.is_char_boundary(byte) {
            byte -= 1;
        }
        let line = self.starts.partition_point(|&start| start <= byte).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let before = text.get(start..byte).unwrap_or_default();
        let character = match self.encoding {
            Encoding::Utf8 => before.len(),
            Encoding::Utf16 => before.chars().map(char::len_utf16).sum(),
        };
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Position { line: small(line), character: small(character) }
    }

    /// Returns the byte at a position; behind the end of its line that is the end of the line, behind the last line that of the
    /// text, and inside a character the start of the character.
    pub(super) fn byte(&self, text: &str, position: Position) -> usize {
        let line = position.line as usize;
        let Some(&start) = self.starts.get(line) else { return text.len() };
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        let own = text.get(start..end).unwrap_or_default().trim_end_matches(['\n', '\r']);
        let wanted = position.character as usize;
        let mut passed = 0;
        for (at, character) in own.char_indices() {
            passed += match self.encoding {
                Encoding::Utf8 => character.len_utf8(),
                Encoding::Utf16 => character.len_utf16(),
            };
            if passed > wanted {
                return start + at;
            }
        }
        start + own.len()
    }

    /// Returns the range of a span.
    pub(super) fn range(&self, text: &str, span: Span) -> Range {
        Range { start: self.position(text, span.start), end: self.position(text, span.end) }
    }

    /// Returns the start of the line after the one that holds a byte, or the end of the text.
    pub(super) fn next_line(&self, text: &str, byte: usize) -> usize {
        let next = self.starts.partition_point(|&start| start <= byte);
        self.starts.get(next).copied().unwrap_or(text.len())
    }
}

/// Returns true if and only if two ranges share a place; an empty one has the place where it is.
pub(super) fn overlap(one: &Range, other: &Range) -> bool {
    let key = |position: &Position| (position.line, position.character);
    key(&one.start) <= key(&other.end) && key(&other.start) <= key(&one.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Héllo 👍 ok\r\nb\rc\n";

    fn at(encoding: Encoding, byte: usize) -> (u32, u32) {
        let position = LineIndex::new(TEXT, encoding).position(TEXT, byte);
        (position.line, position.character)
    }

    #[test]
    fn characters_are_bytes_or_units_of_two() {
        let ok = TEXT.find("ok").unwrap();
        assert_eq!(at(Encoding::Utf8, ok), (0, 12));
        assert_eq!(at(Encoding::Utf16, ok), (0, 9));
        // Inside the thumb.
        assert_eq!(at(Encoding::Utf8, 9), (0, 7));
    }

    #[test]
    fn a_position_is_the_byte_that_it_was_made_of() {
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            let lines = LineIndex::new(TEXT, encoding);
            for (byte, _) in TEXT.char_indices().filter(|(_, sign)| *sign != '\n') {
                assert_eq!(lines.byte(TEXT, lines.position(TEXT, byte)), byte, "{encoding:?} {byte}");
            }
            let byte = |line, character| lines.byte(TEXT, Position { line, character });
            // Behind the end of a line, inside the thumb, behind everything.
            let inside = if encoding == Encoding::Utf8 { 8 } else { 7 };
            assert_eq!((byte(0, 99), byte(0, inside), byte(9, 0)), (TEXT.find('\r').unwrap(), 7, TEXT.len()));
        }
    }

    #[test]
    fn every_kind_of_line_end_counts_and_nothing_is_behind_the_end() {
        assert_eq!(at(Encoding::Utf16, TEXT.find('b').unwrap()), (1, 0));
        assert_eq!(at(Encoding::Utf16, TEXT.find('c').unwrap()), (2, 0));
        assert_eq!(at(Encoding::Utf16, 9999), (3, 0));
        let lines = LineIndex::new("", Encoding::Utf8);
        assert_eq!((lines.position("", 0).line, lines.next_line("", 5)), (0, 0));
    }
}
