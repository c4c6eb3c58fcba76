//! Finds messages that are nothing but a greeting or a ping (K008).

use crate::builtin::DECISION;
use crate::judge::check_context::{CheckContext, Finding};
use crate::words::CAPITALISED;

pub(super) fn check(context: &CheckContext<'_>, _rule: u32, candidates: Vec<Finding>) -> Vec<Finding> {
    let has_more = context.message.attachments.is_some_and(|count| count > 0);
    // A greeting that answers one opens nothing that others wait for.
    let is_answer = !context.message.headers.references.is_empty();
    if candidates.is_empty()
        || has_more
        || is_answer
        || context.word_count > DECISION.thresholds.greeting_words as usize
    {
        return Vec::new();
    }
    let covered = context.blocks.iter().enumerate().all(|(block, words)| {
        words.list.iter().enumerate().all(|(at, word)| {
            let in_hit = candidates.iter().any(|finding| {
                let hit = finding.hit;
                hit.block as usize == block && (hit.first as usize..=hit.last as usize).contains(&at)
            });
            // `Hi Sam`: the name greeted.
            in_hit || word.has(CAPITALISED)
        })
    });
    if covered { candidates } else { Vec::new() }
}
