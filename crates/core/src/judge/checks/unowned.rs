//! Keeps requests to nobody in particular (K002) where more than one person reads them.

use crate::judge::check_context::{CheckContext, Finding};

pub(super) fn check(context: &CheckContext<'_>, _rule: u32, candidates: Vec<Finding>) -> Vec<Finding> {
    let readers = &context.facts.readers;
    let is_single = readers.list.len() == 1 && !context.facts.goes_to_group();
    // In an open chat, asking all is how it is done.
    if is_single || (context.profile == "chat" && readers.list.is_empty()) { Vec::new() } else { candidates }
}
