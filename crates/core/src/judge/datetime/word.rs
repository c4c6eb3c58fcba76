//! Cuts a sentence into the words that dates and times are made of.

use crate::text::Span;

/// Words of a sentence beyond this many are not read; deadlines stand in shorter ones.
const MAX_WORDS: usize = 200;

/// A word in small letters, without the marks around it.
pub(super) struct Word {
    text: String,
    pub(super) span: Span,
}

/// Cuts a sentence.
pub(super) fn words(sentence: &str) -> Vec<Word> {
    let is_edge = |c: char| !(c.is_alphanumeric() || c == '+');
    let pieces =
        sentence.split([' ', '\t', '\n', '\r', '\u{a0}', '\u{202f}', '(', ')', '\u{2013}', '\u{2014}']);
    let word = |piece: &str| {
        let bare = piece.trim_matches(is_edge);
        let start = bare.as_ptr() as usize - sentence.as_ptr() as usize;
        Word { text: bare.to_lowercase(), span: Span::new(start, start + bare.len()) }
    };
    pieces.filter(|piece| piece.contains(char::is_alphanumeric)).take(MAX_WORDS).map(word).collect()
}

/// Returns the text of a word; behind the end all words are empty.
pub(super) fn text(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |word| word.text.as_str())
}
