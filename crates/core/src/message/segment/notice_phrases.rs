//! Finds the phrases of legal notices, virus notes and list footers in a text, by how they begin.

use std::sync::LazyLock;

use presend_lexicon::names::WordList;

use super::tidy::fold;
use crate::builtin::WORDS;
use crate::text::Ends;

/// A phrase is looked up by this many bytes at its beginning.
const HEAD: usize = 5;
/// Beginnings are told apart by one of so many numbers.
const HASHES: usize = 1 << 11;

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

/// A phrase, and where the next one stands whose beginning has the same hash, from 1; 0 where there is none.
#[derive(Debug, Clone, Copy)]
struct Phrase {
    next: u16,
    kind: Kind,
    number: usize,
    text: &'static [u8],
}

/// The phrases by how they begin.
struct Table {
    phrases: Vec<Phrase>,
    /// For each hash of a beginning where the first phrase that has it stands, from 1; 0 where no phrase begins so.
    places: Vec<u16>,
    /// The bytes that phrases begin with: letters, digits, first bytes of signs beyond ASCII.
    firsts: [bool; 256],
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let kinds = [
        (WordList::Disclaimers, Kind::Strong),
        (WordList::WeakDisclaimers, Kind::Weak),
        (WordList::ListFooters, Kind::Footer),
    ];
    let mut table = Table { phrases: Vec::new(), places: vec![0; HASHES], firsts: [false; 256] };
    for (list, kind) in kinds {
        let numbered = WORDS.get(list).bytes().enumerate();
        table.phrases.extend(numbered.map(|(number, text)| Phrase { next: 0, kind, number, text }));
    }
    // From the last to the first, so that those that begin alike follow each other in the order of their lists.
    for (at, phrase) in table.phrases.iter_mut().enumerate().rev() {
        let Some(head) = phrase.text.first_chunk() else { continue };
        if let Some(place) = table.places.get_mut(hash(head)) {
            // There are fewer phrases than numbers.
            phrase.next = std::mem::replace(place, u16::try_from(at + 1).unwrap_or(0));
        }
        if let Some(is_first) = table.firsts.get_mut(usize::from(head[0])) {
            *is_first = head[0] >= 0xC0 || head[0].is_ascii_alphanumeric();
        }
    }
    table
});

impl Table {
    /// Returns the phrases that may begin as a text does.
    fn starting(&self, head: &[u8; HEAD]) -> impl Iterator<Item = &Phrase> {
        let at = |place: u16| self.phrases.get(usize::from(place).checked_sub(1)?);
        let first = self.places.get(hash(head)).and_then(|place| at(*place));
        std::iter::successors(first, move |phrase| at(phrase.next))
    }
}

fn hash(head: &[u8; HEAD]) -> usize {
    let [first, second @ ..] = head;
    let mixed = (u32::from_le_bytes(*second) ^ u32::from(*first) << 11).wrapping_mul(0x9E37_79B1);
    // The high bits of a product are the well-mixed ones.
    (mixed >> (u32::BITS - HASHES.ilog2())) as usize
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
        let first = head[0];
        if table.firsts.get(usize::from(first)).is_some_and(|is_first| *is_first) {
            let stands = |phrase: &&Phrase| flat.tail(at).starts_with(phrase.text);
            let found = table.starting(head).filter(stands);
            hits.extend(found.map(|found| Hit { at, kind: found.kind, phrase: found.number }));
        }
        // Inside of a word none begins.
        let inside = if first.is_ascii_alphanumeric() { word_len(flat.tail(at)) } else { 0 };
        at += inside.max(1);
    }
    hits
}

fn word_len(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::phrases;

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
