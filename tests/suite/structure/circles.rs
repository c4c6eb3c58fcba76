//! No file imports another that imports it, directly or through others.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::imports::{Edges, Imports};
use super::names::Found;
use super::tree::Tree;

/// Returns the circles: the largest groups of files of which each leads to each other.
pub(super) fn find(tree: &Tree, edges: &Edges) -> Vec<BTreeSet<usize>> {
    let count = tree.files.len();
    let reached: Vec<BTreeSet<usize>> = (0..count).map(|start| reached_from(start, edges)).collect();
    let mut circles: Vec<BTreeSet<usize>> = Vec::new();
    for start in 0..count {
        let circle: BTreeSet<usize> =
            reached[start].iter().copied().filter(|other| reached[*other].contains(&start)).collect();
        if circle.len() > 1 && !circles.contains(&circle) {
            circles.push(circle);
        }
    }
    circles
}

fn reached_from(start: usize, edges: &Edges) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut open = vec![start];
    while let Some(file) = open.pop() {
        for (_, to) in edges.range((file, 0)..=(file, usize::MAX)).map(|(edge, _)| edge) {
            if reached.insert(*to) {
                open.push(*to);
            }
        }
    }
    reached
}

/// Describes a circle: its files, and inside it who imports what of whom.
fn describe(circle: &BTreeSet<usize>, tree: &Tree, edges: &Edges) -> String {
    let mut text = format!("circle of {} files:\n", circle.len());
    for (from, to) in edges.keys().filter(|(from, to)| circle.contains(from) && circle.contains(to)) {
        let names = &edges[&(*from, *to)];
        // What a `use` brings in is named without its path further down.
        let is_short = |name: &&String| {
            names.iter().any(|other| other.rsplit("::").next() == name.split("::").next() && other != *name)
        };
        let names: Vec<&str> = names.iter().filter(|name| !is_short(name)).map(String::as_str).collect();
        let _ =
            writeln!(text, "  {} -> {} ({})", tree.files[*from].path, tree.files[*to].path, names.join(", "));
    }
    text
}

#[test]
fn no_two_files_import_each_other() {
    let tree = Tree::read();
    let edges = Imports::of(&tree).edges;
    let circles = find(&tree, &edges);
    let shown: Vec<String> = circles.iter().map(|circle| describe(circle, &tree, &edges)).collect();
    assert!(shown.is_empty(), "{} import circles\n{}", shown.len(), shown.join("\n"));
}

/// A path that leads nowhere would be an edge that the other tests do not see.
#[test]
fn every_path_into_the_workspace_is_understood() {
    let tree = Tree::read();
    let imports = Imports::of(&tree);
    let missing =
        imports.uses.iter().filter(|(_, found)| found.iter().any(|found| matches!(found, Found::Missing(_))));
    let shown: Vec<String> = missing
        .map(|(used, _)| {
            let file = &tree.files[tree.modules[used.module].file].path;
            format!("{file}:{}: {}", used.line, used.path.join("::"))
        })
        .collect();
    assert!(shown.is_empty(), "paths that lead to no item:\n{}", shown.join("\n"));
    assert!(imports.edges.len() > 400, "only {} imports were found", imports.edges.len());
}
