//! Finds the phrases of legal notices, virus notes and list footers in a text, by how they begin.

use std::sync::LazyLock;

use presend_lexicon::names::WordList;

use super::tidy::fold;
use crate::builtin::phrases;

/// A phrase is looked up by this many bytes at its beginning.
const HEAD: usize = 5;
/// Beginnings are told apart by one of so many numbers.
const HASHES: usize = 1 << 14;

/// What a phrase proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A notice.
    Strong,
    /// A notice, together with another.
    Weak,
    /// The footer of a list.
    Footer,
}

/// Where a phrase stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) at: usize,
    pub(super) kind: Kind,
    /// Its number in the list of its kind.
    pub(super) phrase: usize,
}

/// The phrases by how they begin.
struct Table {
    /// For each hash of a beginning, the number of its list, from 1; 0 where no phrase begins so.
    lists_of: Vec<u16>,
    lists: Vec<Vec<(Kind, usize, &'static str)>>,
    /// The bytes that phrases begin with: letters, digits, first bytes of signs beyond ASCII.
    firsts: [bool; 256],
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let kinds = [
        (WordList::Disclaimers, Kind::Strong),
        (WordList::WeakDisclaimers, Kind::Weak),
        (WordList::ListFooters, Kind::Footer),
    ];
    let mut table = Table { lists_of: vec![0; HASHES], lists: vec![Vec::new()], firsts: [false; 256] };
    for (list, kind) in kinds {
        for (number, phrase) in phrases(list).iter().enumerate() {
            let Some(head) = phrase.as_bytes().first_chunk::<HEAD>() else { continue };
            table.firsts[usize::from(head[0])] = head[0] >= 0xC0 || head[0].is_ascii_alphanumeric();
            let list = &mut table.lists_of[hash(head)];
            if *list == 0 {
                // There are fewer phrases than numbers.
                *list = u16::try_from(table.lists.len()).unwrap_or(0);
                table.lists.push(Vec::new());
            }
            table.lists[usize::from(*list)].push((kind, number, phrase));
        }
    }
    table
});

fn hash(head: &[u8; HEAD]) -> usize {
    let [a, b, c, d, e] = head.map(usize::from);
    (a ^ b << 2 ^ c << 4 ^ d << 6 ^ e << 7) % HASHES
}

/// Returns where phrases stand, in order. One that begins with a letter counts at the beginning of a word.
pub(super) fn hits(text: &str) -> Vec<Hit> {
    // Notices are wrapped anywhere, so line ends count as blanks.
    let mut flat = fold(text).into_bytes();
    flat.iter_mut().for_each(|byte| *byte = if matches!(*byte, b'\n' | b'\t') { b' ' } else { *byte });
    let table = &*TABLE;
    let mut hits = Vec::new();
    let mut at = 0;
    while let Some(head) = flat.get(at..).and_then(|rest| rest.first_chunk::<HEAD>()) {
        if table.firsts[usize::from(head[0])] {
            for &(kind, phrase, text) in &table.lists[usize::from(table.lists_of[hash(head)])] {
                if flat[at..].starts_with(text.as_bytes()) {
                    hits.push(Hit { at, kind, phrase });
                }
            }
        }
        // Inside of a word none begins.
        let inside = if head[0].is_ascii_alphanumeric() { letters(&flat[at..]) } else { 0 };
        at += inside.max(1);
    }
    hits
}

fn letters(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_found() {
        for (list, kind) in [
            (WordList::Disclaimers, Kind::Strong),
            (WordList::WeakDisclaimers, Kind::Weak),
            (WordList::ListFooters, Kind::Footer),
        ] {
            for (phrase, text) in phrases(list).iter().enumerate() {
                assert!(text.len() >= HEAD, "{text} is too short to be looked up");
                let found = hits(&format!("Words ({text}"));
                assert!(found.contains(&Hit { at: 7, kind, phrase }), "{text}");
            }
        }
    }

    #[test]
    fn wraps_count_as_blanks_and_words_are_whole() {
        assert_eq!(hits("To\nUnsubscribe here").len(), 2);
        assert_eq!(hits("photo unsubscribe").len(), 0);
        assert_eq!(hits("").len(), 0);
    }
}
