//! Reads the TOML of a lexicon file: its rules, their terms, its own word classes.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::code::Code;
use super::error::LexiconError;
use super::names::{Applicability, Axis, Channel, Check, Group, Profile, RegionKind, RuleProperty, Severity};

/// A list of strings that know where they stand in the file.
pub type Strings = Vec<Spanned<String>>;

/// Word classes: name to members.
pub type Classes = BTreeMap<String, Strings>;

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

/// A better wording for one term.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SuggestionToml {
    /// The words it replaces; they must be a hit of the rule.
    pub term: Spanned<String>,
    /// What it does.
    pub title: String,
    /// What comes in place of the words.
    pub text: String,
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

/// Reads a lexicon file and checks everything that needs no other file.
///
/// # Errors
/// Returns every error found, with its line.
pub fn parse(path: &str, text: &str) -> Result<LexiconSource, Vec<LexiconError>> {
    let toml = toml::from_str(text).map_err(|error| vec![LexiconError::toml(path, text, &error)])?;
    let source = LexiconSource { path: path.to_owned(), text: text.to_owned(), toml };
    let mut errors = Vec::new();
    check_head(&source, &mut errors);
    for rule in &source.toml.rule {
        check_rule(&source, rule, &mut errors);
    }
    if errors.is_empty() { Ok(source) } else { Err(errors) }
}

impl LexiconSource {
    /// Makes an error that points at a byte of this file.
    #[must_use]
    pub fn error(&self, offset: usize, reason: impl Into<String>) -> LexiconError {
        LexiconError::at(&self.path, &self.text, offset, reason)
    }

    /// Refuses a value that is not one of `known`.
    fn one_of(&self, value: &Spanned<String>, what: &str, known: &[&str], errors: &mut Vec<LexiconError>) {
        if !known.contains(&value.get_ref().as_str()) {
            let reason = format!("unknown {what} `{}`; known are {}", value.get_ref(), known.join(", "));
            errors.push(self.error(value.span().start, reason));
        }
    }
}

fn check_head(source: &LexiconSource, errors: &mut Vec<LexiconError>) {
    source.one_of(&source.toml.language, "language", &["en"], errors);
    source.one_of(&source.toml.group, "group", &Group::NAMES, errors);
}

fn check_rule(source: &LexiconSource, rule: &RuleToml, errors: &mut Vec<LexiconError>) {
    let code = rule.code.get_ref();
    if Code::parse(code).is_none() {
        errors.push(source.error(
            rule.code.span().start,
            format!("code `{code}` is not a capital letter and three digits"),
        ));
    }
    let name = rule.name.get_ref();
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        errors.push(source.error(rule.name.span().start, format!("name `{name}` is not kebab-case")));
    }
    source.one_of(&rule.severity, "severity", &Severity::NAMES, errors);
    if let Some(channel) = &rule.channel {
        source.one_of(channel, "channel", &Channel::NAMES, errors);
    }
    for profile in &rule.profiles {
        source.one_of(profile, "profile", &Profile::NAMES, errors);
    }
    for property in &rule.properties {
        source.one_of(property, "property", &RuleProperty::NAMES, errors);
    }
    for zone in rule.zones.iter().flatten() {
        source.one_of(zone, "zone", &RegionKind::LINTED.map(RegionKind::name), errors);
    }
    if !rule.check.is_empty() && Check::parse(&rule.check).is_none() {
        let reason = format!("unknown check `{}`; known are {}", rule.check, Check::NAMES.join(", "));
        errors.push(source.error(rule.code.span().start, reason));
    }
    for suggestion in &rule.suggestions {
        source.one_of(&suggestion.applicability, "applicability", &Applicability::NAMES, errors);
    }
    for (axis, weight) in &rule.weight {
        let at = weight.span().start;
        if Axis::parse(axis).is_none() {
            let reason = format!("unknown axis `{axis}`; known are {}", Axis::NAMES.join(", "));
            errors.push(source.error(at, reason));
        }
        if !(0.0..=1.0).contains(weight.get_ref()) {
            errors.push(source.error(at, format!("weight of `{axis}` is not in 0..1")));
        }
    }
    for list in [&rule.terms, &rule.weak, &rule.unless, &rule.unless_near, &rule.marks, &rule.properties] {
        check_duplicates(source, list, errors);
    }
}

fn check_duplicates(source: &LexiconSource, list: &Strings, errors: &mut Vec<LexiconError>) {
    let mut seen = std::collections::BTreeSet::new();
    for term in list {
        if !seen.insert(term.get_ref().as_str()) {
            errors.push(
                source.error(term.span().start, format!("`{}` stands twice in this list", term.get_ref())),
            );
        }
    }
}

/// Says what a good file avoids but a user's may do: unsorted lists, too few examples.
#[must_use]
pub fn warnings(source: &LexiconSource) -> Vec<LexiconError> {
    let mut found = Vec::new();
    for pair in source.toml.rule.windows(2) {
        if pair[0].code.get_ref() > pair[1].code.get_ref() {
            found.push(source.error(pair[1].code.span().start, "rules are not sorted by code"));
        }
    }
    for rule in &source.toml.rule {
        for list in [&rule.terms, &rule.weak, &rule.unless, &rule.unless_near] {
            if let Some(pair) = list.windows(2).find(|pair| pair[0].get_ref() > pair[1].get_ref()) {
                let reason =
                    format!("`{}` stands after `{}`: not sorted", pair[1].get_ref(), pair[0].get_ref());
                found.push(source.error(pair[1].span().start, reason));
            }
        }
        for (name, list) in [("fires", &rule.fires), ("quiet", &rule.quiet)] {
            if list.len() < 5 {
                let reason =
                    format!("{} has {} `{name}` examples; five are wanted", rule.code.get_ref(), list.len());
                found.push(source.error(rule.code.span().start, reason));
            }
        }
    }
    found
}
