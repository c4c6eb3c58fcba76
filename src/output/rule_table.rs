//! Lists rules, as a table or as JSON.

use std::io::{self, Write};

use presend_lexicon::Rule;
use serde_json::{Value, json};

/// Lists rules under a heading, each column as wide as its longest entry.
///
/// # Errors
/// Returns why the table could not be written.
pub(crate) fn write_table<'r>(rules: impl Iterator<Item = &'r Rule>, out: &mut dyn Write) -> io::Result<()> {
    let heading = ["code", "severity", "group", "name", "message"];
    let rows: Vec<[&str; 5]> = std::iter::once(heading).chain(rules.map(cells)).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let [a, b, c, d] = [0, 1, 2, 3].map(width);
    rows.iter().try_for_each(|[code, severity, group, name, message]| {
        writeln!(out, "{code:a$}  {severity:b$}  {group:c$}  {name:d$}  {message}")
    })
}

fn cells(rule: &Rule) -> [&str; 5] {
    [&rule.code, &rule.severity, &rule.group, &rule.name, &rule.message]
}

/// Returns rules as a JSON array.
pub(crate) fn to_json<'r>(rules: impl Iterator<Item = &'r Rule>) -> Value {
    rules
        .map(|rule| {
            json!({
                "code": rule.code, "name": rule.name, "group": rule.group, "severity": rule.severity,
                "channel": rule.channel, "message": rule.message,
            })
        })
        .collect()
}
