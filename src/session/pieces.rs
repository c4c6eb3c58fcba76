//! Takes a text in memory apart that holds several messages: a series of patches, or an mbox.

use std::borrow::Cow;
use std::io::Cursor;

use presend_core::message::{Format, mbox};

/// One message of such a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Piece<'b> {
    pub(crate) bytes: Cow<'b, [u8]>,
    pub(crate) format: Format,
    /// Where it starts in the text, in bytes from 0, and on which line, from 1.
    pub(crate) place: (usize, usize),
}

/// Returns the messages of a text: all of it, unless its format is one that holds several.
pub(crate) fn pieces(bytes: &[u8], format: Format) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    if matches!(format, Format::Mbox | Format::GitPatch) {
        // Reading from memory does not fail.
        for raw in mbox::Messages::new(Cursor::new(bytes)).filter_map(Result::ok) {
            let format = if raw.is_patch { Format::GitPatch } else { format };
            pieces.push(Piece { bytes: Cow::Owned(raw.bytes), format, place: (raw.offset, raw.line) });
        }
    }
    if pieces.is_empty() {
        pieces.push(Piece { bytes: Cow::Borrowed(bytes), format, place: (0, 1) });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_archives_are_taken_apart() {
        let text = "From a@b.c Mon May  5 12:00:00 2025\nSubject: one\n\nhi\n\nFrom a@b.c Mon May  5 12:00:00 2025\nSubject: two\n\nho\n";
        let places =
            |format| pieces(text.as_bytes(), format).iter().map(|piece| piece.place).collect::<Vec<_>>();
        assert_eq!(places(Format::Mbox), [(36, 2), (90, 7)]);
        assert_eq!(places(Format::Email), [(0, 1)]);
        assert_eq!(pieces(b"", Format::Mbox).len(), 1);
    }
}
