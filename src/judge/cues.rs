//! Adds up weighted cues, shapes and rules to one calibrated score per axis: of messages that score 0.5 every second was labelled so.

use super::features::{Features, Kinds};
use crate::lexicon::CUES;
use crate::scan::CueHit;

/// The column that weighs the wording as a whole.
const REWORD: usize = 7;

/// Weights are in hundredths of a logit.
const UNIT: f32 = 0.01;

/// What one message holds.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// Its cues, each once.
    pub cues: &'a [CueHit],
    /// Its shape.
    pub features: &'a Features,
    /// Kinds of text in it.
    pub kinds: &'a Kinds,
}

/// Scores of a message, 0..=1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct CueScores {
    /// One per axis, in the order of `Axis::ALL`.
    pub axes: [f32; 7],
    /// How likely its wording is to be found too sharp.
    pub reword: f32,
}

impl Seen<'_> {
    /// Scores the message; `spoke` tells whether a rule spoke, by its code.
    #[must_use]
    pub fn scores(&self, spoke: &dyn Fn(&str) -> bool) -> CueScores {
        let logits: [f32; 8] = std::array::from_fn(|column| self.logit(column, spoke));
        CueScores {
            axes: std::array::from_fn(|axis| logistic(logits[axis])),
            reword: logistic(logits[REWORD]),
        }
    }

    /// Returns what a column adds up to before it is made a score of 0..=1.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "weights and counts are small")]
    pub fn logit(&self, column: usize, spoke: &dyn Fn(&str) -> bool) -> f32 {
        let cues: i32 = self.cues.iter().map(|hit| i32::from(weight(hit, column))).sum();
        let shapes = CUES.shapes.iter().filter(|(name, _)| self.features.has(name, self.kinds));
        let codes = CUES.codes.iter().filter(|(code, _)| spoke(code));
        let rest: i32 = shapes.chain(codes).map(|(_, weights)| i32::from(weights[column])).sum();
        let of = CUES.columns[column];
        UNIT * (of.bias as f32 + cues as f32 * self.damping(column) + rest as f32)
    }

    /// Returns what is left of a cue's weight in a message of this length.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    pub fn damping(&self, column: usize) -> f32 {
        let of = CUES.columns[column];
        1.0 / (1.0 + self.features.words as f32 / of.half).powf(of.power)
    }

    /// Returns the cues that weigh for a column, heaviest first, with their weight in logits.
    #[must_use]
    pub fn heaviest(&self, column: usize) -> Vec<(f32, CueHit)> {
        let damping = self.damping(column);
        let mut all: Vec<(f32, CueHit)> =
            self.cues.iter().map(|hit| (UNIT * f32::from(weight(hit, column)) * damping, *hit)).collect();
        all.retain(|(weight, _)| *weight != 0.0);
        all.sort_by(|a, b| {
            b.0.abs().total_cmp(&a.0.abs()).then_with(|| (a.1.part, a.1.span).cmp(&(b.1.part, b.1.span)))
        });
        all
    }
}

/// Returns the weight of a cue for a column, in hundredths of a logit.
fn weight(hit: &CueHit, column: usize) -> i16 {
    let cue = usize::from(hit.cue);
    let (from, to) = (CUES.first_entry[cue], CUES.first_entry[cue + 1]);
    let of_cue = CUES.entries.get(usize::from(from)..usize::from(to)).unwrap_or_default();
    of_cue.iter().find(|(known, _)| usize::from(*known) == column).map_or(0, |(_, weight)| *weight)
}

fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + (-x.clamp(-30.0, 30.0)).exp())
}
