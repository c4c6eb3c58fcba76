//! Finds greeting, signature and disclaimer at the ends of the writer's own words.

use std::sync::OnceLock;

use memchr::memmem;

use super::zones::Zone;
use super::{RegionKind, zones_data as data, zones_lines as lines};
use crate::text::Span;
use crate::text::lines::ceil_char;

/// Signatures and disclaimers are looked for in this many bytes before an end.
const TAIL_BYTES: usize = 8 * 1024;
/// A signature block has at most this many lines.
const SIGNATURE_LINES: usize = 8;
/// A notice starts at most this many lines above the phrase by which it is known.
const NOTICE_LINES_ABOVE: usize = 4;

/// Splits greeting, signature and disclaimer off the body zones.
pub(super) fn refine(text: &str, zones: &[Zone]) -> Vec<Zone> {
    let mut refined = Vec::with_capacity(zones.len() + 4);
    let mut is_first = true;
    for (index, &(kind, span)) in zones.iter().enumerate() {
        let next = zones.get(index + 1).map(|&(next, _)| next);
        match kind {
            RegionKind::Body => {
                let ends_words = next.is_none_or(|next| {
                    matches!(next, RegionKind::Quote | RegionKind::Forward | RegionKind::Signature)
                });
                body(text, span, is_first, ends_words, &mut refined);
                is_first = false;
            }
            RegionKind::Signature => split_disclaimer(text, span, RegionKind::Signature, &mut refined),
            _ => push(&mut refined, kind, span),
        }
    }
    refined
}

fn push(zones: &mut Vec<Zone>, kind: RegionKind, span: Span) {
    match zones.last_mut() {
        _ if span.is_empty() => {}
        Some((last, before)) if *last == kind && before.end == span.start => before.end = span.end,
        _ => zones.push((kind, span)),
    }
}

fn body(text: &str, span: Span, is_first: bool, ends_words: bool, zones: &mut Vec<Zone>) {
    let mut start = span.start;
    if is_first && let Some(end) = greeting_end(span.of(text)) {
        push(zones, RegionKind::Greeting, Span::new(start, start + end));
        start += end;
    }
    if !ends_words {
        return push(zones, RegionKind::Body, Span::new(start, span.end));
    }
    let words_end = disclaimer_start(text, Span::new(start, span.end)).unwrap_or(span.end);
    let own = Span::new(start, words_end);
    let signature = signature_start(own.of(text)).map_or(words_end, |offset| start + offset);
    push(zones, RegionKind::Body, Span::new(start, signature));
    push(zones, RegionKind::Signature, Span::new(signature, words_end));
    push(zones, RegionKind::Disclaimer, Span::new(words_end, span.end));
}

fn split_disclaimer(text: &str, span: Span, kind: RegionKind, zones: &mut Vec<Zone>) {
    let start = disclaimer_start(text, span).unwrap_or(span.end);
    push(zones, kind, Span::new(span.start, start));
    push(zones, RegionKind::Disclaimer, Span::new(start, span.end));
}

/// Returns the end of a greeting that stands alone on the first line, with the line ending.
fn greeting_end(body: &str) -> Option<usize> {
    let mut end = 0;
    let line = body.split_inclusive('\n').take(8).find(|line| {
        end += line.len();
        !lines::is_blank(line)
    })?;
    let trimmed = line.trim();
    (trimmed.len() <= 60 && is_greeting(trimmed)).then_some(end)
}

fn is_greeting(line: &str) -> bool {
    let bare = line.trim_end_matches([',', '!', '.', ':', ';', '-', '–', '—', ' ']);
    let is_marked = bare.len() < line.len();
    let lower = bare.to_lowercase();
    let opening = data::GREETINGS.iter().filter(|greeting| {
        lower.strip_prefix(**greeting).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',']))
    });
    if let Some(opening) = opening.max_by_key(|greeting| greeting.len()) {
        let rest = bare.get(opening.len()..).unwrap_or("");
        let mut names = rest.split([' ', ',', '/']).filter(|word| !word.is_empty());
        return rest.split_whitespace().count() <= 6
            && names.all(|word| is_greeted(word) || is_marked && is_short_name(rest));
    }
    line.ends_with(',') && bare.split_whitespace().count() <= 2 && is_name(bare)
}

fn is_greeted(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        || word.starts_with('@')
        || !word.is_ascii()
        || data::GREETED.contains(&word.to_lowercase().as_str())
}

/// `hi ana,`: names in lower case are names only between a greeting and a comma.
fn is_short_name(rest: &str) -> bool {
    rest.split_whitespace().count() <= 2
}

/// Returns where a signature starts in the writer's words: a closing line with a name, or a name block.
fn signature_start(words: &str) -> Option<usize> {
    let floor = ceil_char(words, words.len().saturating_sub(1024));
    let block = last_lines(words, floor);
    let first = block.first()?.0;
    let closing = block.iter().rposition(|(_, line)| is_closing(line));
    if let Some(index) = closing {
        let below = &block[index + 1..];
        let (offset, line) = block[index];
        let is_alone = below.iter().all(|(_, line)| lines::is_blank(line));
        if below.iter().all(|(_, line)| is_card_line(line)) && !(is_alone && is_thankful(line)) {
            return Some(offset);
        }
    }
    // Without a closing, only a last paragraph that is set off counts, and never the whole text.
    let start = block.iter().rposition(|(_, line)| lines::is_blank(line)).map(|index| index + 1);
    let paragraph = match start {
        Some(index) => &block[index..],
        None => &block[block.len() - 1..],
    };
    let (offset, opening) = *paragraph.first()?;
    let is_dashed = opening.trim_start().starts_with(['-', '–', '—', '~']);
    if offset == 0 || (start.is_none() && !is_dashed) || (offset == first && floor == 0 && start.is_none()) {
        return None;
    }
    let name = opening.trim().trim_start_matches(['-', '–', '—', '~', ' ']).trim_end_matches(',');
    let is_block = is_name(name) && paragraph.iter().skip(1).all(|(_, line)| is_card_line(line));
    let has_card = paragraph.len() == 1
        || paragraph.iter().skip(1).all(|(_, line)| is_contact(line) || is_name_like(line));
    (is_block && has_card).then_some(offset)
}

/// The last non-empty block of lines, at most `SIGNATURE_LINES` that are not blank, with their offsets.
fn last_lines(words: &str, floor: usize) -> Vec<(usize, &str)> {
    let mut block = Vec::new();
    let mut end = words.trim_end().len();
    let mut full = 0;
    while end > floor && full < SIGNATURE_LINES {
        let start =
            memchr::memrchr(b'\n', &words.as_bytes()[floor..end]).map_or(floor, |found| floor + found + 1);
        let line = &words[start..end];
        if start == floor && floor > 0 {
            break;
        }
        full += usize::from(!lines::is_blank(line));
        block.push((start, line));
        end = start.saturating_sub(1);
        if start == 0 {
            break;
        }
    }
    block.reverse();
    block
}

fn is_closing(line: &str) -> bool {
    let line = line.trim().trim_end_matches([',', '.', '!', '-', '–', ' ', ';', ':', ')']);
    if line.len() > 40 {
        return false;
    }
    let lower = line.to_lowercase();
    let lower = lower.trim_end_matches(" :");
    data::CLOSINGS.contains(&lower)
        || lower.rsplit_once([',', ' ']).is_some_and(|(head, name)| {
            // `Thanks, Ana` on one line.
            head.ends_with(',') && name.len() > 1 && data::CLOSINGS.contains(&head.trim_end_matches(','))
        })
}

fn is_thankful(line: &str) -> bool {
    let line = line.trim();
    !line.trim_end_matches(',').contains(',') && lines::starts_with_any(line, data::THANKFUL)
}

/// A short line that is no sentence.
fn is_card_line(line: &str) -> bool {
    let line = line.trim();
    line.len() <= 70
        && !line.ends_with(['?', '!', ':'])
        && (is_contact(line) || line.split_whitespace().count() <= 6 && !ends_sentence(line))
}

fn ends_sentence(line: &str) -> bool {
    line.ends_with('.') && line.split_whitespace().count() > 2
}

fn is_contact(line: &str) -> bool {
    let line = line.trim();
    let digits = line.bytes().filter(u8::is_ascii_digit).count();
    let words = line.split_whitespace().count();
    (digits >= 6 && words <= 8)
        || (line.contains('@') && words <= 4)
        || (words <= 3 && (line.contains("://") || lines::starts_with_folded(line, "www.")))
        || line.contains(" | ")
}

fn is_name_like(line: &str) -> bool {
    let mut words = line.split_whitespace();
    words.clone().count() <= 6 && words.any(|word| word.starts_with(char::is_uppercase))
}

/// One to three capitalised words without punctuation.
fn is_name(line: &str) -> bool {
    let words = line.split_whitespace();
    let count = words.clone().count();
    (1..=3).contains(&count)
        && line.len() <= 40
        && words.clone().all(|word| {
            let letters = word.trim_end_matches('.');
            letters.starts_with(char::is_uppercase)
                && letters.chars().all(|char| char.is_alphabetic() || matches!(char, '-' | '\'' | '’' | '.'))
                && !data::NOT_NAMES.contains(&letters.to_lowercase().as_str())
        })
        && !(line.len() > 3 && line.chars().all(|char| !char.is_lowercase()))
        && !ends_sentence(line)
        && !(count == 1 && line.ends_with('.') && line.len() > 2)
}

/// Returns a searcher for each phrase; making one costs more than most searches.
fn disclaimers() -> &'static [memmem::Finder<'static>] {
    static FINDERS: OnceLock<Vec<memmem::Finder<'static>>> = OnceLock::new();
    FINDERS.get_or_init(|| data::DISCLAIMERS.iter().map(|phrase| memmem::Finder::new(*phrase)).collect())
}

/// Returns where the last paragraphs turn into legal notices, virus notes or list footers.
fn disclaimer_start(text: &str, span: Span) -> Option<usize> {
    let floor = ceil_char(text, span.start.max(span.end.saturating_sub(TAIL_BYTES)));
    let tail = &text[floor..span.end];
    // Notices are wrapped anywhere, so line ends count as blanks.
    let mut flat = tail.to_ascii_lowercase().into_bytes();
    flat.iter_mut().filter(|byte| **byte == b'\n').for_each(|byte| *byte = b' ');
    let found = disclaimers().iter().filter_map(|phrase| phrase.find(&flat)).min()?;
    let line_start =
        |end: usize| memchr::memrchr(b'\n', &tail.as_bytes()[..end]).map_or(0, |newline| newline + 1);
    let mut start = line_start(found);
    for _ in 0..NOTICE_LINES_ABOVE {
        let above = line_start(start.saturating_sub(1));
        let line = &tail[above..start];
        if start == 0 || lines::is_blank(line) || is_card_line(line) && !is_ruled(line) {
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
