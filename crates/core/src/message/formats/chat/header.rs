//! Reads the line above a text that has the name and the time, as programs copy messages out of their windows.

use super::stamp::{Stamp, alone, stamp};

/// Longer lines are text.
const HEADER_BYTES: usize = 96;

/// Slack marks what programs say.
const PROGRAM: &str = "APP";

/// A day may stand before the time: `Today at`.
const DAY_BYTES: usize = 24;

/// Reads `Ana, [12.03.2026 21:03]`, `Ana — Today at 9:03 PM`, `Ana Reis  [9:03 PM]`; of a tall header all its lines.
pub(super) fn read(line: &[u8]) -> Option<(&[u8], Stamp<'_>)> {
    let line = line.trim_ascii();
    if line.len() > HEADER_BYTES || !line.iter().any(u8::is_ascii_digit) {
        return None;
    }
    let text = std::str::from_utf8(line).ok()?;
    if let Some((name, rest)) = text.split_once('\n') {
        let rest = rest.trim().strip_prefix('—').unwrap_or(rest);
        return on_line(name, rest.trim());
    }
    if let Some((name, rest)) = text.split_once(", [") {
        let rest = rest.strip_suffix(':').unwrap_or(rest).strip_suffix(']')?;
        return whole(name, rest);
    }
    let (name, rest) = text.split_once(" — ").or_else(|| text.split_once("  "))?;
    let rest = rest.trim();
    let rest = rest.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(rest);
    on_line(name, rest)
}

/// Returns name and time if there is nothing behind the time, before which a day may stand, or the mark of a program.
fn on_line<'l>(name: &'l str, time: &'l str) -> Option<(&'l [u8], Stamp<'l>)> {
    let time = time.strip_prefix(PROGRAM).map_or(time, str::trim_start);
    whole(name, time).or_else(|| whole(name, behind_day(time)?))
}

/// Returns the length of a header on more than one line with which a text starts, as some programs copy messages: the name,
/// perhaps a dash, and the time.
pub(super) fn tall_len(text: &[u8]) -> Option<usize> {
    let mut lines = text.split_inclusive(|byte| *byte == b'\n').take(3);
    let name = lines.next()?;
    if !is_name(name.trim_ascii()) {
        return None;
    }
    let second = lines.next()?;
    // `Great` above `see you at 9:03` is no header: a day stands before a time that is set in, or below a dash.
    if is_time(second) || second.starts_with(b"  ") && is_moment(second) {
        return Some(name.len() + second.len());
    }
    let third = lines.next().filter(|line| second.trim_ascii() == "—".as_bytes() && is_moment(line))?;
    Some(name.len() + second.len() + third.len())
}

/// Returns true if and only if a line holds a time and nothing else, before which a day may stand.
fn is_moment(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    line.len() <= HEADER_BYTES
        && std::str::from_utf8(line).is_ok_and(|line| !line.is_empty() && on_line("a", line).is_some())
}

/// Returns true if and only if a line holds a time and nothing else, perhaps behind the mark of a program: then whoever spoke last goes on.
pub(super) fn is_time(line: &[u8]) -> bool {
    std::str::from_utf8(line.trim_ascii()).is_ok_and(|time| {
        let time = time.strip_prefix(PROGRAM).map_or(time, str::trim_start);
        !time.is_empty() && whole("a", time).is_some()
    })
}

/// Returns true if and only if the time of a tall header could as well stand in a programme of the day: it is not set in, and
/// has neither a date nor the half of the day.
pub(super) fn is_plain_time(header: &[u8]) -> bool {
    let time = header.trim_ascii_end().rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    time.iter().all(|byte| byte.is_ascii_digit() || *byte == b':')
}

/// Returns name and time if there is nothing behind the time.
fn whole<'l>(name: &'l str, time: &'l str) -> Option<(&'l [u8], Stamp<'l>)> {
    let name = name.trim();
    // The reader of times wants something behind them.
    let start = time.as_bytes();
    let (found, rest) = stamp(start).or_else(|| alone(start))?;
    (rest.is_empty() && is_name(name.as_bytes())).then_some((name.as_bytes(), found))
}

/// Passes over `Today at `.
fn behind_day(rest: &str) -> Option<&str> {
    let digit = rest.find(|character: char| character.is_ascii_digit())?;
    let (day, time) = rest.split_at_checked(digit)?;
    (!day.is_empty() && day.len() <= DAY_BYTES && !day.contains([':', '.', '?', '!'])).then_some(time)
}

/// Returns true if and only if bytes may be the name of somebody, and nothing beside it.
pub(super) fn is_name(name: &[u8]) -> bool {
    let words = name.split(|byte| *byte == b' ').count();
    let is_sign = |byte: u8| byte.is_ascii_control() || b"<>\"=:;!?[]{}*/".contains(&byte);
    // `Reis, Ana`, as organisations sort their people.
    let mut at_commas = name.split(|byte| *byte == b',').skip(1);
    let has_order =
        at_commas.next().is_none_or(|given| given.starts_with(b" ")) && at_commas.next().is_none();
    has_order
        && !name.is_empty()
        && name.len() <= 48
        && words <= 4
        && !name.ends_with(b".")
        && !name.iter().any(|byte| is_sign(*byte))
        && name.iter().any(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80)
}
