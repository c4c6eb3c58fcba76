//! Cuts out of a message the passages around what was found, to be judged as messages of their own: what is grave in one
//! sentence is as grave when much else is said around it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::check_context::CheckContext;
use super::finding::Finding;
use super::findings::Findings;
use super::rule_book::RuleBook;
use crate::builtin::{CUES, DECISION};
use crate::scan::{CueHits, NO_BLOCK};
use crate::text::Span;
use crate::words::Words;

/// Whole sentences around one that holds a finding.
#[derive(Debug, Clone)]
pub(crate) struct Passage {
    /// The part it stands in.
    pub(in crate::judge) part: usize,
    /// Where, in bytes of that part.
    pub(in crate::judge) span: Span,
    /// What its words say.
    pub(in crate::judge) cues: CueHits,
}

impl Passage {
    /// Returns true if and only if a finding stands in the passage.
    pub(in crate::judge) const fn holds(&self, finding: &Finding) -> bool {
        finding.hit.part == self.part
            && finding.hit.span.start < self.span.end
            && finding.hit.span.end > self.span.start
    }
}

/// Returns true if and only if the sentences around a finding are a passage.
pub(in crate::judge) fn makes_passage(book: &RuleBook<'_>, finding: &Finding) -> bool {
    book.rule(finding.hit.rule).is_some_and(|rule| DECISION.looks_around(rule.group()))
}

/// Returns the passages of a piece of a message, each once, in the order of their first findings.
#[must_use]
pub(crate) fn passages_around(context: &CheckContext<'_>, findings: &Findings) -> Vec<Passage> {
    let numbers = &CUES.numbers;
    let (least, most) = (numbers.passage_words.unsigned_abs() as usize, numbers.passage_most.unsigned_abs());
    let is_own = |words: &&Words| !words.is_subject();
    let words: usize = context.blocks.iter().filter(is_own).map(|words| words.list.len()).sum();
    if words < 2 * least {
        return Vec::new();
    }
    let places: BTreeSet<(u32, u32)> = findings
        .list
        .iter()
        .filter(|finding| finding.hit.block != NO_BLOCK && makes_passage(&context.book, finding))
        .map(|finding| (finding.hit.block, finding.hit.first))
        .collect();
    let mut ranges: Vec<(u32, Range<usize>)> = Vec::new();
    for (block, first) in places {
        let Some(words) = context.blocks.get(block as usize).filter(is_own) else { continue };
        let range = around(words, first as usize, least);
        if ranges.len() < most as usize && !ranges.contains(&(block, range.clone())) {
            ranges.push((block, range));
        }
    }
    ranges
        .into_iter()
        .filter_map(|(block, range)| passage(context, context.blocks.get(block as usize)?, range, least))
        .collect()
}

/// Looks for cues in a range of words; none where there are fewer than asked for, as in an answer between quotes.
fn passage(context: &CheckContext<'_>, words: &Words, range: Range<usize>, least: usize) -> Option<Passage> {
    let last = range.end.checked_sub(1).filter(|_| range.len() >= least)?;
    let mut cues = CueHits::default();
    cues.find_in(words, context.text(words.part), range.clone(), context.known);
    Some(Passage { part: words.part, span: words.span(range.start, last), cues: cues.settled() })
}

/// Returns the sentences around a word: the nearer neighbour is added first, of two as near the earlier, until there are as
/// many words as asked for.
fn around(words: &Words, at: usize, least: usize) -> Range<usize> {
    let mut range = words.sentence(at);
    let (mut before, mut behind) = (0, 0);
    while range.len() < least {
        let has_more = range.end < words.list.len();
        if range.start > 0 && (!has_more || before <= behind) {
            range.start = words.sentence(range.start - 1).start;
            before += 1;
        } else if has_more {
            range.end = words.sentence(range.end).end;
            behind += 1;
        } else {
            break;
        }
    }
    range
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::LEXICON;
    use crate::message::{Message, RegionKind, jsonl};
    use crate::words::{Tokenizer, blocks};

    fn message(text: &str) -> Message<'static> {
        let line = serde_json::json!({ "text": text }).to_string().leak();
        jsonl::read_line("x", line.as_bytes(), 1, 0).unwrap()
    }

    fn words(message: &Message<'_>) -> Words {
        let blocks = blocks(message, RegionKind::OWN_WORDS);
        Tokenizer::new(LEXICON.table, message).cut(message, &blocks[0])
    }

    #[test]
    fn a_passage_grows_by_the_nearer_sentence_on_both_sides() {
        let words = words(&message("One is here. Two is here. Three is here. Four is here. Five is here."));
        assert_eq!(around(&words, 7, 1), 6..9);
        assert_eq!(around(&words, 7, 4), 3..9);
        assert_eq!(around(&words, 7, 7), 3..12);
        assert_eq!(around(&words, 7, 10), 0..12);
        assert_eq!(around(&words, 7, 99), 0..15);
        assert_eq!(around(&words, 0, 4), 0..6);
        assert_eq!(around(&words, 14, 4), 9..15);
    }

    #[test]
    fn a_passage_holds_what_its_text_alone_would() {
        let (all, alone) = (
            message("We met at noon. You never listen, and it is your fault. The lamps came."),
            message("You never listen, and it is your fault."),
        );
        let (words, own) = (words(&all), words(&alone));
        let (mut passage, mut whole) = (CueHits::default(), CueHits::default());
        passage.find_in(&words, &all.parts[0].text, 4..12, None);
        whole.find_in(&own, &alone.parts[0].text, 0..own.list.len(), None);
        let cues = |hits: &CueHits| hits.list.iter().map(|hit| hit.cue).collect::<Vec<u32>>();
        assert_eq!((cues(&passage), passage.words), (cues(&whole), whole.words));
        assert_eq!(passage.sharpest[0].map(|one| one.sum), whole.sharpest[0].map(|one| one.sum));
        assert!(!cues(&whole).is_empty());
    }
}
