//! Says on which columns cues weigh, and how a score is made of them.

use crate::names::Axis;

/// Columns of weights: the seven axes in the order of `Axis::ALL`, then `reword`, which weighs the wording as a whole.
pub const COLUMNS: [&str; 8] = {
    let [sensitive, urgent, charged, coordination, relationship, fyi, meeting] = Axis::NAMES;
    [sensitive, urgent, charged, coordination, relationship, fyi, meeting, "reword"]
};

/// How one column's score is made: `1 / (1 + exp(-(bias + cues / (1 + words / half) ^ power + shapes + codes)))`.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// In hundredths of a logit.
    pub bias: i32,
    /// How much length damps the cues.
    pub power: f32,
    /// Words at which the damping sets in.
    pub half: f32,
}

/// The node behind the start of a sentence.
pub const START_NODE: u32 = 1;

/// What stands among the codes for a request to the reader.
pub const ASKS: &str = "asks";
