//! Reads lexicons: term syntax, file format, inflection, compilation into tables, the built-in tables.

// build.rs takes in these files by path, so they import only std, serde, toml and, through `super`, each other.
use crate::text::fold;

pub mod automaton;
pub mod builtin;
pub mod compile;
pub mod cues;
pub mod decision;
pub mod error;
pub mod file;
pub mod inflect;
pub mod language;
mod layout;
pub mod rule;
pub mod table;
pub mod term;
pub mod time;

pub use builtin::{CUES, DECISION, LEXICON, TIME, compile_user, language};
pub use error::LexiconError;
pub use rule::{Frame, Lexicon, List, Pattern, Rule, Text, Wording};
