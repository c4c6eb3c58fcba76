//! Shows the writer's own words as the scan sees them.

use crate::builtin::LEXICON;
use crate::message::{Message, RegionKind};
use crate::text::Span;
use crate::words::{
    ALL_CAPS, CAPITALISED, NAME, NUMBER, OPAQUE, SENTENCE_START, Tokenizer, Word, Words, blocks,
};
use presend_lexicon::fold::fold_word;
use presend_lexicon::table::NONE;

/// One word of the writer's own.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OwnWord {
    /// The kind of region it stands in.
    pub region: RegionKind,
    /// Index of the part it stands in.
    pub part: usize,
    /// Where, in bytes of that part.
    pub span: Span,
    /// The word as terms see it: small letters, no accents of style, one half of a short form. `#` is a number, `<>` a link or the like.
    pub text: String,
    /// The marks behind it that may end a sentence.
    pub marks: String,
    /// It begins with a capital.
    pub is_capitalised: bool,
    /// It has two or more letters, all capital.
    pub is_all_capitals: bool,
    /// It is made of digits.
    pub is_number: bool,
    /// It is a person's name, as far as one can tell.
    pub is_name: bool,
    /// It begins a sentence.
    pub starts_sentence: bool,
    /// It is a link, an address, a path or the like.
    pub is_opaque: bool,
}

/// Returns the writer's own words of a message, in the order of the text: those of subject, greeting and body.
#[must_use]
pub fn own_words(message: &Message<'_>) -> Vec<OwnWord> {
    let tokenizer = Tokenizer::new(LEXICON.table, message);
    let mut all = Vec::new();
    for block in blocks(message, RegionKind::OWN_WORDS) {
        let words = tokenizer.cut(message, &block);
        let text = message.parts.get(block.part).map_or("", |part| &part.text);
        all.extend(words.list.iter().enumerate().map(|(at, word)| own_word(&words, (at, *word), text)));
    }
    all
}

fn own_word(words: &Words, (at, word): (usize, Word), text: &str) -> OwnWord {
    let span = words.span(at, at);
    let next = words.list.get(at + 1).map_or(words.end, |next| words.base + next.start as usize);
    let between = text.get(span.end..next).unwrap_or_default();
    OwnWord {
        region: words.kind_at(span.start),
        part: words.part,
        span,
        text: folded(word, span.of(text)),
        marks: between.chars().filter(|mark| ".!?\u{2026}".contains(*mark)).collect(),
        is_capitalised: word.has(CAPITALISED),
        is_all_capitals: word.has(ALL_CAPS),
        is_number: word.has(NUMBER),
        is_name: word.has(NAME),
        starts_sentence: word.has(SENTENCE_START),
        is_opaque: word.has(OPAQUE),
    }
}

fn folded(word: Word, text: &str) -> String {
    if word.has(OPAQUE) {
        "<>".to_owned()
    } else if word.has(NUMBER) {
        "#".to_owned()
    } else if word.id == NONE {
        fold_word(text).to_string()
    } else {
        LEXICON.table.text(word.id).to_owned()
    }
}
