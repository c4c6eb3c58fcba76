//! One search through a text: tries each pattern near the places that could be its values.

use std::ops::Range;

use super::compiled::CompiledPattern;
use super::digit_groups::{DigitGroup, LEAST_DIGITS, count_digits, groups, is_short_and_alone, mixed_words};
use super::known_values::KnownValues;
use super::memory::Memory;
use super::set::PatternSet;
use super::whole_value::{fitted, taken, without_stop};
use crate::builtin::LEXICON;
use crate::scan::hit::Hit;
use crate::scan::validators::validator;
use crate::text::boundaries::{ceil_char, floor_char};
use crate::text::{Ends, Span};
use presend_lexicon::Pattern;
use presend_lexicon::names::Group;

/// A pattern sees this many bytes before its gate, at most.
const BEFORE: usize = 120;
/// A pattern sees this many bytes after its gate, at most.
pub(super) const AFTER: usize = 240;
/// A pattern without a literal sees this many bytes on both sides of a number: the longest such value has 34.
const NUMERIC_REACH: usize = 48;
/// A word among these latest hits needs no second look by a pattern for mixed words.
const LATEST_HITS: usize = 64;

/// One search through a text.
pub(super) struct Search<'t, 'm> {
    patterns: &'t PatternSet,
    text: &'t str,
    limits: Span,
    part: usize,
    /// Up to where each pattern has looked already; empty until one has.
    covered: Vec<usize>,
    /// Room for the groups of digits around a number.
    groups: Vec<DigitGroup>,
    /// Where values stand that were found.
    values: KnownValues,
    /// What is known from the blocks before.
    memory: &'m mut Memory,
    /// The pattern that needs mixed words of which no new one stood in this stretch, when there were so many hits.
    unmixed: (usize, Span, usize),
}

impl<'t, 'm> Search<'t, 'm> {
    /// Begins a search in the block at `limits` of the text of a part, in which tokens were found already.
    pub(super) fn new(
        patterns: &'t PatternSet,
        text: &'t str,
        (limits, part): (Span, usize),
        tokens: &[Hit],
        memory: &'m mut Memory,
    ) -> Search<'t, 'm> {
        memory.begin(part, limits.start);
        let mut values = KnownValues::new(limits);
        tokens.iter().for_each(|hit| values.add(hit.rule, hit.span));
        Search {
            patterns,
            text,
            limits,
            part,
            covered: Vec::new(),
            groups: Vec::new(),
            values,
            memory,
            unmixed: (usize::MAX, Span::new(0, 0), 0),
        }
    }

    /// Tries the pattern of a gate literal, if the literal does not stand inside a word.
    pub(super) fn open_gate(&mut self, (owner, literal): (usize, usize), gate: Span, hits: &mut Vec<Hit>) {
        let needed = gate.end + AFTER / 2;
        if self.has_looked(owner, needed) {
            return;
        }
        let bytes = self.text.as_bytes();
        let joins = |before: Option<usize>| before.is_some_and(|before| goes_on(bytes, before));
        let gates = self.patterns.gates();
        let Some((_, written)) = gates.get(literal) else { return };
        let begins_inside =
            written.first().is_some_and(u8::is_ascii_alphanumeric) && joins(gate.start.checked_sub(1));
        let ends_inside =
            written.last().is_some_and(u8::is_ascii_lowercase) && joins(gate.end.checked_sub(1));
        if !begins_inside && !ends_inside {
            let window = Span::new(gate.start.saturating_sub(BEFORE), gate.end + AFTER);
            self.try_pattern(owner, window, needed, hits);
        }
    }

    /// Returns true if and only if a pattern has looked up to `needed` already.
    fn has_looked(&self, number: usize, needed: usize) -> bool {
        let covered = self.covered.get(number).copied().unwrap_or(0);
        needed.min(self.text.len()) <= covered || number >= self.patterns.len()
    }

    /// Notes up to where a pattern has looked.
    fn note_looked(&mut self, number: usize, end: usize) {
        if self.covered.is_empty() {
            self.covered.resize(self.patterns.len(), 0);
        }
        if let Some(covered) = self.covered.get_mut(number) {
            *covered = end;
        }
    }

    /// Tries the patterns without a literal where digits are grouped as one of them wants.
    pub(super) fn try_numeric(&mut self, token: Span, hits: &mut Vec<Hit>) {
        let bytes = self.text.as_bytes();
        if is_short_and_alone(bytes, token) {
            return;
        }
        let window = Span::new(
            token.start.saturating_sub(NUMERIC_REACH),
            (token.end + NUMERIC_REACH).min(bytes.len()),
        );
        let window = Span::new(window.start.max(self.limits.start), window.end);
        // Around most numbers stand too few digits.
        if count_digits(bytes.between(window.start, window.end)) < LEAST_DIGITS {
            return;
        }
        let (patterns, room) = (self.patterns, &mut self.groups);
        let list = || {
            groups(bytes.between(window.start, window.end), room);
            patterns.grouped(room)
        };
        for number in self.memory.windows.grouped(bytes, window, list).iter() {
            self.try_pattern(*number, window, token.end + NUMERIC_REACH / 2, hits);
        }
    }

    /// Runs a pattern over a window, unless it has looked up to `needed` already.
    fn try_pattern(&mut self, number: usize, window: Span, needed: usize, hits: &mut Vec<Hit>) {
        if self.has_looked(number, needed) {
            return;
        }
        let bytes = self.text.as_bytes();
        let window = Span::new(window.start.max(self.limits.start), window.end.min(bytes.len()));
        if self.memory.windows.holds_nothing((number, bytes), window) {
            self.note_looked(number, window.end);
            return;
        }
        let Some((pattern, compiled)) = self.patterns.get(number) else { return };
        if !self.may_match((number, &pattern), window, hits) {
            return;
        }
        self.note_looked(number, window.end);
        let room = &mut self.memory.room;
        let find = || compiled.values((number, &pattern), bytes.between(window.start, window.end), room);
        let values = self.memory.windows.values((number, bytes), (window, !pattern.mixed), find);
        for value in values.iter() {
            let found = window.start + value.start..window.start + value.end;
            self.take((number, &pattern, compiled), found, hits);
        }
    }

    /// Appends what a pattern found, with the others of a list, unless it is known, fails the test or is excepted.
    fn take(
        &mut self,
        (number, pattern, compiled): (usize, &Pattern<'_>, &CompiledPattern),
        found: Range<usize>,
        hits: &mut Vec<Hit>,
    ) {
        let (text, is_value) = (self.text, hits_are_values(pattern));
        // An expression over bytes may stop inside a character.
        let span = Span::new(floor_char(text, found.start), ceil_char(text, found.end));
        let span = if is_value { without_stop(text, fitted(text, span, pattern.test)) } else { span };
        if self.values.hold(pattern.rule, span) {
            return;
        }
        if let Some(taken) = self.memory.taken(number, span) {
            taken.iter().for_each(|span| self.values.add(pattern.rule, *span));
            return;
        }
        let windows = &mut self.memory.windows;
        let test = |name| windows.passes((number, text.as_bytes()), span, || validator(name)(span.of(text)));
        if !pattern.test.is_none_or(test) || self.is_excepted((number, pattern, compiled), span) {
            return;
        }
        let all = if is_value { taken(text, span, pattern.test) } else { vec![span] };
        if is_value && span.start >= self.limits.end {
            self.memory.keep_ahead(number, span, &all);
        }
        for span in all {
            if is_value {
                self.values.add(pattern.rule, span);
            }
            hits.push(Hit::on_text(pattern.rule, self.part, span, is_value));
        }
    }

    /// Returns false if the window lacks what the pattern cannot do without.
    fn may_match(&mut self, (number, pattern): (usize, &Pattern<'_>), window: Span, hits: &[Hit]) -> bool {
        let bytes = self.text.as_bytes().between(window.start, window.end);
        if !pattern.with.is_empty() && memchr::memmem::find(bytes, pattern.with.as_bytes()).is_none() {
            return false;
        }
        let digits = pattern.digits as usize;
        if digits > 0 && count_digits(bytes) < digits {
            return false;
        }
        !pattern.mixed || self.has_mixed(number, window, hits)
    }

    /// Returns true if and only if a mixed word stands in the window that is not among the latest hits.
    fn has_mixed(&mut self, number: usize, window: Span, hits: &[Hit]) -> bool {
        let is_found = |word: Span| {
            let mut latest = hits.iter().rev().take(LATEST_HITS);
            latest.any(|hit| hit.is_value && hit.part == self.part && hit.span.overlaps(word))
        };
        let (of, unmixed, count) = self.unmixed;
        let is_known =
            of == number && count == hits.len() && unmixed.contains(Span::new(window.start, window.start));
        let bytes = self.text.as_bytes();
        let last = bytes.between(window.start, if is_known { unmixed.end } else { window.start });
        // The last word may go on behind the stretch that is known.
        let from = window.start + last.iter().rposition(u8::is_ascii_whitespace).map_or(0, |at| at + 1);
        let has_new = mixed_words(bytes.between(from, window.end), from).any(|word| !is_found(word));
        if !has_new {
            self.unmixed = (number, window, hits.len());
        }
        has_new
    }

    /// Returns true if and only if one of the pattern's exceptions overlaps the value.
    fn is_excepted(
        &mut self,
        (number, pattern, compiled): (usize, &Pattern<'_>, &CompiledPattern),
        span: Span,
    ) -> bool {
        let bytes = self.text.as_bytes();
        let start = span.start.saturating_sub(BEFORE).max(self.limits.start);
        let value: Range<usize> = span.start - start..span.end - start;
        let window = Span::new(start, (span.end + AFTER).min(bytes.len()));
        let room = &mut self.memory.room;
        let seen = bytes.between(window.start, window.end);
        let look = || compiled.is_excepted((number, pattern), (seen, &value), room);
        self.memory.windows.is_excepted((number, bytes), (window, value.clone()), look)
    }
}

/// Returns true if and only if a rule's hits are private values, not words.
fn hits_are_values(pattern: &Pattern<'_>) -> bool {
    LEXICON.rules.get(pattern.rule as usize).is_some_and(|rule| rule.group() == Group::Private)
}

/// Returns true if and only if a word goes on behind one of its signs: in `dbPassword` another begins behind the second.
fn goes_on(bytes: &[u8], at: usize) -> bool {
    let sign = |at: usize| bytes.get(at).copied().unwrap_or(b' ');
    let (before, first, second) = (sign(at), sign(at + 1), sign(at + 2));
    let turns = first.is_ascii_uppercase() && (before.is_ascii_lowercase() || second.is_ascii_lowercase());
    before.is_ascii_alphanumeric() && first.is_ascii_alphanumeric() && !turns
}
