//! Reads rules, wordings, patterns, marks and context frames in place from a packed table.

mod frames;
mod patterns;
mod rules;

pub(crate) use frames::{FRAME_SIZE, FRAMES};
pub use frames::{Frame, Frames};
pub(crate) use patterns::{GATE_SIZE, MARK_SIZE, PATTERN_SIZE, marks};
pub use patterns::{Gates, Pattern, Patterns};
pub(crate) use rules::{BLOCKS, FOLLOW_UP, NEGATABLE, OF_ALL, OF_CHECK, OF_TERM, RULE_SIZE, WORDING_SIZE};
pub use rules::{Rule, Rules, Wording};
