//! Traces places in a guidelines file to lines and columns, for errors.

use crate::error::GuidelinesError;

/// A guidelines file as it was read.
#[derive(Clone, Copy)]
pub(super) struct FileText<'a> {
    /// The file as found.
    pub(super) path: &'a str,
    /// Its text.
    pub(super) text: &'a str,
}

impl FileText<'_> {
    /// Makes an error that points at a byte of the file.
    pub(super) fn error(self, offset: usize, key: &str, reason: String) -> GuidelinesError {
        let (line, column) = place_of(self.text, offset);
        GuidelinesError { path: self.path.to_owned(), line, column, key: key.to_owned(), reason }
    }
}

/// Returns line and column of a byte, both from 1; columns count characters.
pub(super) fn place_of(text: &str, offset: usize) -> (usize, usize) {
    let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
    let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
    let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    // The first byte of each character.
    let column = before.iter().skip(start).filter(|&&byte| byte & 0xC0 != 0x80).count();
    (line, column + 1)
}
