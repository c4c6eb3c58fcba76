//! Decides whether a message is held back.

use presend_core::Report;
use presend_core::diagnostic::{Action, Diagnostic, Severity};

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
    /// Takes what was chosen; errors are grave where nothing was.
    pub(crate) fn new(chosen: Option<FailOn>) -> FailThreshold {
        let least = match chosen {
            None => Some(Severity::Error),
            Some(FailOn::AtLeast(severity)) => Some(severity),
            Some(FailOn::Never) => None,
        };
        FailThreshold { least, is_default: chosen.is_none() }
    }
}

/// For whom it is decided whether a message is held back, for the same report does not mean the same to all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StopRule {
    /// A check, whose exit code tells a script what stands in the report. Nobody is kept from sending by it, so every
    /// diagnostic counts, also on someone in need. A verdict to hold counts under the default alone: who names a
    /// severity asks about severities.
    Check,
    /// A person's send. W001 and W004 never stop one, nor what else is in a message with them: it may be how someone gets
    /// help. Whoever chose what is grave still wants to be held back, so a verdict to hold counts unless nothing is grave.
    PersonSends,
    /// A program's send. Its draft is not a call for help, and a sentence added to it opens no way; else like a person's.
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
        let is_grave = |found: &Diagnostic| (counts_all || found.blocks) && found.severity >= least;
        let is_hold = counts_hold && report.verdict.action == Action::Hold;
        is_hold || report.diagnostics.iter().any(is_grave)
    }
}
