//! Finds the phrases of legal notices, virus notes and list footers in a text, by how they begin.

use std::collections::HashMap;
use std::sync::LazyLock;

use presend_lexicon::names::WordList;

use super::tidy::fold;
use crate::builtin::phrases;

/// A phrase is looked up by this many bytes at its beginning.
const HEAD: usize = 5;
/// The bits that tell which beginnings there are.
const BITS: usize = 1 << 14;

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
    by_head: HashMap<[u8; HEAD], Vec<(Kind, usize, &'static str)>>,
    bits: Vec<u64>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let lists = [
        (WordList::Disclaimers, Kind::Strong),
        (WordList::WeakDisclaimers, Kind::Weak),
        (WordList::ListFooters, Kind::Footer),
    ];
    let mut table = Table { by_head: HashMap::new(), bits: vec![0; BITS / 64] };
    for (list, kind) in lists {
        for (number, phrase) in phrases(list).iter().enumerate() {
            if let Some(head) = phrase.as_bytes().first_chunk::<HEAD>() {
                let bit = bit(head);
                table.bits[bit / 64] |= 1 << (bit % 64);
                table.by_head.entry(*head).or_default().push((kind, number, phrase));
            }
        }
    }
    table
});

fn bit(head: &[u8; HEAD]) -> usize {
    let [a, b, c, d, e] = head.map(usize::from);
    (a ^ b << 2 ^ c << 4 ^ d << 6 ^ e << 7) % BITS
}

/// Returns where phrases stand, in order. One that begins with a letter counts at the beginning of a word.
pub(super) fn hits(text: &str) -> Vec<Hit> {
    // Notices are wrapped anywhere, so line ends count as blanks.
    let mut flat = fold(text).into_bytes();
    flat.iter_mut().filter(|byte| matches!(**byte, b'\n' | b'\t')).for_each(|byte| *byte = b' ');
    let table = &*TABLE;
    let mut hits = Vec::new();
    let mut before = b' ';
    for (at, window) in flat.windows(HEAD).enumerate() {
        let Some(head) = window.first_chunk::<HEAD>() else { break };
        let is_start = head[0] >= 0xC0 || head[0].is_ascii_alphanumeric() && !before.is_ascii_alphanumeric();
        before = head[0];
        let bit = bit(head);
        if !is_start || table.bits[bit / 64] >> (bit % 64) & 1 == 0 {
            continue;
        }
        for &(kind, phrase, text) in table.by_head.get(head).into_iter().flatten() {
            if flat[at..].starts_with(text.as_bytes()) {
                hits.push(Hit { at, kind, phrase });
            }
        }
    }
    hits
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
        assert_eq!(hits("To\nUnsubscribe from this list").len(), 2);
        assert_eq!(hits("photo unsubscribe").len(), 0);
        assert_eq!(hits("").len(), 0);
    }
}
