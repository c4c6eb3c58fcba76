//! Says what a person should know about presend.toml files that are read without an error.

use presend_core::guidelines::{GuidelinesFile, Layer, holidays};

use super::places::{Owner, user_file};

/// Returns the notes on the files.
pub(super) fn of(layers: &[(Owner, Layer)]) -> Vec<String> {
    let mut notes = Vec::new();
    for (owner, layer) in layers {
        if *owner == Owner::Project {
            of_project(&layer.file, &mut notes);
        }
        notes.extend(holidays::not_known(&layer.file));
    }
    notes
}

/// Notes what in a project's file is about one person.
fn of_project(file: &GuidelinesFile, notes: &mut Vec<String>) {
    let own = user_file().map_or_else(String::new, |path| format!(" ({})", path.display()));
    let (me, agent) = (&file.toml.me, &file.toml.agent);
    let mut note = |table: &str, what: &str| {
        let line = file.line_of_table(table).map_or_else(String::new, |line| format!("{line}:1: "));
        notes.push(format!("{}:{line}`[{table}]` {what}{own}", file.path));
    };
    if me.address.is_some() || me.time_zone.is_some() {
        note("me", "in a project's file applies to everybody who works there; it belongs in your own file");
    }
    if agent.on_no_draft.is_some() || agent.lists().iter().any(|(_, names)| !names.is_empty()) {
        note("agent", "in a project's file has no effect; it belongs in your own file");
    }
}
