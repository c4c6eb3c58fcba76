//! Scores a message: by the rules that spoke, and by its cues, sentences and length.

mod cues;
mod evidence;
mod explanation;

pub(crate) use cues::CueEvidence;
pub(super) use cues::{CueScores, confidence};
pub(super) use evidence::{Evidence, combined, evidence, level, scores, signals};
pub use explanation::{Contribution, ContributionKind, ScoreExplanation};
