//! Builds the automaton of a table: terms become a graph with shared endings, then one state per set of graph nodes.

use std::collections::{BTreeMap, HashMap};

use super::fold::fold_word;
use super::inflect::forms;
use super::language::Language;
use super::node::{Budget, Node};
use super::pack::small;
use super::table::{Accept, ROOTS, Root, TermKind, gate_key};
use super::term::Item;

/// Steps of a term that match more than one given word.
pub(super) const ANY: u32 = u32::MAX;
pub(super) const NAME: u32 = u32::MAX - 1;
pub(super) const NUMBER: u32 = u32::MAX - 2;
/// No word, but the words before the one at which a walk entered the term: see `entry`.
pub(super) const TURN: u32 = u32::MAX - 3;

/// Words a gap may skip (DESIGN §3).
pub(super) const GAP: usize = 4;

/// Word classes of one lexicon file.
pub(crate) type OwnClasses = BTreeMap<String, Vec<Item>>;

/// Collects terms and lays them out as a table.
#[derive(Debug)]
pub(crate) struct Builder<'l> {
    pub(super) language: &'l Language,
    pub(super) words: HashMap<String, u32>,
    pub(super) texts: Vec<String>,
    pub(super) nodes: Vec<Node>,
    known: HashMap<Node, u32>,
    pub(super) roots: [Node; ROOTS],
    pub(super) budget: Budget,
    /// What is unfolded is for a walk that goes back, which comes to what stands last first.
    pub(super) is_backwards: bool,
    pub(super) gates: Vec<u32>,
    /// Flags of words beside those that the language's lists give.
    pub(super) flagged: Vec<(u32, u32)>,
    /// Words are numbered in the order of their use, the commonest first.
    pub(super) words_are_by_use: bool,
}

impl<'l> Builder<'l> {
    /// Starts an empty table that knows the language's short forms and word lists; `by_use` are the commonest words of texts in
    /// the order of their use, if it is known.
    #[must_use]
    pub(crate) fn new(language: &'l Language, by_use: &[&str]) -> Builder<'l> {
        let mut builder = Builder {
            language,
            words: HashMap::new(),
            texts: vec![String::new()],
            nodes: Vec::new(),
            known: HashMap::new(),
            roots: Default::default(),
            budget: Budget::default(),
            is_backwards: false,
            gates: Vec::new(),
            flagged: Vec::new(),
            words_are_by_use: !by_use.is_empty(),
        };
        // Low numbers are those of the commonest words.
        for word in by_use.iter().copied().chain(language.words.common.iter().map(String::as_str)) {
            builder.word(word);
        }
        for (form, words) in &language.short_forms {
            builder.word(form);
            for word in words {
                builder.word(word);
            }
        }
        let lists = &language.words;
        for list in [
            &lists.clause_end,
            &lists.not_a_name,
            &lists.abbreviation,
            &lists.function,
            &lists.drawn_out,
            &language.numbers,
        ] {
            for word in list {
                builder.word(word);
            }
        }
        builder
    }

    #[expect(clippy::indexing_slicing, reason = "there are as many roots as the enum has values")]
    pub(super) fn root_mut(&mut self, root: Root) -> &mut Node {
        &mut self.roots[root as usize]
    }

    /// Marks the key word of a pattern's gate, so that the word cutter notes where it stands.
    pub(crate) fn add_gate(&mut self, gate: &str) {
        if let Some(run) = gate_key(gate, |word| self.is_common(word)) {
            let number = self.word(&fold_word(run));
            self.gates.push(number);
        }
    }

    /// Returns true if and only if the folded word is among the commonest of English.
    pub(super) fn is_common(&self, word: &str) -> bool {
        self.language.words.common.iter().any(|common| common == word)
    }

    /// Gives a folded word a number.
    pub(crate) fn add_word(&mut self, folded: &str) {
        self.word(folded);
    }

    /// Gives a flag to a folded word, if it has a number.
    pub(crate) fn flag_word(&mut self, folded: &str, flag: u32) {
        let number = self.words.get(folded);
        self.flagged.extend(number.map(|number| (*number, flag)));
    }

    /// Returns the number of a folded word, giving it one if need be.
    fn word(&mut self, folded: &str) -> u32 {
        if let Some(&number) = self.words.get(folded) {
            return number;
        }
        let number = small(self.texts.len());
        self.texts.push(folded.to_owned());
        self.words.insert(folded.to_owned(), number);
        number
    }

    pub(super) fn intern(&mut self, mut node: Node) -> u32 {
        node.edges.sort_unstable();
        node.edges.dedup();
        node.accepts.sort_unstable();
        node.accepts.dedup();
        if let Some(&number) = self.known.get(&node) {
            return number;
        }
        let number = small(self.nodes.len());
        self.nodes.push(node.clone());
        self.known.insert(node, number);
        number
    }

    fn step(&mut self, symbol: u32, rest: &Node) -> Result<Node, String> {
        self.budget.step()?;
        let mut rest = rest.clone();
        if self.is_backwards && symbol == ANY {
            // A term cannot begin with a gap.
            rest.accepts.clear();
        }
        let target = self.intern(rest);
        Ok(Node { edges: vec![(symbol, target)], accepts: Vec::new() })
    }

    /// Lets what was skipped go on as `rest` does.
    fn skip(&mut self, node: Node, rest: &Node) -> Result<Node, String> {
        self.budget.repeat(rest.edges.len())?;
        Ok(node.join(rest))
    }

    /// Builds the node at which `item`, followed by `rest`, begins.
    pub(super) fn unfold(&mut self, item: &Item, own: &OwnClasses, rest: &Node) -> Result<Node, String> {
        match item {
            Item::Word(word) => self.unfold_word(word, rest),
            Item::Caps(word) => {
                // The folded word must be known too: capitals are looked up through it.
                self.word(word);
                let capitals = self.word(&word.to_uppercase());
                self.step(capitals, rest)
            }
            Item::Inflected(word) => {
                let language = self.language;
                let all = forms(word, &language.irregular).into_iter().map(Item::Word).collect::<Vec<Item>>();
                self.unfold_all(&all, own, rest)
            }
            Item::Class(name) => {
                let language = self.language;
                let members = language.class(name, own).ok_or_else(|| format!("unknown class `@{name}`"))?;
                self.unfold_all(members, own, rest)
            }
            Item::Name => self.step(NAME, rest),
            Item::Number => self.step(NUMBER, rest),
            Item::Any => self.step(ANY, rest),
            Item::Gap => {
                let mut node = rest.clone();
                for _ in 0..GAP {
                    let step = self.step(ANY, &node)?;
                    node = self.skip(step, rest)?;
                }
                Ok(node)
            }
            Item::Sequence(items) => self.unfold_row(items, own, rest),
            Item::Choice(branches) => self.unfold_all(branches, own, rest),
            Item::Optional(item) => {
                let node = self.unfold(item, own, rest)?;
                self.skip(node, rest)
            }
        }
    }

    /// Unfolds items in a row, from the one that a walk comes to last.
    pub(super) fn unfold_row<'t>(
        &mut self,
        items: impl IntoIterator<Item = &'t Item>,
        own: &OwnClasses,
        rest: &Node,
    ) -> Result<Node, String> {
        let items = self.last_first(items);
        items.into_iter().try_fold(rest.clone(), |node, item| self.unfold(item, own, &node))
    }

    /// Returns what stands in a row, beginning with what a walk comes to last.
    fn last_first<T>(&self, row: impl IntoIterator<Item = T>) -> Vec<T> {
        let mut row: Vec<T> = row.into_iter().collect();
        if !self.is_backwards {
            row.reverse();
        }
        row
    }

    fn unfold_all(&mut self, branches: &[Item], own: &OwnClasses, rest: &Node) -> Result<Node, String> {
        let mut node = Node::default();
        for branch in branches {
            node = node.join(&self.unfold(branch, own, rest)?);
        }
        Ok(node)
    }

    /// A short form in a term stands for its words, as it does in a text.
    fn unfold_word(&mut self, word: &str, rest: &Node) -> Result<Node, String> {
        let language = self.language;
        let Some(words) = language.short_forms.get(word) else {
            let number = self.word(word);
            return self.step(number, rest);
        };
        let mut node = rest.clone();
        for word in self.last_first(words) {
            let number = self.word(word);
            node = self.step(number, &node)?;
        }
        Ok(node)
    }
}

/// Makes the accept of a rule's term.
#[must_use]
pub(crate) fn accept(rule: usize, kind: TermKind, index: usize) -> Accept {
    Accept { rule: small(rule), kind, at_start: false, at_end: false, index: small(index) }
}
