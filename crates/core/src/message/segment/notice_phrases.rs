//! Finds the phrases of legal notices, virus notes and list footers in a text, by how they begin.

use presend_lexicon::notices::NoticeKind;

use super::tidy::fold;
use crate::builtin::NOTICE_PHRASES;
use crate::text::Ends;

/// Where a phrase stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) at: usize,
    pub(super) kind: NoticeKind,
    /// Its number in the list of its kind.
    pub(super) phrase: usize,
}

/// Returns where phrases stand, in order. One that begins with a letter counts at the beginning of a word.
pub(super) fn hits(text: &str) -> Vec<Hit> {
    // Notices are wrapped anywhere, so line ends count as blanks; before the first word stands one too.
    let mut flat = [b" ", fold(text).as_bytes()].concat();
    flat.iter_mut().for_each(|byte| *byte = if matches!(*byte, b'\n' | b'\t') { b' ' } else { *byte });
    // Inside of a word none begins. Marks for all places are made many at once.
    let may_begin = |[before, byte]: [u8; 2]| {
        byte.is_ascii_alphanumeric() & !before.is_ascii_alphanumeric() | (byte >= 0xC0)
    };
    let marks: Vec<u8> =
        flat.iter().zip(flat.tail(1)).map(|(before, byte)| u8::from(may_begin([*before, *byte]))).collect();
    let phrases = &*NOTICE_PHRASES;
    let mut hits = Vec::new();
    for at in memchr::memchr_iter(1, &marks) {
        let found = phrases.starting(flat.tail(at + 1));
        hits.extend(found.map(|(kind, phrase)| Hit { at, kind, phrase }));
    }
    hits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::phrases;
    use presend_lexicon::notices::HEAD;

    #[test]
    fn every_phrase_is_found_where_a_look_for_each_finds_it() {
        let all: Vec<(NoticeKind, usize, &str)> = NoticeKind::ALL
            .into_iter()
            .flat_map(|kind| phrases(kind.list()).iter().enumerate().map(move |(at, text)| (kind, at, *text)))
            .collect();
        for (.., text) in &all {
            assert!(text.len() >= HEAD, "{text} is too short to be looked up");
            let begins = |(kind, phrase, other): &(NoticeKind, usize, &str)| {
                text.starts_with(other).then_some(Hit { at: 7, kind: *kind, phrase: *phrase })
            };
            let found = hits(&format!("Words ({text}"));
            let found: Vec<Hit> = found.into_iter().filter(|hit| hit.at == 7).collect();
            assert_eq!(found, all.iter().filter_map(begins).collect::<Vec<_>>(), "{text}");
        }
    }

    #[test]
    fn wraps_count_as_blanks_and_words_are_whole() {
        assert_eq!(hits("To\nUnsubscribe here").len(), 2);
        assert_eq!(hits("photo unsubscribe").len(), 0);
        assert_eq!(hits("").len(), 0);
    }
}
