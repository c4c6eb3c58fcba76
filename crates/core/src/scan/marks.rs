//! Finds marks: emoji, emoticons and tags such as `[URGENT]`, which are not words.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::Hit;
use crate::text::Span;
use crate::words::Words;
use presend_lexicon::Text;
use presend_lexicon::table::Kind;

/// The marks of all lexicons and their automaton, built when the first odd sign is met.
#[derive(Debug)]
pub struct Marks {
    marks: Vec<(Text, u32)>,
    longest: usize,
    automaton: OnceLock<Option<AhoCorasick>>,
}

impl Marks {
    /// Gathers marks with the number of their rule.
    #[must_use]
    pub fn new(marks: Vec<(Text, u32)>) -> Marks {
        let longest = marks.iter().map(|(mark, _)| mark.len()).max().unwrap_or(0);
        Marks { marks, longest, automaton: OnceLock::new() }
    }

    /// Appends the hits of all marks in a block. `text` is the text of the block's part.
    pub fn find(&self, text: &str, words: &Words, block: u32, hits: &mut Vec<Hit>) {
        if self.marks.is_empty() || words.odd.is_empty() {
            return;
        }
        let Some(automaton) = self.automaton.get_or_init(|| self.build()) else { return };
        for &(start, end) in &words.odd {
            let (start, end) = (words.base + start as usize, words.base + end as usize);
            // Bytes, not characters: a window may end inside one.
            let window = &text.as_bytes()[start..(end + self.longest).min(text.len())];
            for found in automaton.find_iter(window).take_while(|found| start + found.start() < end) {
                let span = Span::new(start + found.start(), start + found.end());
                let rule = self.marks[found.pattern().as_usize()].1;
                hits.push(hit_at(words, block, rule, span));
            }
        }
    }

    fn build(&self) -> Option<AhoCorasick> {
        let patterns = self.marks.iter().map(|(mark, _)| mark.as_bytes());
        // A user's marks are plain strings; they can only fail to build by sheer number, and then are left out.
        // Windows are a few bytes: what counts is how fast the automaton is built.
        AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::NoncontiguousNFA))
            .prefilter(false)
            .build(patterns)
            .ok()
    }
}

fn hit_at(words: &Words, block: u32, rule: u32, span: Span) -> Hit {
    let offset = span.start.saturating_sub(words.base);
    let before = words.list.partition_point(|word| (word.start as usize) < offset).saturating_sub(1);
    let word = u32::try_from(before).unwrap_or(u32::MAX);
    Hit {
        rule,
        kind: Kind::Term,
        index: u32::MAX,
        block,
        first: word,
        last: word,
        part: words.part,
        span,
        is_value: false,
    }
}
