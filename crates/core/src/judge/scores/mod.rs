//! Scores a message: by the rules that spoke, and by its cues, sentences and length.

mod cues;
mod evidence;
mod explanation;
mod sharpened;

pub(crate) use cues::CueEvidence;
pub(super) use cues::{CueScores, confidence};
pub(super) use evidence::{Evidence, combined, evidence, level, scores, signals};
pub use explanation::{Contribution, ContributionKind, ScoreExplanation};
pub(crate) use sharpened::SharpPassage;
pub(super) use sharpened::sharpened;
