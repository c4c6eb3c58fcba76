//! Reads lexicons: term syntax, file format, inflection, and the compiler that packs them into tables that are read in place.

mod automaton;
mod code;
mod compile;
mod layout;
mod needs;
mod pack;

pub mod cues;
pub mod decision;
pub mod error;
pub mod file;
pub mod fold;
#[cfg(feature = "fmt")]
pub mod format;
pub mod inflect;
pub mod language;
pub mod lexicon;
pub mod names;
pub mod rule;
pub mod table;
pub mod term;
pub mod time;
pub mod word_lists;

pub use code::Code;
pub use error::LexiconError;
pub use lexicon::{Lexicon, Sources, UserLexicon, pack_built_in};
pub use pack::{List, Numbers, Text};
pub use rule::{Frame, Pattern, Rule, Rules, Wording};
