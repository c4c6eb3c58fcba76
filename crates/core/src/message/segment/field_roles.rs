//! Looks up what the fields over a message tell by their names, in any language.

use std::sync::LazyLock;

use presend_lexicon::names::WordList;

use crate::builtin::WORDS;
use crate::text::{Ends, group_by_number};

/// What a field tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    From,
    Sent,
    Date,
    To,
    Subject,
    Other,
}

/// The lists of names; one in several lists tells what the last of them says.
const LISTS: [(WordList, Role); 6] = [
    (WordList::FieldsOther, Role::Other),
    (WordList::FieldsTo, Role::To),
    (WordList::FieldsSubject, Role::Subject),
    (WordList::FieldsDate, Role::Date),
    (WordList::FieldsSent, Role::Sent),
    (WordList::FieldsFrom, Role::From),
];

/// Names are told apart by one of so many numbers: about as many as there are names.
const GROUPS: usize = 1 << 10;

/// The names by their numbers. They are gathered at the first line that may be a field, so that it has to cost little.
struct Names {
    list: Vec<(&'static [u8], Role)>,
    /// Where the names of each number end: those of the next begin there.
    ends: Vec<usize>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let of_list = |(list, role)| WORDS.get(list).bytes().map(move |name| (name, role));
    let names: Vec<(&[u8], Role)> = LISTS.into_iter().flat_map(of_list).collect();
    let (list, ends) = group_by_number(&names, GROUPS, |(name, _)| number(name));
    Names { list, ends }
});

/// Returns what a field of this name, in small letters, tells.
pub(super) fn role_of(name: &str) -> Option<Role> {
    let (name, names) = (name.as_bytes(), &*NAMES);
    let number = number(name);
    let end = |number: usize| names.ends.get(number).copied().unwrap_or_default();
    let alike = names.list.between(number.checked_sub(1).map_or(0, end), end(number));
    alike.iter().rev().find(|(other, _)| *other == name).map(|(_, role)| *role)
}

/// Tells names apart by their length and three of their bytes.
fn number(name: &[u8]) -> usize {
    let byte = |at: usize| name.get(at).map_or(0, |byte| usize::from(*byte));
    let (len, middle, last) = (name.len(), name.len() / 2, name.len().saturating_sub(1));
    (len ^ byte(0) << 2 ^ byte(middle) << 4 ^ byte(last) << 1) % GROUPS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_tells_what_the_last_list_with_it_says() {
        for (list, _) in LISTS {
            for name in WORDS.get(list).iter() {
                let last = LISTS.into_iter().rev().find(|(other, _)| WORDS.get(*other).contains(name));
                assert_eq!(role_of(name), last.map(|(_, role)| role), "{name}");
            }
        }
        assert_eq!([role_of(""), role_of("fro"), role_of("we wrote")], [None; 3]);
    }
}
