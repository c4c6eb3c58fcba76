//! Gathers the terms of the built-in rules that are plain words, for a program that knows nothing but fixed strings.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folder with a folder for each group of rules.
const LEXICONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/lexicons/en");

/// Writes the plain terms to a file in a folder, one a line, and returns it with their number.
pub(crate) fn plain_terms(folder: &Path) -> io::Result<(PathBuf, usize)> {
    let mut terms = Vec::new();
    for group in fs::read_dir(LEXICONS)?.filter_map(Result::ok).filter(|entry| entry.path().is_dir()) {
        for rule in fs::read_dir(group.path())? {
            let table: toml::Table = fs::read_to_string(rule?.path())?.parse().map_err(io::Error::other)?;
            let rules = table.get("rule").and_then(toml::Value::as_array).into_iter().flatten();
            terms.extend(
                rules.flat_map(|rule| ["terms", "sure", "weak"].map(|list| rule.get(list))).flat_map(plain),
            );
        }
    }
    terms.sort_unstable();
    terms.dedup();
    let path = folder.join("terms.txt");
    fs::write(&path, terms.join("\n"))?;
    Ok((path, terms.len()))
}

/// Returns the terms of a list without signs of the term syntax.
fn plain(list: Option<&toml::Value>) -> Vec<String> {
    let is_plain = |term: &&str| term.chars().all(|char| char.is_alphabetic() || char == ' ' || char == '\'');
    let terms = list.and_then(toml::Value::as_array).into_iter().flatten().filter_map(toml::Value::as_str);
    terms.filter(is_plain).map(str::to_owned).collect()
}
