//! Sorts a lexicon file: rules by code, lists of terms by bytes, each term once; comments stay with what they are about.

use std::path::Path;

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, RawString, Table, Value};

use crate::error::CliError;
use crate::output::replace::replace;

/// The lists whose order means nothing.
const SORTED: [&str; 4] = ["terms", "weak", "unless", "unless-near"];

/// A list that fits in this many columns stands on one line.
const WIDTH: usize = 100;

/// Rewrites a lexicon in its place; returns false if it was in order already.
///
/// # Errors
/// Returns what is wrong with the file, or why it could not be read or written.
pub(super) fn run(path: &Path) -> Result<bool, CliError> {
    let text = std::fs::read_to_string(path).map_err(|error| CliError::of_file(path, &error))?;
    let sorted = format(&text).map_err(|reason| CliError::Failed(format!("{}:{reason}", path.display())))?;
    if sorted == text {
        return Ok(false);
    }
    replace(path, sorted.as_bytes())
        .map_err(|reason| CliError::Failed(format!("{}: not changed: {reason}", path.display())))?;
    Ok(true)
}

/// Returns the text of a lexicon in order.
fn format(text: &str) -> Result<String, String> {
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
        let before = text.get(..error.span().map_or(0, |span| span.start)).unwrap_or(text);
        let line = 1 + before.bytes().filter(|&byte| byte == b'\n').count();
        format!("{line}: {}", error.message().trim())
    })?;
    for key in ["rule", "extend", "frame"] {
        let Some(rules) = document.get_mut(key).and_then(Item::as_array_of_tables_mut) else { continue };
        for rule in rules.iter_mut() {
            for name in SORTED {
                if let Some(list) = rule.get_mut(name).and_then(Item::as_array_mut) {
                    sort_list(name, list);
                }
            }
        }
        if key == "rule" {
            sort_rules(rules);
        }
    }
    Ok(document.to_string())
}

/// Sorts rules by code. Tables are written by their position, so the sorted ones share out the old positions.
fn sort_rules(rules: &mut ArrayOfTables) {
    let code = |rule: &Table| rule.get("code").and_then(Item::as_str).unwrap_or_default().to_owned();
    let mut tables: Vec<Table> = rules.iter().cloned().collect();
    let mut positions = Vec::new();
    tables.iter_mut().for_each(|table| each_position(table, &mut |position| positions.push(*position)));
    positions.sort_unstable();
    tables.sort_by_cached_key(code);
    let mut next = positions.into_iter();
    let mut share_out = |position: &mut isize| *position = next.next().unwrap_or(*position);
    tables.iter_mut().for_each(|table| each_position(table, &mut share_out));
    *rules = tables.into_iter().collect();
}

/// Visits the positions of a table and of the tables in it.
fn each_position(table: &mut Table, visit: &mut dyn FnMut(&mut isize)) {
    if let Some(mut position) = table.position() {
        visit(&mut position);
        table.set_position(Some(position));
    }
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(inner) => each_position(inner, visit),
            Item::ArrayOfTables(inner) => inner.iter_mut().for_each(|table| each_position(table, visit)),
            _ => {}
        }
    }
}

/// An entry of a list with its comments.
struct ListEntry {
    value: Value,
    /// Whole lines above it.
    above: Vec<String>,
    /// The comment behind it.
    behind: String,
}

fn sort_list(name: &str, list: &mut Array) {
    if !list.iter().all(Value::is_str) {
        return;
    }
    let (mut entries, rest) = entries(list);
    entries.sort_by(|a, b| a.value.as_str().cmp(&b.value.as_str()));
    // Of two alike the one with a comment stays.
    entries.dedup_by(|next, kept| {
        let is_bare = next.above.is_empty() && next.behind.is_empty();
        next.value.as_str() == kept.value.as_str() && is_bare
    });
    let columns: usize = entries.iter().map(|entry| entry.value.to_string().trim().len() + 2).sum();
    let has_comments =
        !rest.is_empty() || entries.iter().any(|e| !e.above.is_empty() || !e.behind.is_empty());
    *list =
        if has_comments || name.len() + 3 + columns > WIDTH { tall(entries, &rest) } else { flat(entries) };
}

/// Takes a list apart. In TOML a comment behind an entry stands before the next one.
fn entries(list: &Array) -> (Vec<ListEntry>, Vec<String>) {
    let text = |raw: Option<&RawString>| raw.and_then(RawString::as_str).unwrap_or_default().to_owned();
    let mut entries: Vec<ListEntry> = Vec::new();
    for value in list {
        let (behind, above) = comments(&text(value.decor().prefix()));
        let mut above = above;
        match entries.last_mut() {
            Some(last) if last.behind.is_empty() => last.behind = behind,
            _ if !behind.is_empty() => above.insert(0, behind),
            _ => {}
        }
        let (own, more) = comments(&text(value.decor().suffix()));
        above.extend(more);
        entries.push(ListEntry { value: value.clone(), above, behind: own });
    }
    let (behind, mut rest) = comments(&text(Some(list.trailing())));
    match entries.last_mut() {
        Some(last) if last.behind.is_empty() => last.behind = behind,
        _ if !behind.is_empty() => rest.insert(0, behind),
        _ => {}
    }
    (entries, rest)
}

/// Parts the space between entries into the comment on the first line and those on lines of their own.
fn comments(space: &str) -> (String, Vec<String>) {
    let mut lines = space.lines().map(|line| line.trim().to_owned());
    let first = lines.next().unwrap_or_default();
    (first, lines.filter(|line| !line.is_empty()).collect())
}

/// Writes all entries on one line.
fn flat(entries: Vec<ListEntry>) -> Array {
    let spaced =
        |(number, entry): (usize, ListEntry)| entry.value.decorated(if number == 0 { "" } else { " " }, "");
    entries.into_iter().enumerate().map(spaced).collect()
}

/// Writes one entry a line.
fn tall(entries: Vec<ListEntry>, rest: &[String]) -> Array {
    let mut list = Array::new();
    let mut behind = String::new();
    let before = |behind: &str, lines: &[String]| {
        let first = if behind.is_empty() { String::new() } else { format!(" {behind}") };
        lines.iter().fold(first, |text, line| format!("{text}\n    {line}"))
    };
    for entry in entries {
        let prefix = before(&behind, &entry.above) + "\n    ";
        list.push_formatted(entry.value.decorated(prefix, ""));
        behind = entry.behind;
    }
    list.set_trailing(before(&behind, rest) + "\n");
    list.set_trailing_comma(true);
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_and_terms_are_sorted_with_their_comments() {
        let text = "# head\nlanguage = \"en\"\n\n# about two\n[[rule]]\ncode = \"S902\"\nterms = [\n    \"b\", # on b\n    # above a\n    \"a\",\n    \"b\",\n    # end\n]\n\n# about one\n[[rule]]\ncode = \"S901\"\nterms = [\"z\", \"a\", \"z\"]\n[rule.weight]\nurgent = 0.5\n";
        let expected = "# head\nlanguage = \"en\"\n\n# about one\n[[rule]]\ncode = \"S901\"\nterms = [\"a\", \"z\"]\n[rule.weight]\nurgent = 0.5\n\n# about two\n[[rule]]\ncode = \"S902\"\nterms = [\n    # above a\n    \"a\",\n    \"b\", # on b\n    # end\n]\n";
        let sorted = format(text).unwrap();
        assert_eq!(sorted, expected);
        assert_eq!(format(&sorted).unwrap(), expected);
    }

    #[test]
    fn errors_name_the_line() {
        assert!(
            format("a = 1\nb = [\n").unwrap_err().starts_with('2')
                || format("a = 1\nb = [\n").unwrap_err().starts_with('3')
        );
    }
}
