//! Counts messages, diagnostics and verdicts.

use serde::Serialize;

use crate::diagnostic::{Action, Severity};
use crate::report::Report;

/// How many messages, diagnostics and verdicts there were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct Summary {
    /// Messages linted.
    pub messages: usize,
    /// Diagnostics of severity error.
    pub error: usize,
    /// Diagnostics of severity warning.
    pub warning: usize,
    /// Diagnostics of severity info.
    pub info: usize,
    /// Diagnostics of severity hint.
    pub hint: usize,
    /// Verdicts to write.
    pub write: usize,
    /// Verdicts to reword.
    pub reword: usize,
    /// Verdicts to hold.
    pub hold: usize,
    /// Verdicts to talk.
    pub talk: usize,
}

impl Summary {
    /// Counts one report.
    pub fn add(&mut self, report: &Report<'_>) {
        self.messages += 1;
        for diagnostic in &report.diagnostics {
            *match diagnostic.severity {
                Severity::Error => &mut self.error,
                Severity::Warning => &mut self.warning,
                Severity::Info => &mut self.info,
                Severity::Hint => &mut self.hint,
            } += 1;
        }
        *match report.verdict.action {
            Action::Write => &mut self.write,
            Action::Reword => &mut self.reword,
            Action::Hold => &mut self.hold,
            Action::Talk => &mut self.talk,
        } += 1;
    }

    /// Adds the counts of another summary.
    pub fn merge(&mut self, other: &Summary) {
        self.messages += other.messages;
        self.error += other.error;
        self.warning += other.warning;
        self.info += other.info;
        self.hint += other.hint;
        self.write += other.write;
        self.reword += other.reword;
        self.hold += other.hold;
        self.talk += other.talk;
    }

    /// Says in one line how many there were.
    #[must_use]
    pub fn sentence(&self) -> String {
        let plural = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
        format!(
            "{}: {}, {}, {} info, {}; {} write, {} reword, {} hold, {} talk",
            plural(self.messages, "message"),
            plural(self.error, Severity::Error.name()),
            plural(self.warning, Severity::Warning.name()),
            self.info,
            plural(self.hint, Severity::Hint.name()),
            self.write,
            self.reword,
            self.hold,
            self.talk
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn summaries_add_up() {
        let mut one = Summary::default();
        one.add(&sample::dismissal());
        let mut two = one;
        two.merge(&one);
        assert_eq!((two.messages, two.error, two.warning, two.talk), (2, 2, 2, 2));
    }
}
