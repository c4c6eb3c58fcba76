//! Counts how often each rule spoke, and keeps three examples of each.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use presend_core::render::Excerpt;
use presend_core::{Action, Code};

use super::seen::OwnMessage;

/// Examples of a rule that are kept, the latest.
const MOST_EXAMPLES: usize = 3;

/// The rules that spoke.
#[derive(Debug, Default)]
pub(crate) struct Rules(BTreeMap<Code, RuleHabit>);

/// What one rule found.
#[derive(Debug, Default)]
pub(crate) struct RuleHabit {
    /// Messages in which it spoke.
    pub(crate) messages: usize,
    /// Messages that were not fine as they stood, and of which it was the weightiest reason.
    pub(crate) led: usize,
    /// The latest that say different things, newest first.
    pub(crate) examples: Vec<Example>,
}

/// Where a rule spoke.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Example {
    pub(crate) sent: Option<DateTime>,
    pub(crate) subject: Option<String>,
    /// The words, if they do not stand in the header.
    pub(crate) excerpt: Option<Excerpt>,
}

impl Rules {
    pub(super) fn add(&mut self, message: OwnMessage) {
        let sent = message.sent.map(|sent| sent.local);
        if let Some(reason) = message.reason.filter(|_| message.action != Action::Write) {
            self.0.entry(reason).or_default().led += 1;
        }
        for finding in message.findings {
            let rule = self.0.entry(finding.code).or_default();
            rule.messages += 1;
            rule.keep(sent, message.subject.as_ref(), finding.excerpt);
        }
    }

    /// Returns the rules that spoke, the most talkative first.
    pub(crate) fn by_messages(&self) -> Vec<(Code, &RuleHabit)> {
        let mut rules: Vec<(Code, &RuleHabit)> = self.0.iter().map(|(code, rule)| (*code, rule)).collect();
        rules.sort_by_key(|(_, rule)| std::cmp::Reverse(rule.messages));
        rules
    }
}

impl RuleHabit {
    /// Keeps an example if it is one of the latest, and no other says the same.
    fn keep(&mut self, sent: Option<DateTime>, subject: Option<&String>, excerpt: Option<Excerpt>) {
        let at = self.examples.partition_point(|kept| kept.sent > sent);
        if at >= MOST_EXAMPLES || self.examples.iter().any(|kept| kept.says(subject, excerpt.as_ref())) {
            return;
        }
        self.examples.insert(at, Example { sent, subject: subject.cloned(), excerpt });
        self.examples.truncate(MOST_EXAMPLES);
    }
}

impl Example {
    fn says(&self, subject: Option<&String>, excerpt: Option<&Excerpt>) -> bool {
        match (&self.excerpt, excerpt) {
            (Some(own), Some(other)) => own == other,
            (None, None) => self.subject.as_ref() == subject,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::seen::{OwnFinding, SentAt};
    use super::*;

    fn message(day: i8, words: &str) -> OwnMessage {
        let code = Code::parse("T001").unwrap();
        let excerpt = Some(Excerpt { words: words.to_owned(), ..Excerpt::default() });
        OwnMessage {
            sent: Some(SentAt { local: jiff::civil::date(2026, 3, day).at(9, 0, 0, 0), is_at_work: None }),
            action: if day == 1 { Action::Write } else { Action::Reword },
            reason: Some(code),
            findings: vec![OwnFinding { code, excerpt }],
            ..OwnMessage::default()
        }
    }

    #[test]
    fn three_different_examples_are_kept() {
        let mut rules = Rules::default();
        for (day, words) in [(1, "a"), (2, "b"), (5, "e"), (3, "c"), (4, "e"), (4, "d")] {
            rules.add(message(day, words));
        }
        let found = rules.by_messages();
        let [(_, rule)] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((rule.messages, rule.led), (6, 5));
        let words: Vec<&str> =
            rule.examples.iter().map(|kept| kept.excerpt.as_ref().unwrap().words.as_str()).collect();
        assert_eq!(words, ["e", "d", "c"]);
    }
}
