//! Finds marks: emoji, emoticons and tags such as `[URGENT]`, which are not words.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::hit::Hit;
use crate::builtin::LEXICON;
use crate::text::Span;
use crate::words::Words;
use presend_lexicon::table::Kind;
use presend_lexicon::{Lexicon, UserLexicon};

/// The marks of all lexicons and their automaton, built when the first odd sign is met.
#[derive(Debug)]
pub(crate) struct Marks {
    user: Option<UserLexicon>,
    finder: OnceLock<Option<Finder>>,
}

#[derive(Debug)]
struct Finder {
    automaton: AhoCorasick,
    /// The rule of each mark.
    rules: Vec<u32>,
    /// Bytes of the longest mark.
    longest: usize,
}

impl Marks {
    /// Takes the marks of the built-in lexicons and of a user's.
    #[must_use]
    pub(crate) const fn new(user: Option<UserLexicon>) -> Marks {
        Marks { user, finder: OnceLock::new() }
    }

    /// Appends the hits of all marks in a block. `text` is the text of the block's part.
    pub(crate) fn find(&self, text: &str, words: &Words, block: u32, hits: &mut Vec<Hit>) {
        if words.signs.is_empty() {
            return;
        }
        let Some(Finder { automaton, rules, longest }) = self.finder.get_or_init(|| self.build()) else {
            return;
        };
        for &(start, end) in &words.signs {
            let (start, end) = (words.base + start as usize, words.base + end as usize);
            // Bytes, not characters: a window may end inside one.
            let window = &text.as_bytes()[start..(end + longest).min(text.len())];
            for found in automaton.find_iter(window).take_while(|found| start + found.start() < end) {
                let span = Span::new(start + found.start(), start + found.end());
                let rule = rules[found.pattern().as_usize()];
                hits.push(hit_at(words, block, rule, span));
            }
        }
    }

    fn build(&self) -> Option<Finder> {
        let user = self.user.as_ref().map(UserLexicon::open);
        let (marks, rules): (Vec<_>, Vec<u32>) =
            LEXICON.marks().chain(user.into_iter().flat_map(Lexicon::marks)).unzip();
        let longest = marks.iter().map(|mark| mark.len()).max()?;
        // A user's marks are plain strings; they can only fail to build by sheer number, and then are left out.
        // Windows are a few bytes: what counts is how fast the automaton is built.
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::NoncontiguousNFA))
            .prefilter(false)
            .build(marks.iter().map(|mark| mark.as_bytes()))
            .ok()?;
        Some(Finder { automaton, rules, longest })
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
