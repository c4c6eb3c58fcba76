//! Decides what hits mean: context, checks, scores, the decision table, the verdict.

mod ask;
mod check_context;
pub mod checks;
mod conclude;
mod context;
mod cues;
mod datetime;
mod explain;
mod facts;
mod features;
mod message_context;
mod modifiers;
mod plan;
mod score;
pub mod silence;
mod verdict;
mod weigh;

pub use ask::questions;
pub use check_context::{CheckContext, Finding, MessageStats, RuleBook, finding_at};
pub use conclude::{Conclusion, UNUSED_IGNORE, conclude, unused_ignore};
pub use cues::{CueEvidence, CueScores, Piece, Why};
pub use explain::explain_verdict;
pub use facts::Facts;
pub use features::{Features, Kinds};
pub use message_context::MessageContext;
pub use plan::{MAX_QUESTIONS, plan};
pub use weigh::weigh;
