//! Keeps the mark "confidential" (P004) only where the message goes further than the mark allows.

use crate::judge::check_context::Finding;
use crate::judge::message_context::MessageContext;

pub(super) fn check(context: &MessageContext<'_>, _rule: u32, own: Vec<Finding>) -> Vec<Finding> {
    let goes_out = context.facts.readers.list.iter().any(|reader| reader.is_external == Some(true));
    if goes_out || context.facts.goes_to_many() || context.has_marker("R001") { own } else { Vec::new() }
}
