//! Enters terms into the graph: each from its rarest words on, and from there back to where it begins.

use super::automaton::{Builder, OwnClasses, TURN};
use super::node::{Budget, Node};
use super::pivot::Pivots;
use super::table::{Accept, BEFORE, Root};
use super::term::{Item, Term, can_be_empty};

/// What stands before an item at which a term is entered, and what stands behind it.
type Around<'t> = (&'t [&'t Item], &'t [&'t Item]);

/// A term while it is entered.
struct Entry<'o> {
    own: &'o OwnClasses,
    accept: Accept,
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
        let accept = Accept { at_start: term.at_start, at_end: term.at_end, ..accept };
        let entry = Entry { own, accept, root };
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
        let &Entry { own, accept, root } = entry;
        let (before, behind) = around;
        self.budget = Budget::default();
        let mut end = Node { edges: Vec::new(), accepts: vec![accept.pack()] };
        if !before.is_empty() {
            self.is_backwards = true;
            let back = self.unfold_row(before.iter().copied(), own, &end);
            self.is_backwards = false;
            end = Node { edges: vec![(TURN, self.intern(back?))], accepts: Vec::new() };
        }
        let end = self.unfold_row(behind.iter().copied(), own, &end)?;
        let node = self.unfold(item, own, &end)?;
        if !(accept.at_start && before.is_empty()) {
            self.root_mut(root).edges.extend_from_slice(&node.edges);
        }
        if before.iter().all(|item| can_be_empty(item)) {
            self.root_mut(root.at_start()).edges.extend_from_slice(&node.edges);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::table::TermKind;
    use crate::term::parse;

    /// Returns the words at which a term is entered inside a sentence, where `the`, `you` and `a` are the commonest words.
    fn entered(term: &str) -> Vec<String> {
        let inflection = "irregular = {}\ncontractions = {}\nchat = {}\n[words]\nnumber = []\nambiguous = []";
        let context = "frame = []\n[words]\nclause-end = []\ncommon = []\nnot-a-name = []\nabbreviation = []\ndrawn-out = []\nfunction = []";
        let language =
            Language::parse(("c", "[classes]"), ("i", inflection), ("x", context)).expect("a language");
        let mut builder = Builder::new(&language, &["the", "you", "a"]);
        let accept = crate::automaton::accept(0, TermKind::Term, 0);
        builder
            .add(&parse(term).expect("a term"), &OwnClasses::new(), accept, Root::Rules)
            .expect("it unfolds");
        let mut words: Vec<String> = builder.roots[Root::Rules as usize]
            .edges
            .iter()
            .map(|(word, _)| builder.texts[*word as usize].clone())
            .collect();
        words.sort();
        words
    }

    #[test]
    fn terms_are_entered_at_their_rarest_words() {
        assert_eq!(entered("the ** kiln"), ["kiln"]);
        assert_eq!(entered("(the oven|a kiln) ** you"), ["kiln", "oven"]);
        assert_eq!(entered("(the)? kiln"), ["kiln"]);
        // What stands first is rare enough.
        assert_eq!(entered("kiln ** oven"), ["kiln"]);
    }

    #[test]
    fn terms_that_are_long_before_their_rarest_words_are_entered_as_they_begin() {
        let gaps = |count: usize| format!("the {}kiln", "** ".repeat(count));
        assert_eq!(entered(&gaps(15)), ["kiln"]);
        assert_eq!(entered(&gaps(16)), ["the"]);
    }
}
