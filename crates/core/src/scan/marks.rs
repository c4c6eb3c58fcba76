//! Finds marks: emoji, emoticons and tags such as `[URGENT]`, which are not words.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::OnceLock;

use super::hit::Hit;
use crate::builtin::LEXICON;
use crate::text::{Ends, Span};
use crate::words::Words;
use presend_lexicon::table::TermKind;
use presend_lexicon::{Lexicon, UserLexicon};

/// The marks of all lexicons, sorted when the first odd sign is met.
#[derive(Debug)]
pub(crate) struct Marks {
    user: Option<UserLexicon>,
    finder: OnceLock<Finder>,
}

/// The marks by their first byte, longer ones first.
#[derive(Debug)]
struct Finder {
    /// Each mark in small letters with its rule.
    marks: Vec<(Cow<'static, [u8]>, u32)>,
    /// For each byte where the marks begin that begin with it; and the end.
    starts: [usize; 257],
    /// Bytes of the longest mark.
    longest: usize,
}

impl Finder {
    fn sorted(mut marks: Vec<(Cow<'static, [u8]>, u32)>) -> Finder {
        marks.retain(|(mark, _)| !mark.is_empty());
        let first = |mark: &[u8]| mark.first().map_or(0, |first| usize::from(*first));
        marks.sort_by_key(|(mark, _)| (first(mark), Reverse(mark.len())));
        let mut starts = [0; 257];
        for (mark, _) in &marks {
            starts.iter_mut().skip(first(mark) + 1).take(1).for_each(|count| *count += 1);
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let longest = marks.iter().map(|(mark, _)| mark.len()).max().unwrap_or(0);
        Finder { marks, starts, longest }
    }

    /// Returns the longest mark at the start of a text: how many bytes it has, and its rule.
    fn at_start(&self, text: &[u8]) -> Option<(usize, u32)> {
        let first = usize::from(text.first()?.to_ascii_lowercase());
        let stands =
            |mark: &[u8]| text.get(..mark.len()).is_some_and(|found| found.eq_ignore_ascii_case(mark));
        let (start, end) = (self.starts.get(first)?, self.starts.get(first + 1)?);
        let mut marks = self.marks.between(*start, *end).iter();
        marks.find(|(mark, _)| stands(mark)).map(|(mark, rule)| (mark.len(), *rule))
    }

    /// Returns the places and rules of the marks in a window, of which each begins before `end`.
    fn find(&self, window: &[u8], end: usize) -> impl Iterator<Item = (Range<usize>, u32)> {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < end.min(window.len()) {
                let start = at;
                if let Some((length, rule)) = self.at_start(window.tail(start)) {
                    at += length;
                    return Some((start..at, rule));
                }
                at += 1;
            }
            None
        })
    }
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
        let finder = self.finder.get_or_init(|| self.build());
        for &(start, end) in &words.signs {
            let (start, end) = (words.base + start as usize, words.base + end as usize);
            // Bytes, not characters: a window may end inside one.
            let window = text.as_bytes().between(start, (end + finder.longest).min(text.len()));
            for (found, rule) in finder.find(window, end - start) {
                let span = Span::new(start + found.start, start + found.end);
                hits.push(hit_at(words, block, rule, span));
            }
        }
    }

    fn build(&self) -> Finder {
        let built_in = LEXICON.marks().map(|(mark, rule)| (Cow::Borrowed(mark.as_str().as_bytes()), rule));
        let user = self.user.as_ref().map(UserLexicon::open);
        let of_user = user.into_iter().flat_map(Lexicon::marks);
        let of_user = of_user.map(|(mark, rule)| (Cow::Owned(mark.as_bytes().to_vec()), rule));
        Finder::sorted(built_in.chain(of_user).collect())
    }
}

fn hit_at(words: &Words, block: u32, rule: u32, span: Span) -> Hit {
    let offset = span.start.saturating_sub(words.base);
    let before = words.list.partition_point(|word| (word.start as usize) < offset).saturating_sub(1);
    let word = u32::try_from(before).unwrap_or(u32::MAX);
    Hit {
        rule,
        kind: TermKind::Term,
        index: u32::MAX,
        block,
        first: word,
        last: word,
        part: words.part,
        span,
        is_value: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aho_corasick::{AhoCorasick, MatchKind};

    #[test]
    fn marks_are_found_as_by_an_automaton() {
        let finder = Marks::new(None).build();
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(LEXICON.marks().map(|(mark, _)| mark.as_str()))
            .expect("a few hundred short marks");
        let rules: Vec<u32> = LEXICON.marks().map(|(_, rule)| rule).collect();
        let all: Vec<String> = LEXICON.marks().map(|(mark, _)| mark.to_uppercase()).collect();
        for (at, mark) in all.iter().enumerate() {
            for other in [&all[(at * 7 + 3) % all.len()], "] x:", mark] {
                let text = format!(
                    "{other}{mark} {}{other}",
                    &mark[..mark.chars().next().map_or(0, char::len_utf8)]
                );
                let found: Vec<_> = finder.find(text.as_bytes(), text.len()).collect();
                let expected: Vec<_> = automaton
                    .find_iter(&text)
                    .map(|one| (one.range(), rules[one.pattern().as_usize()]))
                    .collect();
                assert_eq!(found, expected, "{text}");
            }
        }
    }
}
