//! Finds messages with many questions (K001) and labels each of them.

use super::on_words;
use crate::builtin::DECISION;
use crate::judge::check_context::{CheckContext, Finding};
use crate::judge::questions;

/// More questions than this need not be weighed one by one.
const MAX_SHOWN: usize = 100;

pub(super) fn check(context: &CheckContext<'_>, rule: u32, candidates: Vec<Finding>) -> Vec<Finding> {
    let thresholds = &DECISION.thresholds;
    let limit = if context.profile == "chat" { thresholds.questions_chat } else { thresholds.questions };
    if context.question_count < limit as usize {
        return candidates;
    }
    let asked = questions(context, MAX_SHOWN);
    asked
        .into_iter()
        .map(|(block, first, last)| on_words(rule, block, &context.blocks[block], first, last))
        .collect()
}
