//! Cuts a calendar into its events, tasks and journal entries.

use super::event::KINDS;
use crate::text::{Ends, Span};

/// Properties that hold words.
const WORDS: [&str; 5] = ["SUMMARY", "DESCRIPTION", "COMMENT", "X-ALT-DESC", "STYLED-DESCRIPTION"];

/// One event, task or journal entry of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarPiece {
    /// Its bytes in the file.
    pub span: Span,
    /// The line on which they start, from 1.
    pub line: usize,
}

/// Returns the pieces of a calendar that hold words, and what the calendar says it does: `REQUEST`, `CANCEL`, …
#[must_use]
pub fn pieces(bytes: &[u8]) -> (Vec<CalendarPiece>, Option<String>) {
    let (mut found, mut method) = (Vec::new(), None);
    let mut open: Option<(CalendarPiece, usize, bool)> = None;
    let mut start = 0;
    for (number, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let end = start + line.len();
        let value = |name: &str| value_of(line, name);
        match &mut open {
            None if value("BEGIN")
                .is_some_and(|kind| KINDS.iter().any(|known| kind.eq_ignore_ascii_case(known))) =>
            {
                open = Some((CalendarPiece { span: Span::new(start, end), line: number + 1 }, 1, false));
            }
            None => method = value("METHOD").map(str::to_ascii_uppercase).or(method),
            Some((piece, depth, has_words)) => {
                piece.span.end = end;
                *depth += usize::from(value("BEGIN").is_some());
                *depth -= usize::from(value("END").is_some());
                // What an alarm says is its program's.
                *has_words |= *depth == 1 && WORDS.iter().any(|name| value(name).is_some());
            }
        }
        if let Some((piece, _, has_words)) = open.take_if(|(_, depth, _)| *depth == 0)
            && has_words
        {
            found.push(piece);
        }
        start = end;
    }
    // The last one may be cut off.
    found.extend(open.filter(|(_, _, has_words)| *has_words).map(|(piece, ..)| piece));
    (found, method)
}

/// Returns the value of a property that a line starts.
fn value_of<'l>(line: &'l [u8], name: &str) -> Option<&'l str> {
    let head = line.get(..name.len()).filter(|head| head.eq_ignore_ascii_case(name.as_bytes()))?;
    let rest = line.tail(head.len());
    let colon = memchr::memchr(b':', rest).filter(|at| *at == 0 || rest.starts_with(b";"))?;
    std::str::from_utf8(rest.tail(colon + 1).trim_ascii()).ok()
}
