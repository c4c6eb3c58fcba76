//! Describes the TOML of a lexicon file.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::error::LexiconError;

/// A list of strings that know where they stand in the file.
pub(crate) type Strings = Vec<Spanned<String>>;

/// Word classes: name to members.
pub(crate) type Classes = BTreeMap<String, Strings>;

/// A lexicon file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LexiconToml {
    /// Language of the terms; `en`.
    pub language: Spanned<String>,
    /// Group of the file's rules.
    pub group: Spanned<String>,
    /// Word classes of this file alone.
    #[serde(default)]
    pub classes: Classes,
    /// The rules.
    #[serde(default)]
    pub rule: Vec<RuleToml>,
    /// Additions to built-in rules.
    #[serde(default)]
    pub extend: Vec<ExtendToml>,
    /// What holds while the examples are tried.
    #[serde(default)]
    pub examples: ExamplesToml,
}

/// `[examples]`: under what the `fires` and `quiet` of the file are tried.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ExamplesToml {
    /// The text of a presend.toml.
    pub guidelines: Option<String>,
    /// The time of the check, as RFC 3339.
    pub now: Option<String>,
}

/// One `[[rule]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RuleToml {
    /// Letter of the group and three digits.
    pub code: Spanned<String>,
    /// Kebab-case name.
    pub name: Spanned<String>,
    /// Severity by name.
    pub severity: Spanned<String>,
    /// Evidence per axis, 0..=1.
    #[serde(default)]
    pub weight: BTreeMap<String, Spanned<f32>>,
    /// Channel by name.
    pub channel: Option<Spanned<String>>,
    /// Write it down after talking.
    #[serde(default)]
    pub follow_up: bool,
    /// What the text does.
    pub message: String,
    /// Why it matters.
    #[serde(default)]
    pub note: String,
    /// What to do.
    #[serde(default)]
    pub help: String,
    /// Terms that make it speak.
    #[serde(default)]
    pub terms: Strings,
    /// Terms that make it speak and are right more often than the others.
    #[serde(default)]
    pub sure: Strings,
    /// Terms that count only beside another hit on the same axis.
    #[serde(default)]
    pub weak: Strings,
    /// Terms that silence a hit they overlap.
    #[serde(default)]
    pub unless: Strings,
    /// Terms that silence a hit in the same sentence.
    #[serde(default)]
    pub unless_near: Strings,
    /// Substrings outside plain words: emoji, emoticons, `[URGENT]`.
    #[serde(default)]
    pub marks: Strings,
    /// Regular expressions.
    #[serde(default)]
    pub patterns: Vec<PatternToml>,
    /// Function that makes or filters the hits.
    #[serde(default)]
    pub check: String,
    /// Whether a negation just before silences a hit; by default in the groups heat, tone and sensitive.
    pub negatable: Option<bool>,
    /// What the program must know of it beside what it says, by the names of `RuleProperty`.
    #[serde(default)]
    pub properties: Strings,
    /// Region kinds in which it speaks.
    pub zones: Option<Strings>,
    /// Profiles in which it speaks; all if empty.
    #[serde(default)]
    pub profiles: Strings,
    /// Better wordings.
    #[serde(default)]
    pub suggestions: Vec<SuggestionToml>,
    /// Where its reasons come from.
    #[serde(default)]
    pub sources: Vec<String>,
    /// False when it never stops a send.
    #[serde(default = "yes")]
    pub blocks: bool,
    /// Texts on which it speaks.
    #[serde(default)]
    pub fires: Vec<String>,
    /// Texts on which it stays silent.
    #[serde(default)]
    pub quiet: Vec<String>,
}

fn yes() -> bool {
    true
}

/// One regular expression of a rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PatternToml {
    /// The expression, in the syntax of the `regex` crate.
    pub regex: Spanned<String>,
    /// Literals of which one must stand in the text, case-blind, not inside a word; one that ends with a small letter
    /// is a whole word. Without any, seven digits must stand close together.
    #[serde(default)]
    pub gate: Vec<String>,
    /// How many digits must stand near the gate at least; spares the expression where none do.
    #[serde(default)]
    pub digits: usize,
    /// Lengths of the groups of digits of which a value is made, such as `3-2-4`; `18+` is at least eighteen, `A2` two
    /// behind a letter. Spares the expression where no number is grouped so.
    #[serde(default)]
    pub groups: Vec<String>,
    /// A text that must stand near the gate; spares the expression where it does not.
    #[serde(default)]
    pub with: String,
    /// A word that mixes letters with digits or signs, as secrets do, must stand near the gate.
    #[serde(default)]
    pub mixed: bool,
    /// Name of a test of the value; empty for none.
    #[serde(default)]
    pub test: String,
    /// The capture group that is the hit; 0 is the whole match.
    #[serde(default)]
    pub group: usize,
    /// Expressions that drop an overlapping hit.
    #[serde(default)]
    pub not: Strings,
}

/// A better wording: for one term, or for everything that the rule finds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SuggestionToml {
    /// The words it replaces, in or around what the rule finds; all that it finds where this is left out.
    pub term: Option<Spanned<String>>,
    /// What it does.
    pub title: String,
    /// What comes in place of the words, of which `{last}` is the last one; nothing takes the words out. Left out, the rule's check
    /// finds the new words.
    pub text: Option<String>,
    /// `safe`, `unsafe` or `display-only`.
    pub applicability: Spanned<String>,
}

/// One `[[extend]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ExtendToml {
    /// Code of a built-in rule.
    pub code: Spanned<String>,
    /// Further terms.
    #[serde(default)]
    pub terms: Strings,
    /// Further weak terms.
    #[serde(default)]
    pub weak: Strings,
    /// Further exceptions.
    #[serde(default)]
    pub unless: Strings,
    /// Further exceptions by sentence.
    #[serde(default)]
    pub unless_near: Strings,
}

/// A lexicon file with the name and text that its errors point into.
#[derive(Debug)]
pub struct LexiconSource {
    /// The path as named.
    pub path: String,
    /// The TOML text.
    pub text: String,
    /// What it says.
    pub toml: LexiconToml,
}

impl LexiconSource {
    /// Makes an error that points at a byte of this file.
    #[must_use]
    pub fn error(&self, offset: usize, reason: impl Into<String>) -> LexiconError {
        LexiconError::at(&self.path, &self.text, offset, reason)
    }
}
