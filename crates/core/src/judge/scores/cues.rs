//! Adds up weighted cues, shapes and rules to one calibrated score per axis: of messages that score 0.5 every second was labelled so.

use super::shapes::{ShapeCounts, TextKinds};
use crate::builtin::CUES;
use crate::diagnostic::Axis;
use crate::scan::CueHit;
use crate::text::Span;
use presend_lexicon::cues::Signal;

/// The column that weighs the wording as a whole.
const REWORD: usize = 7;

/// Weights are in hundredths of a logit.
const UNIT: f32 = 0.01;

/// What one message holds, added up once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CueEvidence<'a> {
    /// Its cues, each once.
    pub cues: &'a [CueHit],
    /// Its shape.
    pub shape_counts: &'a ShapeCounts,
    /// The shapes that it has, a mask of `Shape::bit`.
    shapes: u64,
    /// Weights of cues and of shapes per column, in hundredths of a logit.
    sums: [(i32, i32); 8],
}

impl<'a> CueEvidence<'a> {
    /// Adds up what a message holds.
    #[must_use]
    pub(crate) fn new(
        cues: &'a [CueHit],
        shape_counts: &'a ShapeCounts,
        kinds: &TextKinds,
    ) -> CueEvidence<'a> {
        let mut sums = [(0, 0); 8];
        for hit in cues {
            for (column, weight) in CUES.entries(hit.cue) {
                if let Some(sum) = sums.get_mut(column) {
                    sum.0 += i32::from(weight);
                }
            }
        }
        let mut shapes = 0;
        for (shape, weights) in CUES.shapes() {
            if shape_counts.has(shape, kinds) {
                shapes |= shape.bit();
                sums.iter_mut().enumerate().for_each(|(column, sum)| sum.1 += i32::from(weights.at(column)));
            }
        }
        CueEvidence { cues, shape_counts, shapes, sums }
    }
}

/// Scores of a message, 0..=1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct CueScores {
    /// One per axis, in the order of `Axis::ALL`.
    pub axes: [f32; 7],
    /// How likely its wording is to be found too sharp.
    pub reword: f32,
}

impl CueEvidence<'_> {
    /// Scores the message; `spoke` tells whether a signal is there.
    #[must_use]
    pub(crate) fn scores(&self, spoke: &dyn Fn(Signal) -> bool) -> CueScores {
        let signals = signal_sums(spoke);
        let logits: [f32; 8] = std::array::from_fn(|column| self.logit(column, &signals));
        CueScores {
            axes: std::array::from_fn(|axis| logistic(logits[axis])),
            reword: logistic(logits[REWORD]),
        }
    }

    /// Returns what a column adds up to, with the [`signal_sums`], before it is made a score of 0..=1.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "weights and counts are small")]
    pub(crate) fn logit(&self, column: usize, signals: &[i32; 8]) -> f32 {
        let (cues, shapes) = self.sums[column];
        let rest = shapes + signals[column];
        let of = CUES.columns[column];
        UNIT * (of.bias as f32 + cues as f32 * self.damping(column) + rest as f32)
    }

    /// Returns what is left of a cue's weight in a message of this length.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    pub(crate) fn damping(&self, column: usize) -> f32 {
        let of = CUES.columns[column];
        1.0 / (1.0 + self.shape_counts.words as f32 / of.half).powf(of.power)
    }

    /// Returns the cues that weigh for a column, heaviest first, with their weight in logits.
    #[must_use]
    pub(crate) fn heaviest(&self, column: usize) -> Vec<(f32, CueHit)> {
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

/// What one piece of evidence adds to the score of an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Contribution {
    /// The name of a shape, or the code of a rule; empty for a cue, whose words stand in the draft.
    pub name: String,
    /// Where a cue stands first: part and span.
    pub place: Option<(usize, Span)>,
    /// What it adds, in logits.
    pub weight: f32,
}

/// What makes the score of an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreExplanation {
    /// The axis.
    pub axis: Axis,
    /// What cues, shapes and rules make of it, 0..=1.
    pub score: f32,
    /// Where it starts without any evidence, in logits.
    pub bias: f32,
    /// The heaviest pieces of evidence first.
    pub contributions: Vec<Contribution>,
}

impl CueEvidence<'_> {
    /// Says for every axis what made its score.
    #[must_use]
    pub(crate) fn explain(&self, spoke: &dyn Fn(Signal) -> bool) -> Vec<ScoreExplanation> {
        Axis::ALL.into_iter().map(|axis| self.explain_axis(axis, spoke)).collect()
    }

    #[expect(clippy::cast_precision_loss, reason = "weights are small")]
    fn explain_axis(&self, axis: Axis, spoke: &dyn Fn(Signal) -> bool) -> ScoreExplanation {
        let column = axis as usize;
        let cue = |(weight, hit): (f32, CueHit)| Contribution {
            name: String::new(),
            place: Some((hit.part, hit.span)),
            weight,
        };
        let mut contributions: Vec<Contribution> = self.heaviest(column).into_iter().map(cue).collect();
        let shapes = CUES.shapes().filter(|(shape, _)| self.shapes & shape.bit() != 0);
        let shapes = shapes.map(|(shape, weights)| (shape.name().to_owned(), weights));
        let signals = CUES.signals().filter(|(signal, _)| spoke(*signal));
        let signals = signals.map(|(signal, weights)| (signal.to_string(), weights));
        for (name, weights) in shapes.chain(signals) {
            let weight = UNIT * f32::from(weights.at(column));
            contributions.push(Contribution { name, place: None, weight });
        }
        contributions.retain(|one| one.weight != 0.0);
        contributions.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
        let bias = UNIT * CUES.columns[column].bias as f32;
        ScoreExplanation {
            axis,
            score: logistic(self.logit(column, &signal_sums(spoke))),
            bias,
            contributions,
        }
    }
}

/// Returns the weight of a cue for a column, in hundredths of a logit.
fn weight(hit: &CueHit, column: usize) -> i16 {
    CUES.entries(hit.cue).find(|(known, _)| *known == column).map_or(0, |(_, weight)| weight)
}

/// Adds up the weights of the signals that are there, per column, in hundredths of a logit.
fn signal_sums(spoke: &dyn Fn(Signal) -> bool) -> [i32; 8] {
    let mut sums = [0; 8];
    for (_, weights) in CUES.signals().filter(|(signal, _)| spoke(*signal)) {
        sums.iter_mut().enumerate().for_each(|(column, sum)| *sum += i32::from(weights.at(column)));
    }
    sums
}

fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + (-x.clamp(-30.0, 30.0)).exp())
}
