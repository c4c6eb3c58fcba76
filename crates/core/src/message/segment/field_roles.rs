//! Looks up what the fields over a message tell by their names, in any language.

use presend_lexicon::names::WordList;

use crate::builtin::OPENINGS;
use crate::text::{Ends, is_listed};

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

/// The lists of names; one in several lists tells what the first of them says.
const LISTS: [(WordList, Role); 6] = [
    (WordList::FieldsFrom, Role::From),
    (WordList::FieldsSent, Role::Sent),
    (WordList::FieldsDate, Role::Date),
    (WordList::FieldsSubject, Role::Subject),
    (WordList::FieldsTo, Role::To),
    (WordList::FieldsOther, Role::Other),
];

/// So many bytes of a name are looked up in the table of how lines open.
const OPENING_BYTES: usize = 3;

/// Returns what a field of this name, in small letters, tells.
pub(super) fn role_of(name: &str) -> Option<Role> {
    // The table of how lines open has the names of all lists but the last; of shorter names it wants to know what follows.
    let may_open = name.len() < OPENING_BYTES || OPENINGS.may_open(name.as_bytes());
    let lists = if may_open { &LISTS[..] } else { LISTS.tail(LISTS.len() - 1) };
    lists.iter().find(|(list, _)| is_listed(*list, name)).map(|(_, role)| *role)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::WORDS;

    #[test]
    fn each_name_tells_what_the_first_list_with_it_says() {
        for (list, _) in LISTS {
            for name in WORDS.get(list).iter() {
                let first = LISTS.into_iter().find(|(other, _)| WORDS.get(*other).contains(name));
                assert_eq!(role_of(name), first.map(|(_, role)| role), "{name}");
            }
        }
        assert_eq!([role_of(""), role_of("fro"), role_of("we wrote")], [None; 3]);
    }
}
