//! Checks what a lexicon file says, as far as that needs no other file.

use toml::Spanned;

use super::toml::{LexiconSource, RuleToml, Strings};
use crate::code::Code;
use crate::error::LexiconError;
use crate::names::{Applicability, Axis, Channel, Check, Group, Profile, RegionKind, RuleProperty, Severity};

/// Reads a lexicon file and checks everything that needs no other file.
///
/// # Errors
/// Returns every error found, with its line.
pub fn parse(path: &str, text: &str) -> Result<LexiconSource, Vec<LexiconError>> {
    let toml = ::toml::from_str(text).map_err(|error| vec![LexiconError::toml(path, text, &error)])?;
    let source = LexiconSource { path: path.to_owned(), text: text.to_owned(), toml };
    let mut errors = Vec::new();
    check_head(&source, &mut errors);
    for rule in &source.toml.rule {
        check_rule(&source, rule, &mut errors);
    }
    if errors.is_empty() { Ok(source) } else { Err(errors) }
}

impl LexiconSource {
    /// Refuses a value that is not one of `known`.
    fn one_of(&self, value: &Spanned<String>, what: &str, known: &[&str], errors: &mut Vec<LexiconError>) {
        if !known.contains(&value.get_ref().as_str()) {
            let reason =
                format!("unknown {what} `{}`; the known ones are {}", value.get_ref(), known.join(", "));
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
        let mut known = Check::NAMES;
        known.sort_unstable();
        let reason = format!("unknown check `{}`; the known ones are {}", rule.check, known.join(", "));
        errors.push(source.error(rule.code.span().start, reason));
    }
    check_suggestions(source, rule, errors);
    check_finds(source, rule, errors);
    for (axis, weight) in &rule.weight {
        let at = weight.span().start;
        if Axis::parse(axis).is_none() {
            let reason = format!("unknown axis `{axis}`; the known ones are {}", Axis::NAMES.join(", "));
            errors.push(source.error(at, reason));
        }
        if !(0.0..=1.0).contains(weight.get_ref()) {
            errors.push(source.error(at, format!("weight of `{axis}` is not in 0..1")));
        }
    }
    let terms = [&rule.terms, &rule.sure, &rule.weak, &rule.unless, &rule.unless_near];
    for list in terms.into_iter().chain([&rule.marks, &rule.properties]) {
        check_duplicates(source, list, errors);
    }
}

/// A rule that nothing can set off would be taken for one that is kept.
fn check_finds(source: &LexiconSource, rule: &RuleToml, errors: &mut Vec<LexiconError>) {
    let lists = [&rule.terms, &rule.sure, &rule.weak, &rule.marks, &rule.properties];
    if lists.iter().all(|list| list.is_empty()) && rule.patterns.is_empty() && rule.check.is_empty() {
        let code = rule.code.get_ref();
        let reason = format!(
            "{code} can find nothing: it has no `terms`, `sure`, `weak`, `marks`, `patterns` or `check`"
        );
        errors.push(source.error(rule.code.span().start, reason));
    }
}

fn check_suggestions(source: &LexiconSource, rule: &RuleToml, errors: &mut Vec<LexiconError>) {
    // A check, or a part of the program that the rule is known to by a property, may have new words of its own.
    let is_from_program = !rule.check.is_empty() || !rule.properties.is_empty();
    for suggestion in &rule.suggestions {
        source.one_of(&suggestion.applicability, "applicability", &Applicability::NAMES, errors);
        if suggestion.text.is_none() && (suggestion.term.is_some() || !is_from_program) {
            let at = suggestion.applicability.span().start;
            let reason = "a suggestion needs a `text`, unless the program finds the new words";
            errors.push(source.error(at, reason));
        }
    }
}

fn check_duplicates(source: &LexiconSource, list: &Strings, errors: &mut Vec<LexiconError>) {
    let mut seen = std::collections::BTreeSet::new();
    for term in list {
        if !seen.insert(term.get_ref().as_str()) {
            errors
                .push(source.error(term.span().start, format!("`{}` is in this list twice", term.get_ref())));
        }
    }
}

/// Returns each entry but the first with the one before it.
fn pairs<T>(list: &[T]) -> impl Iterator<Item = (&T, &T)> {
    list.iter().zip(list.iter().skip(1))
}

/// Says what a good file avoids but a user's may do: unsorted lists, too few examples.
#[must_use]
pub fn warnings(source: &LexiconSource) -> Vec<LexiconError> {
    let mut found = Vec::new();
    for (before, rule) in pairs(&source.toml.rule) {
        if before.code.get_ref() > rule.code.get_ref() {
            found.push(source.error(rule.code.span().start, "rules are not sorted by code"));
        }
    }
    for rule in &source.toml.rule {
        for list in [&rule.terms, &rule.sure, &rule.weak, &rule.unless, &rule.unless_near] {
            if let Some((before, term)) = pairs(list).find(|(before, term)| before.get_ref() > term.get_ref())
            {
                let reason = format!("`{}` comes after `{}`: not sorted", term.get_ref(), before.get_ref());
                found.push(source.error(term.span().start, reason));
            }
        }
        for (name, list) in [("fires", &rule.fires), ("quiet", &rule.quiet)] {
            if list.len() < 5 {
                let reason =
                    format!("{} has {} `{name}` examples; five are needed", rule.code.get_ref(), list.len());
                found.push(source.error(rule.code.span().start, reason));
            }
        }
    }
    found
}
