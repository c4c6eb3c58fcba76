//! Cuts a stretch of text into words in one pass, looking each up in the vocabulary.

use super::{
    ALL_CAPS, BREAK, CAPITALISED, DRAWN, NAME, NUMBER, OPAQUE, SENTENCE_START, SPLIT, STARTS, STARTS_ANYHOW,
    Token, Word, Words,
};
use crate::message::{Message, RegionKind};
use crate::words::Block;
use presend_lexicon::fold::{HASH_START, hash_of, hash_step, letters};
use presend_lexicon::table::{self, COMMON, GATE, NONE, NOT_A_NAME, SHORT_FORM, STARTS_TERM, Table};

/// What a byte is to the cutter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    Letter,
    Digit,
    Blank,
    Newline,
    /// `.`, `!`, `?`
    End,
    /// Punctuation that no mark begins with.
    Plain,
    /// Signs that a mark may begin with.
    Odd,
    /// A byte of a character beyond ASCII.
    Wide,
}

const BYTES: [Byte; 256] = {
    let mut table = [Byte::Plain; 256];
    let mut at = 0;
    while at < 256 {
        table[at] = match at as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Byte::Letter,
            b'0'..=b'9' => Byte::Digit,
            b' ' | b'\t' | b'\r' => Byte::Blank,
            b'\n' => Byte::Newline,
            b'.' | b'!' | b'?' => Byte::End,
            b':' | b';' | b'[' | b'<' | b'>' | b'(' | b'@' | b'#' | b'*' | b'=' | b'^' | b'{' | b'|'
            | b'~' | b'$' | b'%' => Byte::Odd,
            0x80..=0xFF => Byte::Wide,
            _ => Byte::Plain,
        };
        at += 1;
    }
    table
};

/// Cuts text into words. Holds the vocabulary and the participants' names.
#[derive(Debug)]
pub struct Tokenizer<'t> {
    pub(super) table: Table<'t>,
    names: Vec<u64>,
}

impl<'t> Tokenizer<'t> {
    /// Makes a cutter for one message, whose participants are known by name.
    #[must_use]
    pub fn new(table: Table<'t>, message: &Message<'_>) -> Tokenizer<'t> {
        let headers = &message.headers;
        let people = [&headers.from, &headers.to, &headers.cc, &headers.bcc];
        let mut names: Vec<u64> = people
            .into_iter()
            .flatten()
            .flat_map(|person| person.name.split(|c: char| !c.is_alphanumeric()))
            .filter(|name| name.len() > 1)
            .map(|name| hash_of(&presend_lexicon::fold::fold_word(name)))
            .collect();
        names.sort_unstable();
        names.dedup();
        Tokenizer { table, names }
    }

    /// Cuts a block of the message.
    #[must_use]
    pub fn cut(&self, message: &Message<'_>, block: &Block) -> Words {
        let base = block.stretches.first().map_or(0, |(_, span)| span.start);
        let bytes: usize = block.stretches.iter().map(|(_, span)| span.len()).sum();
        let mut words =
            Words { part: block.part, base, list: Vec::with_capacity(bytes / 5 + 4), ..Words::default() };
        let Some(part) = message.parts.get(block.part) else { return words };
        let mut before: Option<(RegionKind, usize)> = None;
        for &(kind, span) in &block.stretches {
            let mut pass = Pass {
                tokenizer: self,
                bytes: &part.text.as_bytes()[..span.end],
                text: &part.text,
                at: span.start,
                line_start: span.start,
                base,
                pending: SENTENCE_START | BREAK,
                words: &mut words,
            };
            pass.words.kinds.push((narrow(span.start - base), kind));
            if let Some((last_kind, end)) = before
                && last_kind == kind
                && end < span.start
            {
                // Code or a link stands inside the sentence: it runs on behind one unknown word.
                pass.pending = 0;
                pass.push(NONE, end, span.start, OPAQUE);
            }
            pass.run();
            before = Some((kind, span.end));
        }
        words
    }
}

/// Narrows an offset inside a block; blocks are cut far below 4 GiB.
pub(super) fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// One pass over one stretch.
pub(super) struct Pass<'p, 't> {
    pub(super) tokenizer: &'p Tokenizer<'t>,
    pub(super) bytes: &'p [u8],
    pub(super) text: &'p str,
    pub(super) at: usize,
    pub(super) line_start: usize,
    pub(super) base: usize,
    /// Flags that the next word gets.
    pub(super) pending: u32,
    pub(super) words: &'p mut Words,
}

impl Pass<'_, '_> {
    fn run(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match BYTES[byte as usize] {
                Byte::Letter => self.word(),
                Byte::Blank | Byte::Plain => self.at += 1,
                Byte::Newline => self.newline(),
                Byte::End => self.sentence_end(),
                Byte::Digit => self.number(),
                Byte::Odd => {
                    self.odd(self.at, 1);
                    self.at += 1;
                }
                Byte::Wide => self.wide(),
            }
        }
    }

    /// Takes a word of ASCII letters, eight bytes at a time; everything else goes the slow way.
    #[inline]
    fn word(&mut self) {
        let start = self.at;
        let mut hash = HASH_START;
        let (mut length, mut capitals, mut drawn) = (0, 0, false);
        loop {
            let eight = letters(self.eight(start + length));
            if eight.count > 0 {
                hash = hash_step(hash, eight.folded);
            }
            // A run may lie across the eight; whoever needs to know looks again.
            drawn |= eight.drawn_out
                || (length > 0
                    && eight.count > 0
                    && self.bytes[start + length - 1] == self.bytes[start + length]);
            length += eight.count;
            capitals += eight.capitals;
            if eight.count < 8 {
                break;
            }
        }
        let end = start + length;
        if let Some(&byte) = self.bytes.get(end)
            && (byte >= 0x80
                || matches!(byte, b'\'' | b'0'..=b'9' | b'_' | b'@' | b':' | b'/' | b'.' | b'\\'))
            && self.is_odd_inside(end, byte)
        {
            return self.slow_word(start);
        }
        let id = self.tokenizer.table.find(hash);
        let mut flags = if self.bytes[start] < b'a' { CAPITALISED } else { 0 };
        if capitals >= 2 && capitals == length {
            flags |= ALL_CAPS;
        }
        if drawn {
            flags |= DRAWN;
        }
        self.push_word(id, hash, start, end, flags);
        // Most words have one blank behind them.
        self.at = end + usize::from(self.bytes.get(end) == Some(&b' '));
    }

    /// Takes a number of ASCII digits (`7`, `10:30`, `1,000`); with anything else behind it goes the slow way.
    fn number(&mut self) {
        let start = self.at;
        let mut end = start;
        let mut digits = 0;
        while let Some(&byte) = self.bytes.get(end) {
            match byte {
                b'0'..=b'9' => digits += 1,
                b':' | b'.' | b',' if self.bytes.get(end + 1).is_some_and(u8::is_ascii_digit) => {}
                byte if byte >= 0x80
                    || byte.is_ascii_alphabetic()
                    || matches!(byte, b'_' | b'@' | b'\\' | b'\'' | b'/') =>
                {
                    return self.slow_word(start);
                }
                _ => break,
            }
            end += 1;
        }
        if digits >= 3 {
            self.note_token(NONE, start, end);
        }
        let id = self.text.get(start..end).map_or(NONE, |number| self.tokenizer.table.word(number));
        self.push(id, start, end, NUMBER | if id == NONE { 0 } else { STARTS });
        self.at = end;
    }

    /// Returns the eight bytes from `at`, the first in the lowest byte; zeros behind the end.
    #[inline]
    fn eight(&self, at: usize) -> u64 {
        if let Some(eight) = self.bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()) {
            return u64::from_le_bytes(eight);
        }
        let mut filled = [0; 8];
        let rest = self.bytes.get(at..).unwrap_or_default();
        filled[..rest.len()].copy_from_slice(rest);
        u64::from_le_bytes(filled)
    }

    /// Notes a token near which patterns are tried.
    pub(super) fn note_token(&mut self, id: u32, start: usize, end: usize) {
        self.words.tokens.push(Token { id, start: narrow(start - self.base), end: narrow(end - self.base) });
    }

    /// Adds a looked-up word: short forms become their two words, names are told from other capitals.
    #[inline]
    pub(super) fn push_word(&mut self, id: u32, hash: u64, start: usize, end: usize, mut flags: u32) {
        let vocabulary = self.tokenizer.table;
        let known = if id == NONE { 0 } else { vocabulary.flags(id) };
        if flags & CAPITALISED != 0 && flags & ALL_CAPS == 0 {
            let inside = self.pending & SENTENCE_START == 0 && known & (NOT_A_NAME | COMMON) == 0;
            if inside
                || (!self.tokenizer.names.is_empty() && self.tokenizer.names.binary_search(&hash).is_ok())
            {
                flags |= NAME;
            }
        }
        self.words.common += usize::from(known & COMMON != 0);
        if known & GATE != 0 {
            self.note_token(id, start, end);
        }
        if known & SHORT_FORM == 0 {
            if known & STARTS_TERM != 0 {
                flags |= if known & table::STARTS_ANYHOW == 0 { STARTS } else { STARTS | STARTS_ANYHOW };
            }
            return self.push(id, start, end, flags);
        }
        if let Some((first, second)) = vocabulary.split(id) {
            self.words.common += 1;
            self.push(first, start, end, flags & !NAME | STARTS | STARTS_ANYHOW);
            if second != NONE {
                self.push(second, start, end, flags & ALL_CAPS | SPLIT | STARTS | STARTS_ANYHOW);
            }
        }
    }

    #[inline]
    pub(super) fn push(&mut self, id: u32, start: usize, end: usize, flags: u32) {
        let word = Word {
            id,
            start: narrow(start - self.base),
            end: narrow(end - self.base),
            flags: flags | self.pending,
        };
        self.pending = 0;
        self.words.list.push(word);
    }

    /// Notes that marks may begin in `length` bytes from `start`.
    #[inline]
    pub(super) fn odd(&mut self, start: usize, length: usize) {
        let (start, end) = (narrow(start - self.base), narrow(start - self.base + length));
        match self.words.odd.last_mut() {
            Some(last) if start <= last.1 + 1 => last.1 = end,
            _ => self.words.odd.push((start, end)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::LEXICON;
    use crate::message::{Format, read};
    use crate::text::Source;
    use crate::words::blocks;
    use proptest::prelude::*;

    /// Cuts a text; a bar stands before each word that begins a sentence.
    fn cut(text: &str) -> String {
        let message = read(Source::new("t.txt", text.as_bytes()), Format::Text);
        let tokenizer = Tokenizer::new(LEXICON.table, &message);
        let mut out = Vec::new();
        for block in blocks(&message, 0b111) {
            let words = tokenizer.cut(&message, &block);
            for (at, word) in words.list.iter().enumerate() {
                let shown = if word.id == NONE {
                    words.span(at, at).of(&message.parts[words.part].text).to_owned()
                } else {
                    LEXICON.table.text(word.id).to_owned()
                };
                out.push(if word.has(SENTENCE_START) { format!("|{shown}") } else { shown });
            }
        }
        out.join(" ")
    }

    #[test]
    fn words_are_folded_and_short_forms_spelt_out() {
        assert_eq!(cut("We don\u{2019}t know, and YOU'RE late"), "|we do not know and you are late");
        assert_eq!(cut("dont cant wont"), "|do not can not will not");
        assert_eq!(cut("\u{FF39}\u{FF2F}\u{FF35} are n\u{AD}ot wel\u{200B}come"), "|you are not welcome");
        assert_eq!(cut("we were well"), "|we were well");
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        assert_eq!(cut("Go now. You know why! He is out?"), "|go now |you know why |he is out");
        assert_eq!(cut("mr. Smith and i.e. not you"), "|mr Smith and i.e not you");
        assert_eq!(cut("go to\nthem all"), "|go to them all");
        assert_eq!(cut("go to\n\nthem all"), "|go to |them all");
        assert_eq!(cut("we need:\n- you\n- them"), "|we need |you |them");
        assert_eq!(cut("done.You know"), "|done |you know");
    }

    #[test]
    fn links_paths_and_identifiers_are_one_unknown_word() {
        for token in [
            "https://example.com/let/you?go=1",
            "ana@example.com",
            "snake_case_name",
            "src/main.rs",
            "file.txt",
            "C:\\temp\\you",
        ] {
            let cut = cut(&format!("see {token} now"));
            assert_eq!(cut.split(' ').count(), 3, "{cut}");
        }
        assert_eq!(cut("he/she and/or us"), "|he she and or us");
        assert_eq!(cut("at 10:30 or 5pm"), "|at 10:30 or 5pm");
    }

    #[test]
    fn names_are_capitalised_words_inside_a_sentence() {
        let message = read(Source::new("t.txt", &b"Yesterday Marta told us on Monday"[..]), Format::Text);
        let words = Tokenizer::new(LEXICON.table, &message).cut(&message, &blocks(&message, 0b111)[0]);
        let names: Vec<usize> = (0..words.list.len()).filter(|&at| words.list[at].has(NAME)).collect();
        assert_eq!(names, [1]);
    }

    proptest! {
        #[test]
        fn any_text_is_cut_in_order_and_on_character_boundaries(text in "\\PC{0,200}|[a-z'. \n!?@:/_0-9\u{2019}\u{200B}]{0,120}") {
            let message = read(Source::new("t.txt", text.as_bytes()), Format::Text);
            let tokenizer = Tokenizer::new(LEXICON.table, &message);
            for block in blocks(&message, 0xFF) {
                let words = tokenizer.cut(&message, &block);
                let part = &message.parts[words.part].text;
                let mut last = 0;
                for at in 0..words.list.len() {
                    let span = words.span(at, at);
                    prop_assert!(span.start < span.end && span.start >= last || words.list[at].has(SPLIT));
                    prop_assert!(part.get(span.start..span.end).is_some());
                    last = span.start;
                }
            }
        }
    }
}
