//! The libraries touch nothing but what they are handed: no file, clock, environment, thread or terminal, and no state.

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

use super::imports::Imports;
use super::names::Found;
use super::tree::{File, Tree};

/// What of `std` reaches files, environment, network, processes, threads, clock and console.
const OUTSIDE: [&str; 12] = [
    "std::env",
    "std::fs",
    "std::io::stderr",
    "std::io::stdin",
    "std::io::stdout",
    "std::net",
    "std::os",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "std::time::SystemTime",
    "std::time::UNIX_EPOCH",
];

/// Macros that print.
const PRINTING: [&str; 5] = ["dbg", "eprint", "eprintln", "print", "println"];

/// Where a date library asks the machine.
const ASKING: [&str; 2] = ["now", "system"];

/// What can change behind a shared reference; what is only filled once (`OnceLock`, `LazyLock`) stays the same for whoever looks.
const CHANGING: [&str; 6] = ["Mutex", "RwLock", "Cell", "RefCell", "UnsafeCell", "Atomic"];

fn is_library(file: &File) -> bool {
    file.path.starts_with("crates/") && file.path.contains("/src/")
}

fn is_at_or_below(path: &str, barred: &str) -> bool {
    path.strip_prefix(barred).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

#[test]
fn libraries_reach_nothing_outside() {
    let tree = Tree::read();
    let mut wrong = Vec::new();
    for (used, leads_to) in Imports::of(&tree).uses {
        let file = &tree.files[tree.modules[used.module].file];
        for path in leads_to
            .iter()
            .filter_map(|found| if let Found::Outside(path) = found { Some(path) } else { None })
        {
            let asks = path.len() > 1
                && path[0] == "jiff"
                && ASKING.iter().any(|name| path.ends_with(&[(*name).to_owned()]));
            let path = path.join("::");
            let is_barred = asks
                || PRINTING.contains(&path.as_str())
                || OUTSIDE.iter().any(|barred| is_at_or_below(&path, barred));
            if is_library(file) && is_barred {
                wrong.push(format!("{}:{}: {path}", file.path, used.line));
            }
        }
    }
    assert!(wrong.is_empty(), "the libraries reach outside:\n{}", wrong.join("\n"));
}

/// Collects the statics of a file that can change.
struct Statics<'a> {
    file: &'a File,
    changing: Vec<String>,
}

impl Visit<'_> for Statics<'_> {
    fn visit_item_static(&mut self, item: &syn::ItemStatic) {
        let mut types = Types::default();
        types.visit_type(&item.ty);
        if !matches!(item.mutability, syn::StaticMutability::None) || types.changes {
            self.changing.push(format!("{}: static {}", self.file.path, item.ident));
        }
    }

    fn visit_macro(&mut self, used: &syn::Macro) {
        if used.path.segments.last().is_some_and(|last| last.ident == "thread_local") {
            self.changing.push(format!("{}: thread_local!", self.file.path));
        }
    }
}

#[derive(Default)]
struct Types {
    changes: bool,
}

impl Visit<'_> for Types {
    fn visit_path_segment(&mut self, segment: &syn::PathSegment) {
        let name = segment.ident.to_string();
        self.changes |= CHANGING
            .iter()
            .any(|changing| name == *changing || *changing == "Atomic" && name.starts_with(changing));
        visit::visit_path_segment(self, segment);
    }
}

#[test]
fn libraries_hold_no_state_that_changes() {
    let mut wrong = Vec::new();
    for file in Tree::read().files.iter().filter(|file| is_library(file)) {
        let mut statics = Statics { file, changing: Vec::new() };
        file.items.iter().for_each(|item| statics.visit_item(item));
        wrong.extend(statics.changing);
    }
    assert!(wrong.is_empty(), "global state:\n{}", wrong.join("\n"));
}

#[test]
fn the_network_is_named_nowhere() {
    let tree = Tree::read();
    let speaks =
        |found: &Found| matches!(found, Found::Outside(path) if is_at_or_below(&path.join("::"), "std::net"));
    for (used, leads_to) in Imports::of(&tree).uses {
        let file = &tree.files[tree.modules[used.module].file].path;
        assert!(!leads_to.iter().any(speaks), "{file}:{} uses std::net", used.line);
    }
}

fn has_unsafe(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(name) => name == "unsafe",
        TokenTree::Group(group) => has_unsafe(group.stream()),
        _ => false,
    })
}

#[test]
fn unsafe_code_stands_in_the_one_file_that_takes_addresses_of_a_host() {
    let tree = Tree::read();
    let found: Vec<&str> = tree
        .files
        .iter()
        .filter(|file| has_unsafe(file.text.parse().unwrap()))
        .map(|file| file.path.as_str())
        .collect();
    assert_eq!(found, ["bindings/wasm/src/exports.rs"]);
}
