//! Runs every term over the word numbers of a block in one pass.

#![expect(clippy::indexing_slicing, reason = "positions are below the number of words, and of hits")]

use std::ops::Range;

use super::around::ahead;
use super::hit::Hit;
use super::repeats::Repeats;
use super::walk::Walk;
use crate::words::{
    ALL_CAPS, NAME, NUMBER, SENTENCE_START, STARTS, STARTS_ANYHOW, STARTS_EXCEPTION, STARTS_FRAME, Words,
};
use presend_lexicon::table::{BEFORE, NONE, Root, Table, TermKind};

/// Appends the hits of all terms of rules in the built-in table that stand in a range of the words, which begins and ends where
/// sentences do, in the order of their first words. The words have looked around.
pub(crate) fn phrases(table: Table<'_>, words: &Words, block: u32, range: Range<usize>, hits: &mut Vec<Hit>) {
    let walk = Walk::new(table, words, block);
    let mut repeats = Repeats::of(words);
    let of_range = hits.len();
    for at in range {
        if may_begin(table, words, at) && !repeats.repeat(at, hits) {
            let from = hits.len();
            walk.begin(at, Root::Rules, hits);
            keep_longest(hits, from);
            repeats.note(at, &walk.looked, from..hits.len());
        }
    }
    keep_longest(hits, of_range);
}

/// Appends the hits of all terms in a user's table. `ids` are the words' numbers in it.
pub(crate) fn phrases_of_user(table: Table<'_>, words: &Words, block: u32, ids: &[u32], hits: &mut Vec<Hit>) {
    let ahead = ahead(table, words, Some(ids));
    let walk = Walk { ids: Some(ids), ahead: &ahead, ..Walk::new(table, words, block) };
    for at in 0..words.list.len() {
        let from = hits.len();
        walk.begin(at, Root::Rules, hits);
        keep_longest(hits, from);
    }
}

/// Returns false if no built-in term can be entered at the word `at`, as its flags and the next word tell.
#[inline]
fn may_begin(table: Table<'_>, words: &Words, at: usize) -> bool {
    let word = words.list[at];
    if word.has(STARTS_ANYHOW | NUMBER | NAME | ALL_CAPS) || !word.has(STARTS) {
        return word.has(STARTS | NUMBER | NAME);
    }
    words.list.get(at + 1).is_some_and(|next| {
        let goes_on = next.has(ALL_CAPS) || (next.id != NONE && table.is_pair(word.id, next.id));
        goes_on && !next.has(SENTENCE_START)
    })
}

/// Puts the hits from `from` on in the order of their first words. Of those that begin with the same word, it keeps for each rule
/// the longest of a kind, of the first term: a term with gaps has as many as a text has repeated words. Of suggestions, which
/// speak for a hit of their own length, each length is kept.
pub(super) fn keep_longest(hits: &mut Vec<Hit>, from: usize) {
    if hits.len() < from + 2 {
        return;
    }
    hits[from..].sort_by_key(|hit| hit.first);
    let mut kept = from;
    for at in from..hits.len() {
        let hit = hits[at];
        let is_for_its_length = hit.kind == TermKind::Suggest;
        let of_same_word = hits[from..kept].iter_mut().rev().take_while(|known| known.first == hit.first);
        let known = { of_same_word }.find(|known| {
            known.rule == hit.rule && known.kind == hit.kind && (!is_for_its_length || known.last == hit.last)
        });
        match known {
            Some(known) if (hit.last, known.index) > (known.last, hit.index) => *known = hit,
            Some(_) => {}
            None => {
                hits[kept] = hit;
                kept += 1;
            }
        }
    }
    hits.truncate(kept);
}

/// Appends the hits of the built-in table from another root, of frames or exceptions, that begin in a range of the words; in
/// the order of their first words. The words have looked around.
pub(crate) fn phrases_from(
    (table, root): (Table<'_>, Root),
    words: &Words,
    block: u32,
    range: Range<usize>,
    hits: &mut Vec<Hit>,
) {
    let starts = if root == Root::Frames { STARTS_FRAME } else { STARTS_EXCEPTION };
    let specials = [root, root.at_start()].map(|root| table.root_specials(root));
    let names = if specials.iter().any(|(name, _)| *name != NONE) { NAME } else { 0 };
    let numbers = if specials.iter().any(|(_, number)| *number != NONE) { NUMBER } else { 0 };
    let walk = Walk::new(table, words, block);
    let (from, list) = (hits.len(), &words.list);
    let end = range.end.min(list.len());
    // What begins in the range may be entered behind it, in the same sentence.
    let beyond = list[end..].iter().take(BEFORE).take_while(|word| !word.has(SENTENCE_START)).count();
    for at in range.start..end + beyond {
        if words.has(at, starts | names | numbers) {
            walk.begin(at, root, hits);
        }
    }
    hits[from..].sort_by_key(|hit| hit.first);
    let count_before = |hits: &[Hit], word: usize| hits.partition_point(|hit| (hit.first as usize) < word);
    hits.truncate(from + count_before(&hits[from..], range.end));
    hits.drain(from..from + count_before(&hits[from..], range.start));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::LEXICON;
    use crate::message::{Format, RegionKind, read};
    use crate::scan::look_around;
    use crate::text::Source;
    use crate::words::{Tokenizer, blocks};
    use presend_lexicon::table::word_bit;
    use proptest::prelude::*;
    use std::collections::HashMap;

    /// The hits of each walk by itself: what walks that are known again must agree with.
    fn plainly(words: &Words) -> Vec<Hit> {
        let walk = Walk::new(LEXICON.table, words, 0);
        let mut hits = Vec::new();
        for at in (0..words.list.len()).filter(|at| may_begin(LEXICON.table, words, *at)) {
            let from = hits.len();
            walk.begin(at, Root::Rules, &mut hits);
            keep_longest(&mut hits, from);
        }
        keep_longest(&mut hits, 0);
        hits
    }

    /// Returns the hits in a text, and what they should be.
    fn both(text: &str) -> (Vec<Hit>, Vec<Hit>) {
        let message = read(Source::new("t", text.as_bytes()), Format::Text);
        let tokenizer = Tokenizer::new(LEXICON.table, &message);
        let (mut hits, mut expected) = (Vec::new(), Vec::new());
        for block in blocks(&message, RegionKind::OWN_WORDS) {
            let mut words = tokenizer.cut(&message, &block);
            look_around(LEXICON.table, &mut words);
            phrases(LEXICON.table, &words, 0, 0..words.list.len(), &mut hits);
            expected.extend(plainly(&words));
        }
        (hits, expected)
    }

    proptest! {
        #[test]
        fn walks_that_are_known_again_find_what_each_walk_finds(
            pieces in prop::collection::vec(
                ("(asap|need|to|let|you|go|not|URGENT|urgent|Ana|5|now|please)( |[.] |, )", 1usize..40),
                1..8,
            ),
        ) {
            let text: String = pieces.iter().map(|(piece, times)| piece.repeat(*times)).collect();
            let (hits, expected) = both(&text.repeat(2));
            prop_assert_eq!(hits, expected);
        }
    }

    /// A walk is known again by the words it looked at: one that it read no further than must not depend on what stands there.
    #[test]
    fn a_word_that_decides_where_a_walk_goes_is_among_those_it_looked_at() {
        let message = read(Source::new("t", b"you go"), Format::Text);
        let block = &blocks(&message, RegionKind::OWN_WORDS)[0];
        let mut words = Tokenizer::new(LEXICON.table, &message).cut(&message, block);
        let mut unread: HashMap<(u64, u64), usize> = HashMap::new();
        for id in 1..u32::try_from(LEXICON.table.word_count()).unwrap() {
            words.list[1].id = id;
            look_around(LEXICON.table, &mut words);
            let walk = Walk::new(LEXICON.table, &words, 0);
            let mut hits = Vec::new();
            walk.begin(0, Root::Rules, &mut hits);
            let known = unread.get(&words.ahead[0]).copied();
            assert!(known.is_none_or(|known| known == hits.len()), "{}", LEXICON.table.text(id));
            if walk.looked.words().end < 2 {
                unread.insert(words.ahead[0], hits.len());
            }
        }
    }

    #[test]
    fn what_a_crowded_state_does_not_go_on_with_is_mostly_seen_without_a_search() {
        let table = LEXICON.table;
        let (mut wrong, mut others) = (0, 0);
        for first in (1..).step_by(397).take_while(|first| (*first as usize) < table.word_count()) {
            let place = table.root(Root::Rules, first);
            if place == NONE {
                continue;
            }
            let (state, bits) = (table.state(place), table.needs(place).0);
            // Where few bits are set, they tell enough by themselves; where all are, the next word does not matter.
            let is_crowded = (12..u64::BITS).contains(&bits.count_ones());
            for second in 1..u32::try_from(table.word_count()).unwrap() {
                let goes_on = table.next(&state, second) != NONE;
                assert!(!goes_on || table.may_go_on(place, second) && table.is_pair(first, second));
                if !goes_on && is_crowded && bits & word_bit(second) != 0 {
                    others += 1;
                    wrong += usize::from(table.may_go_on(place, second));
                }
            }
        }
        assert!(others > 0 && wrong * 3 < others, "{wrong} of {others}");
    }

    #[test]
    fn a_word_said_over_and_over_is_found_each_time() {
        let (hits, expected) = both(&"asap ".repeat(300));
        assert!(hits.len() >= 300, "{}", hits.len());
        assert_eq!(hits, expected);
    }
}
