//! Writes what was found: reports, counts, baselines and fixed drafts.

pub(crate) mod baseline;
pub(crate) mod fix;
pub(crate) mod progress;
pub(crate) mod sink;
pub(crate) mod style;
