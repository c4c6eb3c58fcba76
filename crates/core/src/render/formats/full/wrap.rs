//! Measures how wide text is shown, and breaks it into lines.

use unicode_width::UnicodeWidthStr;

use crate::render::sanitize::is_plain;

/// Sentences are not drawn wider than this, however wide the terminal is: long lines are hard to follow.
const MOST_PROSE: usize = 100;

/// Sentences are not drawn narrower than this.
const LEAST_PROSE: usize = 30;

/// Returns how wide sentences are drawn on an output of so many columns.
pub(super) fn prose_width(columns: usize) -> usize {
    columns.clamp(LEAST_PROSE, MOST_PROSE)
}

/// Returns how many columns a text takes; an emoji with what changes it counts as one.
pub(super) fn width(text: &str) -> usize {
    if is_plain(text) { text.len() } else { UnicodeWidthStr::width(text) }
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
        // A skin tone, a heart with the sign for its picture, a flag.
        assert_eq!(["👍🏽", "❤\u{fe0f}", "🇵🇹"].map(width), [2, 2, 2]);
    }
}
