//! Finds criticism of a named person in front of others (R003).

use crate::judge::check_context::Finding;
use crate::judge::message_context::MessageContext;

pub(super) fn check(context: &MessageContext<'_>, _rule: u32, own: Vec<Finding>) -> Vec<Finding> {
    let is_group = context.facts.goes_to_group() || context.has_marker("R001");
    if is_group { own } else { Vec::new() }
}
