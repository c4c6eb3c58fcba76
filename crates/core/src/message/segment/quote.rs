//! Recognises the marks before quoted lines, and tells how far a quoted message goes.

use super::banner::is_forward_end;
use super::lines::{LINE_WINDOW, is_blank};
use crate::text::{Ends, is_listed};
use presend_lexicon::names::WordList;

/// Mail programs wrap lines not before this many bytes.
const WRAPPED_BYTES: usize = 55;
/// A wrapped rest is no longer than a line.
const REST_BYTES: usize = 90;

/// What somebody is told to have said is no longer.
const SAID_BYTES: usize = 2000;
/// Faces that begin as quoted lines do.
const FACES: [&str; 10] = [">:(", ">:-(", ">:[", ">:/", ">:|", ">:D", ">.<", ">_<", ">_>", ">.>"];

/// A name before the sign of a quoted line is no longer.
const TAG_BYTES: usize = 16;
/// So many lines are looked at for signs other than `>`.
const MARKED_LINES: usize = 60;

/// A quotation starts below no more blank lines.
const BLANK_LINES: usize = 12;

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

/// Returns true if and only if a sentence is about the sign at the start of a line: `In C the operator` above `>> is how it shifts.`
/// What stands above runs on into it, or no quotation has two signs before another has one; a question is a quoted one.
pub(super) fn is_sign_in_prose(before: &str, line: &str, after: &str) -> bool {
    let words = line.trim_start_matches('>');
    let verb = words.strip_prefix(' ').and_then(|words| words.split_whitespace().next());
    if !verb.is_some_and(|verb| is_listed(WordList::SignVerbs, verb)) || line.trim_end().ends_with('?') {
        return false;
    }
    let last = before.trim_end().rsplit('\n').next().unwrap_or_default();
    let direct = before.strip_suffix('\n').unwrap_or(before);
    let runs_on = !is_blank(direct.rsplit('\n').next().unwrap_or_default())
        && last.ends_with(|end: char| end.is_alphanumeric() || matches!(end, ',' | '`' | '"' | '(' | '\''));
    let is_deep = line.len() - words.len() > 1 && !last.ends_with(':');
    (runs_on || is_deep) && !last.starts_with('>') && !next_is_quote(after)
}

/// Returns how long the first paragraph is, where it stands in quotation marks and others follow that do not all.
pub(super) fn quoted_paragraph_len(text: &str) -> Option<usize> {
    let start = text.len() - text.trim_start().len();
    let paragraph = text.tail(start);
    let end = paragraph.split_inclusive('\n').take_while(|line| !is_blank(line)).map(str::len).sum();
    let (said, after) = (paragraph.head(end).trim_end().trim_end_matches(['.', ',']), paragraph.tail(end));
    let is_said = said.len() <= SAID_BYTES
        && said.starts_with(['"', '“', '„', '«', '‘', '\''])
        && said.ends_with(['"', '”', '“', '»', '’', '\'']);
    let goes_on = after.trim_start().starts_with(|sign: char| !matches!(sign, '"' | '“' | '„' | '«' | '>'));
    (is_said && goes_on).then_some(start + end)
}

/// `>:(`, `>.<`: a face at the start of a line, where no line beside it is quoted.
pub(super) fn is_face(before: &str, line: &str, after: &str) -> bool {
    let is_drawn = |line: &str| FACES.iter().any(|face| line.starts_with(face));
    let is_apart = |line: &str| !line.starts_with('>') || is_drawn(line);
    let above = before.trim_end_matches('\n').rsplit('\n').next().unwrap_or_default();
    is_drawn(line) && is_apart(above) && is_apart(after.split('\n').next().unwrap_or_default())
}

/// `AB> text`: a quote marked with its writer's initials.
pub(super) fn is_initials_quote(line: &[u8]) -> bool {
    match *line {
        [a, b, b'>', b' ', ..] => a.is_ascii_uppercase() && b.is_ascii_uppercase(),
        [a, b, c, b'>', b' ', ..] => [a, b, c].iter().all(u8::is_ascii_uppercase),
        _ => false,
    }
}

/// Returns true if a line may open with a tag.
pub(super) fn is_tagged(line: &[u8]) -> bool {
    let name =
        line.iter().take(TAG_BYTES).take_while(|byte| byte.is_ascii_alphanumeric() || **byte >= 0x80).count();
    line.get(name) == Some(&b'>') && name > 0
}

/// `  Bo> text`: the name and the sign before a quoted line, as some programs set them.
pub(super) fn tag(line: &str) -> Option<&str> {
    // Few lines have the sign, which is soon seen.
    memchr::memchr(b'>', line.as_bytes())?;
    let inner = line.trim_start_matches(' ');
    let len = inner.bytes().take(TAG_BYTES + 1).position(|byte| byte == b'>')?;
    let is_name =
        inner.starts_with(char::is_alphabetic) && inner.head(len).chars().all(char::is_alphanumeric);
    let is_set_off = matches!(inner.as_bytes().get(len + 1), None | Some(b' ' | b'\n' | b'\r' | b'>'));
    (is_name && is_set_off).then(|| inner.head(len + 1))
}

/// `"Bo" == Bo Larsen <bo@example.com> writes:`: the line right above tells whose tag it is.
pub(super) fn announces(before: &str, tag: &str) -> bool {
    let above = before.trim_end();
    let line = above.tail(above.rfind('\n').map_or(0, |at| at + 1));
    let name = tag.trim_end_matches('>');
    line.split_once(" == ")
        .is_some_and(|(head, _)| head.trim_start_matches(['>', ' ']).trim_matches('"') == name)
}

/// Returns true if and only if a line has this sign before its text, and is no row of a table.
pub(super) fn is_marked(line: &str, sign: &str) -> bool {
    let line = line.trim();
    line.strip_prefix(sign)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') && !rest.ends_with(sign))
}

/// Returns the sign before the quoted lines that follow: `>` before the first, or another before all of its paragraph.
pub(super) fn mark_below(after: &str) -> Option<&str> {
    if next_is_quote(after) {
        return Some(">");
    }
    let mut lines = after.split('\n').take(MARKED_LINES).skip_while(|line| is_blank(line));
    let first = lines.next()?;
    let sign = match first.chars().next()? {
        sign @ ('|' | ':' | '}' | '%' | '»' | '│' | '┃' | '▏') => first.head(sign.len_utf8()),
        _ => tag(first)?,
    };
    (is_marked(first, sign) && lines.take_while(|line| !is_blank(line)).all(|line| is_marked(line, sign)))
        .then_some(sign)
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
    if !rest.tail(head.len).starts_with('>') {
        return head;
    }
    let lines = rest.tail(head.len).split_inclusive('\n');
    let marked =
        lines.take_while(|line| line.starts_with('>') || is_blank(line)).map(str::len).sum::<usize>();
    Extent { len: head.len + marked, is_head: false }
}

/// All of the text, or up to and with the line by which a program ends a message that it passes on.
pub(super) fn rest_len(rest: &str) -> usize {
    let mut pos = 0;
    for line in rest.split_inclusive('\n') {
        pos += line.len();
        if line.trim_start().starts_with('-') && is_forward_end(line) {
            return pos;
        }
    }
    rest.len()
}

/// Returns true if and only if the next line that is not blank is a quoted one.
pub(super) fn next_is_quote(after: &str) -> bool {
    let next = after.split('\n').take(BLANK_LINES).find(|line| !is_blank(line));
    next.is_some_and(|line| line.starts_with('>') || is_stuffed_quote(line))
}

/// Returns true if and only if a line is the end of the quoted line above it, which was wrapped on its way: that one is
/// long and ends within a sentence, this one goes on in small letters, and the quotation goes on right below.
pub(super) fn is_wrapped_rest(before: &str, line: &str, after: &str) -> bool {
    let above = before.strip_suffix('\n').unwrap_or(before);
    let above = above.tail(above.rfind('\n').map_or(0, |at| at + 1)).trim_end();
    above.starts_with('>')
        && above.len() >= WRAPPED_BYTES
        && above.ends_with(|last: char| last.is_alphanumeric() || last == ',')
        && line.len() <= REST_BYTES
        && line.starts_with(|first: char| first.is_lowercase() || first.is_ascii_digit())
        && after.starts_with('>')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stand_before_quoted_lines() {
        assert_eq!(mark_below("> a\nb\n"), Some(">"));
        assert_eq!(mark_below("\n| a b\n|\n| c\n\nmine\n"), Some("|"));
        assert_eq!(mark_below("    Bo> a\n    Bo> b\n"), Some("Bo>"));
        assert_eq!(mark_below("| a | b |\n|---|---|\n"), None);
        assert_eq!(mark_below("| a\nmine\n"), None);
        assert_eq!(mark_below("» a\n»\n» b\n"), Some("»"));
        assert_eq!(mark_below("│ a\n│ b\n\nmine\n"), Some("│"));
        assert_eq!(mark_below("│ a │ b │\n"), None);
        assert_eq!(mark_below("» a\nmine\n"), None);
        assert_eq!(mark_below("words\n"), None);
        let is_prose = |text: &str| {
            let (before, rest) = text.split_at(text.find('>').unwrap());
            let (line, after) = rest.split_at(rest.find('\n').map_or(rest.len(), |newline| newline + 1));
            is_sign_in_prose(before, line, after)
        };
        for text in [
            "Here,\n>> is how we quote.\n",
            "\n>> means append, > does not\nmine\n",
            "the sign\n> is greater\n",
            "the sign\r\n> is greater\r\n",
            "the sign  \n> is greater  \n",
        ] {
            assert!(is_prose(text), "{text}");
        }
        for text in [
            "Ana wrote:\n\n>> is how we quote.\n",
            "You asked\n> is the kiln off?\n",
            "Fine.\n> is what I said\n",
            "You said\n> is how\n> it goes\n",
            "no.\n> words\n",
            "the sign\r\n\r\n> is greater\r\n",
        ] {
            assert!(!is_prose(text), "{text}");
        }
        assert!(announces(">>>>> \"Bo\" == Bo Larsen <bo@example.com> writes:\n\n", "Bo>"));
        assert!(!announces(">>>>> \"Al\" == Al <al@example.com> writes:\n\n", "Bo>"));
    }
}
