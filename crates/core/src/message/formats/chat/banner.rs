//! Finds the start of a log by which it is told, and what a program writes above the first message.

use presend_lexicon::names::WordList;

use super::captions::captions;
use super::line::bare;
use super::rows::rows;
use super::stamp::stamp;
use crate::builtin::phrases;
use crate::text::{Ends, each_line_of};

/// How much of a text is looked at, in bytes.
const HEAD_BYTES: usize = 8 * 1024;

/// A banner has rules of at least so many signs,
const RULE_BYTES: usize = 20;
/// and at most so many lines.
const BANNER_LINES: usize = 12;
/// The line that says whose chat follows is no longer.
const ANNOUNCEMENT_BYTES: usize = 200;
/// What stands before the last word of a title.
const DASHES: [&str; 3] = ["-", "–", "—"];

/// Returns the start of a text, by which a log is told.
pub(super) fn head(bytes: &[u8]) -> &[u8] {
    match bytes.get(..HEAD_BYTES) {
        None => bytes,
        // The line that is cut off says nothing.
        Some(head) => memchr::memrchr(b'\n', head).and_then(|newline| head.get(..newline)).unwrap_or(head),
    }
}

/// Returns the length of what a program writes above a log: which server or channel, between two rules of `=`; or which meeting,
/// down to a line that says that a transcript follows; or how captions are to be drawn.
pub(super) fn banner(bytes: &[u8]) -> usize {
    if let Some((_, first)) = captions(head(bytes)) {
        return first;
    }
    if let Some((_, first)) = rows(head(bytes)) {
        return first;
    }
    ruled_banner(bytes).max(transcript_head(bytes)).max(named_banner(bytes))
}

/// The line by which a program says whose chat follows, with those below it up to a blank one; beyond it what a program notes
/// about the chat between rules, where the first message stands right below.
pub(super) fn named_banner(bytes: &[u8]) -> usize {
    let (mut length, mut found, mut is_open) = (0, None, true);
    for line in each_line_of(bytes).take(BANNER_LINES) {
        let text = line.trim_ascii();
        let Some(end) = found else {
            length += line.len();
            found = is_announcement(line).then_some(length);
            continue;
        };
        if stamp(bare(line)).is_some() {
            return length;
        }
        is_open &= !text.is_empty();
        if !is_open && !text.is_empty() && !is_rule(text) && !text.contains(&b':') {
            return end;
        }
        length += line.len();
        found = Some(if is_open { length } else { end });
    }
    found.unwrap_or_default()
}

fn is_announcement(line: &[u8]) -> bool {
    let bare = bare(line);
    let begins = |words: &&str| bare.head(words.len()).eq_ignore_ascii_case(words.as_bytes());
    let mut known = phrases(WordList::ChatAnnouncements).iter();
    line.len() <= ANNOUNCEMENT_BYTES
        && match bare.is_ascii() {
            // Small letters of ASCII are of ASCII, so that no other words stand in them.
            true => known.any(begins),
            false => {
                let line = lower(bare);
                known.any(
                    |words| if words.is_ascii() { line.starts_with(words) } else { line.contains(words) },
                )
            }
        }
}

/// `Kiln planning - Transcript`, perhaps with those who were there and `Transcript` below it.
pub(super) fn transcript_head(bytes: &[u8]) -> usize {
    let (mut length, mut found) = (0, 0);
    for line in each_line_of(bytes).take(BANNER_LINES) {
        length += line.len();
        // The last word of a line is looked at, before which nothing stands or a dash.
        let words = line.trim_ascii_end();
        let start = memchr::memrchr(b' ', words).map_or(0, |blank| blank + 1);
        let (before, title) = (words.head(start).trim_ascii_end(), words.tail(start));
        let is_apart = before.is_empty() || DASHES.iter().any(|dash| before.ends_with(dash.as_bytes()));
        let is_title = |known: &&str| known.len() == title.len() && lower(title) == **known;
        if is_apart && phrases(WordList::TranscriptTitles).iter().any(is_title) {
            found = length;
        }
    }
    found
}

fn lower(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).to_lowercase()
}

fn is_rule(line: &[u8]) -> bool {
    line.len() >= RULE_BYTES && line.iter().all(|byte| *byte == b'=')
}

fn ruled_banner(bytes: &[u8]) -> usize {
    let mut length = 0;
    for (number, line) in each_line_of(bytes).take(BANNER_LINES).enumerate() {
        let bare = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line).trim_ascii();
        length += line.len();
        match (number, is_rule(bare)) {
            (0, false) => return 0,
            (1.., true) => return length,
            _ => {}
        }
    }
    0
}
