//! Says what cues weigh for, and how a logit is made of them.

use crate::code::Code;
use crate::names::{Axis, named};
use crate::pack::Cell;

named! {
    /// What cues, sentences, length and rules weigh for; `lexicons/cues/targets.tsv` has a row for each.
    Target,
    /// The message should not go as it stands.
    Stop = "stop",
    /// Of what should not go as it stands: talking is better than other words.
    Talk = "talk",
    /// The matter is sensitive.
    Sensitive = "sensitive",
    /// An answer is pressed for.
    Urgent = "urgent",
    /// The wording is charged.
    Charged = "charged",
    /// Several people have to agree on several things.
    Coordination = "coordination",
    /// It informs.
    Fyi = "fyi",
    /// A meeting is asked for.
    Meeting = "meeting",
}

/// How many targets there are.
pub const TARGETS: usize = Target::ALL.len();

impl Target {
    /// Returns the target that scores an axis; none for the relationship, which rules alone speak of.
    #[must_use]
    pub fn of_axis(axis: Axis) -> Option<Target> {
        Target::parse(axis.name())
    }
}

/// What a target adds up besides cues and rules; weights in hundredths.
#[derive(Debug, Clone, Copy, Default)]
pub struct TargetLine {
    /// Where it starts, in hundredths of a logit.
    pub bias: i32,
    /// For each logit of the sharpest sentence.
    pub best: i32,
    /// For each logit of the next one.
    pub second: i32,
    /// For the natural logarithm of one more than the number of words.
    pub length: i32,
    /// For each step of that logarithm below the one at which a message is short.
    pub short: i32,
    /// For each step of that logarithm above the one at which a message is long.
    pub long: i32,
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
