//! Reads lexicons: term syntax, file format, inflection, and the compiler that packs them into tables that are read in place.
//!
//! A lexicon is a TOML file of rules; a rule has terms, in which one word stands for its inflections, and says what they
//! mean for a message. `pack_built_in` (feature `built-in`) compiles the files of presend's own rules for the build script of
//! `presend-tables`; [`UserLexicon`] compiles a user's in memory, by the same code and with the same classes. Both give one
//! block of bytes in which [`Lexicon`] finds rules and words without reading the rest; `FORMAT.md` describes it.
//!
//! ```
//! use presend_lexicon::file;
//!
//! let text = r#"
//! language = "en"
//! group = "tone"
//!
//! [[rule]]
//! code = "T900"
//! name = "our-codename"
//! severity = "warning"
//! message = "this names the project"
//! terms = ["blue heron"]
//! "#;
//! let source = file::parse("team.toml", text).expect("a good lexicon");
//! assert_eq!(source.toml.rule[0].code.get_ref(), "T900");
//!
//! let errors = file::parse("team.toml", &text.replace("warning", "loud")).unwrap_err();
//! assert_eq!((errors[0].path.as_str(), errors[0].line), ("team.toml", 8));
//! ```
//!
//! Compiled beside the built-in lexicons, its rules are numbered after theirs and its words can be looked up:
//!
//! ```no_run
//! use presend_lexicon::{Lexicon, UserLexicon, file};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let packed = std::fs::read("lexicons.bin")?;
//! let source = file::parse("team.toml", &std::fs::read_to_string("team.toml")?).map_err(|errors| errors[0].clone())?;
//! let user = UserLexicon::compile(Lexicon::open(&packed)?, &[source]).map_err(|errors| errors[0].clone())?;
//!
//! let lexicon = user.open();
//! let rule = lexicon.rules.get(0).ok_or("no rule")?;
//! println!("{} {}: {}", rule.code(), rule.name(), rule.message());
//! let heron = lexicon.table.word("heron");
//! assert_eq!(lexicon.table.text(heron), "heron");
//! # Ok(())
//! # }
//! ```

// A draft, a setting or a lexicon must not be able to end a send: what cannot fail says why in an `#[expect]`.
#![deny(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unreachable)]

mod automaton;
mod beside_terms;
#[cfg(feature = "built-in")]
mod built_in;
mod by_use;
mod code;
mod compile;
mod entry;
mod gates;
mod graph;
mod grouped;
pub mod inner_gates;
mod layout;
mod needs;
mod node;
pub mod openings;
mod order;
mod pack;
mod pivot;
mod records;
mod starts;
mod state_order;
mod states;
mod steps;

pub mod cues;
pub mod decision;
pub mod device_forms;
pub mod error;
pub mod file;
pub mod fold;
#[cfg(feature = "fmt")]
pub mod format;
pub mod inflect;
pub mod language;
pub mod lexicon;
pub mod models;
pub mod names;
pub mod notices;
pub mod program;
pub mod rule;
#[cfg(feature = "squeezed")]
pub mod squeeze;
pub mod table;
pub mod team;
pub mod term;
pub mod time;
pub mod tokens;
mod visible;
pub mod word_lists;

#[cfg(feature = "built-in")]
pub use built_in::{Sources, pack_built_in};
pub use code::Code;
pub use error::LexiconError;
pub use lexicon::{Lexicon, UserLexicon, without_texts};
pub use pack::{List, Numbers, Text};
pub use rule::{Frame, Pattern, Rule, Rules, Wording};
pub use visible::{Visible, is_unsafe};
