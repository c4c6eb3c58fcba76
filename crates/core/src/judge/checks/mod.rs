//! Lists the checks: functions for rules that words alone cannot say, one file each.

mod composite;
mod confidential;
mod crisis;
mod criticism;
mod elongation;
mod external;
mod fast_reply;
mod first_contact;
mod greeting_only;
mod heated;
mod kickoff;
mod long_message;
mod manager_copy;
mod many_questions;
mod meeting;
mod missing_attachment;
mod no_deadline;
mod no_zone;
mod out_of_hours;
mod people;
mod ping_pong;
mod punctuation_run;
mod shouting;
mod summons;
mod team_norm;
mod to_many;
mod unowned;
mod urgent_news;
mod vague_deadline;
mod write_up;

use super::check_context::{CheckContext, Finding};
use super::message_context::MessageContext;
use crate::scan::Hit;
use crate::words::Words;
use presend_lexicon::table::Kind;

/// Makes or filters the findings of one rule: gets its number and the candidates that its terms found.
pub type Check = fn(&CheckContext<'_>, u32, Vec<Finding>) -> Vec<Finding>;

/// The checks by the names that lexicons use.
pub const CHECKS: [(&str, Check); 15] = [
    ("bulk-people", people::check),
    ("elongation", elongation::check),
    ("fast-reply", fast_reply::check),
    ("greeting-only", greeting_only::check),
    ("long-message", long_message::check),
    ("many-questions", many_questions::check),
    ("missing-attachment", missing_attachment::check),
    ("no-deadline", no_deadline::check),
    ("no-zone", no_zone::check),
    ("punctuation-run", punctuation_run::check),
    ("shouting", shouting::check),
    ("summons", summons::check),
    ("team-norm", team_norm::check),
    ("unowned", unowned::check),
    ("vague-deadline", vague_deadline::check),
];

/// Makes the findings of one rule from what all rules found in the message: gets its number and the hits of its own terms.
pub type LateCheck = fn(&MessageContext<'_>, u32, Vec<Finding>) -> Vec<Finding>;

/// The late checks by the names that lexicons use, in the order in which they run: each sees what those before it found.
pub const LATE_CHECKS: [(&str, LateCheck); 19] = [
    ("crisis", crisis::announced),
    ("heated", heated::check),
    ("external-words", external::check),
    ("to-many", to_many::check),
    ("confidential-mark", confidential::check),
    ("group-criticism", criticism::check),
    ("manager-copy", manager_copy::check),
    ("first-contact", first_contact::check),
    ("ping-pong", ping_pong::check),
    ("meeting", meeting::check),
    ("out-of-hours", out_of_hours::check),
    ("beside-crisis", crisis::beside),
    ("crisis-lacks", crisis::lacks),
    ("urgent-news", urgent_news::check),
    ("kickoff", kickoff::check),
    ("write-up", write_up::check),
    ("delicate", composite::delicate),
    ("pressing", composite::pressing),
    ("tangled", composite::tangled),
];

/// Returns a check by its name.
#[must_use]
pub fn check_by_name(name: &str) -> Option<Check> {
    CHECKS.iter().find(|(known, _)| *known == name).map(|(_, check)| *check)
}

/// Returns true if and only if a check weighs what other rules found.
#[must_use]
pub fn is_late(name: &str) -> bool {
    LATE_CHECKS.iter().any(|(known, _)| *known == name)
}

/// Makes a finding on the words `first..=last` of a block.
fn on_words(rule: u32, block: usize, words: &Words, first: usize, last: usize) -> Finding {
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Finding::new(Hit {
        rule,
        kind: Kind::Term,
        index: u32::MAX,
        block: small(block),
        first: small(first),
        last: small(last),
        part: words.part,
        span: words.span(first, last),
        is_value: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_a_lexicon_may_name_exists() {
        for name in presend_lexicon::file::CHECKS {
            let is_late = LATE_CHECKS.iter().any(|(context, _)| *context == name);
            assert!(is_late || check_by_name(name).is_some(), "{name} has no function");
        }
    }
}
