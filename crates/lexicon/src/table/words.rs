//! Says what a vocabulary knows of its words.

use crate::fold::{CharClass, class_of, fold_word};

/// The word or state number that stands for "none".
pub const NONE: u32 = 0;

/// A vocabulary word is among the commonest of English.
pub const COMMON: u32 = 1;
/// A vocabulary word ends a clause.
pub const CLAUSE_END: u32 = 1 << 1;
/// A vocabulary word is no person's name even when capitalised.
pub const NOT_A_NAME: u32 = 1 << 2;
/// A vocabulary word takes a full stop inside a sentence.
pub const ABBREVIATION: u32 = 1 << 3;
/// A vocabulary word makes a run of capitals a sentence.
pub const FUNCTION: u32 = 1 << 4;
/// A vocabulary word stands in the gate of a pattern.
pub const GATE: u32 = 1 << 6;
/// A vocabulary word may be drawn out without heat; written with each run of a letter once.
pub const DRAWN_OUT: u32 = 1 << 7;
/// A vocabulary word is a short form of others.
pub const SHORT_FORM: u32 = 1 << 8;
/// Some term of a rule is entered at the vocabulary word, or at its form in capitals.
pub const STARTS_TERM: u32 = 1 << 9;
/// Some rule's term is entered at the word whatever word comes next, or with none behind it.
pub const STARTS_ANYHOW: u32 = 1 << 10;

/// Some term of a context frame is entered at the vocabulary word, or at its form in capitals.
pub const STARTS_FRAME: u32 = 1 << 16;
/// Some exception or suggestion is entered at the vocabulary word, or at its form in capitals.
pub const STARTS_EXCEPTION: u32 = 1 << 17;
/// Some cue begins with the vocabulary word.
pub const STARTS_CUE: u32 = 1 << 18;
/// A word by which a writer speaks of themself, alone or with others.
pub const FIRST_PERSON: u32 = 1 << 19;
/// A word for the writer alone.
pub const WRITER: u32 = 1 << 20;
/// A word for the reader.
pub const SECOND_PERSON: u32 = 1 << 21;
/// A word for a third person.
pub const THIRD_PERSON: u32 = 1 << 22;
/// A word for third persons.
pub const THIRD_PERSONS: u32 = 1 << 23;
/// A word that denies.
pub const NEGATION: u32 = 1 << 24;
/// A vocabulary word is a number.
pub const NUMBER_WORD: u32 = 1 << 25;
/// The flags that a word of a text takes over from the vocabulary, so that later passes need not look it up again.
pub const CARRIED: u32 = 0x03FF_0000;

/// Returns where the search for a hash begins; the high bits of a product are the well-mixed ones.
#[must_use]
#[inline]
pub(crate) const fn slot_of(hash: u64) -> usize {
    (hash >> 40) as usize
}

/// Returns the run of letters in a gate that is looked for: the longest, one that is not common before others. Of a script
/// without blanks between words a single sign is one.
#[must_use]
pub(crate) fn gate_key(gate: &str, is_common: impl Fn(&str) -> bool) -> Option<&str> {
    let runs = letter_runs(gate);
    if let [only] = runs[..] {
        return Some(only);
    }
    runs.into_iter().max_by_key(|run| (!is_common(&fold_word(run)), run.len()))
}

/// Returns the runs of letters in a text that have more than one byte; all of them if none has.
fn letter_runs(text: &str) -> Vec<&str> {
    let mut runs = Vec::new();
    let mut start = 0;
    for (at, sign) in text.char_indices().chain([(text.len(), ' ')]) {
        let class = class_of(sign);
        // The word cutter keeps `password's` whole.
        let is_inner = class == CharClass::Apostrophe
            && at > start
            && text[at + sign.len_utf8()..].starts_with(|next| class_of(next) == CharClass::Letter);
        if class == CharClass::Letter || is_inner {
            continue;
        }
        runs.push(&text[start..at]);
        start = at + if at < text.len() { sign.len_utf8() } else { 0 };
        if class == CharClass::Ideograph {
            runs.push(&text[at..start]);
        }
    }
    // Of `p/w` there is nothing but single letters.
    let least = if runs.iter().any(|run| run.len() > 1) { 2 } else { 1 };
    runs.retain(|run| run.len() >= least);
    runs
}
