//! Decides what hits mean: context, checks, scores, the decision table, the verdict.

mod ask;
pub mod checks;
mod conclude;
mod context;
mod cues;
mod explain;
mod facts;
mod features;
mod late;
mod modifiers;
mod moments;
mod plan;
mod scene;
mod score;
pub mod silence;
mod thread;
mod verdict;
mod weigh;

pub use ask::questions;
pub use conclude::{Conclusion, UNUSED_IGNORE, conclude, unused_ignore};
pub use cues::{CueScores, Piece, Seen, Why};
pub use explain::explain_verdict;
pub use facts::Facts;
pub use features::{Features, Kinds};
pub use late::Late;
pub use plan::{MAX_QUESTIONS, plan};
pub use scene::{Finding, RuleBook, Scene, Tally, finding_at};
pub use thread::Thread;
pub use weigh::weigh;
