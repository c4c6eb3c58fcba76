//! Lists rules, as a table or as JSON.

use std::io::{self, Write};

use presend_lexicon::Rule;
use presend_lexicon::names::Channel;
use serde_json::{Value, json};

/// Lists rules under a heading, each column as wide as its longest entry.
///
/// # Errors
/// Returns why the table could not be written.
pub(crate) fn write_table<'r>(rules: impl Iterator<Item = Rule<'r>>, out: &mut dyn Write) -> io::Result<()> {
    let heading = ["code", "severity", "group", "name", "message"].map(str::to_owned);
    let rows: Vec<[String; 5]> = std::iter::once(heading).chain(rules.map(cells)).collect();
    let width = |cell: fn(&[String; 5]) -> &String| {
        rows.iter().map(|row| cell(row).chars().count()).max().unwrap_or(0)
    };
    let (a, b) = (width(|[code, ..]| code), width(|[_, severity, ..]| severity));
    let (c, d) = (width(|[_, _, group, ..]| group), width(|[_, _, _, name, _]| name));
    rows.iter().try_for_each(|[code, severity, group, name, message]| {
        writeln!(out, "{code:a$}  {severity:b$}  {group:c$}  {name:d$}  {message}")
    })
}

fn cells(rule: Rule<'_>) -> [String; 5] {
    let (severity, group) = (rule.severity().name(), rule.group().name());
    [&*rule.code(), severity, group, rule.name(), rule.message()].map(str::to_owned)
}

/// Returns rules as a JSON array.
pub(crate) fn to_json<'r>(rules: impl Iterator<Item = Rule<'r>>) -> Value {
    let to_object = |rule: Rule<'r>| {
        json!({
            "code": rule.code(), "name": rule.name(), "group": rule.group(), "severity": rule.severity(),
            "channel": rule.channel().map_or("", Channel::name), "message": rule.message(),
        })
    };
    rules.map(to_object).collect()
}
