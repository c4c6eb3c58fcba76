//! Reads the TOML of a lexicon file: its rules, their terms, its own word classes.

#![deny(clippy::indexing_slicing, clippy::string_slice)]

mod check;
mod toml;

pub use check::{parse, warnings};
pub(crate) use toml::{Classes, PatternToml, Strings};
pub use toml::{LexiconSource, LexiconToml, RuleToml};
