//! Decides what hits mean: context, checks, scores, the decision table, the verdict.

mod ask;
pub mod checks;
mod conclude;
mod context;
mod explain;
mod scene;
mod score;
pub mod silence;
mod verdict;
mod weigh;

pub use conclude::{Conclusion, UNUSED_IGNORE, conclude, unused_ignore};
pub use explain::explain_verdict;
pub use scene::{Finding, RuleBook, Scene, Tally};
pub use weigh::weigh;
