//! Counts lines and columns while a text is gone through from its start.

use super::Ends;

/// A place in a line, from 0, as editors and formats count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Column {
    /// Bytes before it.
    pub byte: usize,
    /// Characters before it.
    pub char: usize,
    /// Units of UTF-16 before it.
    pub utf16: usize,
}

/// A line, from 1, and a place in it.
pub(crate) type Place = (usize, Column);

/// Goes through a text; each place is asked for after those before it.
#[derive(Debug)]
pub(crate) struct LineCounter<'b> {
    bytes: &'b [u8],
    at: usize,
    line: usize,
    column: Column,
}

impl Column {
    /// Moves the column behind bytes of one line.
    pub(crate) fn pass(&mut self, bytes: &[u8]) {
        let chars = bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        let astral = bytes.iter().filter(|&&byte| byte >= 0xF0).count();
        self.byte += bytes.len();
        self.char += chars;
        self.utf16 += chars + astral;
    }
}

impl<'b> LineCounter<'b> {
    /// Starts before the first line.
    pub(crate) fn new(bytes: &'b [u8]) -> LineCounter<'b> {
        let at = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        LineCounter { bytes, at, line: 1, column: Column::default() }
    }

    /// Returns the line, from 1, and the column of an offset; one before the last asked for counts as that one.
    pub(crate) fn place(&mut self, offset: usize) -> Place {
        let mut rest = self.bytes.get(self.at..offset).unwrap_or_default();
        self.at = self.at.max(offset);
        let newlines = memchr::memchr_iter(b'\n', rest).count();
        if newlines > 0 {
            rest = rest.tail(memchr::memrchr(b'\n', rest).map_or(0, |newline| newline + 1));
            self.line += newlines;
            self.column = Column::default();
        }
        self.column.pass(rest);
        (self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_counted_in_three_ways() {
        let text = "\u{feff}ab\né😀x";
        let mut lines = LineCounter::new(text.as_bytes());
        assert_eq!(lines.place(5), (1, Column { byte: 2, char: 2, utf16: 2 }));
        assert_eq!(lines.place(12), (2, Column { byte: 6, char: 2, utf16: 3 }));
        assert_eq!(lines.place(13), (2, Column { byte: 7, char: 3, utf16: 4 }));
        assert_eq!(lines.place(0).0, 2);
    }
}
