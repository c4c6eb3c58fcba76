//! Decides whether a message is held back.

use crate::diagnostic::Diagnostic;
use crate::guidelines::FailOn;
use crate::report::Report;

/// Who sends: the same report does not mean the same for everyone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum StopRule {
    /// A person. W001 and W004 never stop a message, nor does anything else in a message with them, and neither does anything
    /// in a report of harassment by the one it happened to: it may be how someone gets help.
    PersonSends,
    /// A program. Its draft is not a call for help, and a sentence added to it must not open a way around the check: W001 and
    /// W004, which quiet whatever else is in a message, stop it as any other diagnostic does.
    ProgramSends,
}

/// What holds a message back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum StopCause {
    /// A diagnostic that is serious enough.
    Diagnostic,
    /// A verdict that is sure enough.
    Verdict,
}

impl StopRule {
    /// Returns true if and only if a message is held back: for a diagnostic that is serious enough, or for a verdict that is
    /// sure enough.
    #[must_use]
    pub fn stops(self, report: &Report<'_>, fail_on: FailOn) -> bool {
        self.cause(report, fail_on).is_some()
    }

    /// Returns what holds a message back, if anything does: a diagnostic where there is one, else the verdict.
    #[must_use]
    pub fn cause(self, report: &Report<'_>, fail_on: FailOn) -> Option<StopCause> {
        let is_spared = report.verdict.spares || report.diagnostics.iter().any(|found| !found.blocks);
        if self == StopRule::PersonSends && is_spared {
            return None;
        }
        let may_stop = |found: &Diagnostic| found.blocks || self == StopRule::ProgramSends;
        let is_serious = |found: &Diagnostic| {
            may_stop(found) && fail_on.severity.is_some_and(|least| found.severity >= least)
        };
        let verdict = &report.verdict;
        if report.diagnostics.iter().any(is_serious) {
            return Some(StopCause::Diagnostic);
        }
        fail_on.counts(verdict.action, verdict.confidence).then_some(StopCause::Verdict)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An error (T003).
    const INSULT: &str = "You stupid idiot.";
    /// A warning (L001), and a verdict to hold.
    const SPOLIATION: &str = "Delete these emails before the auditors see them.";
    /// An error that never stops a person (W001).
    const CRY_FOR_HELP: &str = "I want to kill myself.";
    /// What happened to the writer (row 4 of the table).
    const REPORT: &str = "I want to report that my supervisor harassed me at the fair on 3 May.";

    /// Says whether a text is held back from a person's send, and from a program's.
    fn stops(text: &str, fail_on: &str) -> [bool; 2] {
        let report = crate::lint(text);
        let fail_on = if fail_on.is_empty() { FailOn::default() } else { FailOn::parse(fail_on).unwrap() };
        [StopRule::PersonSends, StopRule::ProgramSends].map(|rule| rule.stops(&report, fail_on))
    }

    #[test]
    fn errors_stop_all_and_never_stops_none() {
        assert_eq!(stops(INSULT, ""), [true, true]);
        for text in [INSULT, SPOLIATION, CRY_FOR_HELP] {
            assert_eq!(stops(text, "never"), [false, false], "{text}");
        }
        assert_eq!(stops("Thanks, see you at lunch.", "info,0.5"), [false, false]);
    }

    #[test]
    fn a_verdict_counts_by_its_chance() {
        assert_eq!(stops(SPOLIATION, "error"), [false, false]);
        assert_eq!(stops(SPOLIATION, "hold"), [true, true]);
        assert_eq!(stops(SPOLIATION, "talk,reword"), [false, false]);
        assert_eq!(stops(SPOLIATION, "error,1"), [false, false]);
        assert_eq!(stops(SPOLIATION, "warning"), [true, true]);
    }

    #[test]
    fn a_cry_for_help_of_a_persons_gets_through_with_all_that_is_in_it() {
        assert_eq!(stops(CRY_FOR_HELP, "info,0"), [false, true]);
        assert_eq!(stops(CRY_FOR_HELP, "error"), [false, true]);
        assert_eq!(stops(&format!("{CRY_FOR_HELP} {INSULT}"), ""), [false, true]);
    }

    #[test]
    fn a_report_by_the_one_it_happened_to_gets_through() {
        assert!(!stops(REPORT, "info,0")[0]);
    }
}
