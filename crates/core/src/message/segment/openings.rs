//! Tells at one look which lines may open something other than own words: nearly no line of prose does.

use std::sync::LazyLock;

use presend_lexicon::names::WordList;

use super::code;
use super::quote::is_initials_quote;
use crate::builtin::WORDS;

/// The lists whose phrases open a line.
const LISTS: [WordList; 4] =
    [WordList::ForwardLines, WordList::ReplyHeaderOpenings, WordList::DeviceLines, WordList::Attributions];

/// The first three bytes of each opening, five bits of each: one bit for each combination.
static HEADS: LazyLock<[u64; 512]> = LazyLock::new(|| {
    let mut heads = [0; 512];
    let listed = LISTS.into_iter().flat_map(|list| WORDS.get(list).iter());
    for opening in listed.chain(code::OPENINGS) {
        if let [a, b, c, ..] = *opening.as_bytes() {
            let head = head([a, b, c]);
            heads[head / 64] |= 1 << (head % 64);
        }
    }
    heads
});

/// Five bits tell letters apart and ignore their case.
fn head(bytes: [u8; 3]) -> usize {
    bytes.into_iter().fold(0, |head, byte| head << 5 | usize::from(byte & 31))
}

/// Returns true if a line may open something other than own words; false for nearly every line of prose.
pub(super) fn may_open(line: &[u8]) -> bool {
    match *line {
        [b'>' | b'`' | b'~' | b'_' | b'=' | b'@', ..]
        | [b'-' | b'*', b'-' | b'*' | b' ' | b'F' | b'f', ..] => true,
        [b' ', ..] => {
            matches!(line.trim_ascii_start(), [b'>' | b'_' | b'=', ..] | [b'-' | b'*', b'-' | b'*', ..])
        }
        [a, b, c, ..] => {
            let head = head([a, b, c]);
            HEADS[head / 64] >> (head % 64) & 1 == 1 || ends_with_colon(line) || is_initials_quote(line)
        }
        _ => false,
    }
}

fn ends_with_colon(line: &[u8]) -> bool {
    matches!(line, [.., b':', b'\n'] | [.., b':', b'\r', b'\n'] | [.., b':'])
        || line.trim_ascii_end().last() == Some(&b':')
}
