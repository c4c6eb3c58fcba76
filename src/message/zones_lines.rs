//! Recognises lines that open a quote, a forward, a signature or code.

use super::zones_data as data;

/// How many bytes of a line are looked at; longer lines are prose or data, never an opening.
const LINE_WINDOW: usize = 400;

/// Returns true if a line that starts with this byte may open something other than own words.
pub(super) fn may_be_special(first: u8) -> bool {
    const TABLE: [bool; 256] = {
        let mut table = [false; 256];
        let candidates = b">`~ -_*+|@\tABCDEFGHIJKLMNOPQRSTUVWXYZabdefilnosvw\"'<=#0123456789\xc3";
        let mut index = 0;
        while index < candidates.len() {
            table[candidates[index] as usize] = true;
            index += 1;
        }
        table
    };
    TABLE[first as usize]
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

fn window(line: &str) -> &str {
    &line[..line.floor_char_boundary(LINE_WINDOW)]
}

pub(super) fn is_stuffed_quote(rest: &str) -> bool {
    let blanks = rest.bytes().take(4).take_while(|&byte| byte == b' ').count();
    blanks < 4 && rest.as_bytes().get(blanks) == Some(&b'>')
}

/// `AB> text`: a quote marked with its writer's initials.
pub(super) fn is_initials_quote(line: &str) -> bool {
    let capitals = line.bytes().take(4).take_while(u8::is_ascii_uppercase).count();
    (2..=3).contains(&capitals) && line.as_bytes()[capitals..].starts_with(b"> ")
}

fn banner_text(line: &str) -> Option<&str> {
    let line = window(line).trim();
    let inner = line.trim_matches(['-', '_', '*', '=', ' ']);
    let is_ruled = line.len() - line.trim_start_matches(['-', '_', '*', '=']).len() >= 2;
    is_ruled.then_some(inner)
}

pub(super) fn is_forward_banner(line: &str) -> bool {
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

/// `From:` with two of `Sent:`, `To:`, `Subject:` in the lines below it.
pub(super) fn is_outlook_block(rest: &str) -> bool {
    if !starts_with_any(rest, data::OUTLOOK_FIRST) {
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
            if endings.is_none() {
                return None;
            }
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
    line.len() <= 120 && starts_with_any(line, data::DEVICE_LINES)
}

/// Returns the length of a block that is code whatever stands around it: a diff or a stack trace.
pub(super) fn code_block(rest: &str) -> Option<usize> {
    let is_diff = rest.starts_with("diff --git ") || is_bare_diff(rest);
    let is_trace = rest.starts_with("Traceback (most recent call last)")
        || (rest.starts_with("Exception in thread ") && !rest.starts_with("Exception in thread\n"));
    if !is_diff && !is_trace {
        return None;
    }
    let continues = if is_diff { is_diff_line } else { is_trace_line };
    let lines = rest.split_inclusive('\n');
    Some(
        lines
            .enumerate()
            .take_while(|(index, line)| *index == 0 || continues(line))
            .map(|(_, line)| line.len())
            .sum(),
    )
}

fn is_bare_diff(rest: &str) -> bool {
    let opens = rest.starts_with("--- ") || rest.starts_with("*** ");
    rest.starts_with("@@ -")
        || (opens && rest.split('\n').nth(1).is_some_and(|line| line.starts_with("+++ ")))
}

fn is_diff_line(line: &str) -> bool {
    const HEADS: &[&str] =
        &["diff ", "index ", "new file", "deleted file", "similarity", "rename ", "old mode", "new mode"];
    // The mark before a mail signature would else read as a removed line.
    line.trim_end() != "--"
        && (line.starts_with([' ', '+', '-', '@', '\\']) || HEADS.iter().any(|head| line.starts_with(head)))
}

fn is_trace_line(line: &str) -> bool {
    line.starts_with([' ', '\t'])
        || line.starts_with("Caused by: ")
        || line.split(':').next().is_some_and(is_error_name)
}

fn is_error_name(name: &str) -> bool {
    (name.ends_with("Error") || name.ends_with("Exception")) && !name.contains(' ')
}

/// Returns true if a single line is code, a log line or a row of a table; `may_be_indented` says that an
/// indented line here can open a code block.
pub(super) fn is_code(line: &str, may_be_indented: bool) -> bool {
    let bytes = line.as_bytes();
    let line = match bytes[0] {
        b' ' | b'\t' => {
            let inner = line.trim_start();
            if is_trace_frame(inner) {
                return true;
            }
            let is_indented = bytes[0] == b'\t' || line.len() - inner.len() >= 4;
            return is_indented && may_be_indented && looks_like_code(window(inner), 12);
        }
        b'|' | b'+' => return is_table_row(line.trim_end()),
        b'0'..=b'9' => return is_log_line(bytes),
        b'{' | b'}' | b'<' | b'#' | b'/' | b'$' | b'[' | b'(' | b'@' | b'=' | b'\\' | b'%' | b'&' | b';'
        | b'"' | b'^' => line,
        b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
            if is_assignment(bytes) {
                return true;
            }
            let end = bytes.len() - bytes.iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
            match bytes[..end].last() {
                Some(b';' | b'{' | b'}' | b'>' | b'=' | b'|' | b'\\' | b'/' | b']' | b'&') => line,
                _ => return false,
            }
        }
        _ => return false,
    };
    looks_like_code(window(line.trim_end()), 30)
}

fn is_trace_frame(inner: &str) -> bool {
    (inner.starts_with("at ") && inner.contains('(') && inner.trim_end().ends_with(')'))
        || (inner.starts_with("File \"") && inner.contains(", line "))
}

fn is_table_row(line: &str) -> bool {
    line.len() > 2
        && (line.starts_with('|') && line.ends_with('|') || line.starts_with("+-") && line.ends_with('+'))
}

/// `2024-05-01 12:00` or `2024-05-01T12:00` at the start.
fn is_log_line(bytes: &[u8]) -> bool {
    let shape = b"0000-00-00?00:00";
    bytes.len() > shape.len()
        && shape.iter().zip(bytes).all(|(&want, &byte)| match want {
            b'0' => byte.is_ascii_digit(),
            b'?' => byte == b' ' || byte == b'T',
            _ => byte == want,
        })
}

/// `key=value` without blanks around the sign.
fn is_assignment(bytes: &[u8]) -> bool {
    let name = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-'))
        .count();
    name >= 2
        && bytes.get(name) == Some(&b'=')
        && bytes.get(name + 1).is_some_and(|byte| !byte.is_ascii_whitespace())
}

/// Counts symbols that prose has few of; runs of `!`, `?`, `.`, `-` and `*` are prose.
fn looks_like_code(line: &str, percent: usize) -> bool {
    let is_symbol = |byte: &u8| {
        matches!(
            byte,
            b'{' | b'}'
                | b'('
                | b')'
                | b'['
                | b']'
                | b'<'
                | b'>'
                | b'='
                | b';'
                | b':'
                | b'/'
                | b'\\'
                | b'|'
                | b'&'
                | b'%'
                | b'$'
                | b'#'
                | b'@'
                | b'^'
                | b'~'
                | b'+'
                | b'"'
                | b'`'
                | b'_'
        )
    };
    let visible = line.bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
    let symbols = line.as_bytes().iter().filter(|byte| is_symbol(byte)).count();
    let ends_like_code =
        line.ends_with([';', '{', '}']) && (line.contains('(') || line.contains('=') || visible <= 2);
    visible > 0 && (ends_like_code || (visible >= 8 && symbols * 100 > visible * percent))
}
