//! Finds structured values (keys, card numbers, identifiers) in a block of words.

use super::compiled::validate;
use super::gates::Open;
use super::memory::Memory;
use super::search::{AFTER, Search};
use super::set::PatternSet;
use crate::scan::hit::Hit;
use crate::scan::tokens::find_tokens;
use crate::text::{Ends, Span, group_by_number};
use crate::words::{Token, Words};
use presend_lexicon::table::NONE;
use presend_lexicon::{LexiconError, UserLexicon};

/// The patterns of all lexicons; each is compiled when its gate is first met.
#[derive(Debug)]
pub(crate) struct ValueFinder {
    patterns: PatternSet,
    /// A user's pattern may be gated by words that the built-in vocabulary does not know.
    search_all: bool,
}

impl ValueFinder {
    /// Takes the patterns of the built-in lexicons and of a user's.
    #[must_use]
    pub(crate) fn new(user: Option<UserLexicon>) -> ValueFinder {
        let patterns = PatternSet::new(user);
        ValueFinder { search_all: patterns.has_own(), patterns }
    }

    /// Checks that every expression of a user's lexicon compiles.
    ///
    /// # Errors
    /// Returns each one that does not, with its line in `path`.
    pub(crate) fn validate(
        path: &str,
        patterns: presend_lexicon::rule::Patterns<'_>,
    ) -> Result<(), Vec<LexiconError>> {
        validate(path, patterns)
    }

    /// Returns the numbers of the rules that have patterns.
    pub(crate) fn rules(&self) -> impl Iterator<Item = u32> {
        self.patterns.rules()
    }

    /// Appends the hits in a block of words, trying patterns only near the tokens that the tokenizer noted. The memory is that of
    /// the blocks before.
    pub(crate) fn find_in_words(
        &self,
        text: &str,
        (words, block): (&Words, u32),
        memory: &mut Memory,
        hits: &mut Vec<Hit>,
    ) {
        let (Some(&(first, _)), Some(last)) = (words.kinds.first(), words.list.last()) else { return };
        let limits = Span::new(words.base + first as usize, words.base + last.end as usize);
        let from = hits.len();
        find_tokens(text, limits, words.part, hits);
        if words.tokens.is_empty() && !self.search_all {
            // No pattern has a place to look.
        } else {
            let search = Search::new(&self.patterns, text, (limits, words.part), hits.tail(from), memory);
            if self.search_all {
                self.find_everywhere(text, limits, search, hits);
            } else {
                self.find_at_tokens(text, words, search, hits);
            }
        }
        hits.iter_mut().skip(from).for_each(|hit| locate(hit, words, block));
        dedup(hits, from);
    }

    /// Gives a hit that was found in another form of a block its words, so that context applies to it.
    pub(crate) fn locate(hit: &mut Hit, words: &Words, block: u32) {
        locate(hit, words, block);
    }

    /// Appends the hits near the tokens that the tokenizer noted.
    fn find_at_tokens(&self, text: &str, words: &Words, mut search: Search<'_, '_>, hits: &mut Vec<Hit>) {
        let span =
            |token: &Token| Span::new(words.base + token.start as usize, words.base + token.end as usize);
        let mut open = Vec::new();
        for token in &words.tokens {
            self.patterns.gates().on_token(text.as_bytes(), (token.id, span(token)), &mut open);
        }
        // In the order of the lexicon: what is likely comes first, and what it finds spares the rest.
        for (number, literal, place) in in_order(open, self.patterns.len()) {
            search.open_gate((number, literal), place, hits);
        }
        for token in words.tokens.iter().filter(|token| token.id == NONE) {
            if span(token).of(text).bytes().any(|byte| byte.is_ascii_digit()) {
                search.try_numeric(span(token), hits);
            }
        }
    }

    /// Appends the hits in the words of a block and shortly behind them, looking everywhere.
    fn find_everywhere(&self, text: &str, block: Span, mut search: Search<'_, '_>, hits: &mut Vec<Hit>) {
        let limits = Span::new(block.start, (block.end + AFTER).min(text.len()));
        let Some(bytes) = text.as_bytes().get(limits.start..limits.end) else { return };
        if let Some(gates) = self.patterns.everywhere() {
            for found in gates.find_overlapping_iter(bytes) {
                let gate = Span::new(limits.start + found.start(), limits.start + found.end());
                let literal = found.pattern().as_usize();
                let owner = self.patterns.gates().get(literal).map(|(owner, _)| owner);
                owner.into_iter().for_each(|owner| search.open_gate((owner, literal), gate, hits));
            }
        }
        let mut at = 0;
        while let Some(skip) = bytes.tail(at).iter().position(u8::is_ascii_digit) {
            let start = limits.start + at + skip;
            let length = bytes.tail(at + skip).iter().take_while(|byte| byte.is_ascii_digit()).count();
            if length >= 3 {
                search.try_numeric(Span::new(start, start + length), hits);
            }
            at += skip + length;
        }
    }
}

/// So few literals are sorted at once.
const FEW: usize = 64;

/// Returns the literals that stand in a text by their pattern, then by place, of which there are `patterns`. Those of a pattern
/// stand in order but for a few, so that sorting many takes one look at each.
fn in_order(mut open: Vec<Open>, patterns: usize) -> Vec<Open> {
    if open.len() <= FEW {
        open.sort_by_key(|&(number, _, place)| (number, place));
        return open;
    }
    let (mut sorted, _) = group_by_number(&open, patterns, |&(number, ..)| number);
    for of_pattern in sorted.chunk_by_mut(|one, other| one.0 == other.0) {
        of_pattern.sort_by_key(|&(.., place)| place);
    }
    sorted
}

/// Gives a hit found in a block its words, so that context applies to it.
fn locate(hit: &mut Hit, words: &Words, block: u32) {
    let (start, end) = (hit.span.start.saturating_sub(words.base), hit.span.end.saturating_sub(words.base));
    let first = words.list.partition_point(|word| word.end as usize <= start);
    let last = words.list.partition_point(|word| (word.start as usize) < end).saturating_sub(1);
    if first < words.list.len() {
        hit.block = block;
        hit.first = u32::try_from(first).unwrap_or(u32::MAX);
        hit.last = u32::try_from(last.max(first)).unwrap_or(u32::MAX);
    }
}

/// Two gates near each other find the same value twice.
fn dedup(hits: &mut Vec<Hit>, from: usize) {
    // Those of the blocks before are left alone: to pass them by once a block takes too long where blocks are many.
    let mut new = hits.split_off(from.min(hits.len()));
    new.sort_by_key(|hit| (hit.rule, hit.span));
    new.dedup_by_key(|hit| (hit.rule, hit.span));
    hits.append(&mut new);
}
