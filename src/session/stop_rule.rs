//! Decides whether a message is held back.

use presend_core::Report;
use presend_core::{Action, Diagnostic, Severity};

use crate::options::FailOn;

/// The mildest severity that holds a message back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FailThreshold {
    /// `None`: nothing does.
    least: Option<Severity>,
    /// Nobody chose it.
    is_default: bool,
}

impl FailThreshold {
    /// Takes what was chosen; errors hold a message back where nothing was.
    pub(crate) fn new(chosen: Option<FailOn>) -> FailThreshold {
        let least = match chosen {
            None => Some(Severity::Error),
            Some(FailOn::AtLeast(severity)) => Some(severity),
            Some(FailOn::Never) => None,
        };
        FailThreshold { least, is_default: chosen.is_none() }
    }
}

/// For whom it is decided whether a message is held back: the same report does not mean the same to everyone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StopRule {
    /// A check, whose exit code tells a script what the report says. It keeps nobody from sending, so every diagnostic
    /// counts, including those on someone in need. A verdict to hold counts only under the default: whoever names a severity
    /// asks about severities.
    Check,
    /// A person's send. W001 and W004 never stop one, nor does anything else in a message with them: it may be how someone
    /// gets help. Whoever names a severity still wants to be held back, so a verdict to hold counts under all but never.
    PersonSends,
    /// A program's send. Its draft is not a call for help, and a sentence added to it must not open a way around the check;
    /// otherwise as for a person.
    ProgramSends,
}

impl StopRule {
    /// Returns true if and only if a message is held back: for a diagnostic at or above the threshold, or for a verdict to
    /// hold.
    pub(crate) fn stops(self, report: &Report<'_>, threshold: FailThreshold) -> bool {
        let Some(least) = threshold.least else { return false };
        let (spares_help, counts_all, counts_hold) = match self {
            StopRule::Check => (false, true, threshold.is_default),
            StopRule::PersonSends => (true, false, true),
            StopRule::ProgramSends => (false, false, true),
        };
        if spares_help && report.diagnostics.iter().any(|found| !found.blocks) {
            return false;
        }
        let is_serious = |found: &Diagnostic| (counts_all || found.blocks) && found.severity >= least;
        let is_hold = counts_hold && report.verdict.action == Action::Hold;
        is_hold || report.diagnostics.iter().any(is_serious)
    }
}

#[cfg(test)]
mod tests {
    use presend_core::RuleRequest;
    use presend_core::Source;
    use presend_core::message::{self, Format};

    use super::*;
    use crate::session::build::built_in;

    /// An error (S001).
    const DISMISSAL: &str = "We have to let you go effective Friday.";
    /// A warning (L001), and a verdict to hold.
    const SPOLIATION: &str = "Delete these emails before the auditors see them.";
    /// An error that never stops a person (W001).
    const CRY_FOR_HELP: &str = "I want to kill myself.";

    /// Says whether a text is held back from a check, from a person's send, and from a program's.
    fn stops(text: &str, chosen: Option<FailOn>) -> [bool; 3] {
        let linter = built_in().unwrap();
        let policy = linter.policy(&RuleRequest::default()).unwrap();
        let message = message::read(Source::new("draft", text.as_bytes()), Format::Text);
        let report = linter.lint(message, &policy);
        [StopRule::Check, StopRule::PersonSends, StopRule::ProgramSends]
            .map(|rule| rule.stops(&report, FailThreshold::new(chosen)))
    }

    #[test]
    fn errors_stop_all_and_never_stops_none() {
        assert_eq!(stops(DISMISSAL, None), [true, true, true]);
        for text in [DISMISSAL, SPOLIATION, CRY_FOR_HELP] {
            assert_eq!(stops(text, Some(FailOn::Never)), [false, false, false], "{text}");
        }
        let info = Some(FailOn::AtLeast(Severity::Info));
        assert_eq!(stops("Thanks, see you at lunch.", info), [false, false, false]);
    }

    #[test]
    fn a_verdict_to_hold_counts_in_a_check_only_where_nothing_was_chosen() {
        let at_least = |severity| Some(FailOn::AtLeast(severity));
        assert_eq!(stops(SPOLIATION, None), [true, true, true]);
        assert_eq!(stops(SPOLIATION, at_least(Severity::Error)), [false, true, true]);
        assert_eq!(stops(SPOLIATION, at_least(Severity::Warning)), [true, true, true]);
    }

    #[test]
    fn a_cry_for_help_of_a_persons_gets_through_with_all_that_is_in_it() {
        assert_eq!(stops(CRY_FOR_HELP, None), [true, false, false]);
        assert_eq!(stops(&format!("{CRY_FOR_HELP} {DISMISSAL}"), None), [true, false, true]);
    }
}
