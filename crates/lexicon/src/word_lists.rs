//! Packs lists of words that the program asks for by name, such as the words by which a writer speaks of themself.

use std::collections::BTreeMap;

use super::error::LexiconError;
use super::file::Strings;
use super::names::WordList;
use super::pack::{Cell, List, Packed, Packer, Pool, Section};

/// The lists, by name.
#[derive(Debug, Clone, Copy)]
pub struct WordLists<'a> {
    records: &'a [[Cell; 2]],
    pool: Pool<'a>,
}

impl<'a> WordLists<'a> {
    pub(crate) fn of(packed: Packed<'a>) -> WordLists<'a> {
        WordLists { records: packed.records(Section::WordLists), pool: packed.pool() }
    }

    /// Returns a list, in the order of its file.
    #[must_use]
    pub fn get(self, list: WordList) -> List<'a> {
        self.records.get(list as usize).map_or_else(List::default, |record| self.pool.list(*record))
    }
}

/// Packs the lists of these files, each given as (path, text): a table of names, each with its words.
///
/// # Errors
/// Returns what is wrong, with file and line: a name that no list has, a list that stands twice or nowhere, a text that stands twice.
pub fn pack(files: &[(&str, &str)], packer: &mut Packer) -> Result<(), LexiconError> {
    let mut lists: BTreeMap<WordList, [u32; 2]> = BTreeMap::new();
    for (path, text) in files {
        let read: BTreeMap<WordList, Strings> =
            toml::from_str(text).map_err(|error| LexiconError::toml(path, text, &error))?;
        for (name, words) in read {
            let at = words.first().map_or(0, |word| word.span().start);
            for (number, word) in words.iter().enumerate() {
                if words[..number].iter().any(|other| other.get_ref() == word.get_ref()) {
                    let reason = format!("`{}` stands twice in `{}`", word.get_ref(), name.name());
                    return Err(LexiconError::at(path, text, word.span().start, reason));
                }
            }
            let packed = packer.list(words.iter().map(toml::Spanned::get_ref));
            if lists.insert(name, packed).is_some() {
                return Err(LexiconError::at(path, text, at, format!("a second list `{}`", name.name())));
            }
        }
    }
    for name in WordList::ALL {
        let Some(packed) = lists.get(&name) else {
            let (path, text) = files.first().copied().unwrap_or_default();
            return Err(LexiconError::at(path, text, 0, format!("there is no list `{}`", name.name())));
        };
        packer.numbers(Section::WordLists, packed);
    }
    Ok(())
}
