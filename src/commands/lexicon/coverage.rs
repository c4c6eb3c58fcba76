//! Counts on how many messages each term of a lexicon speaks, and where no other term of its rule does.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use presend_core::{Linter, RuleRequest};
use presend_lexicon::file;
use rayon::prelude::*;
use serde_json::Value;
use toml::Table;

use super::texts::Texts;
use crate::error::CliError;
use crate::exit::CLEAN;
use crate::named_file::read_settings_text;
use crate::session::build::built_in;

/// A term and where it stands.
struct Term {
    rule: String,
    text: String,
}

/// What those who labelled a message thought of it.
#[derive(Clone, Copy)]
enum Label {
    Fine,
    NotFine,
    Unlabelled,
}

/// Counts of one term: messages by label, and those where it alone speaks of its rule's terms.
#[derive(Default)]
struct Count {
    by_label: [usize; 3],
    only: usize,
}

/// Prints a line a term: its messages that are fine, that are not and that have no label, and those that only it finds.
///
/// # Errors
/// Returns what is wrong with a lexicon or with a line of the texts.
pub(super) fn run(lexicons: &[PathBuf], texts: &[PathBuf], out: &mut dyn Write) -> Result<u8, CliError> {
    let (linter, terms) = term_by_term(lexicons)?;
    let mut counts: BTreeMap<&str, Count> = terms.keys().map(|code| (&**code, Count::default())).collect();
    for path in texts {
        for (label, codes) in spoken(&linter, path)? {
            for (code, term) in codes.iter().filter_map(|code| terms.get_key_value(code)) {
                let count = counts.entry(code).or_default();
                if let Some(sum) = count.by_label.get_mut(label as usize) {
                    *sum += 1;
                }
                let alone =
                    codes.iter().filter(|other| terms.get(*other).is_some_and(|t| t.rule == term.rule));
                count.only += usize::from(alone.count() == 1);
            }
        }
    }
    writeln!(out, "code\tfine\tnot fine\tunlabelled\tonly\tterm")?;
    for (Count { by_label: [fine, not_fine, unlabelled], only }, term) in counts.values().zip(terms.values())
    {
        writeln!(out, "{}\t{fine}\t{not_fine}\t{unlabelled}\t{only}\t{}", term.rule, term.text)?;
    }
    let never = counts.values().filter(|count| count.by_label == [0, 0, 0]).count();
    writeln!(out, "{} terms, {never} never hit", terms.len())?;
    Ok(CLEAN)
}

/// Builds a linter in which each term is a rule of its own, with the exceptions of the rule it comes from; returns the terms by the codes
/// of these rules.
fn term_by_term(lexicons: &[PathBuf]) -> Result<(Linter, BTreeMap<String, Term>), CliError> {
    let taken: BTreeSet<String> = built_in()?.rules().map(|rule| rule.code().to_string()).collect();
    let mut free = ('A'..='Z')
        .flat_map(|letter| (0..1000).map(move |number| format!("{letter}{number:03}")))
        .filter(|code| !taken.contains(code));
    let (mut builder, mut terms) = (Linter::builder(), BTreeMap::new());
    for path in lexicons {
        let name = path.display().to_string();
        let text = read_settings_text(path).map_err(|error| CliError::of_file(path, &error))?;
        file::parse(&name, &text).map_err(|errors| {
            CliError::Failed(errors.first().map(ToString::to_string).unwrap_or_default())
        })?;
        let mut table: Table = toml::from_str(&text).map_err(|error| CliError::Failed(error.to_string()))?;
        let mut single = Vec::new();
        for rule in table.get("rule").and_then(toml::Value::as_array).into_iter().flatten() {
            let listed =
                ["terms", "sure", "weak"].into_iter().filter_map(|key| rule.get(key)?.as_array()).flatten();
            for (term, code) in listed.filter_map(toml::Value::as_str).zip(&mut free) {
                single.push(toml::Value::Table(alone(rule, term, &code)));
                let rule = rule.get("code").and_then(toml::Value::as_str).unwrap_or_default().to_owned();
                terms.insert(code, Term { rule, text: term.to_owned() });
            }
        }
        table.retain(|key, _| matches!(key, "language" | "group" | "classes"));
        table.insert("rule".to_owned(), toml::Value::Array(single));
        builder = builder.lexicon(name, table.to_string());
    }
    Ok((builder.build()?, terms))
}

/// Returns a rule of one term, with the exceptions and the places of the rule it comes from; its check, its patterns and its examples are
/// not about the term.
fn alone(rule: &toml::Value, term: &str, code: &str) -> Table {
    let mut made = rule.as_table().cloned().unwrap_or_default();
    made.retain(|key, _| {
        key.starts_with("unless") || matches!(key, "negatable" | "zones" | "profiles" | "message")
    });
    made.insert("code".to_owned(), code.into());
    made.insert("name".to_owned(), format!("term-{}", code.to_lowercase()).into());
    made.insert("severity".to_owned(), "warning".into());
    made.insert("terms".to_owned(), toml::Value::Array(vec![term.into()]));
    made
}

/// Lints the lines of a file; returns for each its label and the codes that spoke.
fn spoken(linter: &Linter, path: &Path) -> Result<Vec<(Label, Vec<String>)>, CliError> {
    let texts = Texts::read(path)?;
    let policy = linter.policy(&RuleRequest::default())?;
    let lines: Vec<(usize, &[u8])> = texts.lines().collect();
    lines
        .par_iter()
        .map(|&(number, line)| {
            let message = texts.message(number, line)?;
            let found = linter.lint(message, &policy).diagnostics;
            Ok((label(line), found.iter().map(|found| found.code.to_string()).collect()))
        })
        .collect()
}

/// Reads `labels.verdict` of a line, or its `label`: 1 is what is looked for, 0 is not.
fn label(line: &[u8]) -> Label {
    let Ok(object) = serde_json::from_slice::<Value>(line) else { return Label::Unlabelled };
    match (
        object.pointer("/labels/verdict").and_then(Value::as_str),
        object.get("label").and_then(Value::as_u64),
    ) {
        (Some("write"), _) | (None, Some(0)) => Label::Fine,
        (Some(_), _) | (None, Some(_)) => Label::NotFine,
        (None, None) => Label::Unlabelled,
    }
}
