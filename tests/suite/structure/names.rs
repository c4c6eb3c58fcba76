//! Resolves a path of the code to the file that defines what it names, through imports and re-exports.

use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};
use syn::{Item, UseTree, Visibility};

use super::tree::Tree;

/// What a name of a module stands for.
enum Name {
    /// An item that stands in the module itself.
    Defined,
    Module(usize),
    /// Something from elsewhere, by its path.
    Imported(Vec<String>),
}

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// An item that stands in this module.
    Item(usize),
    Module(usize),
    /// Something of `std` or of another package, by its whole path.
    Outside(Vec<String>),
    /// Nothing; the module lacks the next name.
    Missing(usize),
}

/// One entry of a `use`, with `{a, b::c}` taken apart; a last `*` stands for everything.
pub(super) struct Import {
    pub(super) path: Vec<String>,
    /// The name it gets here; `_` for none.
    name: String,
    /// Whether it is passed on, as with `pub use`.
    pub(super) is_passed_on: bool,
    pub(super) line: usize,
}

/// The names of every module.
pub(super) struct Names<'a> {
    tree: &'a Tree,
    names: Vec<BTreeMap<String, Vec<Name>>>,
    globs: Vec<Vec<Vec<String>>>,
}

impl<'a> Names<'a> {
    pub(super) fn new(tree: &'a Tree) -> Names<'a> {
        let mut names: Names<'a> = Names { tree, names: Vec::new(), globs: Vec::new() };
        for (number, module) in tree.modules.iter().enumerate() {
            let (mut own, mut globs) = (BTreeMap::<String, Vec<Name>>::new(), Vec::new());
            for name in module.items.iter().filter_map(defined) {
                own.entry(name).or_default().push(Name::Defined);
            }
            for child in tree.children(number) {
                own.entry(tree.modules[child].name.clone()).or_default().push(Name::Module(child));
            }
            for mut import in imports(&module.items) {
                if import.path.pop_if(|last| last == "*").is_some() {
                    globs.push(import.path);
                } else {
                    own.entry(import.name).or_default().push(Name::Imported(import.path));
                }
            }
            for name in module.items.iter().flat_map(defined_by_macro) {
                own.entry(name).or_insert_with(|| vec![Name::Defined]);
            }
            names.names.push(own);
            names.globs.push(globs);
        }
        names
    }

    /// Returns everything that a path written in a module may mean; several where a module and a function share a name.
    pub(super) fn resolve(&self, from: usize, path: &[String]) -> Vec<Found> {
        self.resolve_within(from, path, 12)
    }

    fn resolve_within(&self, from: usize, path: &[String], depth: usize) -> Vec<Found> {
        let Some((first, rest)) = path.split_first() else { return Vec::new() };
        let mut found = match first.as_str() {
            "crate" => vec![Found::Module(self.crate_of(from))],
            "self" => vec![Found::Module(from)],
            "super" => self.tree.modules[from].parent.map(Found::Module).into_iter().collect(),
            _ => self.look_up(from, first, depth),
        };
        if found.is_empty() {
            let root = |module: &usize| {
                self.tree.modules[*module].parent.is_none() && self.tree.modules[*module].package == *first
            };
            found = match (0..self.tree.modules.len()).find(root) {
                Some(root) => vec![Found::Module(root)],
                None => vec![Found::Outside(vec![first.clone()])],
            };
        }
        for segment in rest {
            let next: Vec<Found> = found.iter().flat_map(|found| self.step(found, segment, depth)).collect();
            let is_hit = |found: &&Found| !matches!(found, Found::Missing(_));
            let hits: Vec<Found> = next.iter().filter(is_hit).cloned().collect();
            found = if hits.is_empty() { next } else { hits };
        }
        found
    }

    fn step(&self, found: &Found, segment: &str, depth: usize) -> Vec<Found> {
        match found {
            Found::Module(module) if segment == "super" => {
                self.tree.modules[*module].parent.map(Found::Module).into_iter().collect()
            }
            Found::Module(module) if segment == "self" => vec![Found::Module(*module)],
            Found::Module(module) => match self.look_up(*module, segment, depth) {
                found if found.is_empty() => vec![Found::Missing(*module)],
                found => found,
            },
            // What follows an item belongs to it: a variant, an associated function.
            Found::Item(_) | Found::Missing(_) => vec![found.clone()],
            Found::Outside(path) => vec![Found::Outside([path.as_slice(), &[segment.to_owned()]].concat())],
        }
    }

    fn look_up(&self, module: usize, name: &str, depth: usize) -> Vec<Found> {
        let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
        let named = self.names[module].get(name).into_iter().flatten().flat_map(|name| match name {
            Name::Defined => vec![Found::Item(module)],
            Name::Module(child) => vec![Found::Module(*child)],
            Name::Imported(path) => self.resolve_within(module, path, depth),
        });
        let named: Vec<Found> = named.collect();
        if !named.is_empty() {
            return named;
        }
        let globs = self.globs[module].iter().flat_map(|path| self.resolve_within(module, path, depth));
        globs
            .flat_map(|found| {
                if let Found::Module(other) = found { self.look_up(other, name, depth) } else { Vec::new() }
            })
            .collect()
    }

    fn crate_of(&self, module: usize) -> usize {
        let parents = std::iter::successors(Some(module), |module| self.tree.modules[*module].parent);
        parents.last().unwrap_or(module)
    }
}

fn defined(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}

/// Returns the names that a macro may define: all that one gets, or those of the items that the rules of one spell out.
fn defined_by_macro(item: &Item) -> Vec<String> {
    let Item::Macro(item) = item else { return Vec::new() };
    let mut names = Vec::new();
    put_names(item.mac.tokens.clone(), item.ident.is_some(), &mut names);
    names
}

fn put_names(tokens: TokenStream, are_rules: bool, names: &mut Vec<String>) {
    let mut is_wanted = !are_rules;
    for token in tokens {
        match token {
            TokenTree::Ident(name) => {
                if is_wanted {
                    names.push(name.to_string());
                }
                is_wanted = !are_rules || KEYWORDS.iter().any(|keyword| name == keyword);
            }
            TokenTree::Group(group) if are_rules => put_names(group.stream(), true, names),
            _ => is_wanted = !are_rules,
        }
    }
}

/// What stands before the name of an item.
const KEYWORDS: [&str; 7] = ["const", "enum", "fn", "static", "struct", "trait", "type"];

/// Returns every entry of the `use` items.
pub(super) fn imports(items: &[Item]) -> Vec<Import> {
    let uses = items.iter().filter_map(|item| if let Item::Use(item) = item { Some(item) } else { None });
    uses.flat_map(imports_of).collect()
}

/// Takes one `use` apart.
pub(super) fn imports_of(item: &syn::ItemUse) -> Vec<Import> {
    let mut found = Vec::new();
    let mut open = vec![(Vec::new(), &item.tree)];
    while let Some((mut path, tree)) = open.pop() {
        let (last, name) = match tree {
            UseTree::Path(tree) => {
                path.push(tree.ident.to_string());
                open.push((path, &tree.tree));
                continue;
            }
            UseTree::Group(group) => {
                open.extend(group.items.iter().map(|tree| (path.clone(), tree)));
                continue;
            }
            UseTree::Name(tree) => (tree.ident.to_string(), tree.ident.to_string()),
            UseTree::Rename(tree) => (tree.ident.to_string(), tree.rename.to_string()),
            UseTree::Glob(_) => ("*".to_owned(), "*".to_owned()),
        };
        // `a::{self}` is `a`.
        let name = if last == "self" && name == "self" { path.last().cloned().unwrap_or(name) } else { name };
        if last != "self" || path.is_empty() {
            path.push(last);
        }
        let is_passed_on = !matches!(item.vis, Visibility::Inherited);
        let line = syn::spanned::Spanned::span(tree).start().line;
        found.push(Import { path, name, is_passed_on, line });
    }
    found
}
