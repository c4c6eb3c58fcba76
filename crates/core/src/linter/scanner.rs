//! Finds the hits of all rules, the built-in ones and a user's, in cut words and in the text itself.

use super::plain_text::PlainText;
use super::settings::LexiconFile;
use super::user::{compile_files, translate};
use crate::builtin::LEXICON;
use crate::error::Error;
use crate::judge::{CheckedRules, Finding, Findings, RuleBook, checked_rules};
use crate::message::{Message, RegionKind, RegionMap};
use crate::scan::{
    Hit, KnownSentences, Marks, Memory, NO_BLOCK, ValueFinder, look_around, phrases, phrases_of_user,
};
use crate::text::Span;
use crate::text::private_values::join;
use crate::words::{Block, Tokenizer, Word, Words, blocks};
use presend_lexicon::fold::fold_word;
use presend_lexicon::table::{NONE, Table};
use presend_lexicon::{Rule, Rules, UserLexicon};

/// What all messages are scanned with.
#[derive(Debug)]
pub(super) struct Scanner {
    user: Option<UserLexicon>,
    /// For each word of the built-in vocabulary its number in the user's.
    user_words: Vec<u32>,
    marks: Marks,
    patterns: ValueFinder,
    /// Region kinds that are linted; a mask of `RegionKind::bit`.
    linted: u8,
    checked: CheckedRules,
    /// Where one asked for it, what was found in the sentences of drafts before.
    known: Option<KnownSentences>,
}

impl Scanner {
    /// Takes the built-in lexicons and a user's; `linted` is the mask of the region kinds that are linted. With
    /// `keeps` it keeps what sentences hold.
    ///
    /// # Errors
    /// Returns every error of the user's lexicons, with file and line.
    pub(super) fn new(lexicons: &[LexiconFile], linted: u8, keeps: bool) -> Result<Scanner, Error> {
        let user = if lexicons.is_empty() { None } else { Some(compile_files(lexicons)?) };
        let user_words =
            user.as_ref().map_or_else(Vec::new, |user| translate(LEXICON.table, user.open().table));
        let (marks, patterns) = (Marks::new(user.clone()), ValueFinder::new(user.clone()));
        let of_user = user.as_ref().map(|user| user.open().rules);
        let checked = checked_rules(LEXICON.rules.iter().chain(of_user.into_iter().flat_map(Rules::iter)));
        let known = keeps.then(KnownSentences::default);
        Ok(Scanner { user, user_words, marks, patterns, linted, checked, known })
    }

    /// Returns the rules: the built-in ones by code, then the user's.
    pub(super) fn rules(&self) -> impl Iterator<Item = Rule<'_>> {
        LEXICON.rules.iter().chain(self.user_rules().into_iter().flat_map(Rules::iter))
    }

    /// Returns the rules as the judge looks them up.
    pub(super) fn book(&self) -> RuleBook<'_> {
        let (builtin, user) = (LEXICON.rules, self.user_rules());
        let included = self.linted & !RegionKind::OWN_WORDS;
        RuleBook { builtin, user, frames: LEXICON.frames, checked: &self.checked, included }
    }

    /// Returns what was found in the sentences of drafts before, if one asked to keep it.
    pub(super) fn known(&self) -> Option<&KnownSentences> {
        self.known.as_ref()
    }

    fn user_rules(&self) -> Option<Rules<'_>> {
        self.user.as_ref().map(|user| user.open().rules)
    }

    /// Appends the hits in the words of one block; the memory is that of the blocks before.
    pub(super) fn scan(
        &self,
        (message, regions): (&Message<'_>, &RegionMap),
        (words, block): (&Words, u32),
        memory: &mut Memory,
        hits: &mut Vec<Hit>,
    ) {
        let text: &str = message.parts.get(words.part).map_or("", |part| &part.text);
        self.scan_terms(text, words, block, hits);
        let from = hits.len();
        self.patterns.find_in_words(text, (words, block), memory, hits);
        if self.user.is_some() {
            // A user's pattern is looked for beyond the words too, where others' may stand.
            let mut found = hits.split_off(from);
            found.retain(|hit| self.speaks_in(regions, hit));
            hits.append(&mut found);
        }
    }

    /// Appends the hits of terms and marks in the words of one block.
    fn scan_terms(&self, text: &str, words: &Words, block: u32, hits: &mut Vec<Hit>) {
        match &self.known {
            Some(known) => known.phrases(LEXICON.table, words, block, hits),
            None => phrases(LEXICON.table, words, block, 0..words.list.len(), hits),
        }
        if let Some(user) = &self.user {
            let table = user.open().table;
            let ids = self.user_ids(table, words, text);
            phrases_of_user(table, words, block, &ids, hits);
        }
        self.marks.find(text, words, block, hits);
    }

    /// Returns false if none of the rules that are asked for, by number, can find anything in the linted regions: they have neither
    /// check nor pattern, and no term or mark of theirs stands there.
    pub(super) fn may_find(
        &self,
        message: &Message<'_>,
        tokenizer: &Tokenizer<'_>,
        is_asked: impl Fn(u32) -> bool,
    ) -> bool {
        let finds_otherwise = self.checked.numbers().chain(self.patterns.rules()).any(&is_asked);
        let mut hits = Vec::new();
        finds_otherwise
            || blocks(message, self.linted).iter().any(|block| {
                let mut words = tokenizer.cut(message, block);
                look_around(LEXICON.table, &mut words);
                let text: &str = message.parts.get(words.part).map_or("", |part| &part.text);
                self.scan_terms(text, &words, NO_BLOCK, &mut hits);
                hits.drain(..).any(|hit| is_asked(hit.rule))
            })
    }

    /// Appends the private values that show only in the plain form of a block: in odd blanks, dashes and digits, or wrapped.
    /// Returns those that are the core of one that was found already: "is" with an odd blank looks like a part of a password.
    pub(super) fn scan_plain(
        &self,
        (message, tokenizer): (&Message<'_>, &Tokenizer<'_>),
        (block, words, number): (&Block, &Words, u32),
        hits: &mut Vec<Hit>,
    ) -> Vec<(usize, Span)> {
        let Some(part) = message.parts.get(block.part) else { return Vec::new() };
        let (mut found, mut within) = (Vec::new(), Vec::new());
        for plain in PlainText::of(&part.text, block) {
            let span = Span::new(0, plain.text.len());
            let stretches = vec![(words.kind_at(words.base), span)];
            let cut = tokenizer.cut_text(&plain.text, &Block { part: block.part, stretches });
            let mut hits = Vec::new();
            self.patterns.find_in_words(&plain.text, (&cut, number), &mut Memory::default(), &mut hits);
            hits.iter_mut().for_each(|hit| hit.span = plain.origin(hit.span));
            found.extend(hits.into_iter().filter(|hit| hit.is_value && plain.knows(hit.span)));
        }
        if found.is_empty() {
            return within;
        }
        // Those of other blocks are left alone: to sort them all once a block takes too long where blocks are many.
        let is_here = |hit: &&Hit| hit.is_value && hit.part == block.part && block.touches(hit.span);
        let mut known: Vec<Span> = hits.iter().filter(is_here).map(|hit| hit.span).collect();
        join(&mut known);
        for mut hit in found {
            let next = known.partition_point(|span| span.end <= hit.span.start);
            match known.get(next) {
                Some(span) if *span == hit.span => {}
                Some(span) if span.contains(hit.span) => within.push((hit.part, hit.span)),
                _ => {
                    ValueFinder::locate(&mut hit, words, number);
                    hits.push(hit);
                }
            }
        }
        within
    }

    /// Returns true if and only if the rule of a hit speaks where the hit stands.
    fn speaks_in(&self, regions: &RegionMap, hit: &Hit) -> bool {
        let Some(region) = regions.at_start(hit.part, hit.span) else { return false };
        let rule = self.book().rule(hit.rule).map_or(0, |rule| rule.regions());
        (rule | self.linted & !RegionKind::OWN_WORDS) & region.kind.bit() != 0
    }

    /// Returns the words' numbers in the user's vocabulary.
    fn user_ids(&self, table: Table<'_>, words: &Words, text: &str) -> Vec<u32> {
        let number = |(at, word): (usize, &Word)| {
            if word.id == NONE {
                table.word(&fold_word(words.span(at, at).of(text)))
            } else {
                self.user_words.get(word.id as usize).copied().unwrap_or(NONE)
            }
        };
        words.list.iter().enumerate().map(number).collect()
    }

    /// Finds private values in regions that are not linted, such as code, forwards and signatures; and where some stand of which
    /// no rule speaks there, as in quotes, so that they can be hidden.
    pub(super) fn values_elsewhere(
        &self,
        (message, regions): (&Message<'_>, &RegionMap),
        tokenizer: &Tokenizer<'_>,
    ) -> (Findings, Vec<(usize, Span)>) {
        let (mut findings, mut private) = (Findings::default(), Vec::new());
        let mut memory = Memory::default();
        for block in blocks(message, !self.linted) {
            let words = tokenizer.cut(message, &block);
            let text: &str = message.parts.get(words.part).map_or("", |part| &part.text);
            let mut hits = Vec::new();
            self.patterns.find_in_words(text, (&words, NO_BLOCK), &mut memory, &mut hits);
            private.extend(self.scan_plain((message, tokenizer), (&block, &words, NO_BLOCK), &mut hits));
            for hit in hits {
                let region: RegionKind = words.kind_at(hit.span.start);
                let rule = self.book().rule(hit.rule);
                let speaks = (self.user.is_none() || self.speaks_in(regions, &hit))
                    && rule.is_some_and(|rule| rule.regions() & region.bit() != 0);
                if speaks {
                    findings.add(Finding { region, ..Finding::new(hit) });
                } else if hit.is_value {
                    private.push((hit.part, hit.span));
                }
            }
        }
        (findings, private)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Linter;
    use crate::message::{self, Format};
    use crate::text::Source;

    /// Returns the hits in the writer's own words of a text, and how many words those are.
    fn hits(text: &str) -> (Vec<Hit>, usize) {
        let linter = Linter::builder().build().unwrap();
        let message = message::read(Source::new("t", text.as_bytes()), Format::Text);
        let (tokenizer, regions) = (Tokenizer::new(LEXICON.table, &message), RegionMap::of(&message));
        let (mut hits, mut count, mut memory) = (Vec::new(), 0, Memory::of_joint_hits());
        for block in blocks(&message, RegionKind::OWN_WORDS) {
            let mut words = tokenizer.cut(&message, &block);
            look_around(LEXICON.table, &mut words);
            count += words.list.len();
            linter.scanner.scan((&message, &regions), (&words, 0), &mut memory, &mut hits);
        }
        (hits, count)
    }

    /// Returns how many hits a text has for each of its words.
    fn hits_per_word(text: &str) -> usize {
        let (hits, words) = hits(text);
        hits.len() / words
    }

    #[test]
    fn a_value_in_the_windows_of_many_blocks_is_hit_twice_at_most() {
        let text = |value: fn(usize) -> String| -> String {
            (0..200).map(|at| format!("> they wrote x\n\npassword: {}\n\n", value(at))).collect()
        };
        for text in [text(|at| format!("Tr0ub4dor&{at}")), text(|_| "Tr0ub4dor&3".to_owned())] {
            let (mut hits, _) = hits(&text);
            hits.retain(|hit| hit.is_value);
            let mut places: Vec<usize> = hits.iter().map(|hit| hit.span.start).collect();
            places.sort_unstable();
            places.dedup();
            assert_eq!(places.len(), 200);
            // What the end of a window cuts in two is found once more from its own block; each value stood in six windows.
            assert!(hits.len() <= 2 * places.len(), "{}", hits.len());
        }
    }

    #[test]
    fn words_that_repeat_do_not_multiply_their_hits() {
        for text in ["asap ", "[URGENT] ", "we have to let you go. ", "need need to meet asap "] {
            assert!(hits_per_word(&text.repeat(2000)) <= 12, "{text}: {}", hits_per_word(&text.repeat(2000)));
        }
    }

    #[test]
    fn places_and_suggestions_beyond_the_most_are_counted() {
        for count in [40_000, 160_000] {
            let text = "Please answer asap.\n".repeat(count);
            let report = crate::lint(&text);
            let urgent = report.diagnostics.iter().find(|found| found.more > 0).expect("places");
            assert_eq!(urgent.more + urgent.related.len() + 1, count, "{}", urgent.code);
            let most = report.diagnostics.iter().map(|found| found.suggestions.len()).max();
            assert!(most <= Some(257), "{most:?}");
        }
    }
}
