//! Writes what was found: reports, counts, baselines, fixed drafts, and what is known of a rule.

pub(crate) mod baseline;
pub(crate) mod fix;
pub(crate) mod people_key;
pub(crate) mod plain;
pub(crate) mod progress;
pub(crate) mod replace;
pub(crate) mod rule_page;
pub(crate) mod rule_table;
pub(crate) mod sink;
pub(crate) mod style;
