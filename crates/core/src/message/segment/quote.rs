//! Recognises the marks before quoted lines, and tells how far a quoted message goes.

use super::banner::is_forward_end;
use super::lines::{LINE_WINDOW, is_blank};

/// Mail programs wrap lines not before this many bytes.
const WRAPPED_BYTES: usize = 55;
/// A wrapped rest is no longer than a line.
const REST_BYTES: usize = 90;

/// How far a quoted message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    /// In bytes from its first line on.
    pub(super) len: usize,
    /// It is but its header.
    pub(super) is_head: bool,
}

/// `>` behind at most three blanks, as mail with flowing lines has it.
pub(super) fn is_stuffed_quote(rest: &str) -> bool {
    let blanks = rest.bytes().take(4).take_while(|&byte| byte == b' ').count();
    blanks < 4 && rest.as_bytes().get(blanks) == Some(&b'>')
}

/// `AB> text`: a quote marked with its writer's initials.
pub(super) fn is_initials_quote(line: &[u8]) -> bool {
    match *line {
        [a, b, b'>', b' ', ..] => a.is_ascii_uppercase() && b.is_ascii_uppercase(),
        [a, b, c, b'>', b' ', ..] => [a, b, c].iter().all(u8::is_ascii_uppercase),
        _ => false,
    }
}

/// Returns how much of the text a quoted message takes that opens with a banner or a header block: all of it up to the
/// line that ends it, or only the header where `>` lines follow, which end by themselves.
pub(super) fn quoted_len(rest: &str) -> Extent {
    let mut len = 0;
    for (index, line) in rest.split_inclusive('\n').take(14).enumerate() {
        if line.starts_with('>') {
            return Extent { len, is_head: true };
        }
        let is_field = line.starts_with([' ', '\t', '*', '_'])
            || line.len() <= LINE_WINDOW && line.contains([':', '：', '@']);
        if index > 0 && !is_blank(line) && !is_field {
            return Extent { len: rest_len(rest), is_head: false };
        }
        len += line.len();
    }
    Extent { len: rest_len(rest), is_head: len == rest.len() }
}

/// Returns how much a message takes that is passed on: like a quoted one, but with its `>` lines.
pub(super) fn forwarded_len(rest: &str) -> Extent {
    let head = quoted_len(rest);
    if !rest[head.len..].starts_with('>') {
        return head;
    }
    let lines = rest[head.len..].split_inclusive('\n');
    let marked =
        lines.take_while(|line| line.starts_with('>') || is_blank(line)).map(str::len).sum::<usize>();
    Extent { len: head.len + marked, is_head: false }
}

/// All of the text, or up to and with the line by which a program ends a message that it passes on.
pub(super) fn rest_len(rest: &str) -> usize {
    let mut pos = 0;
    for line in rest.split_inclusive('\n') {
        pos += line.len();
        if line.starts_with('-') && is_forward_end(line) {
            return pos;
        }
    }
    rest.len()
}

/// Returns true if and only if the next line that is not blank is a quoted one.
pub(super) fn next_is_quote(after: &str) -> bool {
    let next = after.split('\n').take(3).find(|line| !is_blank(line));
    next.is_some_and(|line| line.starts_with('>') || is_stuffed_quote(line))
}

/// Returns true if and only if a line is the end of the quoted line above it, which was wrapped on its way: that one is
/// long and ends within a sentence, this one goes on in small letters, and the quotation goes on right below.
pub(super) fn is_wrapped_rest(before: &str, line: &str, after: &str) -> bool {
    let above = before.strip_suffix('\n').unwrap_or(before);
    let above = above[above.rfind('\n').map_or(0, |at| at + 1)..].trim_end();
    above.starts_with('>')
        && above.len() >= WRAPPED_BYTES
        && above.ends_with(|last: char| last.is_alphanumeric() || last == ',')
        && line.len() <= REST_BYTES
        && line.starts_with(|first: char| first.is_lowercase() || first.is_ascii_digit())
        && after.starts_with('>')
}
