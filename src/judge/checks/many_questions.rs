//! Finds messages with many questions (K001) and labels each of them.

use super::on_words;
use crate::judge::scene::{Finding, Scene};
use crate::lexicon::DECISION;

/// More questions than this need not be weighed one by one.
const MAX_SHOWN: usize = 100;

pub(super) fn check(scene: &Scene<'_>, rule: u32, candidates: Vec<Finding>) -> Vec<Finding> {
    let knobs = &DECISION.knobs;
    let limit = if scene.profile == "chat" { knobs.questions_chat } else { knobs.questions };
    if scene.question_count < limit as usize {
        return candidates;
    }
    let mut findings = Vec::new();
    for (block, words) in scene.blocks.iter().enumerate() {
        let (base, text) = (words.base, scene.text(words.part));
        let Some(last) = words.list.last() else { continue };
        let end = (base + last.end as usize + 8).min(text.len());
        let mut asked = None;
        for mark in memchr::memchr_iter(b'?', &text.as_bytes()[base..end]) {
            let before = words.list.partition_point(|word| (word.start as usize) < mark).saturating_sub(1);
            let first = words.sentence(before).start;
            // A run of question marks asks once.
            if asked.replace(first) != Some(first) && findings.len() < MAX_SHOWN {
                findings.push(on_words(rule, block, words, first, before));
            }
        }
    }
    findings
}
