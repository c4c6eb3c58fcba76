//! Checks on threads: messages that go back and forth (K003).

use jiff::SignedDuration;
use jiff::civil::DateTime;

use super::kinds::MessageCheck;
use crate::builtin::{DECISION, WORDS};
use crate::judge::finding::{Finding, finding_at};
use crate::judge::message_context::MessageContext;
use crate::message::RegionKind;
use crate::message::Thread;
use presend_lexicon::names::{Check, WordList};

/// The checks of this family that see the whole message.
pub(super) const MESSAGE_CHECKS: &[(Check, MessageCheck)] = &[(Check::PingPong, ping_pong)];

/// Finds threads that go back and forth, while something is open or was misunderstood.
fn ping_pong(context: &MessageContext<'_>, rule: u32, mut own: Vec<Finding>) -> Vec<Finding> {
    let thresholds = &DECISION.thresholds;
    // The thread is read only where something would come of it.
    if own.is_empty() && context.stats.questions < thresholds.thread_questions as usize {
        return Vec::new();
    }
    let thread = Thread::of(context.message);
    let has_before = thread.is_reply() || context.message.burst > 1;
    if !has_before || is_from_machine(context) || thread.is_forward {
        return Vec::new();
    }
    let questions = context.stats.questions;
    let is_open =
        questions >= thresholds.thread_questions as usize || (!own.is_empty() && context.stats.asks);
    let is_deep = thread.earlier + 1 >= thresholds.thread_messages as usize && is_recent(&thread);
    let is_long = thread.answers >= thresholds.thread_answers as usize;
    let markers = own.len();
    let is_burst = context.message.burst >= thresholds.thread_messages as usize;
    let is_stuck = is_open || markers > 0;
    let goes_on = is_deep || is_long || is_burst;
    if markers < 2 && !(goes_on && is_stuck) {
        return Vec::new();
    }
    if own.is_empty() {
        let subject = context.message.regions.iter().find(|region| region.kind == RegionKind::Subject);
        own.extend(finding_at(context.message, rule, None).map(|mut found| {
            if let Some(subject) = subject.filter(|_| is_long) {
                (found.hit.part, found.hit.span, found.region) = (subject.part, subject.span, subject.kind);
            }
            found
        }));
    }
    own
}

/// Returns true if and only if the earlier messages, as far as they are dated, were written close together.
fn is_recent(thread: &Thread) -> bool {
    let thresholds = &DECISION.thresholds;
    let wanted = thresholds.thread_messages.saturating_sub(1) as usize;
    if thread.dates.len() < wanted.min(thread.earlier) || thread.dates.is_empty() {
        return thread.dates.len() < 2 || spread(&thread.dates) <= window();
    }
    let mut dates = thread.dates.clone();
    dates.sort_unstable();
    dates.windows(wanted.max(1)).any(|run| spread(run) <= window())
}

fn window() -> SignedDuration {
    SignedDuration::from_hours(i64::from(DECISION.thresholds.thread_hours))
}

fn spread(dates: &[DateTime]) -> SignedDuration {
    match (dates.iter().min(), dates.iter().max()) {
        (Some(first), Some(last)) => last.duration_since(*first),
        _ => SignedDuration::ZERO,
    }
}

fn is_from_machine(context: &MessageContext<'_>) -> bool {
    context.message.headers.from.iter().any(|from| {
        let local = from.address.split('@').next().unwrap_or("").to_lowercase();
        local.split(['.', '_', '+']).any(|word| WORDS.get(WordList::MachineAddresses).contains(word))
    })
}
