//! Gives access to the lexicons compiled into the binary, and compiles a user's beside them.

use std::borrow::Cow;

use super::compile::compile;
use super::cues::{Column, CueTable, Node};
use super::decision::{Decision, Knobs, Modifier, PlanEntry, Row, Variant};
use super::error::LexiconError;
use super::file::LexiconSource;
use super::language::Language;
#[allow(unused_imports, reason = "which of the types the generated code names depends on the lexicons")]
use super::rule::{Frame, Lexicon, List, Pattern, Rule, Wording};
use super::table::Table;
use super::time::TimeWords;

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

/// Reads the language files that the built-in lexicons were compiled with.
///
/// # Panics
/// Never for a binary that was built: `build.rs` reads the same files first.
#[must_use]
pub fn language() -> Language {
    Language::parse(
        ("lexicons/classes.toml", include_str!("../../lexicons/classes.toml")),
        ("lexicons/inflection.toml", include_str!("../../lexicons/inflection.toml")),
        ("lexicons/context.toml", include_str!("../../lexicons/context.toml")),
    )
    .expect("build.rs has read these files")
}

/// Compiles a user's lexicons into a second lexicon, whose rules are numbered after the built-in ones.
///
/// # Errors
/// Returns every error, with file and line.
pub fn compile_user(sources: &[LexiconSource]) -> Result<Lexicon, Vec<LexiconError>> {
    compile(&language(), sources, &LEXICON.rules, false, &[])
}
