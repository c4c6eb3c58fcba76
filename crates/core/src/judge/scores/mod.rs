//! Scores a message on each axis: by the rules that spoke, and by its cues and its shape.

mod cues;
mod evidence;
mod shapes;

pub use cues::{Contribution, CueEvidence, CueScores, ScoreExplanation};
pub(super) use evidence::{Evidence, combined, evidence, level, scores, spoke};
pub use shapes::{ShapeCounts, TextKinds};
