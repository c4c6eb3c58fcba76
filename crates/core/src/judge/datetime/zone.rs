//! Reads what is said of the zone of a time.

use super::expression::StatedZone;
use super::word::{Word, text};
use crate::builtin::TIME;

/// What stands behind a place whose time is meant: `Lisbon time`.
const TIME_OF: &str = "time";

/// What stands before an offset: `UTC+2`.
const ORIGINS: [&str; 2] = ["utc", "gmt"];

/// Reads what stands behind a time about its zone: `CET`, `UTC+2`, `+02:00`, `your time`, `Lisbon time`; returns it with the number of
/// words.
pub(super) fn stated_zone(words: &[Word]) -> Option<(StatedZone, usize)> {
    let word = text(words, 0);
    if let Some(minutes) = TIME.zones.get(word) {
        return Some((StatedZone::Offset(minutes), 1));
    }
    if TIME.unclear_zones.contains(word) {
        return Some((StatedZone::Named, 1 + usize::from(text(words, 1) == TIME_OF)));
    }
    let bare = ORIGINS.iter().find_map(|origin| word.strip_prefix(origin)).unwrap_or(word);
    if let Some(minutes) = offset(bare) {
        return Some((StatedZone::Offset(minutes), 1));
    }
    // `your time`, `Lisbon time`, `New York time`; `any time` and `this time` say nothing.
    let length = (1..=2).find(|length| text(words, *length) == TIME_OF)?;
    (!TIME.not_zones.contains(word)).then_some((StatedZone::Named, length + 1))
}

/// Reads `+02:00`, `+0200` or `+2`, in minutes.
fn offset(text: &str) -> Option<i32> {
    let (sign, rest) = match (text.strip_prefix('+'), text.strip_prefix('-')) {
        (Some(rest), _) => (1, rest),
        (_, Some(rest)) => (-1, rest),
        _ => return None,
    };
    let digits: String = rest.chars().filter(|c| *c != ':').collect();
    if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) =
        if digits.len() > 2 { digits.split_at(digits.len() - 2) } else { (digits.as_str(), "0") };
    let total = hours.parse::<i32>().ok()? * 60 + minutes.parse::<i32>().ok()?;
    (total <= 14 * 60).then_some(sign * total)
}
