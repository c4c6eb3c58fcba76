//! Decides what hits mean: context, checks, scores, the decision table, the verdict.

mod check_context;
mod checks;
mod conclude;
mod context;
mod datetime;
mod diagnose;
mod facts;
mod finding;
mod message_checks;
mod message_context;
mod message_stats;
mod questions;
mod rule_book;
mod scores;
pub mod silence;
mod verdict;
mod weigh;

pub use check_context::CheckContext;
pub use conclude::{Conclusion, conclude};
pub use diagnose::unused_ignore;
pub use facts::Facts;
pub use finding::{Finding, finding_at};
pub use message_stats::MessageStats;
pub use questions::questions;
pub use rule_book::RuleBook;
pub use scores::{Contribution, CueEvidence, CueScores, ScoreExplanation, ShapeCounts, TextKinds};
pub use verdict::{MAX_QUESTIONS, explain_verdict, plan};
pub use weigh::weigh;
