//! Judges crisis messages (U009) and what their notice lacks (U010-U014).

use crate::builtin::DECISION;
use crate::diagnostic::Severity;
use crate::judge::check_context::Finding;
use crate::judge::message_context::MessageContext;
use crate::message::Thread;

/// The rule that announces a crisis.
const CRISIS: &str = "U009";

/// Rules on parts that a notice must have, in the order in which the help names them.
const PARTS: [&str; 4] = ["U010", "U011", "U012", "U014"];

/// The one part that even a first notice must have.
const FIRST_PART: &str = "U012";

/// Keeps the announcement and lists in its help what the notice still lacks.
pub(super) fn announced(context: &MessageContext<'_>, _rule: u32, mut own: Vec<Finding>) -> Vec<Finding> {
    let name = |code: &&str| DECISION.variant(code, "part").map(|part| part.message.to_string());
    let lacking: Vec<String> =
        PARTS.iter().filter(|code| !context.has_marker(code)).filter_map(name).collect();
    if is_first_notice(context) && !context.has_marker(FIRST_PART) {
        // One warning is enough for the first minutes, and that is the time of the next notice.
        own.iter_mut().for_each(|finding| finding.at_most = finding.at_most.min(Severity::Info));
    }
    let case = if lacking.is_empty() { "complete" } else { "lacking" };
    let Some(variant) = DECISION.variant(CRISIS, case) else { return own };
    for finding in &mut own {
        finding.help = Some(variant.help.replace("{parts}", &lacking.join(", ")).into());
    }
    own
}

/// Speaks where a crisis is announced and no term of the rule, which are the marks of the part, stands in the message.
pub(super) fn lacks(context: &MessageContext<'_>, rule: u32, own: Vec<Finding>) -> Vec<Finding> {
    let Some(crisis) = context.finding(CRISIS).filter(|_| own.is_empty()) else { return Vec::new() };
    let is_first_part = context.book.rule(rule).is_some_and(|rule| rule.code() == *FIRST_PART);
    if is_first_notice(context) && !is_first_part {
        return Vec::new();
    }
    vec![crisis.for_rule(rule)]
}

/// Keeps what counts only beside a crisis.
pub(super) fn beside(context: &MessageContext<'_>, _rule: u32, own: Vec<Finding>) -> Vec<Finding> {
    if context.finding(CRISIS).is_some() { own } else { Vec::new() }
}

/// Returns true if and only if this is the bare notice of the first minutes: short, and nothing came before it.
fn is_first_notice(context: &MessageContext<'_>) -> bool {
    context.tally.words <= DECISION.thresholds.first_notice_words as usize
        && !Thread::of(context.message).is_reply()
}
