//! Keeps signs of many moving parts (K005) where several people have to agree.

use crate::judge::check_context::Finding;
use crate::judge::message_context::MessageContext;

/// Fewer known readers than this can settle it among themselves.
const LEAST_READERS: usize = 3;

pub(super) fn check(context: &MessageContext<'_>, _rule: u32, own: Vec<Finding>) -> Vec<Finding> {
    let mut signs: Vec<u32> = own.iter().map(|finding| finding.hit.index).collect();
    signs.sort_unstable();
    signs.dedup();
    let readers = context.facts.readers.list.len();
    let is_many = readers >= LEAST_READERS || context.facts.goes_to_group();
    // Without known readers the text must show it by itself.
    let is_open = signs.len() >= 2 && (is_many || context.tally.questions > 0);
    let is_few = (1..LEAST_READERS).contains(&readers) && !context.facts.goes_to_group();
    if is_few || !(is_open || (is_many && !signs.is_empty() && context.tally.questions > 0)) {
        Vec::new()
    } else {
        own
    }
}
