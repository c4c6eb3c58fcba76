//! Tells the lines that programs set between the days of a chat.

use super::long::date_len;
use super::stamp::alone;
use crate::text::Ends;

/// Longer lines are text.
const DAY_BYTES: usize = 72;
/// A rule has so many dashes on either side.
const LEAST_DASHES: usize = 5;
/// A name of a day has no more words.
const DAY_WORDS: usize = 2;

/// `--------------- Thursday, March 12, 2026 ---------------`, `—————  2026-03-12  —————`
pub(super) fn is_ruled_day(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    if line.len() > 2 * DAY_BYTES || !matches!(line.first(), Some(b'-' | 0xE2)) {
        return false;
    }
    let Ok(text) = std::str::from_utf8(line) else { return false };
    let is_dash = |sign: char| matches!(sign, '-' | '—' | '─');
    let (left, right) = (text.trim_start_matches(is_dash), text.trim_end_matches(is_dash));
    let day = left.trim_end_matches(is_dash);
    let dashes = |bare: &str| text.chars().count() - bare.chars().count();
    dashes(left) >= LEAST_DASHES
        && dashes(right) >= LEAST_DASHES
        && day.contains(|digit: char| digit.is_ascii_digit())
        && day.len() <= DAY_BYTES
}

/// `2026/03/12(木)`, `Thu, 3/12/2026`, `2026.03.12 木曜日`: a day and nothing else, as LINE writes it; with a time, as KakaoTalk does.
pub(super) fn is_day(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    let starts = line.first().is_some_and(|first| first.is_ascii_digit() || first.is_ascii_uppercase());
    if !starts || line.len() > DAY_BYTES {
        return false;
    }
    let Ok(text) = std::str::from_utf8(line) else { return false };
    let Some(length) = date_len(text) else { return false };
    let rest = text.tail(length).trim_matches(['(', ')', '（', '）', ' ']);
    let is_word = |word: &str| !word.is_empty() && !word.is_ascii() && word.chars().all(char::is_alphabetic);
    let words = || rest.split(' ');
    let has_time = || alone(line).is_some_and(|(_, rest)| rest.is_empty());
    rest.is_empty()
        || words().count() <= DAY_WORDS && words().all(is_word)
        || text.ends_with(')') && rest.len() <= 3
        || has_time()
}
