//! Checks on tone: requests to talk that do not say about what.

use super::kinds::WordCheck;
use crate::builtin::{DECISION, WORDS};
use crate::judge::check_context::CheckContext;
use crate::judge::finding::Finding;
use presend_lexicon::names::{Check, WordList};

/// The checks of this family that see the words.
pub(super) const WORD_CHECKS: &[(Check, WordCheck)] = &[(Check::Summons, summons)];

/// Keeps requests to talk (T014) only in short messages that name no topic.
fn summons(context: &CheckContext<'_>, _rule: u32, mut candidates: Vec<Finding>) -> Vec<Finding> {
    if context.word_count > DECISION.thresholds.summons_words as usize {
        return Vec::new();
    }
    candidates.retain(|finding| {
        let Some(words) = context.words(&finding.hit).filter(|words| !words.list.is_empty()) else {
            return true;
        };
        let sentence = words.sentence(finding.hit.first as usize);
        !context.has_word(
            words,
            (finding.hit.last as usize + 1).min(sentence.end)..sentence.end,
            WORDS.get(WordList::Topic),
        )
    });
    candidates
}
