//! Gives back to the writer what was taken for a legal notice and says something grave.

use super::Linter;
use super::policy::Policy;
use crate::builtin::{DECISION, LEXICON};
use crate::diagnostic::Severity;
use crate::judge::{CueEvidence, Facts, conclude};
use crate::message::{Marker, Message, Region, RegionKind, RegionMap};
use crate::words::Tokenizer;
use presend_lexicon::Rule;

impl Linter {
    /// Returns the message with those notices as own words in which a warning or an error stands: "please keep this confidential
    /// and delete it: we have to let him go". What a firm writes below every mail says nothing that is grave. The footer of a list
    /// is known by its address and its rule, whatever the list is called.
    pub(super) fn with_own_notices<'a>(
        &self,
        message: Message<'a>,
        policy: &Policy,
        (facts, profile): (&Facts, &str),
    ) -> Message<'a> {
        let is_notice = |region: &Region| {
            region.kind == RegionKind::Disclaimer && region.marker == Some(Marker::DisclaimerPhrase)
        };
        let notices: Vec<bool> = message.regions.iter().map(is_notice).collect();
        if !notices.contains(&true) {
            return message;
        }
        // Read once as if nothing but the notices were own words.
        let mut message = message;
        let kinds: Vec<RegionKind> = message.regions.iter().map(|region| region.kind).collect();
        for (region, &is_notice) in message.regions.iter_mut().zip(&notices) {
            region.kind = if is_notice { RegionKind::Body } else { RegionKind::Quote };
        }
        let places = self.grave_places(&message, policy, (facts, profile));
        for ((region, kind), is_notice) in message.regions.iter_mut().zip(kinds).zip(notices) {
            let holds = |&(part, at): &(usize, usize)| {
                part == region.part && region.span.start <= at && at < region.span.end
            };
            region.kind = kind;
            if is_notice && places.iter().any(holds) {
                (region.kind, region.marker) = (RegionKind::Body, None);
            }
        }
        message
    }
    /// Returns part and offset of what a warning or an error is about that says something grave.
    fn grave_places(
        &self,
        message: &Message<'_>,
        policy: &Policy,
        (facts, profile): (&Facts, &str),
    ) -> Vec<(usize, usize)> {
        let book = self.scanner.book();
        let (severities, _) = policy.limits();
        let looks_around =
            |rule: Option<Rule<'_>>| rule.is_some_and(|rule| DECISION.looks_around(rule.group()));
        let may_be_grave = |number: u32| {
            severities.get(number as usize).copied().flatten() >= Some(Severity::Warning)
                && looks_around(book.rule(number))
        };
        let tokenizer = Tokenizer::new(LEXICON.table, message);
        // In nearly all notices no rule has a word, and what nobody says need not be weighed.
        if !self.scanner.may_find(message, &tokenizer, may_be_grave) {
            return Vec::new();
        }
        let regions = RegionMap::of(message);
        let found = self.find_own(message, (&tokenizer, &regions), (facts, profile));
        let evidence = CueEvidence::new(&found.cues, &found.passages, profile);
        let known = (&found.stats, facts, &evidence);
        let conclusion = conclude(message, &book, found.findings, known, policy.limits());
        let grave = conclusion.diagnostics.iter().filter(|found| {
            let rule = self.rules().find(|rule| rule.code() == found.code);
            found.severity >= Severity::Warning && looks_around(rule)
        });
        grave.map(|found| (found.label.part, found.label.span.start)).collect()
    }
}
