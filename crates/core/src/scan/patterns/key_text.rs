//! Finds where the text of a private key ends, word by word.

use crate::text::{Ends, Span};

/// What stands before the signs of a key in quotes, diffs and logs.
const MARKS: [char; 4] = ['>', '|', '+', '-'];
/// What ends a key.
const END: &str = "-----END";
/// The line that ends a key of PuTTY.
const LAST_OF_PUTTY: &str = "Private-MAC:";
/// A key of PuTTY has at most so many bytes.
const LONGEST_OF_PUTTY: usize = 8 << 10;
/// A banner has at most so many bytes.
const LONGEST_BANNER: usize = 64;
/// A word of so many signs of base64 is no word of prose.
const LONG_WORD: usize = 24;
/// The lines of a key without a banner have at least so many signs.
const LONG_LINE: usize = 40;

/// Returns where a key ends of which an expression found the beginning: at its last banner, or at the first word that is
/// none of its own.
pub(super) fn end_of_key(text: &str, found: Span) -> usize {
    if found.of(text).starts_with("PuTTY") {
        return end_of_putty(text, found.end);
    }
    let mut end = found.end;
    for word in words(text, found.end) {
        let signs = word.of(text).trim_start_matches(MARKS);
        if let Some(at) = word.of(text).find(END) {
            return end_of_banner(text, word.start + at);
        }
        let is_last =
            || skip_blanks(text.tail(word.end)).trim_start_matches(['>', '|', '+', ' ']).starts_with(END);
        // The expression may have stopped inside a word.
        let is_rest = word.start == found.end;
        let is_own = signs.bytes().all(is_base64) && (is_rest || is_long_or_mixed(signs) || is_last());
        match (signs.is_empty(), is_own) {
            (true, _) => {}
            (_, true) => end = word.end,
            _ => break,
        }
    }
    end
}

/// Returns where the lines end that go on as a value of base64 does, as long as one of them is.
pub(super) fn end_of_lines(text: &str, value: Span) -> usize {
    let mut end = value.end;
    let length = value.len();
    if length < LONG_LINE || !value.of(text).bytes().all(is_base64) {
        return end;
    }
    while let Some(line) = next_line(text, end) {
        let signs = line.of(text);
        if line.len() > length || !signs.bytes().all(is_base64) || !is_long_or_mixed(signs) {
            break;
        }
        end = line.end;
        if line.len() < length {
            break;
        }
    }
    end
}

/// Returns the one word of the line behind a place, if there is no other.
fn next_line(text: &str, end: usize) -> Option<Span> {
    let rest = text.tail(end);
    let line = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'))?;
    let written = line.lines().next()?;
    let signs = written.trim_start_matches([' ', '\t', '>', '|']).trim_end();
    let start =
        text.len() - line.len() + (written.len() - written.trim_start_matches([' ', '\t', '>', '|']).len());
    (!signs.is_empty()).then(|| Span::new(start, start + signs.len()))
}

/// Lists what stands between blanks and the escapes of line breaks.
fn words(text: &str, from: usize) -> impl Iterator<Item = Span> + '_ {
    let mut at = from;
    std::iter::from_fn(move || {
        let rest = text.tail(at);
        let skipped = rest.len() - skip_blanks(rest).len();
        let start = at + skipped;
        let rest = text.tail(start);
        let length =
            rest.find(|sign: char| sign.is_whitespace() || matches!(sign, '\\' | '"')).unwrap_or(rest.len());
        at = start + length;
        (length > 0).then(|| Span::new(start, at))
    })
}

fn skip_blanks(text: &str) -> &str {
    let mut rest = text;
    loop {
        let trimmed = rest.trim_start();
        let next = trimmed.strip_prefix("\\n").or_else(|| trimmed.strip_prefix("\\r")).unwrap_or(trimmed);
        if next.len() == rest.len() {
            return rest;
        }
        rest = next;
    }
}

/// Returns where a banner ends that begins at a place: behind its last hyphen.
fn end_of_banner(text: &str, start: usize) -> usize {
    let name = text.tail(start + END.len());
    let is_inside = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b' ';
    let length = name.bytes().take(LONGEST_BANNER).take_while(is_inside).count();
    let dashes = name.tail(length).bytes().take_while(|byte| *byte == b'-').count();
    start + END.len() + length + dashes
}

fn end_of_putty(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let seen = bytes.between(from, (from + LONGEST_OF_PUTTY).min(bytes.len()));
    let Some(at) = memchr::memmem::find(seen, LAST_OF_PUTTY.as_bytes()) else { return from };
    let rest = text.tail(from + at + LAST_OF_PUTTY.len());
    let blanks = rest.len() - rest.trim_start().len();
    let length = rest.tail(blanks).find(char::is_whitespace).unwrap_or(rest.len() - blanks);
    text.len() - rest.len() + blanks + length
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'-' | b'_')
}

/// Words of prose have neither so many letters nor such signs.
fn is_long_or_mixed(signs: &str) -> bool {
    signs.len() >= LONG_WORD
        || signs.bytes().any(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'/' | b'='))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a key of many lines, between its banners.
    fn key(lines: usize) -> (String, String) {
        let name = ["PRIVATE", "KEY"].join(" ");
        let body: String =
            (0..lines).map(|line| format!("{:02}{}\n", line % 100, "kRqZ7+wX".repeat(7))).collect();
        (format!("-----BEGIN {name}-----\n"), format!("{body}lastWord\n-----END {name}-----"))
    }

    #[track_caller]
    fn check(before: &str, written: &str, after: &str) {
        let text = format!("{before}{written}{after}");
        let found = Span::new(before.len(), before.len() + 90);
        assert_eq!(end_of_key(&text, found), before.len() + written.len(), "{text}");
    }

    #[test]
    fn a_key_ends_at_its_banner_however_its_lines_are_joined() {
        let (begin, rest) = key(60);
        let plain = format!("{begin}{rest}");
        for written in [
            plain.clone(),
            plain.replace('\n', "\r\n"),
            plain.replace('\n', "\\n"),
            plain.replace('\n', " "),
            plain.replace('\n', "\n> "),
            plain.replace('\n', "\n\n   "),
            plain.replace('\n', "\n+"),
        ] {
            check("Here: ", &written, "\nYour last day is Friday");
            check("Here: \"", &written, "\\n\", then");
        }
    }

    #[test]
    fn a_key_without_its_end_is_followed_as_far_as_it_looks_like_one() {
        let (begin, rest) = key(9);
        let cut = rest.lines().take(9).collect::<Vec<_>>().join("\n");
        check("", &format!("{begin}{cut}"), "\nYour last day will be Friday");
        check("", &format!("{begin}{cut}"), "");
    }

    #[test]
    fn a_key_of_putty_ends_behind_its_last_line() {
        let body = "kRqZ7wX+".repeat(8);
        let text = format!(
            "PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\nComment: mine\nPublic-Lines: 1\n{body}\nPrivate-Lines: 1\n{body}\nPrivate-MAC: 5f2d"
        );
        assert_eq!(end_of_key(&format!("{text}\nBye"), Span::new(0, 54)), text.len());
        assert_eq!(end_of_key("PuTTY-User-Key-File-3: x and no more", Span::new(0, 24)), 24);
    }

    #[test]
    fn lines_go_on_while_they_are_as_long() {
        let line = "kRqZ7+wX".repeat(6);
        let text = format!("{line}\n{line}\n{line}\nwX7=\nwX8=");
        assert_eq!(end_of_lines(&text, Span::new(0, line.len())), text.len() - 5);
        let other = format!("{line}\nand words follow");
        assert_eq!(end_of_lines(&other, Span::new(0, line.len())), line.len());
        assert_eq!(end_of_lines("short\nshort", Span::new(0, 5)), 5);
    }
}
