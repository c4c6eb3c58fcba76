//! Takes the words that are not plain ASCII letters: accents, digits inside, links, paths, identifiers.

use super::ends::is_emoji;
use super::pass::Pass;
use super::{ALL_CAPS, CAPITALISED, DRAWN, NUMBER, OPAQUE, SENTENCE_START, STARTS, STARTS_ANYHOW};
use crate::text::Ends;
use presend_lexicon::fold::{CharClass, class_of, fold_into, hash_of};
use presend_lexicon::table::{GATE, NONE};

/// What is known of a word while it is taken character by character.
#[derive(Default)]
struct SlowWord {
    folded: String,
    /// The byte behind it.
    end: usize,
    letters: usize,
    capitals: usize,
    digits: usize,
}

impl Pass<'_, '_> {
    /// Returns true if and only if a byte behind letters does not end the word.
    pub(super) fn is_inside_token(&self, at: usize, byte: u8) -> bool {
        let next = self.bytes.get(at + 1).copied().unwrap_or(b' ');
        match byte {
            b'\\' => true,
            // At the end of a word it closes an emphasis.
            b'_' => next.is_ascii_alphanumeric() || next == b'_' || next >= 0x80,
            b'\'' | b'`' => next.is_ascii_alphabetic(),
            b'@' => next.is_ascii_alphanumeric(),
            b':' => next == b'\\' || (next == b'/' && self.bytes.get(at + 2) == Some(&b'/')),
            b'.' => next.is_ascii_lowercase() || next.is_ascii_digit(),
            b'/' => next.is_ascii_alphanumeric() && self.is_path(at),
            byte if byte.is_ascii_digit() => true,
            _ => {
                let c = self.text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
                !matches!(class_of(c), CharClass::Separator | CharClass::Ideograph)
            }
        }
    }

    /// Returns true if and only if more than one slash, or a dot in a name, stands in the run of non-blanks from `at`.
    fn is_path(&self, at: usize) -> bool {
        let run = self.bytes.between(at, (at + 80).min(self.bytes.len()));
        let run = run.head(run.iter().position(u8::is_ascii_whitespace).unwrap_or(run.len()));
        let slashes = run.iter().filter(|&&byte| byte == b'/').count();
        slashes > 2 || run.windows(2).any(|pair| matches!(pair, [b'.', b'a'..=b'z']))
    }

    /// Takes a word that holds digits, wide characters or signs: character by character.
    pub(super) fn slow_word(&mut self, start: usize) {
        let mut word = SlowWord { end: start, ..SlowWord::default() };
        let mut chars = self.text.get(start..self.bytes.len()).unwrap_or("").chars().peekable();
        while let Some(c) = chars.next() {
            let next = chars.peek().copied().unwrap_or(' ');
            match class_of(c) {
                CharClass::Letter => {
                    word.letters += 1;
                    word.capitals += usize::from(c.is_uppercase());
                    fold_into(c, &mut word.folded);
                }
                CharClass::Digit => {
                    word.digits += 1;
                    fold_into(c, &mut word.folded);
                }
                CharClass::Ignored => {}
                CharClass::Apostrophe if class_of(next) == CharClass::Letter && word.letters > 0 => {
                    word.folded.push('\'');
                }
                CharClass::Ideograph | CharClass::Apostrophe => break,
                CharClass::Separator => {
                    if !c.is_ascii() || !self.is_inner_sign(word.end, c as u8, word.letters == 0) {
                        break;
                    }
                    if word.letters > 0 || matches!(c, '_' | '@' | '\\') {
                        return self.opaque(start);
                    }
                }
            }
            word.end += c.len_utf8();
        }
        self.add_slow_word(start, &word);
    }

    /// Looks up a word that was taken character by character, and adds it.
    fn add_slow_word(&mut self, start: usize, word: &SlowWord) {
        self.at = word.end.max(start + 1);
        if word.folded.is_empty() {
            return;
        }
        let hash = hash_of(&word.folded);
        let id = self.table.find(hash);
        let first = self.text.get(start..word.end).and_then(|word| word.chars().next()).unwrap_or(' ');
        let mut flags = if first.is_uppercase() { CAPITALISED } else { 0 };
        if word.capitals >= 2 && word.capitals == word.letters && word.digits == 0 {
            flags |= ALL_CAPS;
        }
        if first.is_numeric() {
            flags |= NUMBER;
        }
        if has_drawn_letter(&word.folded) {
            flags |= DRAWN;
        }
        if word.digits >= 3 || (word.digits > 0 && word.letters > 2) {
            self.note_token(NONE, start, self.at);
        }
        self.push_word(id, hash, start, self.at, flags);
    }

    /// Returns true if and only if a sign belongs to the token around it: `10:30`, `a_b`, `x@y`, `file.txt`.
    fn is_inner_sign(&self, at: usize, byte: u8, only_digits: bool) -> bool {
        let next_is_digit = self.bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if only_digits {
            matches!(byte, b':' | b'.' | b',') && next_is_digit
        } else {
            self.is_inside_token(at, byte)
        }
    }

    /// Takes a URL, address, path or identifier as one unknown word, up to a blank or a bracket.
    fn opaque(&mut self, start: usize) {
        let rest = self.bytes.tail(start);
        let stop = |byte: &u8| {
            byte.is_ascii_whitespace()
                || matches!(byte, b'<' | b'>' | b'"' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b',' | b';')
        };
        let run = rest.head(rest.iter().position(stop).unwrap_or(rest.len()));
        let is_end = |byte: &u8| matches!(byte, b'.' | b':' | b'!' | b'?' | b'\'' | b'*' | b'_');
        let length = run.len() - run.iter().rev().take_while(|byte| is_end(byte)).count();
        self.at = start + length.max(1);
        self.note_token(NONE, start, self.at);
        self.push(NONE, start, self.at, OPAQUE);
    }

    /// Takes a character beyond ASCII.
    pub(super) fn wide(&mut self) {
        let Some(c) = self.text.get(self.at..self.bytes.len()).and_then(|rest| rest.chars().next()) else {
            self.at += 1;
            return;
        };
        match class_of(c) {
            CharClass::Letter | CharClass::Digit => self.slow_word(self.at),
            CharClass::Ideograph => {
                let id = self.table.word(c.encode_utf8(&mut [0; 4]));
                if id != NONE && self.table.flags(id) & GATE != 0 {
                    self.note_token(id, self.at, self.at + c.len_utf8());
                }
                self.push(id, self.at, self.at + c.len_utf8(), STARTS | STARTS_ANYHOW);
                self.at += c.len_utf8();
            }
            CharClass::Ignored | CharClass::Apostrophe => self.at += c.len_utf8(),
            CharClass::Separator => {
                match c {
                    '\u{85}' | '\u{2028}' | '\u{2029}' => return self.newline(),
                    '…' | '。' | '！' | '？' => self.pending |= SENTENCE_START,
                    _ => {
                        self.note_signs(self.at, c.len_utf8());
                        if is_emoji(c) && self.begins_sentence(self.at + c.len_utf8()) {
                            self.pending |= SENTENCE_START;
                        }
                    }
                }
                self.at += c.len_utf8();
            }
        }
    }
}

/// Returns true if and only if a character stands three times in a row.
fn has_drawn_letter(folded: &str) -> bool {
    let (mut last, mut run) = ('\0', 0);
    folded.chars().any(|c| {
        run = if c == last { run + 1 } else { 1 };
        last = c;
        run == 3
    })
}
