//! Finds messages with many questions (K001) and labels each of them.

use super::on_words;
use crate::builtin::DECISION;
use crate::judge::questions;
use crate::judge::scene::{Finding, Scene};

/// More questions than this need not be weighed one by one.
const MAX_SHOWN: usize = 100;

pub(super) fn check(scene: &Scene<'_>, rule: u32, candidates: Vec<Finding>) -> Vec<Finding> {
    let knobs = &DECISION.knobs;
    let limit = if scene.profile == "chat" { knobs.questions_chat } else { knobs.questions };
    if scene.question_count < limit as usize {
        return candidates;
    }
    let asked = questions(scene, MAX_SHOWN);
    asked
        .into_iter()
        .map(|(block, first, last)| on_words(rule, block, &scene.blocks[block], first, last))
        .collect()
}
