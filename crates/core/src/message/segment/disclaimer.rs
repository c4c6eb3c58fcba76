//! Finds legal notices, virus notes and the footers of mailing lists below the writer's words.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use presend_lexicon::names::WordList;

use super::lines::is_blank;
use super::name_block::{is_card_line, is_contact};
use super::tidy::fold;
use crate::builtin::phrases;
use crate::message::marker::Marker;
use crate::text::Span;
use crate::text::boundaries::ceil_char;

/// A notice is looked for in this many bytes before an end.
const TAIL_BYTES: usize = 8 * 1024;
/// It starts at most this many lines above the phrase by which it is known.
const NOTICE_LINES_ABOVE: usize = 4;
/// The row of dashes above the footer of a list stands at most this many lines above it.
const RULE_LINES_ABOVE: usize = 6;
/// A line that is shorter and ends a sentence ends what stood above the notice.
const SENTENCE_BYTES: usize = 60;

/// The phrases: those that prove a notice, those of which it takes two, those of lists.
/// An automaton of them would take longer to build than a mail takes to read.
static PHRASES: LazyLock<(Vec<Finder<'static>>, [usize; 2])> = LazyLock::new(|| {
    let [strong, weak, footers] =
        [WordList::Disclaimers, WordList::WeakDisclaimers, WordList::ListFooters].map(phrases);
    let finders = strong.iter().chain(weak).chain(footers).map(|phrase| Finder::new(*phrase));
    (finders.collect(), [strong.len(), strong.len() + weak.len()])
});

/// A notice at the end of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Notice {
    /// Where it stands.
    pub(super) span: Span,
    /// What it is known by.
    pub(super) marker: Marker,
}

/// Finds the last paragraphs that are legal notices, virus notes or list footers.
pub(super) fn notice(text: &str, span: Span) -> Option<Notice> {
    let floor = ceil_char(text, span.start.max(span.end.saturating_sub(TAIL_BYTES)));
    let tail = &text[floor..span.end];
    // Notices are wrapped anywhere, so line ends count as blanks.
    let mut flat = if tail.is_ascii() { tail.to_ascii_lowercase() } else { fold(tail) }.into_bytes();
    flat.iter_mut().filter(|byte| matches!(**byte, b'\n' | b'\t')).for_each(|byte| *byte = b' ');
    let (finders, [strong, weak]) = &*PHRASES;
    let places = |(number, finder): (usize, &Finder<'_>)| -> Vec<(usize, usize)> {
        finder.find_iter(&flat).map(|at| (at, number)).collect()
    };
    let hits: Vec<(usize, usize)> = finders.iter().enumerate().flat_map(places).collect();
    if hits.is_empty() {
        return None;
    }
    let mut found: Option<(usize, usize, Marker)> = None;
    for paragraph in paragraphs(tail) {
        let mut inside: Vec<_> = hits.iter().filter(|(at, _)| paragraph.contains(at)).copied().collect();
        inside.sort_unstable();
        let of =
            |from: usize, to: usize| inside.iter().filter(move |(_, number)| (from..to).contains(number));
        let Some(first) = inside.first().map(|(at, _)| *at) else { continue };
        let mut kinds: Vec<_> = of(*strong, *weak).map(|(_, number)| number).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let is_legal = of(0, *strong).next().is_some() || kinds.len() >= 2;
        let is_footer = of(*weak, usize::MAX).next().is_some() && has_address(&tail[paragraph.clone()]);
        let marker = match (is_legal, is_footer) {
            (true, _) => Marker::DisclaimerPhrase,
            (false, true) => Marker::ListFooter,
            (false, false) => continue,
        };
        let (start, _, marker) = found.unwrap_or_else(|| (notice_start(tail, first), 0, marker));
        found = Some((start, paragraph.end, marker));
    }
    let (start, end, marker) = found?;
    // Own words of one paragraph with such a phrase are own words.
    let is_whole = text[span.start..floor + start].trim().is_empty();
    let end = end + beside_len(&tail[end..]);
    (!is_whole).then_some(Notice { span: Span::new(floor + start, floor + end), marker })
}

/// Returns where the paragraphs stand, each with the blank lines below it.
fn paragraphs(tail: &str) -> impl Iterator<Item = Range<usize>> {
    let mut pos = 0;
    std::iter::from_fn(move || {
        let start = pos;
        let mut is_over = false;
        for line in tail[start..].split_inclusive('\n') {
            let blank = is_blank(line);
            if is_over && !blank {
                break;
            }
            is_over = blank;
            pos += line.len();
        }
        (pos > start).then_some(start..pos)
    })
}

/// Returns where the notice starts whose first phrase stands at `at`.
fn notice_start(tail: &str, at: usize) -> usize {
    let line_start =
        |end: usize| memchr::memrchr(b'\n', &tail.as_bytes()[..end]).map_or(0, |newline| newline + 1);
    let (mut start, mut ruled) = (line_start(at), None);
    let mut pos = start;
    for _ in 0..RULE_LINES_ABOVE {
        let above = line_start(pos.saturating_sub(1));
        if pos == 0 || is_blank(&tail[above..pos]) {
            break;
        }
        pos = above;
        if is_ruled(&tail[above..]) {
            ruled = Some(above);
            break;
        }
    }
    if let Some(ruled) = ruled {
        return ruled;
    }
    for _ in 0..NOTICE_LINES_ABOVE {
        let above = line_start(start.saturating_sub(1));
        let line = tail[above..start].trim_end();
        let ends = line.len() < SENTENCE_BYTES && line.ends_with(['.', '!', '?', ',', ':']);
        if start == 0 || is_blank(line) || is_card_line(line) || ends {
            break;
        }
        start = above;
    }
    start
}

/// The footer of a list names an address or a page.
fn has_address(paragraph: &str) -> bool {
    paragraph.contains(['@', '/', ':']) || paragraph.lines().any(is_ruled)
}

/// How much follows that goes with a notice: rules, links, numbers.
fn beside_len(after: &str) -> usize {
    let lines =
        after.split_inclusive('\n').take_while(|line| is_blank(line) || is_contact(line) || is_ruled(line));
    lines.map(str::len).sum()
}

/// A line of dashes or the like, such as list footers start with.
fn is_ruled(text: &str) -> bool {
    let line = text.split('\n').next().unwrap_or(text).trim();
    line.len() >= 3 && line.bytes().all(|byte| matches!(byte, b'-' | b'_' | b'=' | b'*' | b'#'))
}
