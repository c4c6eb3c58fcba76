//! Recognises the line by which a telephone or a call says that somebody reacts to a message, whose words it repeats.

use presend_lexicon::names::WordList;

use super::tidy::Line;
use crate::builtin::phrases;
use crate::text::Ends;

/// Marks around the repeated words.
const MARKS: [(char, char); 4] = [('“', '”'), ('"', '"'), ('„', '“'), ('«', '»')];
/// Behind the words stands no more than how somebody reacts.
const REACTION_BYTES: usize = 40;

/// Returns true if a line may be one, by its end: a mark, or a sign that is no letter of ASCII.
pub(super) fn may_be(line: &[u8]) -> bool {
    line.trim_ascii_end().last().is_some_and(|last| *last == b'"' || *last >= 0x80)
}

/// `Liked “see you”`, `Reacted to "see you" with 👍`: nothing but that, in one pair of marks. Straight marks count where a call
/// sets the line in, else people write so of a book or a song.
pub(super) fn is_tapback(line: &Line<'_>) -> bool {
    let is_set_in = line.raw.starts_with('\t');
    let tidied = line.tidied();
    let bare = tidied.trim_start();
    let folded = line.folded_at(tidied.len() - bare.len(), bare.len());
    let starts = bare.starts_with(|first: char| first.is_uppercase());
    let known = phrases(WordList::Tapbacks).iter().filter(|phrase| starts && folded.starts_with(**phrase));
    known.map(|phrase| bare.tail(phrase.len())).any(|behind| {
        let Some(behind) = behind.strip_prefix(' ') else { return false };
        MARKS.iter().filter(|(open, _)| is_set_in || *open != '"').any(|(open, close)| {
            let words = behind.strip_prefix(*open).and_then(|words| words.rsplit_once(*close));
            words.is_some_and(|(words, after)| {
                !words.is_empty() && !words.contains(*close) && is_reaction(after)
            })
        })
    })
}

/// Nothing, or ` with 👍`.
fn is_reaction(after: &str) -> bool {
    let after = after.trim();
    after.is_empty()
        || after.len() <= REACTION_BYTES
            && after.split(' ').count() <= 2
            && after.chars().last().is_some_and(|last| !last.is_alphanumeric() && !last.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reactions_repeat_the_words_of_others() {
        for line in [
            "Liked “See you at the mill.”\n",
            "Laughed at “no”\n",
            "\tReacted to \"See you at the mill\" with 👍\n",
            "\tReplying to \"See you...\"\n",
        ] {
            assert!(is_tapback(&Line::new(line)) && may_be(line.as_bytes()), "{line}");
        }
        for line in [
            "Liked “The Mill” and “The Hens”\n",
            "Liked “The Mill”, but you never read it\n",
            "liked “The Mill”\n",
            "Loved \"The Mill\"\n",
            "Liked “The Mill” more than you\n",
            "Likewise “no”\n",
        ] {
            assert!(!is_tapback(&Line::new(line)), "{line}");
        }
    }
}
