//! Adds up weighted cues, shapes and rules to one calibrated score per axis: of messages that score 0.5 every second was labelled so.

use super::features::{Features, Kinds};
use crate::lexicon::cues::COLUMNS;
use crate::lexicon::{CUES, DECISION};
use crate::scan::CueHit;

/// The column that weighs the wording as a whole.
const REWORD: usize = 7;

/// A logit counts for `talk` at most this far from 0.
const TALK_CAP: f32 = 6.0;

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
    /// How likely a talk is to be found better.
    pub talk: f32,
}

impl CueScores {
    /// Returns how likely the message is not to stand as it is.
    #[must_use]
    pub fn stop(&self) -> f32 {
        1.0 - (1.0 - self.reword) * (1.0 - self.talk)
    }

    /// Returns true if and only if a talk is more likely than another wording, by the table's share.
    #[must_use]
    pub fn prefers_talk(&self) -> bool {
        self.talk > DECISION.knobs.talk_share * self.reword
    }
}

impl Seen<'_> {
    /// Scores the message; `spoke` tells whether a rule spoke, by its code.
    #[must_use]
    pub fn scores(&self, spoke: &dyn Fn(&str) -> bool) -> CueScores {
        let logits: [f32; 8] = std::array::from_fn(|column| self.logit(column, spoke));
        let mut talk = f32::from(CUES.talk[8]);
        for (logit, weight) in logits.iter().zip(&CUES.talk) {
            talk += f32::from(*weight) * logit.clamp(-TALK_CAP, TALK_CAP);
        }
        CueScores {
            axes: std::array::from_fn(|axis| logistic(logits[axis])),
            reword: logistic(logits[REWORD]),
            talk: logistic(talk * UNIT),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "weights and counts are small")]
    fn logit(&self, column: usize, spoke: &dyn Fn(&str) -> bool) -> f32 {
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

/// Returns the column of an axis by its name.
#[must_use]
pub fn column_of(name: &str) -> Option<usize> {
    COLUMNS.iter().position(|column| *column == name)
}
