//! Shows guidelines: what `config show` prints, each value with where it comes from.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::Guidelines;
use super::lines::place_of;
use super::merge::JOINED;
use super::team::{model_of, usual_response_time};
use presend_lexicon::team::WrittenChannel;

/// Returns what the files put in force, each value with its place.
#[must_use]
pub fn show(guidelines: &Guidelines) -> String {
    let mut page = String::new();
    let mut known = BTreeSet::new();
    for (number, file) in guidelines.files().iter().enumerate() {
        let _ = writeln!(page, "{}: {}", if number == 0 { "guidelines" } else { "over" }, file.path);
        let Ok(table) = DeTable::parse(&file.text) else { continue };
        let mut leaves = Vec::new();
        flatten("", table.get_ref(), &mut leaves);
        for leaf in &leaves {
            let is_hidden = known.contains(&leaf.key);
            let (line, _) = place_of(&file.text, leaf.offset);
            let hidden = if is_hidden { "  (a nearer file says otherwise)" } else { "" };
            let shown =
                format!("{} = {}", leaf.key, one_line(file.text.get(leaf.value.clone()).unwrap_or_default()));
            let _ = writeln!(page, "  {shown:<44} {}:{line}{hidden}", file.path);
        }
        known.extend(leaves.into_iter().map(|leaf| leaf.key).filter(|key| !is_joined(key)));
    }
    page
}

/// Writes a value on one line.
fn one_line(value: &str) -> String {
    let lines: Vec<&str> = value.lines().map(str::trim).collect();
    lines.join(" ").replace("[ ", "[").replace(", ]", "]").replace(" ]", "]")
}

/// Returns true if and only if what several files say under a key counts together.
fn is_joined(key: &str) -> bool {
    JOINED.iter().any(|joined| key.starts_with(joined))
        || key.ends_with(".holidays")
        || key.starts_with("paths[")
}

/// Returns what holds where the file says nothing: the working model's presets, and the usual response times.
#[must_use]
pub fn show_presets(guidelines: &Guidelines) -> String {
    let mut lines = model_presets(guidelines);
    lines.extend(response_presets(guidelines));
    let mut page = String::new();
    for (key, value, from) in lines {
        let _ = writeln!(page, "  {:<44} {from}", format!("{key} = {value}"));
    }
    page
}

/// Returns what the working model stands for: key, value, and where that comes from.
fn model_presets(guidelines: &Guidelines) -> Vec<(String, String, String)> {
    let toml = &guidelines.toml;
    let Some((name, model)) = model_of(toml) else { return Vec::new() };
    let mut lines = Vec::new();
    let mut preset = |key: &str, value: String| lines.push((key.to_owned(), value, format!("model {name}")));
    if toml.hours.work.is_none() {
        preset("hours.work", model.work.to_string());
    }
    if toml.hours.days.is_empty() {
        preset("hours.days", model.days.iter().collect::<Vec<_>>().join(", "));
    }
    if !toml.channels.contains_key("in-person-or-video") {
        preset("channels.in-person-or-video", model.live.to_string());
    }
    let shares = if model.shares_zone { "the writer's" } else { "not known" };
    preset("zone of colleagues without an entry", shares.to_owned());
    lines
}

/// Returns the response times that the file leaves out: those of the model, else the usual ones.
fn response_presets(guidelines: &Guidelines) -> Vec<(String, String, String)> {
    let toml = &guidelines.toml;
    let model = model_of(toml);
    let left_out = WrittenChannel::ALL.into_iter().filter(|one| !toml.response_time.contains_key(one.name()));
    let preset = |channel: WrittenChannel| {
        let (time, from) = match model {
            Some((name, model)) => (model.response_time(channel).to_string(), format!("model {name}")),
            None => (usual_response_time(channel)?.to_owned(), "default".to_owned()),
        };
        Some((format!("response-time.{channel}"), time, from))
    };
    left_out.filter_map(preset).collect()
}

/// One value of a file.
struct Leaf {
    /// With those around it, dots between; people by whom they match, entries of other lists by number from 1.
    key: String,
    /// Where the key stands.
    offset: usize,
    /// The value as written.
    value: Range<usize>,
}

/// Lists the leaves of a table.
fn flatten(prefix: &str, table: &DeTable<'_>, leaves: &mut Vec<Leaf>) {
    for (key, value) in table {
        let name = key.get_ref();
        let key_here = if prefix.is_empty() { name.to_string() } else { format!("{prefix}.{name}") };
        match value.get_ref() {
            DeValue::Table(inner) => flatten(&key_here, inner, leaves),
            DeValue::Array(entries)
                if !entries.is_empty() && entries.iter().all(|entry| entry.get_ref().is_table()) =>
            {
                for (number, entry) in entries.iter().enumerate() {
                    let DeValue::Table(inner) = entry.get_ref() else { continue };
                    let matched = inner.get("match").and_then(|whom| whom.get_ref().as_str());
                    let name = match matched.filter(|_| key_here != "paths") {
                        Some(whom) => format!("\"{whom}\""),
                        None => (number + 1).to_string(),
                    };
                    flatten(&format!("{key_here}[{name}]"), inner, leaves);
                }
            }
            _ => leaves.push(Leaf { key: key_here, offset: key.span().start, value: value.span() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidelines::GuidelinesFile;

    fn file(path: &str, text: &str) -> GuidelinesFile {
        GuidelinesFile::parse(path, text, &|_| None).unwrap()
    }

    #[test]
    fn each_value_is_shown_with_its_file_and_line() {
        let near = "[me]\naddress = \"a@b.c\"\n\n[[people]]\nmatch = \"x@y.z\"\nname = \"X\"\n";
        let far =
            "[me]\ntime-zone = \"UTC\"\naddress = \"d@e.f\"\n[hours]\nholidays = [\n  \"2026-12-24\",\n]\n";
        let page = show(&Guidelines::of([file("near.toml", near), file("far.toml", far)]));
        for (key, place) in [
            ("me.address = \"a@b.c\"", "near.toml:2"),
            ("people[\"x@y.z\"].name = \"X\"", "near.toml:6"),
            ("me.time-zone = \"UTC\"", "far.toml:2"),
            ("me.address = \"d@e.f\"", "far.toml:3  (a nearer file says otherwise)"),
            ("hours.holidays = [\"2026-12-24\"]", "far.toml:5"),
        ] {
            let shown =
                page.lines().find(|shown| shown.contains(key)).unwrap_or_else(|| panic!("{key}: {page}"));
            assert!(shown.ends_with(place), "{page}");
        }
    }
}
