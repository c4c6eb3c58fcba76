//! Goes through a text line by line.

use super::Ends;

/// Lists the lines of bytes, each with its line ending.
pub(crate) fn each_line_of(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |newline| newline + 1);
        let (line, below) = (rest.head(end), rest.tail(end));
        rest = below;
        (!line.is_empty()).then_some(line)
    })
}

/// Lists the lines of a text, each with its line ending, as `split_inclusive('\n')` does; the lines of mail are long enough that
/// looking for their ends in wide steps takes a third of the time.
pub(crate) fn each_line(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |newline| newline + 1);
        let line = rest.head(end);
        rest = rest.tail(end);
        (!line.is_empty()).then_some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_of_the_standard_library() {
        for text in ["", "\n", "a", "a\n", "a\n\nb", "\n\u{e9}\r\nno end \u{2026}", "\r\n\n"] {
            let expected: Vec<&str> = text.split_inclusive('\n').collect();
            assert_eq!(each_line(text).collect::<Vec<_>>(), expected, "{text:?}");
            let bytes: Vec<&[u8]> = expected.iter().map(|line| line.as_bytes()).collect();
            assert_eq!(each_line_of(text.as_bytes()).collect::<Vec<_>>(), bytes, "{text:?}");
        }
    }
}
