//! Finds which file imports which: every path of the code, charged to the file that defines what it names.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

use super::names::{Found, Names, imports_of};
use super::tree::Tree;

/// A path that a module names.
pub(super) struct Use {
    pub(super) module: usize,
    pub(super) path: Vec<String>,
    pub(super) line: usize,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A `use` for the module's own code.
    Import,
    /// A `use` of all that a module holds.
    Glob,
    /// A `use` that passes a name on.
    PassedOn,
    /// A path in the code itself.
    Code,
}

/// What a file imports of another one, as it is written, with the line.
pub(super) type Edges = BTreeMap<(usize, usize), BTreeSet<String>>;

/// Everything that the modules name, and where it leads.
pub(super) struct Imports {
    pub(super) uses: Vec<(Use, Vec<Found>)>,
    pub(super) edges: Edges,
}

impl Imports {
    pub(super) fn of(tree: &Tree) -> Imports {
        let names = Names::new(tree);
        let uses = tree.modules.iter().enumerate().flat_map(|(number, module)| {
            let mut collector = Collector { module: number, uses: Vec::new(), locals: Vec::new() };
            module.items.iter().for_each(|item| collector.visit_item(item));
            collector.uses
        });
        let uses: Vec<(Use, Vec<Found>)> = uses
            .map(|found| {
                let leads_to = names.resolve(found.module, &found.path);
                (found, leads_to)
            })
            .collect();
        let edges = edges(tree, &uses);
        Imports { uses, edges }
    }
}

fn edges(tree: &Tree, uses: &[(Use, Vec<Found>)]) -> Edges {
    let mut edges = Edges::new();
    for (used, leads_to) in uses {
        for found in leads_to {
            let ((Found::Item(module), _) | (Found::Module(module), Kind::Glob)) = (found, used.kind) else {
                continue;
            };
            // A door names what its rooms hold; it imports nothing of them as long as its own code does without.
            let is_door = used.kind == Kind::PassedOn && tree.is_below(*module, used.module);
            let (from, to) = (tree.modules[used.module].file, tree.modules[*module].file);
            if from != to && !is_door {
                edges.entry((from, to)).or_default().insert(used.path.join("::"));
            }
        }
    }
    edges
}

/// Walks the code of one module.
struct Collector {
    module: usize,
    uses: Vec<Use>,
    /// Names that the functions around bind.
    locals: Vec<BTreeSet<String>>,
}

impl Collector {
    fn put(&mut self, path: Vec<String>, line: usize, kind: Kind) {
        let is_local = |name: &String| self.locals.iter().any(|locals| locals.contains(name));
        if kind != Kind::Code || path.len() > 1 || !path.iter().any(is_local) {
            self.uses.push(Use { module: self.module, path, line, kind });
        }
    }

    fn within(&mut self, bound: BTreeSet<String>, walk: impl FnOnce(&mut Collector)) {
        self.locals.push(bound);
        walk(self);
        self.locals.pop();
    }

    /// Takes the paths out of what a macro gets, which need not be Rust: names that `::` joins.
    fn put_tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Group(group) => self.put_tokens(group.stream()),
                TokenTree::Ident(first) => {
                    let is_member =
                        at > 0 && is_mark(&tokens[at - 1], '.') && !(at > 1 && is_mark(&tokens[at - 2], '.'));
                    let mut path = vec![first.to_string()];
                    while let [colon, other, TokenTree::Ident(next), ..] = &tokens[at + 1..]
                        && is_mark(colon, ':')
                        && is_mark(other, ':')
                    {
                        path.push(next.to_string());
                        at += 3;
                    }
                    if !is_member {
                        self.put(path, first.span().start().line, Kind::Code);
                    }
                }
                _ => {}
            }
            at += 1;
        }
    }
}

fn is_mark(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(found) if found.as_char() == mark)
}

impl Visit<'_> for Collector {
    fn visit_item_mod(&mut self, _: &syn::ItemMod) {
        // A module of its own in the tree.
    }

    fn visit_item_use(&mut self, item: &syn::ItemUse) {
        for import in imports_of(item) {
            let mut path = import.path;
            let kind = match path.pop_if(|last| last == "*") {
                _ if import.is_passed_on => Kind::PassedOn,
                Some(_) => Kind::Glob,
                None => Kind::Import,
            };
            self.put(path, import.line, kind);
        }
    }

    fn visit_item_fn(&mut self, item: &syn::ItemFn) {
        self.within(bound(|binder| binder.visit_item_fn(item)), |collector| {
            visit::visit_item_fn(collector, item);
        });
    }

    fn visit_impl_item_fn(&mut self, item: &syn::ImplItemFn) {
        let bound = bound(|binder| binder.visit_impl_item_fn(item));
        self.within(bound, |collector| visit::visit_impl_item_fn(collector, item));
    }

    fn visit_path(&mut self, path: &syn::Path) {
        if path.leading_colon.is_none()
            && let Some(first) = path.segments.first()
            && first.ident != "Self"
        {
            let names = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            self.put(names, first.ident.span().start().line, Kind::Code);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, used: &syn::Macro) {
        visit::visit_macro(self, used);
        self.put_tokens(used.tokens.clone());
    }

    fn visit_attribute(&mut self, attribute: &syn::Attribute) {
        let syn::Meta::List(list) = &attribute.meta else { return };
        // `#[serde(with = "a::b")]` names a path in a text.
        for token in list.tokens.clone() {
            if let TokenTree::Literal(literal) = token
                && let syn::Lit::Str(text) = syn::Lit::new(literal)
                && text.value().contains("::")
                && let Ok(path) = text.parse::<syn::Path>()
            {
                self.visit_path(&path);
            }
        }
    }

    fn visit_visibility(&mut self, _: &syn::Visibility) {
        // `pub(crate)` names no item.
    }
}

fn bound(walk: impl FnOnce(&mut Binder)) -> BTreeSet<String> {
    let mut binder = Binder::default();
    walk(&mut binder);
    binder.names
}

/// Collects what patterns bind.
#[derive(Default)]
struct Binder {
    names: BTreeSet<String>,
}

impl Visit<'_> for Binder {
    fn visit_pat_ident(&mut self, pattern: &syn::PatIdent) {
        let name = pattern.ident.to_string();
        if name.starts_with(|first: char| first.is_lowercase() || first == '_') {
            self.names.insert(name);
        }
        visit::visit_pat_ident(self, pattern);
    }
}
