//! A file imports only from rows below its own.

use super::imports::Imports;
use super::tree::Tree;

/// The rooms from bottom to top. A room imports from lower rows and from itself, not from its neighbours in a row.
const ROWS: [&[&str]; 31] = [
    &["crates/lexicon/src"],
    &["crates/tables/states"],
    &["crates/tables/anchors", "crates/tables/heads"],
    &["crates/tables/programs"],
    &["crates/tables/build"],
    &["build"],
    &["crates/tables/src"],
    &["crates/core/src/builtin"],
    &["crates/core/src/text"],
    &["crates/core/src/diagnostic", "crates/core/src/error"],
    &["crates/core/src/message"],
    &["crates/core/src/words"],
    &["crates/core/src/scan"],
    &["crates/core/src/guidelines"],
    &["crates/core/src/judge"],
    &["crates/core/src/report"],
    &["crates/core/src/record"],
    &["crates/core/src/render", "crates/core/src/stop_rule"],
    &["crates/core/src/linter"],
    &["crates/core/src/lib"],
    &["src/error", "src/exit", "src/interrupt", "src/named_file", "src/terminal"],
    &["src/environment", "src/folders", "src/holidays", "src/options"],
    &["src/config"],
    &["src/input", "src/output", "src/habits"],
    &["src/session", "src/habits_page"],
    &["src/sendmail", "src/servers"],
    &["src/commands"],
    &["src/harness"],
    &["src/lib"],
    &["src/main"],
    &["bindings"],
];

/// Returns the row and the room of a file.
fn place(path: &str) -> Option<(usize, &'static str)> {
    let is_in =
        |room: &str| path.strip_prefix(room).is_some_and(|rest| rest == ".rs" || rest.starts_with('/'));
    ROWS.iter().enumerate().find_map(|(row, rooms)| {
        let room = rooms.iter().find(|room| is_in(room))?;
        Some((row, *room))
    })
}

#[test]
fn every_file_has_a_row() {
    let tree = Tree::read();
    let homeless: Vec<&str> =
        tree.files.iter().map(|file| file.path.as_str()).filter(|path| place(path).is_none()).collect();
    assert!(homeless.is_empty(), "files that belong to no row of ROWS:\n{}", homeless.join("\n"));
}

#[test]
fn files_import_only_from_rows_below_their_own() {
    let tree = Tree::read();
    let mut wrong = Vec::new();
    for ((from, to), names) in Imports::of(&tree).edges {
        let (from, to) = (&tree.files[from].path, &tree.files[to].path);
        if let (Some((own, room)), Some((other, other_room))) = (place(from), place(to))
            && other >= own
            && room != other_room
        {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            wrong.push(format!("{from} imports {} of {to}", names.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "imports against the layers:\n{}", wrong.join("\n"));
}
