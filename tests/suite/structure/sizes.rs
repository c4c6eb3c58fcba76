//! Files and functions stay small enough to read, and a file begins by saying what it is for.

use syn::visit::{self, Visit};

use super::tree::{File, Tree};

/// Lines of a file that are neither blank nor part of its tests; comments are read too, so they count.
const MOST_LINES_OF_A_FILE: usize = 250;

/// Lines of a function from its name to its closing brace that are not blank.
const MOST_LINES_OF_A_FUNCTION: usize = 50;

/// Counts the lines of a file between two of its lines, both included.
fn lines_between(file: &File, first: usize, last: usize) -> usize {
    let lines = file.text.lines().enumerate().map(|(at, line)| (at + 1, line));
    lines
        .filter(|(at, line)| {
            (first..=last).contains(at) && !line.trim().is_empty() && !file.test_lines.contains(at)
        })
        .count()
}

struct Functions<'a> {
    file: &'a File,
    too_long: Vec<String>,
}

impl Functions<'_> {
    fn measure(&mut self, signature: &syn::Signature, body: &syn::Block) {
        let first = signature.ident.span().start().line;
        let lines = lines_between(self.file, first, body.brace_token.span.close().end().line);
        if lines > MOST_LINES_OF_A_FUNCTION {
            self.too_long
                .push(format!("{}:{first}: `{}` has {lines} lines", self.file.path, signature.ident));
        }
    }
}

impl Visit<'_> for Functions<'_> {
    fn visit_item_fn(&mut self, item: &syn::ItemFn) {
        self.measure(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &syn::ImplItemFn) {
        self.measure(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &syn::TraitItemFn) {
        if let Some(body) = &item.default {
            self.measure(&item.sig, body);
        }
        visit::visit_trait_item_fn(self, item);
    }
}

#[test]
fn files_are_small_enough_to_read() {
    let tree = Tree::read();
    let lengths = tree.files.iter().map(|file| (lines_between(file, 1, usize::MAX), file));
    let mut too_long: Vec<_> = lengths.filter(|(lines, _)| *lines > MOST_LINES_OF_A_FILE).collect();
    too_long.sort_by_key(|(lines, _)| std::cmp::Reverse(*lines));
    let shown: Vec<String> =
        too_long.iter().map(|(lines, file)| format!("{} has {lines} lines", file.path)).collect();
    assert!(
        shown.is_empty(),
        "more than {MOST_LINES_OF_A_FILE} lines without their tests:\n{}",
        shown.join("\n")
    );
}

#[test]
fn functions_are_small_enough_to_read() {
    let tree = Tree::read();
    let mut shown = Vec::new();
    for file in &tree.files {
        let mut functions = Functions { file, too_long: Vec::new() };
        file.items.iter().for_each(|item| functions.visit_item(item));
        shown.extend(functions.too_long);
    }
    assert!(shown.is_empty(), "more than {MOST_LINES_OF_A_FUNCTION} lines:\n{}", shown.join("\n"));
}

#[test]
fn every_file_opens_with_a_sentence_about_itself() {
    for file in Tree::read().files {
        let first = file.text.lines().next().unwrap_or_default();
        assert!(first.starts_with("//! ") && first.len() > 20, "{} does not open with `//! `", file.path);
    }
}
