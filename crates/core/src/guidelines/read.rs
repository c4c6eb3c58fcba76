//! Reads the TOML of a guidelines file, and gathers everything in it that has the wrong key or the wrong type.

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use super::file::GuidelinesToml;
use super::known_names::known_names;
use super::lines::FileText;
use crate::error::GuidelinesError;

/// More errors than this are not told of one file.
pub(super) const MOST_ERRORS: usize = 20;

/// Reads the text. What is wrong is left out of the settings and comes back as errors.
pub(super) fn read(file: FileText<'_>) -> (GuidelinesToml, Vec<GuidelinesError>) {
    match toml::from_str(file.text) {
        Ok(toml) => (toml, Vec::new()),
        Err(_) => read_around_errors(file),
    }
}

/// Takes out whatever is wrong, one after another, until the rest can be read.
fn read_around_errors(file: FileText<'_>) -> (GuidelinesToml, Vec<GuidelinesError>) {
    let (mut table, broken) = DeTable::parse_recoverable(file.text);
    let mut errors: Vec<GuidelinesError> = Vec::new();
    for error in broken.iter().take(MOST_ERRORS) {
        let offset = error.span().map_or(0, |span| span.start);
        let error = file.error(offset, "", not_toml(error.message()));
        // What follows on the same line mostly follows from it.
        if errors.last().is_none_or(|last| last.line != error.line) {
            errors.push(error);
        }
    }
    if !errors.is_empty() {
        return (GuidelinesToml::default(), errors);
    }
    while errors.len() < MOST_ERRORS {
        let error = match GuidelinesToml::deserialize(Deserializer::from(table.clone())) {
            Ok(toml) => return (toml, errors),
            Err(error) => error,
        };
        let at = error.span().map_or(0, |span| span.start);
        let key = take_out(table.get_mut(), at);
        let is_stuck = key.is_none();
        errors.push(file.error(at, &key.unwrap_or_default(), wrong_type(error.message())));
        if is_stuck {
            break;
        }
    }
    (GuidelinesToml::default(), errors)
}

/// Removes the innermost key that an error points at, and returns it with those around it.
fn take_out(table: &mut DeTable<'_>, at: usize) -> Option<String> {
    let (key, is_key) = table.iter().find_map(|(key, value)| {
        let is_key = key.span().contains(&at);
        (is_key || holds(value, at)).then(|| (key.clone(), is_key))
    })?;
    let name = key.get_ref().to_string();
    if !is_key && let Some(inner) = table.get_mut(&key).and_then(|value| take_out_inside(value, at)) {
        return Some(if inner.is_empty() { name } else { format!("{name}.{inner}") });
    }
    table.remove(&key).map(|_| name)
}

/// Removes what an error points at from a table or a list; `None` where it is the value itself.
fn take_out_inside(value: &mut Spanned<DeValue<'_>>, at: usize) -> Option<String> {
    match value.get_mut() {
        DeValue::Table(inner) => take_out(inner, at),
        DeValue::Array(list) => {
            let number = list.iter().position(|entry| holds(entry, at))?;
            let inside = list.get_mut(number).and_then(|entry| take_out_inside(entry, at));
            inside.or_else(|| {
                let others = list.iter().enumerate().filter(|(other, _)| *other != number);
                *list = others.map(|(_, entry)| entry.clone()).collect();
                Some(String::new())
            })
        }
        _ => None,
    }
}

/// Returns true if and only if a byte lies in a value: in a table also if it lies in one of its keys or values.
fn holds(value: &Spanned<DeValue<'_>>, at: usize) -> bool {
    value.span().contains(&at)
        || match value.get_ref() {
            DeValue::Table(table) => {
                table.iter().any(|(key, inner)| key.span().contains(&at) || holds(inner, at))
            }
            DeValue::Array(list) => list.iter().any(|entry| holds(entry, at)),
            _ => false,
        }
}

/// Says what keeps a text from being TOML.
fn not_toml(message: &str) -> String {
    format!("{}; write keys as `key = \"text\"`, tables as `[name]`", message.trim().replace('\n', ", "))
}

/// Says what is wrong with a key or with the type of a value, and what to do.
fn wrong_type(message: &str) -> String {
    let message = message.trim();
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    if let ([unknown, known @ ..], true) = (names.as_slice(), message.starts_with("unknown field")) {
        return format!("there is no such key; {}", known_names(unknown, known));
    }
    if message.starts_with("missing field") {
        return format!("the key `{}` is missing; add it", names.first().copied().unwrap_or_default());
    }
    let what_to_do = match message.rsplit("expected ").next().unwrap_or_default() {
        "a string" => "; write text in quotation marks",
        "a sequence" => "; write a list in brackets, such as [\"one\", \"two\"]",
        "a boolean" => "; write true or false, without quotation marks",
        "a float" | "f64" => "; write a number without quotation marks",
        expected if expected.starts_with("struct") || expected == "a map" => {
            "; write it as a table, with keys of its own"
        }
        _ => "",
    };
    let found = message.split(", expected").next().unwrap_or(message);
    format!("{}{what_to_do}", found.replacen("invalid type: ", "found ", 1))
}
