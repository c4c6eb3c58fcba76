//! Sees where sentences and paragraphs end.

use super::pass::{Pass, narrow};
use super::{BREAK, CAPITALISED, OPAQUE, SENTENCE_START};
use crate::text::Ends;
use crate::text::boundaries::floor_char;
use presend_lexicon::fold::fold_word;
use presend_lexicon::table::{ABBREVIATION, COMMON, NONE, NOT_A_NAME};

/// Returns how many bytes the line end has that a text opens with; 0 where it opens with none. Word processors put signs of their
/// own where a line ends inside a paragraph: a vertical tab, U+0085, U+2028 and U+2029.
fn line_end(text: &[u8]) -> usize {
    match text {
        [b'\n' | 0x0b, ..] => 1,
        [0xc2, 0x85, ..] => 2,
        [0xe2, 0x80, 0xa8 | 0xa9, ..] => 3,
        _ => 0,
    }
}

/// A line shorter than this, in bytes, was ended by hand and not by wrapping.
const SHORT_LINE: usize = 45;

/// Before the first bar of a row stand fewer blanks.
const MARGIN: usize = 32;

/// So many bytes behind an emoji the next word begins at the latest.
const REACH: usize = 64;

impl Pass<'_, '_> {
    /// Steps over a line end and sees whether the sentence or the paragraph ends with it.
    pub(super) fn newline(&mut self) {
        let line = self.bytes.between(self.line_start, self.at);
        let short = line.len() < SHORT_LINE;
        let is_row = self.row == Some(self.line_start);
        self.at += line_end(self.bytes.tail(self.at)).max(1);
        self.line_start = self.at;
        let rest = self.bytes.tail(self.at);
        let indent = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'>')).count();
        let rest = rest.tail(indent);
        let (Some(&first), second) = (rest.first(), rest.get(1).copied().unwrap_or(b' ')) else { return };
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let numbered = (1..=2).contains(&digits)
            && matches!(rest.get(digits), Some(b'.' | b')'))
            && rest.get(digits + 1).is_some_and(u8::is_ascii_whitespace);
        let bullet =
            matches!(first, b'-' | b'*' | b'+' | b'#') && matches!(second, b' ' | b'\t' | b'#' | b'-');
        let opens_with_capital =
            first.is_ascii_uppercase() && (first != b'I' || second.is_ascii_alphabetic());
        if line_end(rest) > 0 || bullet || numbered || rest.starts_with("•".as_bytes()) {
            self.pending = SENTENCE_START | BREAK;
        } else if is_row || short && opens_with_capital {
            self.pending |= SENTENCE_START;
        }
    }

    /// Steps over a tab, which ends a cell unless it only indents.
    pub(super) fn tab(&mut self) {
        let before = self.bytes.between(self.line_start, self.at).last().copied();
        if before.is_some_and(|byte| byte.is_ascii_graphic() && byte != b'>' || byte >= 0x80) {
            self.end_cell();
        }
        self.at += 1;
    }

    /// Steps over a bar, which ends a cell where blanks stand around it or the line begins with one; in pairs it hides words.
    pub(super) fn bar(&mut self) {
        let line = self.bytes.between(self.line_start, self.at);
        let (before, next) = (line.last().copied().unwrap_or(b' '), self.bytes.get(self.at + 1));
        let next = next.copied().unwrap_or(b' ');
        let is_apart = before.is_ascii_whitespace() && next.is_ascii_whitespace();
        let is_first = line.len() < MARGIN && line.iter().all(u8::is_ascii_whitespace);
        if before != b'|' && next != b'|' && (is_apart || is_first || self.row == Some(self.line_start)) {
            self.end_cell();
        }
        self.note_signs(self.at, 1);
        self.at += 1;
    }

    fn end_cell(&mut self) {
        self.pending |= SENTENCE_START;
        self.row = Some(self.line_start);
    }

    /// Steps over a sign of ASCII, which may be the eyes of an emoticon.
    pub(super) fn sign(&mut self) {
        // A mouth such as `D` is no word.
        let ends = |length: &usize| self.begins_sentence(self.at + *length);
        let face = emoticon(self.bytes.tail(self.at)).filter(ends);
        if face.is_some() {
            self.pending |= SENTENCE_START;
        }
        let length = face.unwrap_or(1);
        self.note_signs(self.at, length);
        self.at += length;
    }

    /// Returns true if and only if a sentence begins behind an emoji: with a word that has a capital and is no name.
    pub(super) fn begins_sentence(&self, after: usize) -> bool {
        let rest = self.text.get(after..self.bytes.len()).unwrap_or_default();
        let rest = rest.head(floor_char(rest, REACH));
        let is_between =
            |sign: char| sign.is_whitespace() && sign != '\n' || is_emoji(sign) || is_in_emoji(sign);
        let rest = rest.trim_start_matches(is_between);
        let end = rest.find(|sign: char| !sign.is_alphabetic()).unwrap_or(rest.len());
        let word = rest.head(end);
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && !letters.any(char::is_uppercase)
            && matches!(self.table.word(&fold_word(word)), id if id != NONE && self.table.flags(id) & (NOT_A_NAME | COMMON) != 0)
    }

    /// Takes a run of `.`, `!`, `?` and sees whether it ends the sentence.
    pub(super) fn sentence_end(&mut self) {
        let start = self.at;
        let length =
            self.bytes.tail(start).iter().take_while(|byte| matches!(byte, b'.' | b'!' | b'?')).count();
        let run = self.bytes.between(start, start + length);
        self.at = start + length;
        let asks = run.contains(&b'?');
        self.words.questions += usize::from(asks);
        if length >= 2 && run.iter().any(|&byte| byte != b'.') {
            let from = narrow(start - self.base);
            self.words.runs.push((from, from + narrow(length)));
        }
        let closing = self
            .bytes
            .tail(self.at)
            .iter()
            .take_while(|byte| matches!(byte, b'"' | b'\'' | b')' | b']' | b'*' | b'_'))
            .count();
        let next = self.bytes.get(self.at + closing).copied().unwrap_or(b' ');
        let ends = next.is_ascii_whitespace() || next >= 0x80 || next.is_ascii_uppercase() || length > 1;
        if ends && (run != b"." || !self.after_abbreviation(start, next)) {
            self.pending |= SENTENCE_START;
        }
    }

    /// Returns true if and only if a full stop at `at` belongs to an abbreviation or an initial.
    fn after_abbreviation(&self, at: usize, next: u8) -> bool {
        let Some(&word) = self.words.list.last() else { return next.is_ascii_whitespace() };
        if self.base + word.end as usize != at {
            return false;
        }
        if word.id != NONE && self.table.flags(word.id) & ABBREVIATION != 0 {
            return true;
        }
        // `J. Smith`, but `so do I.`
        let before = self.bytes.head(at).last().copied().unwrap_or_default();
        let initial = word.end - word.start == 1 && word.has(CAPITALISED) && before != b'I';
        let dotted = word.has(OPAQUE) && before.is_ascii_lowercase() && word.end - word.start == 3;
        initial || dotted
    }
}

/// Returns how many bytes the emoticon has that a text opens with, such as `:)` and `;-))`: eyes, perhaps a nose, a mouth, and no
/// word right behind it.
fn emoticon(text: &[u8]) -> Option<usize> {
    let [b':' | b';' | b'=', rest @ ..] = text else { return None };
    let nose = usize::from(matches!(rest.first(), Some(b'-' | b'\'' | b'^' | b'o')));
    let face = rest.tail(nose);
    let mouth = *face.first().filter(|sign| b")(]DPp/\\|*".contains(sign))?;
    let mouths = face.iter().take_while(|sign| **sign == mouth).count();
    let next = face.get(mouths).copied().unwrap_or(b' ');
    next.is_ascii_whitespace().then_some(1 + nose + mouths)
}

/// Returns true if and only if a sign is a picture.
pub(super) const fn is_emoji(sign: char) -> bool {
    matches!(sign, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B50}' | '\u{2B55}')
}

/// Returns true if and only if a sign changes the picture before it, or joins two.
const fn is_in_emoji(sign: char) -> bool {
    matches!(sign, '\u{FE0F}' | '\u{200D}' | '\u{20E3}')
}
