//! Tells texts that are words from names and marks.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

/// Collects the texts of a piece of code that could be words of a language.
#[derive(Default)]
pub(super) struct Texts {
    words: BTreeSet<String>,
}

impl Texts {
    pub(super) fn of(walk: impl FnOnce(&mut Texts)) -> BTreeSet<String> {
        let mut texts = Texts::default();
        walk(&mut texts);
        texts.words
    }

    /// Takes the pattern of an arm; not where it gives a text its item, as `"error" => Severity::Error` does.
    pub(super) fn put_arm(&mut self, arm: &syn::Arm) {
        let words = Texts::of(|texts| texts.visit_pat(&arm.pat));
        let names = Names::of(|names| {
            names.visit_pat(&arm.pat);
            names.visit_expr(&arm.body);
        });
        self.words.extend(words.into_iter().filter(|word| !names.contains(&spelt(word))));
    }

    /// Takes what a macro gets; not where that gives a text its item, as `Error = "error"` does.
    pub(super) fn put_tokens(&mut self, tokens: TokenStream) {
        let mut words = BTreeSet::new();
        let mut names = Names::default();
        put_tokens(tokens, &mut words, &mut names);
        self.words.extend(words.into_iter().filter(|word| !names.names.contains(&spelt(word))));
    }

    fn put(&mut self, text: &str) {
        let text = text.trim_matches(|c: char| c.is_whitespace() || ".,:;!?*".contains(c));
        if is_word(text) {
            self.words.insert(text.to_owned());
        }
    }
}

fn put_tokens(tokens: TokenStream, words: &mut BTreeSet<String>, names: &mut Names) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => put_tokens(group.stream(), words, names),
            TokenTree::Literal(literal) => {
                words.extend(Texts::of(|texts| texts.visit_lit(&syn::Lit::new(literal))))
            }
            TokenTree::Ident(name) => names.put(&name),
            TokenTree::Punct(_) => {}
        }
    }
}

impl Visit<'_> for Texts {
    fn visit_lit_str(&mut self, text: &syn::LitStr) {
        self.put(&text.value());
    }

    fn visit_lit_byte_str(&mut self, text: &syn::LitByteStr) {
        self.put(&String::from_utf8_lossy(&text.value()));
    }

    fn visit_expr_tuple(&mut self, tuple: &syn::ExprTuple) {
        let words = Texts::of(|texts| visit::visit_expr_tuple(texts, tuple));
        let names = Names::of(|names| visit::visit_expr_tuple(names, tuple));
        self.words.extend(words.into_iter().filter(|word| !names.contains(&spelt(word))));
    }
}

/// Collects the names that a piece of code holds, spelt as texts.
#[derive(Default)]
struct Names {
    names: BTreeSet<String>,
}

impl Names {
    fn of(walk: impl FnOnce(&mut Names)) -> BTreeSet<String> {
        let mut names = Names::default();
        walk(&mut names);
        names.names
    }
}

impl Names {
    fn put(&mut self, name: &proc_macro2::Ident) {
        self.names.insert(spelt(&name.to_string()));
    }
}

impl Visit<'_> for Names {
    fn visit_path(&mut self, path: &syn::Path) {
        path.segments.iter().for_each(|segment| self.put(&segment.ident));
    }
}

/// Spells a name without its joints: `InPerson` and `in_person` are `inperson`.
fn spelt(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Says whether a text could be a word or a phrase: lower case, with blanks and apostrophes between the letters.
fn is_word(text: &str) -> bool {
    let is_letter = |c: char| c.is_alphabetic() && !c.is_uppercase();
    text.chars().count() > 1
        && text.starts_with(is_letter)
        && text.chars().all(|c| is_letter(c) || matches!(c, ' ' | '\'' | '\u{2019}'))
}

/// Returns the words of a text that is nothing but words.
pub(super) fn words_within(text: &str) -> BTreeSet<String> {
    let words = text.split_whitespace();
    if words.clone().all(is_word) { words.map(str::to_owned).collect() } else { BTreeSet::new() }
}
