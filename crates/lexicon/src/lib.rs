//! Reads lexicons: term syntax, file format, inflection, compilation into tables, the built-in tables.

pub mod automaton;
pub mod compile;
pub mod cues;
pub mod decision;
pub mod decision_toml;
pub mod error;
pub mod file;
pub mod fold;
#[cfg(feature = "fmt")]
pub mod format;
pub mod inflect;
pub mod language;
mod layout;
pub mod rule;
pub mod table;
pub mod term;
pub mod time;

pub use error::LexiconError;
pub use rule::{Frame, Lexicon, List, Pattern, Rule, Text, Wording};
