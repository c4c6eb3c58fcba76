//! Shows guidelines: the commented file that `config init` writes, and what `config show` prints.

use std::fmt::Write as _;

use super::Guidelines;
use super::lines::line_of;
use super::team::{model_of, usual_response_time};
use presend_lexicon::team::WrittenChannel;

/// The commented file that `presend config init` writes.
pub const TEMPLATE: &str = r#"# presend.toml: what your team agreed on. Every key may be left out. Found from the draft's folder upwards.

[me]
# address = "ana@example.com"
# time-zone = "Europe/Lisbon"

[team]
# office, hybrid, remote or global
# working-model = "hybrid"
# own-domains = ["example.com"]
# country = "PT"

# The team's usual hours.
[hours]
# work = "09:00-17:30"
# days = ["mon", "tue", "wed", "thu", "fri"]
# overlap = "15:00-17:30"
# holidays = ["2026-12-25"]

# People with other hours, another zone, or a wish: one entry each; [[group]] for a domain or a list address.
# [[people]]
# match = "*@example.jp"
# time-zone = "Asia/Tokyo"
# name = "Kenji"
# work = "10:00-19:00"
# days = ["mon", "tue", "wed", "thu", "fri"]
# holidays = ["2026-05-05"]
# relation = "colleague"
# prefers = "writing"
# any-time = true

# How soon an answer may be expected.
[response-time]
# email = "1d"
# chat = "4h"
# mention = "1h"
# document = "3d"

# Your own names for the channels of a verdict.
[channels]
# call-now = "phone the on-call number"
# in-person-or-video = "a video call"

[law]
# termination-needs-paper = true

# Severity (error, warning, info, hint) or "off", by code, group or name.
[rules]
# S001 = "error"
# urgency = "info"

[lexicons]
# extra = ["team-words.toml"]

# Settings for some paths.
# [[paths]]
# match = "templates/**"
# ignore = ["tone"]

# Defaults of the command line.
[check]
# fail-on = "error,0.9"
# min-confidence = 0.5
# profile = "email"

# Fields of an agent's tool calls, besides the usual ones. Only your own presend.toml counts, the one in your configuration folder.
[agent]
# text = ["note"]
# subject = ["headline"]
# from = ["author"]
# to = ["invitees"]
# cc = ["watchers"]
# bcc = ["hidden-watchers"]
# on-no-draft = "ask"
"#;

/// Returns what a guidelines file puts in force, each value with its line.
#[must_use]
pub fn show(guidelines: &Guidelines) -> String {
    let mut page = format!("guidelines: {}\n", guidelines.path);
    let Ok(table) = toml::from_str::<toml::Table>(&guidelines.text) else { return page };
    let mut lines = Vec::new();
    flatten("", &toml::Value::Table(table), &mut lines);
    for (key, value) in lines {
        let place = find_line(&guidelines.text, &key)
            .map_or_else(String::new, |line| format!("{}:{line}", guidelines.path));
        let _ = writeln!(page, "  {:<44} {place}", format!("{key} = {value}"));
    }
    page
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

/// Lists the leaves of a table as dotted keys; entries of a list of tables are numbered from 1.
fn flatten(prefix: &str, value: &toml::Value, lines: &mut Vec<(String, String)>) {
    let join = |key: &str| if prefix.is_empty() { key.to_owned() } else { format!("{prefix}.{key}") };
    match value {
        toml::Value::Table(table) => table.iter().for_each(|(key, value)| flatten(&join(key), value, lines)),
        toml::Value::Array(entries) if entries.iter().all(toml::Value::is_table) => {
            for (number, entry) in entries.iter().enumerate() {
                flatten(&format!("{prefix}[{}]", number + 1), entry, lines);
            }
        }
        value => lines.push((prefix.to_owned(), value.to_string())),
    }
}

/// Finds the line of a dotted key by walking through the file's headers.
fn find_line(text: &str, key: &str) -> Option<usize> {
    let (section, last) = key.rsplit_once('.')?;
    let (name, number) = match section.split_once('[') {
        Some((name, number)) => (name, number.split(']').next()?.parse::<usize>().ok()?),
        None => (section, 1),
    };
    let (mut seen, mut inside, mut offset) = (0, false, 0);
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        if bare.starts_with('[') {
            let is_name =
                bare.trim_start_matches('[').split(']').next().is_some_and(|here| here.trim() == name);
            seen += usize::from(is_name);
            inside = is_name && seen == number;
        } else if inside && bare.split('=').next().is_some_and(|found| found.trim().trim_matches('"') == last)
        {
            return Some(line_of(text, offset));
        }
        offset += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_is_shown_with_its_line() {
        let text =
            "[me]\naddress = \"a@b.c\"\n\n[[people]]\nmatch = \"x@y.z\"\n\n[[people]]\nmatch = \"*@b.c\"\n";
        let page = show(&Guidelines::parse("p.toml", text).unwrap());
        for (key, line) in [("me.address = \"a@b.c\"", 2), ("people[1].match", 5), ("people[2].match", 8)] {
            let shown = page.lines().find(|shown| shown.contains(key)).unwrap();
            assert!(shown.ends_with(&format!("p.toml:{line}")), "{page}");
        }
    }
}
