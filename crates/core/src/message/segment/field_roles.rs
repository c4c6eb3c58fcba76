//! Looks up what the fields over a message tell by their names, in any language.

use presend_lexicon::names::WordList;

use crate::text::is_listed;

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

/// Returns what a field of this name, in small letters, tells.
pub(super) fn role_of(name: &str) -> Option<Role> {
    let known = LISTS.into_iter().find(|(list, _)| is_listed(*list, name));
    known.map(|(_, role)| role)
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
