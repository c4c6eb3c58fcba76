//! Keeps marks under their words where several characters are drawn as one picture.
//!
//! The renderer of snippets adds up the widths of characters, so that a thumb with a skin tone takes four columns of two. It is
//! handed a stand-in of the right width, which is taken out again of what it has drawn.

use super::wrap::width;
use crate::render::sanitize::{char_width, is_plain_byte, is_unsafe};

/// Stands in for one column; no text that is shown has it, for it would be escaped.
const STAND_IN: char = '\u{fff9}';

/// Pictures that the renderer did not get to see, in their order, with their columns.
#[derive(Debug, Default)]
pub(super) struct Clusters(Vec<(String, usize)>);

impl Clusters {
    /// Returns what the renderer gets of a cluster: itself, if its width is that of its characters.
    pub(super) fn measured(&mut self, cluster: &str) -> String {
        let columns = width(cluster);
        if columns == cluster.chars().map(char_width).sum::<usize>() {
            return cluster.to_owned();
        }
        self.0.push((cluster.to_owned(), columns));
        STAND_IN.to_string().repeat(columns)
    }

    /// Puts the pictures back into what was drawn.
    pub(super) fn put_back(self, drawn: &str) -> String {
        if self.0.is_empty() {
            return drawn.to_owned();
        }
        let (mut out, mut left) = (String::with_capacity(drawn.len()), 0);
        let mut clusters = self.0.into_iter();
        for character in drawn.chars() {
            if character != STAND_IN {
                out.push(character);
                continue;
            }
            if left == 0 {
                let (cluster, columns) = clusters.next().unwrap_or_default();
                out.push_str(&cluster);
                left = columns;
            }
            left = left.saturating_sub(1);
        }
        out
    }
}

/// Returns the length of the cluster with which a text starts, in bytes: a character with the marks, skin tones and variation
/// selectors behind it, or the two letters of a flag. What is escaped joins nothing.
pub(super) fn cluster_len(text: &str) -> usize {
    let mut characters = text.char_indices();
    let Some((_, first)) = characters.next() else { return 0 };
    let mut is_first_of_flag = is_letter_of_flag(first);
    for (at, character) in characters {
        let is_flag = std::mem::take(&mut is_first_of_flag) && is_letter_of_flag(character);
        if is_unsafe(first) || is_unsafe(character) || !(is_flag || changes_what_is_before(character)) {
            return at;
        }
    }
    text.len()
}

/// Returns the sign with which a text starts, if it is a cluster by itself: one of ASCII that no other sign may join.
pub(super) fn lone(text: &str) -> Option<char> {
    let (first, behind) = text.as_bytes().split_first()?;
    let is_lone = is_plain_byte(*first) && behind.first().is_none_or(u8::is_ascii);
    is_lone.then_some(char::from(*first))
}

fn is_letter_of_flag(character: char) -> bool {
    matches!(character, '\u{1f1e6}'..='\u{1f1ff}')
}

fn changes_what_is_before(character: char) -> bool {
    char_width(character) == 0 || matches!(character, '\u{1f3fb}'..='\u{1f3ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let (mut rest, mut found) = (text, Vec::new());
        while !rest.is_empty() {
            let (cluster, behind) = rest.split_at(cluster_len(rest));
            found.push(cluster);
            rest = behind;
        }
        found
    }

    #[test]
    fn a_picture_is_one_cluster() {
        assert_eq!(cut("a👍🏽b"), ["a", "👍🏽", "b"]);
        assert_eq!(cut("❤\u{fe0f}1\u{fe0f}\u{20e3}e\u{301}"), ["❤\u{fe0f}", "1\u{fe0f}\u{20e3}", "e\u{301}"]);
        assert_eq!(cut("🇵🇹🇮🇳🇮"), ["🇵🇹", "🇮🇳", "🇮"]);
        assert_eq!(cut("👩🏽\u{200d}💻"), ["👩🏽", "\u{200d}", "💻"]);
        assert_eq!(cluster_len(""), 0);
    }

    #[test]
    fn a_lone_sign_is_one_that_nothing_joins() {
        for (text, expected) in [
            ("plain", Some('p')),
            ("x", Some('x')),
            ("", None),
            ("e\u{301}x", None),
            ("\tb", None),
            ("é", None),
        ] {
            assert_eq!(lone(text), expected, "{text:?}");
            assert!(expected.is_none() || cut(text)[0].len() == 1, "{text:?}");
        }
    }

    #[test]
    fn what_stood_in_is_put_back_in_its_order() {
        let mut clusters = Clusters::default();
        let measured: String =
            ["👍🏽", "x", "❤\u{fe0f}", "😀"].into_iter().map(|one| clusters.measured(one)).collect();
        assert_eq!((width(&measured), measured.matches(STAND_IN).count()), (7, 4));
        assert_eq!(clusters.put_back(&format!("{measured}^")), "👍🏽x❤\u{fe0f}😀^");
    }
}
