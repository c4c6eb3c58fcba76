//! One search through a text: tries each pattern near the places that could be its values.

use std::collections::BTreeMap;
use std::ops::Range;

use super::compiled::CompiledPattern;
use super::digit_groups::{
    DigitGroup, LEAST_DIGITS, bits_of, groups, has_grouping, is_short_and_alone, mixed_words,
};
use super::program::Room;
use super::set::{NumericPattern, PatternSet};
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
pub(super) struct Search<'t> {
    patterns: &'t PatternSet,
    text: &'t str,
    limits: Span,
    part: usize,
    /// Up to where each pattern has looked already.
    covered: Vec<usize>,
    /// Room for the groups of digits around a number.
    groups: Vec<DigitGroup>,
    /// Where values stand that were found: the end by rule and start. Those of one rule do not overlap.
    values: BTreeMap<(u32, usize), usize>,
    room: Room,
}

impl<'t> Search<'t> {
    /// Begins a search in `limits` of the text of a part, in which tokens were found already.
    pub(super) fn new(
        patterns: &'t PatternSet,
        text: &'t str,
        (limits, part): (Span, usize),
        tokens: &[Hit],
    ) -> Search<'t> {
        let values = tokens.iter().map(|hit| ((hit.rule, hit.span.start), hit.span.end)).collect();
        let covered = vec![0; patterns.len()];
        Search { patterns, text, limits, part, covered, groups: Vec::new(), values, room: Room::default() }
    }

    /// Tries the pattern of a gate literal, if the literal does not stand inside a word.
    pub(super) fn open_gate(&mut self, literal: usize, gate: Span, hits: &mut Vec<Hit>) {
        let bytes = self.text.as_bytes();
        let joins = |before: Option<usize>| before.is_some_and(|before| goes_on(bytes, before));
        let gates = self.patterns.gates();
        let Some((owner, written)) = gates.get(literal) else { return };
        let begins_inside =
            written.first().is_some_and(u8::is_ascii_alphanumeric) && joins(gate.start.checked_sub(1));
        let ends_inside =
            written.last().is_some_and(u8::is_ascii_lowercase) && joins(gate.end.checked_sub(1));
        if !begins_inside && !ends_inside {
            let window = Span::new(gate.start.saturating_sub(BEFORE), gate.end + AFTER);
            self.try_pattern(owner, window, gate.end + AFTER / 2, hits);
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
        let mut found = std::mem::take(&mut self.groups);
        groups(bytes.between(window.start, window.end), &mut found);
        self.try_groups((token, window), &found, hits);
        self.groups = found;
    }

    fn try_groups(&mut self, (token, window): (Span, Span), groups: &[DigitGroup], hits: &mut Vec<Hit>) {
        if groups.iter().map(|group| group.length).sum::<usize>() < LEAST_DIGITS {
            return;
        }
        let bits = bits_of(groups);
        let patterns = self.patterns;
        for NumericPattern { number, groupings } in patterns.numeric() {
            if groupings.is_empty() || groupings.iter().any(|wanted| has_grouping(groups, bits, wanted)) {
                self.try_pattern(*number, window, token.end + NUMERIC_REACH / 2, hits);
            }
        }
    }

    /// Runs a pattern over a window, unless it has looked up to `needed` already.
    fn try_pattern(&mut self, number: usize, window: Span, needed: usize, hits: &mut Vec<Hit>) {
        let bytes = self.text.as_bytes();
        if self.covered.get(number).is_none_or(|covered| needed.min(bytes.len()) <= *covered) {
            return;
        }
        let Some((pattern, compiled)) = self.patterns.get(number) else { return };
        let window = Span::new(window.start.max(self.limits.start), window.end.min(bytes.len()));
        if !self.may_match(&pattern, window, hits) {
            return;
        }
        if let Some(covered) = self.covered.get_mut(number) {
            *covered = window.end;
        }
        for value in
            compiled.values((number, &pattern), bytes.between(window.start, window.end), &mut self.room)
        {
            // An expression over bytes may stop inside a character.
            let start = floor_char(self.text, window.start + value.start);
            let span = Span::new(start, ceil_char(self.text, window.start + value.end));
            let is_value = hits_are_values(&pattern);
            let span = if is_value { without_stop(self.text, span) } else { span };
            let passes = pattern.test.is_none_or(|name| validator(name)(span.of(self.text)));
            if passes
                && !self.is_excepted((number, &pattern, compiled), span)
                && !self.is_known(pattern.rule, span)
            {
                if is_value {
                    self.values.insert((pattern.rule, span.start), span.end);
                }
                hits.push(Hit::on_text(pattern.rule, self.part, span, is_value));
            }
        }
    }

    /// Returns false if the window lacks what the pattern cannot do without.
    fn may_match(&self, pattern: &Pattern<'_>, window: Span, hits: &[Hit]) -> bool {
        let bytes = self.text.as_bytes().between(window.start, window.end);
        if !pattern.with.is_empty() && memchr::memmem::find(bytes, pattern.with.as_bytes()).is_none() {
            return false;
        }
        let digits = pattern.digits as usize;
        if digits > 0 && bytes.iter().filter(|byte| byte.is_ascii_digit()).count() < digits {
            return false;
        }
        let is_found = |word: Span| {
            let mut latest = hits.iter().rev().take(LATEST_HITS);
            latest.any(|hit| hit.part == self.part && hit.span.overlaps(word))
        };
        !pattern.mixed || mixed_words(bytes, window.start).any(|word| !is_found(word))
    }

    /// Returns true if and only if the rule has the value already, or a token around it or in it, which is not its beginning: one
    /// word may be taken for a password whose other words another pattern finds.
    fn is_known(&self, rule: u32, span: Span) -> bool {
        let before = self.values.range((rule, 0)..(rule, span.end)).next_back();
        before.is_some_and(|(&(_, start), &end)| end > span.start && !(start == span.start && end < span.end))
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
        let window = bytes.between(start, (span.end + AFTER).min(bytes.len()));
        compiled.is_excepted((number, pattern), (window, &value), &mut self.room)
    }
}

/// Returns true if and only if a rule's hits are private values, not words.
fn hits_are_values(pattern: &Pattern<'_>) -> bool {
    LEXICON.rules.get(pattern.rule as usize).is_some_and(|rule| rule.group() == Group::Private)
}

/// Leaves out what ends the sentence behind a value, not the value.
fn without_stop(text: &str, span: Span) -> Span {
    let closing = ['.', ',', ';', ':', '?', ')', ']', '}', '\'', '"', '`', '*', '’', '”'];
    let is_last = text.tail(span.end).starts_with(|c: char| c.is_whitespace() || closing.contains(&c));
    if !is_last && span.end < text.len() {
        return span;
    }
    let value = span.of(text).trim_end_matches(closing);
    if value.is_empty() { span } else { Span::new(span.start, span.start + value.len()) }
}

/// Returns true if and only if a word goes on behind one of its signs: in `dbPassword` another begins behind the second.
fn goes_on(bytes: &[u8], at: usize) -> bool {
    let sign = |at: usize| bytes.get(at).copied().unwrap_or(b' ');
    let (before, first, second) = (sign(at), sign(at + 1), sign(at + 2));
    let turns = first.is_ascii_uppercase() && (before.is_ascii_lowercase() || second.is_ascii_lowercase());
    before.is_ascii_alphanumeric() && first.is_ascii_alphanumeric() && !turns
}
