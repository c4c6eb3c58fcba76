//! Lists the families of checks, and finds the function of a check by its name.

use super::kinds::{MessageCheck, WordCheck};
use super::{
    composites, coordination, crisis, deadlines, heat, invitations, mechanics, outside, private, readers,
    threads, tone, urgency,
};
use presend_lexicon::names::Check;

/// The families with checks that see the words of a message.
const WORD_FAMILIES: [&[(Check, WordCheck)]; 6] = [
    coordination::WORD_CHECKS,
    deadlines::WORD_CHECKS,
    heat::WORD_CHECKS,
    mechanics::WORD_CHECKS,
    private::WORD_CHECKS,
    tone::WORD_CHECKS,
];

/// The families with checks that see the whole message.
const MESSAGE_FAMILIES: [&[(Check, MessageCheck)]; 11] = [
    composites::MESSAGE_CHECKS,
    coordination::MESSAGE_CHECKS,
    crisis::MESSAGE_CHECKS,
    heat::MESSAGE_CHECKS,
    invitations::MESSAGE_CHECKS,
    mechanics::MESSAGE_CHECKS,
    outside::MESSAGE_CHECKS,
    private::MESSAGE_CHECKS,
    readers::MESSAGE_CHECKS,
    threads::MESSAGE_CHECKS,
    urgency::MESSAGE_CHECKS,
];

/// Returns the function of a check that sees the words; `None` for one that sees the whole message.
pub(in crate::judge) fn word_check(name: Check) -> Option<WordCheck> {
    WORD_FAMILIES.iter().copied().flatten().find(|(known, _)| *known == name).map(|(_, check)| *check)
}

/// Returns the function of a check that weighs what other rules found in the whole message. These run in the order of
/// [`Check`]: each sees what those before it found.
pub(in crate::judge) fn message_check(name: Check) -> Option<MessageCheck> {
    MESSAGE_FAMILIES.iter().copied().flatten().find(|(known, _)| *known == name).map(|(_, check)| *check)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_a_lexicon_may_name_exists() {
        for name in Check::ALL {
            assert!(
                message_check(name).is_some() != word_check(name).is_some(),
                "{name:?} has not one function"
            );
        }
    }
}
