//! Counts the edits that could be made, and says by which options.

use presend_core::render::edits;
use presend_core::{Applicability, Report};

/// How many edits can be made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct OfferedEdits {
    safe: usize,
    /// Safe or not.
    all: usize,
}

impl OfferedEdits {
    pub(crate) fn of(report: &Report<'_>) -> OfferedEdits {
        let count = |least| edits(report, least).len();
        OfferedEdits { safe: count(Applicability::Safe), all: count(Applicability::Unsafe) }
    }

    /// Adds those of another message.
    pub(crate) fn add(&mut self, other: OfferedEdits) {
        self.safe += other.safe;
        self.all += other.all;
    }

    /// Says by which options they are made; `None` where there are none.
    pub(crate) fn sentence(self) -> Option<String> {
        let changes = |count: usize| format!("{count} {}", if count == 1 { "change" } else { "changes" });
        match (self.safe, self.all.saturating_sub(self.safe)) {
            (0, 0) => None,
            (0, more) => Some(format!("{} with --fix --unsafe-fixes (--diff shows what)", changes(more))),
            (safe, 0) => Some(format!("{} with --fix (--diff shows what)", changes(safe))),
            (safe, more) => Some(format!(
                "{} with --fix (--diff shows what), {more} more with --unsafe-fixes",
                changes(safe)
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_told_with_their_options() {
        let told = |safe, all| OfferedEdits { safe, all }.sentence();
        assert_eq!(told(0, 0), None);
        assert_eq!(told(1, 1).unwrap(), "1 change with --fix (--diff shows what)");
        assert_eq!(told(0, 2).unwrap(), "2 changes with --fix --unsafe-fixes (--diff shows what)");
        assert_eq!(
            told(2, 3).unwrap(),
            "2 changes with --fix (--diff shows what), 1 more with --unsafe-fixes"
        );
    }
}
