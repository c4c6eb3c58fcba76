//! Finds legal notices, virus notes and the footers of mailing lists below the writer's words.

use std::ops::Range;

use presend_lexicon::notices::NoticeKind;

use super::lines::is_blank;
use super::name_block::{is_card_line, is_contact};
use super::notice_phrases::{Hit, hits};
use crate::message::marker::Marker;
use crate::text::boundaries::ceil_char;
use crate::text::{Ends, Span};

/// A notice is looked for in this many bytes before an end.
const TAIL_BYTES: usize = 8 * 1024;
/// It starts at most this many lines above the phrase by which it is known.
const NOTICE_LINES_ABOVE: usize = 4;
/// The row of dashes above the footer of a list stands at most this many lines above it.
const RULE_LINES_ABOVE: usize = 6;
/// A notice that only such phrases prove is at least this long.
const NOTICE_BYTES: usize = 70;
/// Its lines, but the last, are at least this long.
const FILLED_BYTES: usize = 35;
/// A rule that a list draws is at least this long.
const LONG_RULE: usize = 10;
/// A line that is shorter and ends a sentence ends what stood above the notice.
const SENTENCE_BYTES: usize = 60;

/// A notice at the end of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Notice {
    /// Where it stands.
    pub(super) span: Span,
    /// What it is known by.
    pub(super) marker: Marker,
}

/// Finds the last paragraphs that are legal notices, virus notes or list footers. In what counts as the writer's own words
/// it takes more proof than in a signature, which nobody reads as such.
pub(super) fn notice(text: &str, span: Span, is_own: bool) -> Option<Notice> {
    let floor = ceil_char(text, span.start.max(span.end.saturating_sub(TAIL_BYTES)));
    let tail = text.between(floor, span.end);
    let hits = hits(tail);
    if hits.is_empty() {
        return None;
    }
    let mut found: Option<(usize, usize, Marker)> = None;
    for paragraph in paragraphs(tail) {
        let inside: Vec<_> = hits.iter().filter(|hit| paragraph.contains(&hit.at)).collect();
        let Some(first) = inside.first() else { continue };
        let Some(marker) = proof(&inside, tail, &paragraph, is_own) else { continue };
        let (start, _, marker) = found.unwrap_or_else(|| (start_of(tail, first.at, &paragraph), 0, marker));
        found = Some((start, paragraph.end, marker));
    }
    let (start, end, marker) = found?;
    // Own words of one paragraph with such a phrase are own words, but below a rule a list sets its footer.
    let is_whole = text.between(span.start, floor + start).trim().is_empty();
    let is_proven = marker == Marker::ListFooter && is_long_rule(tail.tail(start));
    let end = end + beside_len(tail.tail(end));
    (!is_whole || is_proven).then_some(Notice { span: Span::new(floor + start, floor + end), marker })
}

/// Says what the phrases of a paragraph prove together. What people say too proves nothing within own words: it takes a
/// paragraph for itself, the last one, that is as long as notices are; a footer also counts below a rule.
fn proof(hits: &[&Hit], tail: &str, paragraph: &Range<usize>, is_own: bool) -> Option<Marker> {
    if hits.iter().any(|hit| hit.kind == NoticeKind::Strong) {
        return Some(Marker::DisclaimerPhrase);
    }
    let start = start_of(tail, hits.first()?.at, paragraph);
    let below = paragraph.end + beside_len(tail.tail(paragraph.end));
    let is_apart = !is_own || start == paragraph.start && tail.tail(below).trim().is_empty();
    let places = |kind: NoticeKind| {
        let mut last = None;
        let of_kind = hits.iter().filter(move |hit| hit.kind == kind);
        // Of phrases that begin alike one counts.
        of_kind.filter(move |hit| last.replace(hit.at) != Some(hit.at))
    };
    let mut weak: Vec<usize> = places(NoticeKind::Weak).map(|hit| hit.phrase).collect();
    weak.sort_unstable();
    weak.dedup();
    if weak.len() >= 2 && is_apart && (!is_own || is_filled(tail.between(paragraph.start, paragraph.end))) {
        return Some(Marker::DisclaimerPhrase);
    }
    let is_below_rule = is_rule(tail.tail(start));
    let is_links = are_links(tail.between(start, paragraph.end));
    let is_footer =
        (is_below_rule || is_apart || is_links) && has_address(tail.between(paragraph.start, paragraph.end));
    let footers = places(NoticeKind::Footer).count();
    (footers >= 2 && is_apart || footers > 0 && (is_footer || is_long_rule(tail.tail(start))))
        .then_some(Marker::ListFooter)
}

/// Returns where the paragraphs stand, each with the blank lines below it.
fn paragraphs(tail: &str) -> impl Iterator<Item = Range<usize>> {
    let mut pos = 0;
    std::iter::from_fn(move || {
        let start = pos;
        let mut is_over = false;
        for line in tail.tail(start).split_inclusive('\n') {
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

/// Returns where the notice starts whose first phrase stands at `at`: links without a rule above are a footer by themselves.
fn start_of(tail: &str, at: usize, paragraph: &Range<usize>) -> usize {
    let (start, line) = (notice_start(tail, at), line_start(tail, at));
    let is_alone = !is_rule(tail.tail(start)) && are_links(tail.between(line, paragraph.end));
    if is_alone { line } else { start }
}

/// Nothing but links, one a line.
fn are_links(text: &str) -> bool {
    let is_link = |line: &str| line.contains("://") && !line.trim().contains(' ');
    text.trim_end().split('\n').all(is_link)
}

/// Returns where the notice starts whose first phrase stands at `at`: at the rule above it, or some lines above.
fn notice_start(tail: &str, at: usize) -> usize {
    let mut start = line_start(tail, at);
    let mut pos = start;
    let mut follows_blank = false;
    for line in 0..RULE_LINES_ABOVE {
        let above = line_start(tail, pos.saturating_sub(1));
        if pos == 0 {
            break;
        }
        // The mark of a signature belongs to the phrase right below it alone.
        if is_ruled(tail.tail(above)) || line == 0 && is_rule(tail.tail(above)) {
            return above;
        }
        // One blank line may stand between the rule and the phrase, and nothing else with it.
        if follows_blank || line > 0 && is_blank(tail.between(above, pos)) {
            break;
        }
        follows_blank = is_blank(tail.between(above, pos));
        pos = above;
    }
    for _ in 0..NOTICE_LINES_ABOVE {
        let above = line_start(tail, start.saturating_sub(1));
        let line = tail.between(above, start).trim_end();
        let ends = line.len() < SENTENCE_BYTES && line.ends_with(['.', '!', '?', ',', ':']);
        if start == 0 || is_blank(line) || is_card_line(line) || ends {
            break;
        }
        start = above;
    }
    start
}

fn line_start(tail: &str, end: usize) -> usize {
    memchr::memrchr(b'\n', tail.as_bytes().head(end)).map_or(0, |newline| newline + 1)
}

/// The footer of a list names an address or a page.
fn has_address(paragraph: &str) -> bool {
    paragraph.contains(['@', '/']) || paragraph.lines().any(|line| line.trim_end().ends_with(':'))
}

/// The rule above a footer: dashes, or the mark of a signature.
fn is_rule(text: &str) -> bool {
    is_ruled(text) || matches!(text.split('\n').next().unwrap_or(text).trim_end(), "--" | "—" | "–")
}

/// Such as lists draw and hardly a writer does.
fn is_long_rule(text: &str) -> bool {
    is_ruled(text) && text.split('\n').next().unwrap_or(text).trim().len() >= LONG_RULE
}

/// As long as notices are, in lines that are filled, and without a question.
fn is_filled(paragraph: &str) -> bool {
    let text = paragraph.trim();
    let lines = text.split('\n').count();
    let is_full = |line: &str| line.trim().len() >= FILLED_BYTES;
    text.len() >= NOTICE_BYTES && !text.contains('?') && text.split('\n').take(lines - 1).all(is_full)
}

/// How much follows that goes with a notice: rules, links, numbers.
fn beside_len(after: &str) -> usize {
    let lines =
        after.split_inclusive('\n').take_while(|line| is_blank(line) || is_contact(line) || is_ruled(line));
    lines.map(str::len).sum()
}

/// A line of dashes or the like, such as list footers start with: `____`, `__._,_.___`.
fn is_ruled(text: &str) -> bool {
    let line = text.split('\n').next().unwrap_or(text).trim();
    let is_dash = |byte: u8| matches!(byte, b'-' | b'_' | b'=' | b'*' | b'#');
    let dashes = line.bytes().filter(|byte| is_dash(*byte)).count();
    dashes >= 3
        && (dashes == line.len()
            || 2 * dashes >= line.len() && line.bytes().all(|byte| byte.is_ascii_punctuation()))
}
