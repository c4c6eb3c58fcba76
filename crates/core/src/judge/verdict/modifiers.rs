//! Changes the outcome of a row by what is known of the readers, the thread and the draft itself.

use crate::builtin::DECISION;
use crate::diagnostic::{Axis, Verdict};
use crate::judge::facts::Facts;
use crate::judge::message_stats::MessageStats;
use crate::judge::scores::Evidence;
use presend_lexicon::List;
use presend_lexicon::decision::Modifier;
use presend_lexicon::names::Direction;
use presend_lexicon::names::{Channel, FrameName, ModifierName};

/// Factor on evidence that counts less upward.
const LOWERED: f32 = 0.5;

/// What the modifiers look at.
pub(super) struct VerdictContext<'a> {
    pub(super) evidence: &'a [Evidence<'a>],
    pub(super) stats: &'a MessageStats,
    pub(super) facts: &'a Facts,
}

/// Weighs evidence by the way the message goes.
pub(super) fn direct(evidence: &mut [Evidence<'_>], direction: Direction) {
    let named = |list: List<'_>, one: &Evidence<'_>| list.contains(&one.rule.code());
    for one in evidence {
        match direction {
            Direction::Down if named(DECISION.down_raises, one) => one.factor = 1.0,
            Direction::Up if named(DECISION.up_lowers, one) => one.factor *= LOWERED,
            _ => {}
        }
    }
}

/// Applies the modifiers that hold, in the order of the table: one that changes the action is the last.
pub(super) fn modify(verdict: &mut Verdict, context: &VerdictContext<'_>) {
    for modifier in DECISION.modifiers() {
        let row = u32::try_from(verdict.row).unwrap_or(0);
        if !modifier.rows.contains(row) || !holds(&modifier, verdict, context) {
            continue;
        }
        verdict.modifiers.push(modifier.number);
        if let Some(channel) = modifier.channel {
            verdict.channel = channel;
        }
        let Some(action) = modifier.action else {
            verdict.summary = format!("{}; {}", verdict.summary, modifier.say);
            continue;
        };
        verdict.action = action;
        (verdict.follow_up, verdict.wait) = (false, false);
        verdict.summary = modifier.say.to_string();
        return;
    }
}

fn holds(modifier: &Modifier<'_>, verdict: &Verdict, context: &VerdictContext<'_>) -> bool {
    let VerdictContext { evidence, stats, facts } = context;
    let spoke = |one: &Evidence<'_>| modifier.codes.contains(&one.rule.code());
    if !modifier.codes.is_empty() && !evidence.iter().any(spoke) {
        return false;
    }
    match modifier.name {
        ModifierName::FollowUp => stats.meets(FrameName::FollowUp),
        ModifierName::TalkAsk => {
            let weighs = |one: &&Evidence<'_>| {
                [Axis::Sensitive, Axis::Coordination, Axis::Urgent].iter().any(|axis| one.weight(*axis) > 0.1)
            };
            let mut weighty = evidence.iter().filter(weighs).peekable();
            weighty.peek().is_some() && weighty.all(|one| one.is_topic)
        }
        ModifierName::LiveChat => facts.is_live,
        ModifierName::PrefersWriting => {
            let mut addressed = facts.readers.addressed().peekable();
            addressed.peek().is_some() && addressed.all(|reader| reader.person.prefers_writing)
        }
        ModifierName::NobodyFree => {
            matches!(verdict.channel, Channel::InPersonOrVideo | Channel::Kickoff)
                && facts.shared == Some(None)
        }
        ModifierName::Paper => facts.needs_paper,
    }
}
