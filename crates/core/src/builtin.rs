//! Gives access to the lexicons compiled into the binary, and compiles a user's beside them.

use std::borrow::Cow;

use presend_lexicon::compile::compile;
use presend_lexicon::cues::{Column, CueTable, Node};
use presend_lexicon::decision::{Decision, Modifier, PlanEntry, Row, Thresholds, Variant};
use presend_lexicon::error::LexiconError;
use presend_lexicon::file::LexiconSource;
use presend_lexicon::language::Language;
#[allow(unused_imports, reason = "which of the types the generated code names depends on the lexicons")]
use presend_lexicon::rule::{Frame, Lexicon, List, Pattern, Rule, Wording};
use presend_lexicon::table::Table;
use presend_lexicon::time::TimeWords;

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

/// Reads the language files that the built-in lexicons were compiled with.
///
/// # Panics
/// Never for a binary that was built: `build.rs` reads the same files first.
#[must_use]
pub fn language() -> Language {
    Language::parse(
        ("lexicons/en/classes.toml", include_str!("../../../lexicons/en/classes.toml")),
        ("lexicons/inflection.toml", include_str!("../../../lexicons/inflection.toml")),
        ("lexicons/context.toml", include_str!("../../../lexicons/context.toml")),
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
