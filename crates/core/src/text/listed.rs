//! Tells whether a text is in a list of the built-in words.

use crate::builtin::WORDS;
use presend_lexicon::names::WordList;

/// Returns true if and only if a text is in a list.
pub(crate) fn is_listed(list: WordList, text: &str) -> bool {
    WORDS.holds(list, text)
}
