//! Keeps requests to talk (T014) only in short messages that name no topic.

use crate::builtin::{DECISION, WORDS};
use crate::judge::check_context::{CheckContext, Finding};
use presend_lexicon::names::WordList;

pub(super) fn check(context: &CheckContext<'_>, _rule: u32, mut candidates: Vec<Finding>) -> Vec<Finding> {
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
