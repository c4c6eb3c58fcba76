//! Recognises the lines that open a quotation: marks, banners, header blocks, and attributions such as `Ana wrote:`.

use std::sync::LazyLock;

use presend_lexicon::names::WordList;

use super::lines::{
    LINE_WINDOW, banner_text, ends_with_any, ends_with_folded, is_blank, starts_with_any, starts_with_folded,
};
use crate::builtin::WORDS;

/// How attributions open, and how they then end.
static ATTRIBUTIONS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    WORDS.get(WordList::Attributions).iter().filter_map(|form| form.split_once('…')).collect()
});

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

/// Returns true if and only if all below a line is the message that is answered.
pub(super) fn is_quote_banner(line: &str) -> bool {
    banner_text(line).is_some_and(|inner| starts_with_any(inner, WordList::QuoteBanners))
}

/// Returns how much of the text a quoted message takes that opens with a banner or a header block: all of it, or
/// only the header where `>` lines follow, which end by themselves.
pub(super) fn quoted_len(rest: &str) -> usize {
    let mut len = 0;
    for (index, line) in rest.split_inclusive('\n').take(12).enumerate() {
        if line.starts_with('>') {
            return len;
        }
        let is_field = line.starts_with([' ', '\t']) || line.bytes().take(20).any(|byte| byte == b':');
        if index > 0 && !is_blank(line) && !is_field {
            break;
        }
        len += line.len();
    }
    rest.len()
}

/// `From:` with two of `Sent:`, `To:`, `Subject:` in the lines below it.
pub(super) fn is_reply_header(rest: &str) -> bool {
    if !starts_with_any(rest, WordList::ReplyHeaderOpenings) {
        return false;
    }
    let below = rest.split('\n').skip(1).take(6).take_while(|line| !is_blank(line));
    below.filter(|line| starts_with_any(line.trim_start(), WordList::ReplyHeaderFields)).count() >= 2
}

/// An attribution line, perhaps wrapped.
pub(super) struct Attribution {
    /// Its length with the line ending, in bytes.
    pub(super) len: usize,
    /// True when no `>` follows: then all the rest is the quoted message.
    pub(super) takes_rest: bool,
}

/// Recognises `On Monday, Ana wrote:` over at most three lines, in the languages of the lists.
pub(super) fn attribution(rest: &str) -> Option<Attribution> {
    let opens = ATTRIBUTIONS.iter().any(|(opening, _)| starts_with_folded(rest, opening));
    let mut len = 0;
    for (index, line) in rest.split_inclusive('\n').take(3).enumerate() {
        len += line.len();
        if line.len() > LINE_WINDOW || is_blank(line) || (index > 0 && line.starts_with('>')) {
            return None;
        }
        let line = line.trim_end();
        if line.ends_with(':') {
            let takes_rest = takes_rest(rest, len, line)?;
            return Some(Attribution { len, takes_rest });
        }
        if !opens {
            return None;
        }
    }
    None
}

/// Returns whether the attribution of `len` bytes, whose last line is `line`, takes all the rest; `None` if it is not one.
fn takes_rest(rest: &str, len: usize, line: &str) -> Option<bool> {
    let is_dated = rest[..len].bytes().any(|byte| byte.is_ascii_digit() || byte == b'@');
    let has_form = is_dated
        && ATTRIBUTIONS
            .iter()
            .any(|(opening, ending)| starts_with_folded(rest, opening) && ends_with_folded(line, ending));
    let says_so = ends_with_any(line, WordList::AttributionEndings);
    let follows_quote = next_is_quote(&rest[len..]);
    match (has_form, follows_quote) {
        (true, true) => Some(false),
        // A bare colon ends a German attribution only when a quote really follows.
        (true, false) => says_so.then_some(true),
        (false, true) => says_so.then_some(false),
        (false, false) => None,
    }
}

fn next_is_quote(after: &str) -> bool {
    let next = after.split('\n').take(3).find(|line| !is_blank(line));
    next.is_some_and(|line| line.starts_with('>') || is_stuffed_quote(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_an_attribution_has_an_opening_and_an_ending() {
        assert_eq!(ATTRIBUTIONS.len(), WORDS.get(WordList::Attributions).len());
        assert!(ATTRIBUTIONS.iter().all(|(opening, ending)| opening.len() >= 3 && ending.ends_with(':')));
    }
}
