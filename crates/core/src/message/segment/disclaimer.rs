//! Finds legal notices, virus notes and the footers of mailing lists below the writer's words.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use presend_lexicon::names::WordList;

use super::lines::is_blank;
use super::name_block::is_card_line;
use crate::builtin::WORDS;
use crate::text::Span;
use crate::text::boundaries::ceil_char;

/// A notice is looked for in this many bytes before an end.
const TAIL_BYTES: usize = 8 * 1024;
/// It starts at most this many lines above the phrase by which it is known.
const NOTICE_LINES_ABOVE: usize = 4;

/// A searcher for each phrase; making one costs more than most searches.
static PHRASES: LazyLock<Vec<Finder<'static>>> =
    LazyLock::new(|| WORDS.get(WordList::Disclaimers).iter().map(Finder::new).collect());

/// Returns where the last paragraphs turn into legal notices, virus notes or list footers.
pub(super) fn disclaimer_start(text: &str, span: Span) -> Option<usize> {
    let floor = ceil_char(text, span.start.max(span.end.saturating_sub(TAIL_BYTES)));
    let tail = &text[floor..span.end];
    // Notices are wrapped anywhere, so line ends count as blanks.
    let mut flat = tail.to_ascii_lowercase().into_bytes();
    flat.iter_mut().filter(|byte| **byte == b'\n').for_each(|byte| *byte = b' ');
    let found = PHRASES.iter().filter_map(|phrase| phrase.find(&flat)).min()?;
    let line_start =
        |end: usize| memchr::memrchr(b'\n', &tail.as_bytes()[..end]).map_or(0, |newline| newline + 1);
    let mut start = line_start(found);
    for _ in 0..NOTICE_LINES_ABOVE {
        let above = line_start(start.saturating_sub(1));
        let line = &tail[above..start];
        if start == 0 || is_blank(line) || is_card_line(line) && !is_ruled(line) {
            break;
        }
        start = above;
    }
    // Own words of one paragraph with such a phrase are own words.
    let is_whole = text[span.start..floor + start].trim().is_empty();
    (!is_whole).then_some(floor + start)
}

/// A line of dashes or the like, such as list footers start with.
fn is_ruled(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && line.bytes().all(|byte| matches!(byte, b'-' | b'_' | b'=' | b'*' | b'#'))
}
