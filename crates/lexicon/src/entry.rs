//! Enters terms into the graph: each from its rarest words on, and from there back to where it begins.

use super::automaton::{Builder, OwnClasses, TURN};
use super::node::{Budget, Node};
use super::pivot::Pivots;
use super::table::{Accept, BEFORE, Root};
use super::term::{Item, Term};

/// What stands before an item at which a term is entered, and what stands behind it.
type Around<'t> = (&'t [&'t Item], &'t [&'t Item]);

/// A term while it is entered.
struct Entry<'o> {
    own: &'o OwnClasses,
    accept: Accept,
    at_start: bool,
    root: Root,
}

impl Builder<'_> {
    /// Adds a term of a rule or a context frame; `root` is where it begins inside a sentence. Where words are numbered by use, it is
    /// entered at its rarest words.
    ///
    /// # Errors
    /// Returns why the term cannot be used: an unknown class, or one that unfolds too far.
    pub(crate) fn add(
        &mut self,
        term: &Term,
        own: &OwnClasses,
        accept: Accept,
        root: Root,
    ) -> Result<(), String> {
        let accept = Accept { at_end: term.at_end, ..accept };
        let entry = Entry { own, accept, at_start: term.at_start, root };
        if self.words_are_by_use {
            self.enter(&term.item, &entry, (&[], &[]))
        } else {
            self.enter_at(&term.item, &entry, (&[], &[]))
        }
    }

    /// Enters a term at the rarest words of an item.
    fn enter(&mut self, item: &Item, entry: &Entry<'_>, around: Around<'_>) -> Result<(), String> {
        let language = self.language;
        match item {
            Item::Sequence(items) => {
                let pivots = Pivots { language, own: entry.own, words: &self.words };
                let Some((before, [pivot, behind @ ..])) =
                    pivots.of(items).and_then(|at| items.split_at_checked(at))
                else {
                    return self.enter_at(item, entry, around);
                };
                let before: Vec<&Item> = around.0.iter().copied().chain(before).collect();
                if before.iter().map(|item| pivots.longest(item)).sum::<usize>() > BEFORE {
                    return self.enter_at(item, entry, around);
                }
                let behind: Vec<&Item> = behind.iter().chain(around.1.iter().copied()).collect();
                self.enter(pivot, entry, (&before, &behind))
            }
            Item::Choice(branches) => self.enter_each(branches, entry, around),
            Item::Class(name) => {
                let members = language.class(name, entry.own);
                let members = members.ok_or_else(|| format!("unknown class `@{name}`"))?;
                self.enter_each(members, entry, around)
            }
            _ => self.enter_at(item, entry, around),
        }
    }

    /// Enters a term at one of several items: where they are single words, all at once.
    fn enter_each(&mut self, branches: &[Item], entry: &Entry<'_>, around: Around<'_>) -> Result<(), String> {
        let is_row = |item: &&Item| matches!(item, Item::Sequence(_) | Item::Choice(_) | Item::Class(_));
        for row in branches.iter().filter(is_row) {
            self.enter(row, entry, around)?;
        }
        let words: Vec<Item> = branches.iter().filter(|item| !is_row(item)).cloned().collect();
        if words.is_empty() { Ok(()) } else { self.enter_at(&Item::Choice(words), entry, around) }
    }

    /// Enters a term at the first words of an item, from where a walk goes on and, if something stands before the item, back.
    fn enter_at(&mut self, item: &Item, entry: &Entry<'_>, around: Around<'_>) -> Result<(), String> {
        let &Entry { own, accept, at_start, root } = entry;
        let (before, behind) = around;
        self.budget = Budget::default();
        let mut end = Node { edges: Vec::new(), accepts: vec![accept.pack()] };
        if !before.is_empty() {
            end.accepts = vec![Accept { at_start, ..accept }.pack()];
            self.is_backwards = true;
            let back = self.unfold_row(before, own, &end);
            self.is_backwards = false;
            end = Node { edges: vec![(TURN, self.intern(back?))], accepts: Vec::new() };
        }
        let end = self.unfold_row(behind, own, &end)?;
        let node = self.unfold(item, own, &end)?;
        if !(at_start && before.is_empty()) {
            self.root_mut(root).edges.extend_from_slice(&node.edges);
        }
        let pivots = Pivots { language: self.language, own, words: &self.words };
        if before.iter().all(|item| pivots.may_be_empty(item)) {
            self.root_mut(root.at_start()).edges.extend_from_slice(&node.edges);
        }
        Ok(())
    }
}
