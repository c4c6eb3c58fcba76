//! Cuts the JSON array of a day into its objects without reading them.

use crate::text::Span;

/// What is wrong with a message, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong.
    pub reason: String,
}

/// Why a file is not a day of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayError {
    /// It is not an array of messages.
    NotSlack,
    /// It is not whole JSON.
    Broken(Fault),
}

/// Cuts a file into the objects of its array; `Err` has the line of what is not an array of objects.
pub(super) fn objects(bytes: &[u8]) -> Result<Vec<(Span, usize)>, DayError> {
    let mut at = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let mut line = 1;
    let mut found = Vec::new();
    skip(bytes, &mut at, &mut line, false);
    if bytes.get(at) != Some(&b'[') {
        return Err(DayError::NotSlack);
    }
    at += 1;
    loop {
        skip(bytes, &mut at, &mut line, true);
        match bytes.get(at) {
            Some(b']') => return Ok(found),
            Some(b'{') => {
                let (start, first) = (at, line);
                if !pass(bytes, &mut at, &mut line) {
                    return Err(cut_off(first));
                }
                found.push((Span::new(start, at), first));
            }
            Some(_) => return Err(DayError::NotSlack),
            None => return Err(cut_off(line)),
        }
    }
}

fn cut_off(line: usize) -> DayError {
    DayError::Broken(Fault { line, reason: "not JSON: it is cut off".into() })
}

/// Passes over blanks, and commas where these may stand.
fn skip(bytes: &[u8], at: &mut usize, line: &mut usize, commas: bool) {
    while let Some(&byte) = bytes.get(*at)
        && (byte.is_ascii_whitespace() || commas && byte == b',')
    {
        *line += usize::from(byte == b'\n');
        *at += 1;
    }
}

/// Passes over an object; returns false if it does not end.
fn pass(bytes: &[u8], at: &mut usize, line: &mut usize) -> bool {
    let (mut depth, mut in_text) = (0_usize, false);
    while let Some(&byte) = bytes.get(*at) {
        *at += 1;
        match byte {
            b'\n' => *line += 1,
            b'\\' if in_text => *at += 1,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => depth += 1,
            b'}' | b']' if !in_text => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return true;
        }
    }
    *at = bytes.len();
    false
}
