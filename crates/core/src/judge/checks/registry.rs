//! Finds the function of a check by its name, and orders those that see the whole message.

use super::{
    composites, coordination, crisis, deadlines, heat, invitations, mechanics, outside, private, readers,
    threads, tone, urgency,
};
use crate::judge::check_context::CheckContext;
use crate::judge::finding::Finding;
use crate::judge::message_context::MessageContext;
use presend_lexicon::names::Check;

/// Makes or filters the findings of one rule: gets its number and the candidates that its terms found.
pub(in crate::judge) type WordCheck = fn(&CheckContext<'_>, u32, Vec<Finding>) -> Vec<Finding>;

/// The checks that see the words of a message.
const WORD_CHECKS: [(Check, WordCheck); 15] = [
    (Check::BulkPeople, private::bulk_people),
    (Check::Elongation, heat::elongation),
    (Check::FastReply, deadlines::fast_reply),
    (Check::GreetingOnly, coordination::greeting_only),
    (Check::LongMessage, coordination::long_message),
    (Check::ManyQuestions, coordination::many_questions),
    (Check::MissingAttachment, mechanics::missing_attachment),
    (Check::NoDeadline, deadlines::no_deadline),
    (Check::NoZone, deadlines::no_zone),
    (Check::PunctuationRun, heat::punctuation_run),
    (Check::Shouting, heat::shouting),
    (Check::Summons, tone::summons),
    (Check::TeamNorm, deadlines::team_norm),
    (Check::Unowned, coordination::unowned),
    (Check::VagueDeadline, deadlines::vague_deadline),
];

/// Makes the findings of one rule from what all rules found in the message: gets its number and the hits of its own terms.
pub(in crate::judge) type MessageCheck = fn(&MessageContext<'_>, u32, Vec<Finding>) -> Vec<Finding>;

/// The checks that see the whole message, in the order in which they run: each sees what those before it found.
pub(in crate::judge) const MESSAGE_CHECKS: [(Check, MessageCheck); 19] = [
    (Check::Crisis, crisis::announced),
    (Check::Heated, heat::heated),
    (Check::ExternalWords, outside::external_words),
    (Check::ToMany, readers::to_many),
    (Check::ConfidentialMark, private::confidential_mark),
    (Check::GroupCriticism, readers::group_criticism),
    (Check::ManagerCopy, readers::manager_copy),
    (Check::FirstContact, readers::first_contact),
    (Check::PingPong, threads::ping_pong),
    (Check::Meeting, invitations::invitation),
    (Check::OutOfHours, urgency::out_of_hours),
    (Check::BesideCrisis, crisis::beside),
    (Check::CrisisLacks, crisis::lacks),
    (Check::UrgentNews, urgency::urgent_news),
    (Check::Kickoff, coordination::kickoff),
    (Check::WriteUp, coordination::write_up),
    (Check::Delicate, composites::delicate),
    (Check::Pressing, composites::pressing),
    (Check::Tangled, composites::tangled),
];

/// Returns the function of a check that sees the words; `None` for one that sees the whole message.
pub(in crate::judge) fn word_check(name: Check) -> Option<WordCheck> {
    WORD_CHECKS.iter().find(|(known, _)| *known == name).map(|(_, check)| *check)
}

/// Returns true if and only if a check weighs what other rules found in the whole message.
pub(in crate::judge) fn weighs_message(name: Check) -> bool {
    MESSAGE_CHECKS.iter().any(|(known, _)| *known == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_a_lexicon_may_name_exists() {
        for name in Check::ALL {
            assert!(weighs_message(name) != word_check(name).is_some(), "{name:?} has not one function");
        }
    }
}
