//! Measures how wide text is shown, and breaks it into lines.

use crate::render::sanitize::char_width;

/// Returns how many columns a text takes.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

/// Breaks text at spaces into lines of at most `limit` columns; the first may be shorter by `used`.
pub(super) fn wrap(text: &str, limit: usize, used: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut column = used;
    for (index, word) in text.split(' ').enumerate() {
        let wide = width(word);
        if index > 0 {
            if column + 1 + wide > limit {
                out.push('\n');
                column = used;
            } else {
                out.push(' ');
                column += 1;
            }
        }
        out.push_str(word);
        column += wide;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_wraps_at_spaces() {
        assert_eq!(wrap("one two three", 9, 2), "one two\nthree");
        assert_eq!(wrap("", 9, 2), "");
    }

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(width("a日e\u{301}😀"), 6);
    }
}
