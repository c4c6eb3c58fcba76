//! Packs the lists of words that the program asks for by name.

use std::collections::BTreeMap;

use crate::error::LexiconError;
use crate::file::Strings;
use crate::names::WordList;
use crate::pack::{Packer, Section};

/// Packs the lists of these files, each given as (path, text): a table of names, each with its words.
///
/// # Errors
/// Returns what is wrong, with file and line: a name that no list has, a list that stands twice or nowhere, a text that stands twice.
pub(crate) fn pack(files: &[(&str, &str)], packer: &mut Packer) -> Result<(), LexiconError> {
    let mut lists: BTreeMap<WordList, [u32; 2]> = BTreeMap::new();
    for (path, text) in files {
        let read: BTreeMap<WordList, Strings> =
            ::toml::from_str(text).map_err(|error| LexiconError::toml(path, text, &error))?;
        for (name, words) in read {
            let at = words.first().map_or(0, |word| word.span().start);
            for (number, word) in words.iter().enumerate() {
                if words[..number].iter().any(|other| other.get_ref() == word.get_ref()) {
                    let reason = format!("`{}` stands twice in `{}`", word.get_ref(), name.name());
                    return Err(LexiconError::at(path, text, word.span().start, reason));
                }
            }
            let packed = packer.list(words.iter().map(::toml::Spanned::get_ref));
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
