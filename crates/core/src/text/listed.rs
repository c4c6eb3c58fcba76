//! Tells whether a text is in a list of the built-in words.

use std::sync::OnceLock;

use super::Lookup;
use crate::builtin::WORDS;
use presend_lexicon::names::WordList;

/// Returns true if and only if a text is in a list: a list is laid out on first need, which costs less than gathering it.
pub(crate) fn is_listed(list: WordList, text: &str) -> bool {
    static LISTS: [OnceLock<Lookup<()>>; WordList::ALL.len()] =
        [const { OnceLock::new() }; WordList::ALL.len()];
    let lay_out = || Lookup::new(&WORDS.get(list).bytes().map(|text| (text, ())).collect::<Vec<_>>());
    LISTS.get(list as usize).is_some_and(|known| known.get_or_init(lay_out).get(text).is_some())
}
