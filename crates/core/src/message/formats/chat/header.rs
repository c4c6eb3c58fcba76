//! Reads the line above a text that has the name and the time, as programs copy messages out of their windows.

use super::stamp::{Stamp, alone, stamp};

/// Longer lines are text.
const HEADER_BYTES: usize = 96;

/// A day may stand before the time: `Today at`.
const DAY_BYTES: usize = 24;

/// Reads `Ana, [12.03.2026 21:03]`, `Ana — Today at 9:03 PM`, `Ana Reis  [9:03 PM]`.
pub(super) fn read(line: &[u8]) -> Option<(&[u8], Stamp<'_>)> {
    let line = line.trim_ascii();
    if line.len() > HEADER_BYTES || !line.iter().any(u8::is_ascii_digit) {
        return None;
    }
    let text = std::str::from_utf8(line).ok()?;
    if let Some((name, rest)) = text.split_once(", [") {
        let rest = rest.strip_suffix(':').unwrap_or(rest).strip_suffix(']')?;
        return whole(name, rest);
    }
    let (name, rest) = text.split_once(" — ").or_else(|| text.split_once("  "))?;
    let rest = rest.trim();
    let rest = rest.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(rest);
    whole(name, rest).or_else(|| whole(name, behind_day(rest)?))
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
    (digit > 0 && digit <= DAY_BYTES && !rest[..digit].contains([':', '.', '?', '!'])).then(|| &rest[digit..])
}

/// Returns true if and only if bytes may be the name of somebody, and nothing beside it.
pub(super) fn is_name(name: &[u8]) -> bool {
    let words = name.split(|byte| *byte == b' ').count();
    let is_sign = |byte: u8| byte.is_ascii_control() || b"<>\"=:;,!?[]{}*/".contains(&byte);
    !name.is_empty()
        && name.len() <= 48
        && words <= 4
        && !name.ends_with(b".")
        && !name.iter().any(|byte| is_sign(*byte))
        && name.iter().any(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80)
}
