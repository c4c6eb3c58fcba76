//! Keeps urgent subjects (U005) where the text asks for nothing and nothing is due.

use crate::judge::check_context::Finding;
use crate::judge::message_context::MessageContext;
use crate::message::RegionKind;
use crate::message::Thread;

/// What makes an alarm right without any ask.
const ALARMS: [&str; 4] = ["U009", "W001", "W003", "W004"];

pub(super) fn check(context: &MessageContext<'_>, _rule: u32, own: Vec<Finding>) -> Vec<Finding> {
    if own.is_empty() {
        return Vec::new();
    }
    let has_body = context.message.regions.iter().any(|region| region.kind == RegionKind::Body);
    let is_right = context.tally.asks || context.is_framed("due") || Thread::of(context.message).is_reply();
    let is_alarm = ALARMS.iter().any(|code| context.finding(code).is_some());
    if !has_body || is_right || is_alarm { Vec::new() } else { own }
}
