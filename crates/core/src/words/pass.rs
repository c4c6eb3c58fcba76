//! Holds what one pass over a stretch of text knows, and adds the words that it finds.

use super::{ALL_CAPS, CAPITALISED, NAME, SENTENCE_START, SPLIT, STARTS, STARTS_ANYHOW, Token, Word, Words};
use crate::text::Ends;
use presend_lexicon::table::{self, CARRIED, COMMON, GATE, NONE, NOT_A_NAME, SHORT_FORM, STARTS_TERM, Table};

/// A name of a secret that is joined of words is longer.
const JOINED_BYTES: usize = 5;

/// Narrows an offset inside a block; blocks are cut far below 4 GiB.
pub(super) fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// One pass over one stretch.
pub(super) struct Pass<'p, 't> {
    pub(super) table: Table<'t>,
    /// Hashes of the participants' names, sorted.
    pub(super) names: &'p [u64],
    pub(super) bytes: &'p [u8],
    pub(super) text: &'p str,
    pub(super) at: usize,
    pub(super) line_start: usize,
    /// Where the last line that has cells of a table starts.
    pub(super) row: Option<usize>,
    pub(super) base: usize,
    /// Flags that the next word gets.
    pub(super) pending: u32,
    pub(super) words: &'p mut Words,
}

impl Pass<'_, '_> {
    /// Returns the eight bytes from `at`, the first in the lowest byte; zeros behind the end.
    #[inline]
    pub(super) fn eight(&self, at: usize) -> u64 {
        if let Some(eight) = self.bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()) {
            return u64::from_le_bytes(eight);
        }
        let mut filled = [0; 8];
        let rest = self.bytes.get(at..).unwrap_or_default();
        filled.iter_mut().zip(rest).for_each(|(place, byte)| *place = *byte);
        u64::from_le_bytes(filled)
    }

    /// Notes a token near which patterns are tried.
    pub(super) fn note_token(&mut self, id: u32, start: usize, end: usize) {
        self.words.tokens.push(Token { id, start: narrow(start - self.base), end: narrow(end - self.base) });
    }

    /// Adds a looked-up word: short forms become their two words, names are told from other capitals. A call would cost as much as
    /// what is done for most words.
    #[inline(always)]
    pub(super) fn push_word(&mut self, id: u32, hash: u64, start: usize, end: usize, mut flags: u32) {
        let known = if id == NONE { 0 } else { self.table.flags(id) };
        if flags & CAPITALISED != 0 && flags & ALL_CAPS == 0 {
            let inside = self.pending & SENTENCE_START == 0 && known & (NOT_A_NAME | COMMON) == 0;
            if inside || (!self.names.is_empty() && self.names.binary_search(&hash).is_ok()) {
                flags |= NAME;
            }
        }
        self.words.common += usize::from(known & COMMON != 0);
        if known & GATE != 0 {
            self.note_token(id, start, end);
        }
        if (id == NONE || known & GATE != 0) && is_joined(self.bytes.between(start, end)) {
            self.note_token(NONE, start, end);
        }
        if known & SHORT_FORM == 0 {
            if known & STARTS_TERM != 0 {
                flags |= if known & table::STARTS_ANYHOW == 0 { STARTS } else { STARTS | STARTS_ANYHOW };
            }
            return self.push(id, start, end, flags);
        }
        if let Some((first, second)) = self.table.split(id) {
            self.words.common += 1;
            self.push(first, start, end, flags & !NAME | STARTS | STARTS_ANYHOW);
            if second != NONE {
                self.push(second, start, end, flags & ALL_CAPS | SPLIT | STARTS | STARTS_ANYHOW);
            }
        }
    }

    /// Adds a word with the flags that wait for it.
    #[inline]
    pub(super) fn push(&mut self, id: u32, start: usize, end: usize, flags: u32) {
        let known = if id == NONE { 0 } else { self.table.flags(id) & CARRIED };
        let word = Word {
            id,
            start: narrow(start - self.base),
            end: narrow(end - self.base),
            flags: flags | known | self.pending,
        };
        self.pending = 0;
        self.words.list.push(word);
    }

    /// Notes that marks may begin in `length` bytes from `start`.
    #[inline]
    pub(super) fn note_signs(&mut self, start: usize, length: usize) {
        let (start, end) = (narrow(start - self.base), narrow(start - self.base + length));
        match self.words.signs.last_mut() {
            Some(last) if start <= last.1 + 1 => last.1 = end,
            _ => self.words.signs.push((start, end)),
        }
    }
}

/// Returns true if and only if words are joined by capitals, as code names things: `dbPassword`.
fn is_joined(word: &[u8]) -> bool {
    word.len() > JOINED_BYTES
        && word.windows(2).any(
            |pair| matches!(pair, [sign, next] if sign.is_ascii_lowercase() && next.is_ascii_uppercase()),
        )
}
