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
use presend_lexicon::names::Check;
use presend_lexicon::table::Kind;

/// Makes or filters the findings of one rule: gets its number and the candidates that its terms found.
pub type WordCheck = fn(&CheckContext<'_>, u32, Vec<Finding>) -> Vec<Finding>;

/// The checks that see the words of a message.
pub const CHECKS: [(Check, WordCheck); 15] = [
    (Check::BulkPeople, people::check),
    (Check::Elongation, elongation::check),
    (Check::FastReply, fast_reply::check),
    (Check::GreetingOnly, greeting_only::check),
    (Check::LongMessage, long_message::check),
    (Check::ManyQuestions, many_questions::check),
    (Check::MissingAttachment, missing_attachment::check),
    (Check::NoDeadline, no_deadline::check),
    (Check::NoZone, no_zone::check),
    (Check::PunctuationRun, punctuation_run::check),
    (Check::Shouting, shouting::check),
    (Check::Summons, summons::check),
    (Check::TeamNorm, team_norm::check),
    (Check::Unowned, unowned::check),
    (Check::VagueDeadline, vague_deadline::check),
];

/// Makes the findings of one rule from what all rules found in the message: gets its number and the hits of its own terms.
pub type LateCheck = fn(&MessageContext<'_>, u32, Vec<Finding>) -> Vec<Finding>;

/// The late checks, in the order in which they run: each sees what those before it found.
pub const LATE_CHECKS: [(Check, LateCheck); 19] = [
    (Check::Crisis, crisis::announced),
    (Check::Heated, heated::check),
    (Check::ExternalWords, external::check),
    (Check::ToMany, to_many::check),
    (Check::ConfidentialMark, confidential::check),
    (Check::GroupCriticism, criticism::check),
    (Check::ManagerCopy, manager_copy::check),
    (Check::FirstContact, first_contact::check),
    (Check::PingPong, ping_pong::check),
    (Check::Meeting, meeting::check),
    (Check::OutOfHours, out_of_hours::check),
    (Check::BesideCrisis, crisis::beside),
    (Check::CrisisLacks, crisis::lacks),
    (Check::UrgentNews, urgent_news::check),
    (Check::Kickoff, kickoff::check),
    (Check::WriteUp, write_up::check),
    (Check::Delicate, composite::delicate),
    (Check::Pressing, composite::pressing),
    (Check::Tangled, composite::tangled),
];

/// Returns the function of a check that sees the words; `None` for a late one.
#[must_use]
pub fn check_of(name: Check) -> Option<WordCheck> {
    CHECKS.iter().find(|(known, _)| *known == name).map(|(_, check)| *check)
}

/// Returns true if and only if a check weighs what other rules found.
#[must_use]
pub fn is_late(name: Check) -> bool {
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
        for name in Check::ALL {
            assert!(is_late(name) != check_of(name).is_some(), "{name:?} has not one function");
        }
    }
}
