//! Finds the lists of a file: arrays, the patterns of a `match`, alternatives, constant texts of several words.

use std::collections::BTreeSet;

use proc_macro2::TokenTree;
use syn::visit::{self, Visit};

use super::super::tree::File;
use super::texts::{Texts, words_within};

/// So many words in one place are a list.
const LIST: usize = 4;

/// A place in the code with words in it.
pub(crate) struct List {
    pub(crate) line: usize,
    /// The constant or function that it stands in.
    pub(crate) item: String,
    pub(crate) words: BTreeSet<String>,
}

/// Returns the lists of a file, outer ones before those inside them.
pub(crate) fn of(file: &File) -> Vec<List> {
    let mut finder = Finder { item: String::new(), found: Vec::new() };
    file.items.iter().for_each(|item| finder.visit_item(item));
    finder.found
}

struct Finder {
    item: String,
    found: Vec<List>,
}

impl Finder {
    fn put(&mut self, span: proc_macro2::Span, words: BTreeSet<String>) {
        if words.len() >= LIST {
            self.found.push(List { line: span.start().line, item: self.item.clone(), words });
        }
    }

    fn within(&mut self, name: &syn::Ident, walk: impl FnOnce(&mut Finder)) {
        let outer = std::mem::replace(&mut self.item, name.to_string());
        walk(self);
        self.item = outer;
    }

    /// Takes a text that is a list of words in itself.
    fn put_text(&mut self, text: &syn::Expr) {
        if let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = text {
            self.put(text.span(), words_within(&text.value()));
        }
    }
}

impl Visit<'_> for Finder {
    fn visit_item_const(&mut self, item: &syn::ItemConst) {
        self.within(&item.ident, |finder| {
            finder.put_text(&item.expr);
            visit::visit_item_const(finder, item);
        });
    }

    fn visit_item_static(&mut self, item: &syn::ItemStatic) {
        self.within(&item.ident, |finder| {
            finder.put_text(&item.expr);
            visit::visit_item_static(finder, item);
        });
    }

    fn visit_impl_item_const(&mut self, item: &syn::ImplItemConst) {
        self.within(&item.ident, |finder| {
            finder.put_text(&item.expr);
            visit::visit_impl_item_const(finder, item);
        });
    }

    fn visit_item_fn(&mut self, item: &syn::ItemFn) {
        self.within(&item.sig.ident, |finder| visit::visit_item_fn(finder, item));
    }

    fn visit_impl_item_fn(&mut self, item: &syn::ImplItemFn) {
        self.within(&item.sig.ident, |finder| visit::visit_impl_item_fn(finder, item));
    }

    fn visit_item_macro(&mut self, item: &syn::ItemMacro) {
        // What a macro defines has the name that it gets first.
        let mut tokens = item.mac.tokens.clone().into_iter();
        let name =
            tokens.find_map(|token| if let TokenTree::Ident(name) = token { Some(name) } else { None });
        match name {
            Some(name) => self.within(&name, |finder| finder.visit_macro(&item.mac)),
            None => self.visit_macro(&item.mac),
        }
    }

    fn visit_expr_array(&mut self, array: &syn::ExprArray) {
        self.put(array.bracket_token.span.open(), Texts::of(|texts| texts.visit_expr_array(array)));
    }

    fn visit_expr_match(&mut self, found: &syn::ExprMatch) {
        let words = Texts::of(|texts| found.arms.iter().for_each(|arm| texts.put_arm(arm)));
        self.put(found.match_token.span, words);
        visit::visit_expr_match(self, found);
    }

    fn visit_expr_let(&mut self, found: &syn::ExprLet) {
        self.put(found.let_token.span, Texts::of(|texts| texts.visit_pat(&found.pat)));
        visit::visit_expr_let(self, found);
    }

    fn visit_expr_binary(&mut self, found: &syn::ExprBinary) {
        if matches!(found.op, syn::BinOp::Or(_)) {
            self.put(syn::spanned::Spanned::span(found), Texts::of(|texts| texts.visit_expr_binary(found)));
        } else {
            visit::visit_expr_binary(self, found);
        }
    }

    fn visit_expr_method_call(&mut self, call: &syn::ExprMethodCall) {
        if call.method.to_string().starts_with("split") || call.method == "lines" {
            self.put_text(&call.receiver);
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, used: &syn::Macro) {
        // The keys of JSON.
        if !used.path.is_ident("json") {
            let words = Texts::of(|texts| texts.put_tokens(used.tokens.clone()));
            self.put(syn::spanned::Spanned::span(&used.path), words);
        }
    }
}
