//! Says why there is no report.

#![forbid(unsafe_code)]

use serde::Serialize;

/// Why there is no report, and whose fault it is.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Fault {
    kind: &'static str,
    reason: String,
}

impl Fault {
    /// A field of the request is wrong.
    pub(crate) fn request(reason: impl ToString) -> Fault {
        Fault { kind: "request", reason: reason.to_string() }
    }

    /// The guidelines, a lexicon or the name of a rule is wrong.
    pub(crate) fn settings(reason: impl ToString) -> Fault {
        Fault { kind: "settings", reason: reason.to_string() }
    }

    /// presend itself failed.
    pub(crate) fn engine(reason: impl ToString) -> Fault {
        Fault { kind: "engine", reason: reason.to_string() }
    }
}
