//! Says on which columns cues weigh, and how a score is made of them.

use crate::code::Code;
use crate::names::Axis;
use crate::pack::Cell;

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

/// What weighs besides words and shapes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// A rule that spoke.
    Rule(Code),
    /// Something is asked of the reader.
    Asks,
}

impl Signal {
    /// What stands in `codes.tsv`, and in explanations, for a request to the reader.
    const ASKS: &'static str = "asks";

    /// Reads a signal as `codes.tsv` names it.
    #[cfg(feature = "built-in")]
    pub(crate) fn parse(name: &str) -> Option<Signal> {
        if name == Signal::ASKS { Some(Signal::Asks) } else { Code::parse(name).map(Signal::Rule) }
    }

    /// Returns the cell of a packed table; a request has no bytes of a code.
    #[cfg(feature = "built-in")]
    pub(crate) const fn to_cell(self) -> Cell {
        match self {
            Signal::Rule(code) => code.to_bytes(),
            Signal::Asks => [0; 4],
        }
    }

    pub(super) const fn of_cell(cell: Cell) -> Signal {
        if cell[0] == 0 { Signal::Asks } else { Signal::Rule(Code::of_bytes(cell)) }
    }
}

impl std::fmt::Display for Signal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Signal::Rule(code) => code.fmt(f),
            Signal::Asks => f.pad(Signal::ASKS),
        }
    }
}
