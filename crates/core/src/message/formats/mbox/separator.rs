//! Tells the `From ` lines that separate messages from prose that starts with `From`.

use crate::message::formats::email::{Fields, has_time, is_escaped_separator};
use crate::message::formats::git;
use crate::text::Ends;

/// Days of the week as the date of a `From ` line opens with them, in every language the same.
const DAYS: [&[u8]; 7] = [b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun"];

/// What a `From ` line looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    /// `From 4cbf… Mon Sep 17 00:00:00 2001`, as `git format-patch` writes it.
    Patch,
    /// A sender, a day of the week, a time and a year.
    Full,
    /// A time, or one word.
    Short,
    /// No sender and no date, as some programs write it.
    Bare,
}

impl Separator {
    /// Reads a line; the first of a file may be any.
    pub(super) fn of(line: &[u8], is_first: bool) -> Option<Separator> {
        let rest = line.strip_prefix(b"From ")?.trim_ascii();
        let mut words = rest.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
        let is_dated = has_time(rest) && words.clone().any(is_year);
        if git::is_patch(line) {
            return Some(Separator::Patch);
        }
        if rest.is_empty() && !is_first {
            return Some(Separator::Bare);
        }
        let has_day = words.clone().any(|word| DAYS.contains(&word.strip_suffix(b",").unwrap_or(word)));
        match is_dated && has_day {
            true => Some(Separator::Full),
            false if is_first || has_time(rest) || words.nth(1).is_none() => Some(Separator::Short),
            false => None,
        }
    }

    /// Returns true if and only if the line below shows that a message opens here. In doubt, what follows is the body of
    /// the message before.
    pub(super) fn is_confirmed_by(self, below: &[u8], after_blank: bool) -> bool {
        let is_header = is_escaped_separator(below) || !Fields::parse(below, 0).list.is_empty();
        match self {
            Separator::Patch => true,
            Separator::Full => is_header || after_blank && below.trim_ascii().is_empty(),
            Separator::Short => is_header && after_blank,
            Separator::Bare => is_header,
        }
    }
}

fn is_year(word: &[u8]) -> bool {
    word.len() == 4 && word.iter().all(u8::is_ascii_digit)
}

/// Returns how many bytes a header says that the body below it has.
pub(super) fn content_length(header: &[u8]) -> Option<usize> {
    const NAME: &[u8] = b"\ncontent-length:";
    let starts = memchr::memchr_iter(b'\n', header);
    let found =
        |at: usize| header.get(at..at + NAME.len()).is_some_and(|name| name.eq_ignore_ascii_case(NAME));
    let at = starts.into_iter().find(|at| found(*at))? + NAME.len();
    let value = header.tail(at).split(|byte| *byte == b'\n').next()?;
    std::str::from_utf8(value.trim_ascii()).ok()?.parse().ok()
}
