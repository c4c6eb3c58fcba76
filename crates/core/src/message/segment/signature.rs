//! Recognises a signature: what a mark or a device opens, and a name below the writer's last words.

use presend_lexicon::names::WordList;

use super::lines::{is_blank, starts_with_any};
use super::name_block::{is_card_line, is_contact, is_name, is_nickname, is_title};
use crate::builtin::phrases;
use crate::message::marker::Marker;
use crate::text::boundaries::ceil_char;

/// A signature block has at most this many lines.
const SIGNATURE_LINES: usize = 8;
/// It is looked for in this many bytes before the end.
const WINDOW: usize = 1024;
/// A longer line does not close a message.
const CLOSING_BYTES: usize = 40;

/// `-- `, also in bold; or `--` with at most ten lines below it, up to the end, each of which belongs to a name.
pub(super) fn is_signature_mark(rest: &str) -> bool {
    let (line, below) = rest.split_once('\n').unwrap_or((rest, ""));
    let line = line.trim_end_matches('\r');
    let inner = line.trim_matches(['*', '_']);
    match inner {
        "-- " | "--\u{a0}" => true,
        "--" | "---" | "—" | "–" | "--- " => {
            let mut lines = below.split('\n').filter(|line| !is_blank(line));
            let is_short = below.len() <= 800 && below.trim_end().split('\n').count() <= 10;
            let opens = lines.next().is_some_and(|line| is_title(line) || is_contact(line));
            is_short && opens && lines.all(|line| is_title(line) || is_contact(line))
        }
        _ => false,
    }
}

/// Returns where a signature starts in the writer's words, in bytes: a closing line with a name, or a name block.
pub(super) fn signature_start(words: &str) -> Option<(usize, Marker)> {
    let floor = ceil_char(words, words.len().saturating_sub(WINDOW));
    let block = last_lines(words, floor);
    let closing = closing_start(&block).map(|start| (start, Marker::Closing));
    closing.or_else(|| name_block_start(&block, floor).map(|start| (start, Marker::NameBlock)))
}

/// Finds the last closing line, if only a name and an address stand below it.
fn closing_start(block: &[(usize, &str)]) -> Option<usize> {
    let index = block.iter().rposition(|(_, line)| is_closing(line))?;
    let (below, (offset, line)) = (&block[index + 1..], block[index]);
    let is_alone = below.iter().all(|(_, line)| is_blank(line));
    if is_alone {
        return (!is_thankful(line)).then_some(offset);
    }
    let mut below = below.iter().map(|(_, line)| *line).filter(|line| !is_blank(line));
    let name = below.next().unwrap_or_default();
    let is_named = is_title(name) || is_contact(name) || is_nickname(name);
    (is_named && below.all(|line| is_title(line) || is_contact(line))).then_some(offset)
}

/// Finds a name without a closing: only a last paragraph that is set off counts, and never the whole text.
fn name_block_start(block: &[(usize, &str)], floor: usize) -> Option<usize> {
    let first = block.first()?.0;
    let start = block.iter().rposition(|(_, line)| is_blank(line)).map(|index| index + 1);
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
    let below = || paragraph.iter().skip(1).map(|(_, line)| *line);
    let is_block = is_name(name) && below().all(is_card_line);
    let has_card = below().all(|line| is_contact(line) || is_title(line));
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
    let closings = phrases(WordList::Closings);
    let lower = line.to_lowercase();
    let lower = lower.trim_end_matches(" :");
    closings.contains(&lower)
        || lower.rsplit_once([',', ' ']).is_some_and(|(head, name)| {
            // `Thanks, Ana` on one line.
            head.ends_with(',') && name.len() > 1 && closings.contains(&head.trim_end_matches(','))
        })
}

fn is_thankful(line: &str) -> bool {
    let line = line.trim();
    !line.trim_end_matches(',').contains(',') && starts_with_any(line, WordList::ThankfulClosings)
}
