//! Finds the verdict: the row of the decision table that fits, what changes its outcome, and what to say and write.

mod advice;
mod modifiers;
mod page;
mod table;

pub(crate) use advice::{MAX_QUESTIONS, plan};
pub use page::explain_verdict;
pub(super) use table::verdict;
