//! Finds the habits with the largest effect.

use presend_core::Code;

use super::Habits;

/// So many are told.
const MOST_CHANGES: usize = 3;
/// What happened less often is no habit.
const LEAST_MESSAGES: usize = 2;

/// A habit, and how much would be otherwise without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) kind: ChangeKind,
    /// Messages of the person that would have been others, or none.
    pub(crate) messages: usize,
}

/// What the habit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChangeKind {
    /// This rule was the weightiest reason.
    Rule(Code),
    /// Answers are asked for outside the reader's hours.
    ReaderOff,
    /// Threads go on that wanted a call.
    Threads,
    /// People are called together to be told something.
    Meetings,
}

/// Returns one to three habits with the largest effect, the largest first; none where nothing happened often.
pub(crate) fn changes(habits: &Habits) -> Vec<Change> {
    let rules = habits.rules.by_messages().into_iter().map(|(code, rule)| (ChangeKind::Rule(code), rule.led));
    let others = [
        (ChangeKind::ReaderOff, habits.hours.asks_when_reader_off),
        (ChangeKind::Threads, habits.threads.own_after_call),
        (ChangeKind::Meetings, habits.meetings.count),
    ];
    let all = others.into_iter().chain(rules).map(|(kind, messages)| Change { kind, messages });
    let mut changes: Vec<Change> = all.filter(|change| change.messages >= LEAST_MESSAGES).collect();
    changes.sort_by_key(|change| std::cmp::Reverse(change.messages));
    changes.truncate(MOST_CHANGES);
    changes
}

#[cfg(test)]
mod tests {
    use presend_core::Action;

    use super::super::seen::{OwnMessage, Seen};
    use super::*;

    #[test]
    fn the_largest_effects_come_first() {
        let mut habits = Habits::default();
        let code = |text| Code::parse(text).unwrap();
        let led =
            |text| OwnMessage { action: Action::Reword, reason: Some(code(text)), ..OwnMessage::default() };
        for text in ["T001", "T001", "E004", "E004", "E004", "U001", "U001", "P001"] {
            habits.add(Seen::Own(Box::new(led(text))));
        }
        for _ in 0..4 {
            let asked = OwnMessage { asks: true, is_reader_off: true, ..OwnMessage::default() };
            habits.add(Seen::Own(Box::new(asked)));
        }
        let told: Vec<(ChangeKind, usize)> =
            changes(&habits).into_iter().map(|change| (change.kind, change.messages)).collect();
        let (anger, blame) = (ChangeKind::Rule(code("E004")), ChangeKind::Rule(code("T001")));
        assert_eq!(told, [(ChangeKind::ReaderOff, 4), (anger, 3), (blame, 2)]);
        assert_eq!(changes(&Habits::default()), []);
    }
}
