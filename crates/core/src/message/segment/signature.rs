//! Recognises a signature: what a mark or a device opens, and a name below the writer's last words.

use presend_lexicon::names::WordList;

use super::card::{card_above_quotation_len, ruled_card_len, whole_card_len};
use super::lines::{is_blank, starts_with_any, window};
use super::name_block::{
    has_role, is_card_line, is_contact, is_name, is_nickname, is_reachable, is_title, without_pronouns,
};
use super::signature_note::is_note;
use super::tidy::fold;
use crate::builtin::phrases;
use crate::message::marker::Marker;
use crate::text::boundaries::ceil_char;
use crate::text::{Ends, Span, is_listed};

/// So many lines with names and nothing else are a list.
const LISTED_NAMES: usize = 3;
/// A signature block has at most this many lines.
const SIGNATURE_LINES: usize = 14;
/// It is looked for in this many bytes before the end.
const WINDOW: usize = 1024;
/// A signature opened by its mark has at most this many lines; what follows is the writer's again.
const MARKED_LINES: usize = 20;
/// A longer line does not close a message.
const CLOSING_BYTES: usize = 40;

/// Returns how much of the text a signature mark opens, with the mark: `-- `, also in bold, or `--` above a paragraph of at
/// most ten lines, each of which belongs to a name or a device, and nothing but a quotation below it; or such a paragraph
/// between two rules.
pub(super) fn marked_len(rest: &str) -> Option<usize> {
    let line = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest, |end| rest.head(end));
    let line_end = line.len() + usize::from(line.len() < rest.len());
    match line.trim_end_matches('\r').trim_matches(['*', '_']) {
        // An empty signature: what stands below it may as well be the writer's.
        "-- " | "--\u{a0}" if rest.tail(line_end).split('\n').next().is_some_and(is_blank) => {
            let below = rest.tail(line_end);
            let len = whole_card_len(below).or_else(|| card_above_quotation_len(below)).unwrap_or_default();
            Some(line_end + len)
        }
        "-- " | "--\u{a0}" => {
            let lines = rest.split_inclusive('\n').take(MARKED_LINES);
            Some(lines.take_while(|line| !is_postscript(line)).map(str::len).sum())
        }
        "--" | "---" | "—" | "–" | "--- " => {
            let below = rest.tail(line_end);
            whole_card_len(below).or_else(|| card_above_quotation_len(below)).map(|len| line_end + len)
        }
        _ => ruled_card_len(rest),
    }
}

/// `P.S. Bring the keys.`: the writer speaks again.
fn is_postscript(line: &str) -> bool {
    let has_capital = line.starts_with(|first: char| !first.is_ascii_lowercase());
    let folded = fold(window(line));
    let opening =
        phrases(WordList::Postscripts).iter().filter(|opening| has_capital && folded.starts_with(*opening));
    opening.max_by_key(|opening| opening.len()).is_some_and(|opening| !is_blank(line.tail(opening.len())))
}

/// Returns where a signature stands in the writer's words, in bytes: a closing line with a name, or a name block.
pub(super) fn signature(words: &str) -> Option<(Span, Marker)> {
    let floor = ceil_char(words, words.len().saturating_sub(WINDOW));
    let block = last_lines(words, floor);
    let to_end = |start: usize| Span::new(start, words.len());
    if let Some((start, end)) = closing(&block) {
        return Some((Span::new(start, end.unwrap_or(words.len())), Marker::Closing));
    }
    name_block_start(&block, floor).map(|start| (to_end(start), Marker::NameBlock))
}

/// Finds the last closing line, if a name stands below it, with the line at which the signature ends where more follows
/// than a name, a title and an address: that is the writer's again. Then a title or an address must say that it is a signature.
fn closing(block: &[(usize, &str)]) -> Option<(usize, Option<usize>)> {
    let index = block.iter().rposition(|(_, line)| is_closing(line))?;
    let (&(offset, line), below) = block.tail(index).split_first()?;
    let is_alone = below.iter().all(|(_, line)| is_blank(line));
    if is_alone {
        // A mail that says nothing else says this.
        let has_words_above = block.head(index).iter().any(|(_, line)| !is_blank(line));
        return (has_words_above && !is_thankful(line)).then_some((offset, None));
    }
    let below: Vec<(usize, &str)> = below.iter().copied().filter(|(_, line)| !is_blank(line)).collect();
    let (&(_, name), card) = below.split_first()?;
    if !is_title(name) && !is_contact(name) && !is_nickname(name) {
        return None;
    }
    let fits = |line: &str| is_title(line) || is_contact(line) || is_note(line);
    let (card, more) = card.split_at(card.iter().take_while(|(_, line)| fits(line)).count());
    let end = more.first().map(|(end, _)| *end);
    let is_proven = || !is_contact(name) && card.iter().any(|(_, line)| has_role(line) || is_reachable(line));
    (end.is_none() || is_proven()).then_some((offset, end))
}

/// Finds a name without a closing: only a last paragraph that is set off counts, never the whole text, and no list.
fn name_block_start(block: &[(usize, &str)], floor: usize) -> Option<usize> {
    let first = block.first()?.0;
    let start = block.iter().rposition(|(_, line)| is_blank(line)).map(|index| index + 1);
    let (above, paragraph) = block.split_at(start.unwrap_or(block.len() - 1));
    let (offset, opening) = *paragraph.first()?;
    let is_dashed = is_dashed(opening);
    if offset == 0 || (start.is_none() && !is_dashed) || (offset == first && floor == 0 && start.is_none()) {
        return None;
    }
    let name = without_pronouns(opening.trim().trim_start_matches(DASHES).trim_end_matches(','));
    let below = || paragraph.iter().skip(1).map(|(_, line)| *line);
    let has_card =
        below().all(|line| is_card_line(line) && (is_contact(line) || is_title(line)) || is_note(line));
    (is_name(name) && has_card && !is_list(above, paragraph)).then_some(offset)
}

const DASHES: [char; 5] = ['-', '–', '—', '~', ' '];

fn is_dashed(line: &str) -> bool {
    line.trim_start().starts_with(DASHES.head(4)) && line.contains(char::is_alphanumeric)
}

/// Names that the writer lists: announced by a colon or a sentence that is not over, several of them, with a dash each, or
/// in one paragraph each.
fn is_list(above: &[(usize, &str)], paragraph: &[(usize, &str)]) -> bool {
    let above = above.iter().rev().map(|(_, line)| line.trim()).skip_while(|line| line.is_empty());
    let before: Vec<&str> = above.take_while(|line| !line.is_empty()).collect();
    let names = paragraph.iter().filter(|(_, line)| is_full_name(line)).count();
    let dashes = paragraph.iter().filter(|(_, line)| is_dashed(line)).count();
    let goes_on = |line: &str| line.ends_with(|last: char| last.is_alphanumeric() || last == ',');
    let has_contact = || paragraph.iter().any(|(_, line)| is_contact(line));
    before.first().is_some_and(|line| {
        line.ends_with([':', '：'])
            || is_dashed(line)
            || before.last().is_some_and(|opening| is_full_name(opening))
            || paragraph.len() > 1 && goes_on(line) && !has_contact()
    }) || names >= LISTED_NAMES
        || dashes > 1
}

/// A first and a last name.
fn is_full_name(line: &str) -> bool {
    let name = line.trim().trim_start_matches(DASHES);
    name.contains(' ')
        && is_title(name)
        && name.split(' ').all(|word| !word.is_ascii() || word.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

/// The last non-empty block of lines, at most `SIGNATURE_LINES` that are not blank, with their offsets.
fn last_lines(words: &str, floor: usize) -> Vec<(usize, &str)> {
    let mut block = Vec::new();
    let mut end = words.trim_end().len();
    let mut full = 0;
    while end > floor && full < SIGNATURE_LINES {
        let start = memchr::memrchr(b'\n', words.as_bytes().between(floor, end))
            .map_or(floor, |found| floor + found + 1);
        let line = words.between(start, end);
        if start == floor && floor > 0 {
            break;
        }
        full += usize::from(!is_blank(line));
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
    if line.len() > CLOSING_BYTES {
        return false;
    }
    let lower = line.to_lowercase();
    let lower = lower.trim_end_matches(" :");
    is_listed(WordList::Closings, lower)
        || lower.rsplit_once([',', ' ']).is_some_and(|(head, name)| {
            // `Thanks, Ana` on one line.
            head.ends_with(',') && name.len() > 1 && is_listed(WordList::Closings, head.trim_end_matches(','))
        })
}

fn is_thankful(line: &str) -> bool {
    let line = line.trim();
    !line.trim_end_matches(',').contains(',') && starts_with_any(line, WordList::ThankfulClosings)
}
