//! Holds the patterns of all lexicons, with what is made of them when it is first needed.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use super::compiled::CompiledPattern;
use super::digit_groups::{DigitGroup, Grouping, LEAST_DIGITS, bits_of, grouping_of, has_grouping};
use super::gates::Gates;
use crate::builtin::LEXICON;
use presend_lexicon::{Pattern, UserLexicon, rule};

/// The patterns of the built-in lexicons and of a user's, which are numbered after them.
#[derive(Debug)]
pub(super) struct PatternSet {
    user: Option<UserLexicon>,
    compiled: Vec<CompiledPattern>,
    gates: OnceLock<Gates>,
    everywhere: OnceLock<Option<AhoCorasick>>,
    numeric: OnceLock<Vec<NumericPattern>>,
}

/// A pattern without a literal: its number, and the groupings of digits of which it wants one.
#[derive(Debug)]
pub(super) struct NumericPattern {
    pub(super) number: usize,
    pub(super) groupings: Vec<Grouping>,
    /// The bits of the groups with which one of them may begin.
    firsts: u64,
}

impl PatternSet {
    /// Takes the patterns of the built-in lexicons and of a user's.
    pub(super) fn new(user: Option<UserLexicon>) -> PatternSet {
        let of_user = user.as_ref().map_or(0, |user| user.open().patterns.len());
        let count = LEXICON.patterns.len() + of_user;
        PatternSet {
            compiled: std::iter::repeat_with(CompiledPattern::default).take(count).collect(),
            gates: OnceLock::new(),
            everywhere: OnceLock::new(),
            numeric: OnceLock::new(),
            user,
        }
    }

    /// Returns how many patterns there are.
    pub(super) const fn len(&self) -> usize {
        self.compiled.len()
    }

    /// Returns true if and only if a user's lexicon has patterns.
    pub(super) fn has_own(&self) -> bool {
        self.len() > LEXICON.patterns.len()
    }

    /// Returns a pattern by its number with its expressions.
    pub(super) fn get(&self, number: usize) -> Option<(Pattern<'_>, &CompiledPattern)> {
        Some((self.pattern(number)?, self.compiled.get(number)?))
    }

    /// Returns the numbers of the rules that have patterns.
    pub(super) fn rules(&self) -> impl Iterator<Item = u32> {
        let of = |patterns: rule::Patterns<'_>, number: usize| patterns.rule(number);
        let of_user = (0..self.len() - LEXICON.patterns.len())
            .filter_map(move |number| of(self.user.as_ref()?.open().patterns, number));
        (0..LEXICON.patterns.len()).filter_map(move |number| of(LEXICON.patterns, number)).chain(of_user)
    }

    fn pattern(&self, number: usize) -> Option<Pattern<'_>> {
        let built_in = LEXICON.patterns;
        built_in
            .get(number)
            .or_else(|| self.user.as_ref()?.open().patterns.get(number.checked_sub(built_in.len())?))
    }

    /// Returns the literals behind which patterns stand. Of the built-in patterns none is read for it.
    pub(super) fn gates(&self) -> &Gates {
        let of_user = || (LEXICON.patterns.len()..self.len()).filter_map(|at| Some((at, self.pattern(at)?)));
        self.gates.get_or_init(|| Gates::new(of_user()))
    }

    /// Returns the automaton that finds gates in a text of which no words were noted.
    pub(super) fn everywhere(&self) -> Option<&AhoCorasick> {
        let build =
            || AhoCorasick::builder().ascii_case_insensitive(true).build(self.gates().literals()).ok();
        self.everywhere.get_or_init(build).as_ref()
    }

    /// Returns the patterns without a literal.
    fn numeric(&self) -> &[NumericPattern] {
        self.numeric.get_or_init(|| {
            let numeric = (0..self.len()).filter(|number| !LEXICON.patterns.has_gates(*number));
            let numeric = numeric.filter_map(|number| Some((number, self.pattern(number)?)));
            let numeric = numeric.filter(|(_, pattern)| pattern.gates.is_empty());
            let of = |(number, pattern): (usize, Pattern<'_>)| {
                let groupings: Vec<Grouping> = pattern.groups.iter().map(grouping_of).collect();
                let firsts = groupings.iter().fold(0, |firsts, grouping| firsts | grouping.first());
                NumericPattern { number, groupings, firsts }
            };
            numeric.map(of).collect()
        })
    }

    /// Returns the patterns without a literal of which one of the groupings stands among these groups of digits.
    pub(super) fn grouped(&self, groups: &[DigitGroup]) -> Vec<usize> {
        if groups.iter().map(|group| group.length).sum::<usize>() < LEAST_DIGITS {
            return Vec::new();
        }
        let bits = bits_of(groups);
        let is_wanted = |pattern: &&NumericPattern| {
            let groupings = &pattern.groupings;
            groupings.is_empty()
                || pattern.firsts & bits != 0
                    && groupings.iter().any(|wanted| has_grouping(groups, bits, wanted))
        };
        self.numeric().iter().filter(is_wanted).map(|pattern| pattern.number).collect()
    }
}
