//! Packs the lists of words that the program asks for by name.

use std::collections::BTreeMap;

use super::LIST_SIZE;
use crate::error::LexiconError;
use crate::file::Strings;
use crate::names::WordList;
use crate::pack::{Packer, Section};
use crate::table::{FIRST_PERSON, NEGATION, SECOND_PERSON, THIRD_PERSON, THIRD_PERSONS, WRITER};

/// The lists whose words get a flag in the vocabulary.
const FLAGGED: [(WordList, u32); 6] = [
    (WordList::FirstPerson, FIRST_PERSON),
    (WordList::Writer, WRITER),
    (WordList::SecondPerson, SECOND_PERSON),
    (WordList::ThirdPerson, THIRD_PERSON),
    (WordList::ThirdPersons, THIRD_PERSONS),
    (WordList::Negations, NEGATION),
];

/// The words of each list.
pub(crate) type Lists = BTreeMap<WordList, Strings>;

/// Reads the lists of these files, each given as (path, text): a table of names, each with its words.
///
/// # Errors
/// Returns what is wrong, with file and line: a name that no list has, a list that stands twice or nowhere, a text that stands twice.
pub(crate) fn read(files: &[(&str, &str)]) -> Result<Lists, LexiconError> {
    let mut lists = Lists::new();
    for (path, text) in files {
        let read: Lists = ::toml::from_str(text).map_err(|error| LexiconError::toml(path, text, &error))?;
        for (name, words) in read {
            let at = words.first().map_or(0, |word| word.span().start);
            for (number, word) in words.iter().enumerate() {
                if words.iter().take(number).any(|other| other.get_ref() == word.get_ref()) {
                    let reason = format!("`{}` is in `{}` twice", word.get_ref(), name.name());
                    return Err(LexiconError::at(path, text, word.span().start, reason));
                }
            }
            if lists.insert(name, words).is_some() {
                return Err(LexiconError::at(path, text, at, format!("a second list `{}`", name.name())));
            }
        }
    }
    let missing = WordList::ALL.into_iter().find(|name| !lists.contains_key(name));
    missing.map_or(Ok(lists), |name| {
        let (path, text) = files.first().copied().unwrap_or_default();
        Err(LexiconError::at(path, text, 0, format!("there is no list `{}`", name.name())))
    })
}

/// Returns the words of the lists that the vocabulary marks, each with its flag.
pub(crate) fn flagged(lists: &Lists) -> impl Iterator<Item = (&str, u32)> {
    FLAGGED.into_iter().flat_map(|(name, flag)| {
        lists.get(&name).into_iter().flatten().map(move |word| (word.get_ref().as_str(), flag))
    })
}

/// Packs the lists.
pub(crate) fn pack(lists: &Lists, packer: &mut Packer) {
    for words in lists.values() {
        let texts: Vec<&String> = words.iter().map(::toml::Spanned::get_ref).collect();
        let mut sorted = texts.clone();
        sorted.sort_by_key(|text| (text.len(), text.as_bytes()));
        let [first, count] = packer.list(texts);
        let [sorted, _] = packer.list(sorted);
        let record: [u32; LIST_SIZE] = [first, count, sorted];
        packer.numbers(Section::WordLists, &record);
    }
}
