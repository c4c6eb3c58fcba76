//! Recognises lines that open a quote, a forward, a signature or code.

use super::{zones_code, zones_data as data};
use crate::text::lines::floor_char;

/// How many bytes of a line are looked at; longer lines are prose or data, never an opening.
const LINE_WINDOW: usize = 400;

/// The first three letters, five bits each, with which an opening of the tables starts.
const OPENING_HEADS: [u64; 512] = {
    let mut heads = [0; 512];
    mark_heads(&mut heads, data::BARE_FORWARD_BANNERS);
    mark_heads(&mut heads, data::OUTLOOK_FIRST);
    mark_heads(&mut heads, data::DEVICE_LINES);
    mark_heads(&mut heads, zones_code::OPENINGS);
    let mut index = 0;
    while index < data::ATTRIBUTIONS.len() {
        mark_heads(&mut heads, &[data::ATTRIBUTIONS[index].0]);
        index += 1;
    }
    heads
};

const fn head(bytes: [u8; 3]) -> usize {
    ((bytes[0] & 31) as usize) << 10 | ((bytes[1] & 31) as usize) << 5 | (bytes[2] & 31) as usize
}

const fn mark_heads(heads: &mut [u64; 512], openings: &[&str]) {
    let mut index = 0;
    while index < openings.len() {
        let opening = openings[index].as_bytes();
        let head = head([opening[0], opening[1], opening[2]]);
        heads[head / 64] |= 1 << (head % 64);
        index += 1;
    }
}

/// Returns true if a line may open something other than own words; false for nearly every line of prose.
pub(super) fn may_open(line: &[u8]) -> bool {
    match *line {
        [b'>' | b'`' | b'~' | b'_' | b'=' | b'@', ..]
        | [b'-' | b'*', b'-' | b'*' | b' ' | b'F' | b'f', ..] => true,
        [b' ', ..] => {
            matches!(line.trim_ascii_start(), [b'>' | b'_' | b'=', ..] | [b'-' | b'*', b'-' | b'*', ..])
        }
        [a, b, c, ..] => {
            let head = head([a, b, c]);
            OPENING_HEADS[head / 64] >> (head % 64) & 1 == 1
                || ends_with_colon(line)
                || is_initials_quote(line)
        }
        _ => false,
    }
}

fn ends_with_colon(line: &[u8]) -> bool {
    matches!(line, [.., b':', b'\n'] | [.., b':', b'\r', b'\n'] | [.., b':'])
        || line.trim_ascii_end().last() == Some(&b':')
}

pub(super) fn is_blank(line: &str) -> bool {
    match line.as_bytes().first() {
        None | Some(b'\n') => true,
        Some(b' ' | b'\t' | b'\r' | 0xC2) => line.trim().is_empty(),
        Some(_) => false,
    }
}

/// Returns true if the text starts with an ASCII-lower-case pattern, in any ASCII case.
pub(super) fn starts_with_folded(text: &str, lower: &str) -> bool {
    let (bytes, lower) = (text.as_bytes(), lower.as_bytes());
    // Most candidates already differ in the first letter.
    bytes.first().zip(lower.first()).is_some_and(|(byte, want)| byte.to_ascii_lowercase() == *want)
        && bytes.get(..lower.len()).is_some_and(|head| head.eq_ignore_ascii_case(lower))
}

fn ends_with_folded(text: &str, lower: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= lower.len() && bytes[bytes.len() - lower.len()..].eq_ignore_ascii_case(lower.as_bytes())
}

pub(super) fn window(line: &str) -> &str {
    &line[..floor_char(line, LINE_WINDOW)]
}

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

fn banner_text(line: &str) -> Option<&str> {
    if !line.starts_with(['-', '_', '*', '=', ' ']) {
        return None;
    }
    let line = window(line).trim();
    let inner = line.trim_matches(['-', '_', '*', '=', ' ']);
    let is_ruled = line.len() - line.trim_start_matches(['-', '_', '*', '=']).len() >= 2;
    is_ruled.then_some(inner)
}

pub(super) fn is_forward_banner(line: &str) -> bool {
    if !matches!(
        line.as_bytes()[0],
        b'-' | b'_' | b'*' | b'=' | b' ' | b'B' | b'A' | b'I' | b'b' | 0xC3 | b'D'
    ) {
        return false;
    }
    let bare = window(line).trim();
    let is_bare = data::BARE_FORWARD_BANNERS
        .iter()
        .any(|banner| starts_with_folded(bare, banner) && bare.len() == banner.len());
    is_bare || banner_text(line).is_some_and(|inner| starts_with_any(inner, data::FORWARD_BANNERS))
}

pub(super) fn is_quote_banner(line: &str) -> bool {
    banner_text(line).is_some_and(|inner| starts_with_any(inner, data::QUOTE_BANNERS))
}

pub(super) fn starts_with_any(text: &str, patterns: &[&str]) -> bool {
    patterns.iter().any(|pattern| starts_with_folded(text, pattern))
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
pub(super) fn is_outlook_block(rest: &str) -> bool {
    if !matches!(rest.as_bytes()[0], b'F' | b'f' | b'*' | b'V' | b'v' | b'D' | b'd')
        || !starts_with_any(rest, data::OUTLOOK_FIRST)
    {
        return false;
    }
    let below = rest.split('\n').skip(1).take(6).take_while(|line| !is_blank(line));
    below.filter(|line| starts_with_any(line.trim_start(), data::OUTLOOK_FIELDS)).count() >= 2
}

/// An attribution line, perhaps wrapped.
pub(super) struct Attribution {
    /// Its length with the line ending, in bytes.
    pub(super) len: usize,
    /// True when no `>` follows: then all the rest is the quoted message.
    pub(super) takes_rest: bool,
}

/// Recognises `On Monday, Ana wrote:` over at most three lines, in the languages of the table.
pub(super) fn attribution(rest: &str) -> Option<Attribution> {
    let endings = data::ATTRIBUTIONS.iter().find(|(opening, _)| starts_with_folded(rest, opening));
    let mut len = 0;
    for (index, line) in rest.split_inclusive('\n').take(3).enumerate() {
        len += line.len();
        if line.len() > LINE_WINDOW || is_blank(line) || (index > 0 && line.starts_with('>')) {
            return None;
        }
        let trimmed = line.trim_end();
        if !trimmed.ends_with(':') {
            endings?;
            continue;
        }
        let is_dated = rest[..len].bytes().any(|byte| byte.is_ascii_digit() || byte == b'@');
        let follows_quote = next_is_quote(&rest[len..]);
        let has_form = endings
            .is_some_and(|(_, list)| is_dated && list.iter().any(|end| ends_with_folded(trimmed, end)));
        let is_loose =
            follows_quote && data::ATTRIBUTION_ENDINGS.iter().any(|end| ends_with_folded(trimmed, end));
        // A bare colon ends a German attribution only when a quote really follows.
        let is_plain_colon =
            has_form && !data::ATTRIBUTION_ENDINGS.iter().any(|end| ends_with_folded(trimmed, end));
        return match (has_form, is_loose) {
            (true, _) if is_plain_colon && !follows_quote => None,
            (true, _) => Some(Attribution { len, takes_rest: !follows_quote }),
            (false, true) => Some(Attribution { len, takes_rest: false }),
            (false, false) => None,
        };
    }
    None
}

fn next_is_quote(after: &str) -> bool {
    let next = after.split('\n').take(3).find(|line| !is_blank(line));
    next.is_some_and(|line| line.starts_with('>') || is_stuffed_quote(line))
}

/// `-- `, or `--` with at most ten short lines below it up to the end.
pub(super) fn is_signature_mark(rest: &str) -> bool {
    if !rest.starts_with("--") {
        return false;
    }
    let (line, below) = rest.split_once('\n').unwrap_or((rest, ""));
    match line.trim_end_matches('\r') {
        "-- " => true,
        "--" | "---" | "—" => {
            let mut short = below.split('\n').take(12);
            !below.trim_start().is_empty()
                && below.len() <= 800
                && short.all(|line| line.len() <= 80)
                && below.trim_end().split('\n').count() <= 10
        }
        _ => false,
    }
}

pub(super) fn is_device_line(line: &str) -> bool {
    let may_be =
        matches!(line.as_bytes()[0].to_ascii_lowercase(), b's' | b'g' | b'v' | b'e' | b'i' | b'd' | b't');
    may_be && line.len() <= 120 && starts_with_any(line, data::DEVICE_LINES)
}
