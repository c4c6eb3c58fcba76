//! Gives back to the writer what was taken for a legal notice and says something grave.

use super::Linter;
use super::policy::Policy;
use crate::builtin::{DECISION, LEXICON};
use crate::diagnostic::Severity;
use crate::judge::{CueEvidence, Facts, conclude};
use crate::message::{Message, RegionKind, RegionMap};
use crate::words::Tokenizer;

impl Linter {
    /// Returns the message with those notices as own words in which a warning or an error stands: "please keep this confidential
    /// and delete it: we have to let him go". What a firm writes below every mail says nothing that is grave.
    pub(super) fn with_own_notices<'a>(
        &self,
        message: Message<'a>,
        policy: &Policy,
        (facts, profile): (&Facts, &str),
    ) -> Message<'a> {
        let is_notice = |kind: RegionKind| kind == RegionKind::Disclaimer;
        if !message.regions.iter().any(|region| is_notice(region.kind)) {
            return message;
        }
        // Read once as if nothing but the notices were own words.
        let mut message = message;
        let kinds: Vec<RegionKind> = message.regions.iter().map(|region| region.kind).collect();
        for region in &mut message.regions {
            region.kind = if is_notice(region.kind) { RegionKind::Body } else { RegionKind::Quote };
        }
        let (tokenizer, regions) = (Tokenizer::new(LEXICON.table, &message), RegionMap::of(&message));
        let found = self.find_own(&message, (&tokenizer, &regions), (facts, profile));
        let evidence = CueEvidence::new(&found.cues, &found.passages, profile);
        let known = (&found.stats, facts, &evidence);
        let conclusion = conclude(&message, &self.scanner.book(), found.findings, known, policy.limits());
        let grave = conclusion.diagnostics.iter().filter(|found| {
            let rule = self.rules().find(|rule| rule.code() == found.code);
            found.severity >= Severity::Warning
                && rule.is_some_and(|rule| DECISION.looks_around(rule.group()))
        });
        let places: Vec<_> = grave.map(|found| (found.label.part, found.label.span.start)).collect();
        for (region, kind) in message.regions.iter_mut().zip(kinds) {
            let holds = |&(part, at): &(usize, usize)| {
                part == region.part && region.span.start <= at && at < region.span.end
            };
            region.kind = kind;
            if is_notice(kind) && places.iter().any(holds) {
                (region.kind, region.marker) = (RegionKind::Body, None);
            }
        }
        message
    }
}
