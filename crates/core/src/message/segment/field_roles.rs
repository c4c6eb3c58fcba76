//! Looks up what the fields over a message tell by their names, in any language.

use std::sync::LazyLock;

use presend_lexicon::names::WordList;

use crate::builtin::WORDS;
use crate::text::Lookup;

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

static NAMES: LazyLock<Lookup<Role>> = LazyLock::new(|| {
    let of_list = |(list, role)| WORDS.get(list).bytes().map(move |name| (name, role));
    Lookup::new(&LISTS.into_iter().flat_map(of_list).collect::<Vec<(&[u8], Role)>>())
});

/// Returns what a field of this name, in small letters, tells.
pub(super) fn role_of(name: &str) -> Option<Role> {
    NAMES.get(name)
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
