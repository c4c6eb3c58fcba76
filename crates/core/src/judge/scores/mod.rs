//! Scores a message on each axis: by the rules that spoke, and by its cues and its shape.

mod cues;
mod evidence;
mod shapes;

pub(crate) use cues::CueEvidence;
pub(super) use cues::CueScores;
pub use cues::{Contribution, ScoreExplanation};
pub(super) use evidence::{Evidence, combined, evidence, level, scores, spoke};
pub(crate) use shapes::{ShapeCounts, TextKinds};
