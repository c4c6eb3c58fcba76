//! Chooses where a walk enters a term: at its rarest words, so that common ones start no work.

use std::collections::HashMap;

use super::automaton::{GAP, OwnClasses};
use super::by_use::one_in;
use super::inflect::forms;
use super::language::Language;
use super::term::{Item, can_be_empty};

/// How many of the words of a text start work on something.
type Share = f64;

/// The shares of names and numbers, about as in business mail.
const NAMES: Share = 0.06;
const NUMBERS: Share = 0.05;

/// The share of a word that is not among those numbered by use.
const RARE: Share = 1.0 / 30_000.0;

/// Of the words behind a word that none of its terms goes on with, so many are taken for one that does.
const TAKEN_FOR_NEXT: Share = 0.07;

/// Words that a term goes on with follow its first so many times as often as other words.
const DRAWN: Share = 5.0;

/// So much dearer is a walk that goes back from where it entered a term; and a share that is too small to be worth the states that
/// it takes. Found by trying: lower ones make the tables larger and start as much work.
const TURNING: (Share, Share) = (1.25, 0.0002);

/// What is known of words while terms are entered.
pub(super) struct Pivots<'l> {
    pub(super) language: &'l Language,
    pub(super) own: &'l OwnClasses,
    /// The numbers of words: by use, where they are low.
    pub(super) words: &'l HashMap<String, u32>,
}

impl Pivots<'_> {
    /// Returns the item at which a walk enters a row of items; nothing if it had better begin where the row may begin.
    pub(super) fn of(&self, items: &[Item]) -> Option<usize> {
        self.cheapest(items).0
    }

    /// Returns how many words an item may match at most.
    pub(super) fn longest(&self, item: &Item) -> usize {
        let longest_of = |items: &[Item]| items.iter().map(|item| self.longest(item)).max().unwrap_or(0);
        match item {
            Item::Word(word) => self.language.short_forms.get(word).map_or(1, Vec::len),
            Item::Gap => GAP,
            Item::Class(name) => longest_of(self.members(name)),
            Item::Choice(items) => longest_of(items),
            Item::Sequence(items) => items.iter().map(|item| self.longest(item)).sum(),
            Item::Optional(item) => self.longest(item),
            // An inflected word may be a short form, of two words.
            Item::Inflected(_) => 2,
            Item::Caps(_) | Item::Name | Item::Number | Item::Any => 1,
        }
    }

    fn members(&self, name: &str) -> &[Item] {
        self.language.class(name, self.own).unwrap_or_default()
    }

    /// Returns where a row is entered at the least cost, and the share of words that start work there.
    fn cheapest(&self, items: &[Item]) -> (Option<usize>, Share) {
        let as_it_begins = match items.first() {
            Some(item) if can_be_empty(item) => self.beginning(items),
            // The row begins with the first item and no other, which is among those at which it may be entered.
            _ => Share::INFINITY,
        };
        let entered = items.iter().enumerate().filter(|(_, item)| !can_be_empty(item) && **item != Item::Any);
        let entered = entered.map(|(at, item)| {
            let share = self.share(item) * items.get(at + 1).map_or(1.0, |next| self.going_on(next));
            let (times, more) = if at == 0 { (1.0, 0.0) } else { TURNING };
            (Some(at), share * times + more)
        });
        entered.fold((None, as_it_begins), |least, next| if next.1 < least.1 { next } else { least })
    }

    /// Returns the share of the words that a row may begin with.
    fn beginning(&self, items: &[Item]) -> Share {
        let optional = items.iter().take_while(|item| can_be_empty(item)).count();
        items.iter().take(optional + 1).map(|item| self.share(item)).sum()
    }

    /// Returns how many of the walks that come to an item are not stopped by a look at its word.
    fn going_on(&self, item: &Item) -> Share {
        if can_be_empty(item) || matches!(item, Item::Any | Item::Name | Item::Number) {
            return 1.0;
        }
        DRAWN.mul_add(self.share(item), TAKEN_FOR_NEXT).min(1.0)
    }

    /// Returns the share of the words that start work where a term is entered at an item.
    fn share(&self, item: &Item) -> Share {
        let all = |items: &[Item]| items.iter().map(|item| self.share(item)).sum();
        match item {
            Item::Word(word) => match self.language.short_forms.get(word) {
                Some(words) => words.iter().map(|word| self.of_word(word)).fold(1.0, Share::min),
                None => self.of_word(word),
            },
            Item::Caps(word) => self.of_word(word),
            Item::Inflected(word) => {
                forms(word, &self.language.irregular).iter().map(|word| self.of_word(word)).sum()
            }
            Item::Class(name) => all(self.members(name)),
            Item::Choice(items) => all(items),
            Item::Sequence(items) => self.cheapest(items).1,
            Item::Name => NAMES,
            Item::Number => NUMBERS,
            Item::Optional(item) => self.share(item),
            Item::Any | Item::Gap => 1.0,
        }
    }

    fn of_word(&self, word: &str) -> Share {
        self.words.get(word).map_or(RARE, |number| RARE.max(1.0 / Share::from(one_in(*number))))
    }
}
