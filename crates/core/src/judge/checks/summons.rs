//! Keeps requests to talk (T014) only in short messages that name no topic.

use crate::builtin::DECISION;
use crate::judge::scene::{Finding, Scene};

/// Words behind a request to talk that bring its topic.
const TOPIC: [&str; 16] = [
    "about",
    "because",
    "concerning",
    "discuss",
    "for",
    "how",
    "on",
    "over",
    "plan",
    "re",
    "regarding",
    "review",
    "so",
    "through",
    "what",
    "with",
];

pub(super) fn check(scene: &Scene<'_>, _rule: u32, mut candidates: Vec<Finding>) -> Vec<Finding> {
    if scene.word_count > DECISION.knobs.summons_words as usize {
        return Vec::new();
    }
    candidates.retain(|finding| {
        let Some(words) = scene.words(&finding.hit).filter(|words| !words.list.is_empty()) else {
            return true;
        };
        let sentence = words.sentence(finding.hit.first as usize);
        !scene.has_word(words, (finding.hit.last as usize + 1).min(sentence.end)..sentence.end, &TOPIC)
    });
    candidates
}
