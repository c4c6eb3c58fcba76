//! Recognises code, logs, diffs, stack traces and tables among the lines of a text.

use presend_lexicon::names::WordList;

use super::lines::window;
use super::log_line::{behind, is_dressed_log_line};
use super::output::{
    CAUSE, COMMIT, armour_len, commit_len, is_command, is_diffstat, is_error_line, is_error_name,
    is_found_line, is_more_frames,
};
use super::prose::{enumerators, is_clause, is_told};
use super::signs::Signs;
use crate::builtin::phrases;
use crate::message::marker::Marker;
use crate::text::Ends;

/// How a line begins that asks presend to leave something alone.
pub const IGNORE_DIRECTIVE: &str = "presend: ignore[";

/// What stands behind the path in a line that a search found.
const FOUND: Signs = Signs::COLON.or(Signs::DIGIT);

/// A fence that closes later than this does not count.
const FENCE_BYTES: usize = 256 * 1024;

/// Says whether a line, perhaps behind a comment sign, is a directive: it speaks to presend, not to the reader.
pub(super) fn is_directive(line: &str) -> bool {
    matches!(line.as_bytes().first(), Some(b'p' | b'#' | b'/' | b' ' | b'\t'))
        && line.trim_start_matches(['#', '/', ' ', '\t']).starts_with(IGNORE_DIRECTIVE)
}

/// How diffs and stack traces open.
pub(super) const OPENINGS: [&str; 4] =
    ["diff --git ", "Traceback (most recent call last)", "Exception in thread ", COMMIT];

/// Three backticks or tildes and at most a word: `` ```rust ``.
pub(super) fn is_fence(rest: &str) -> bool {
    let line = rest.split('\n').next().unwrap_or(rest).trim_end();
    let word = line.get(3..).unwrap_or("-");
    (line.starts_with("```") || line.starts_with("~~~"))
        && word.len() <= 20
        && word
            .trim_start()
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'_' | b'#'))
}

/// Returns the length of the block that a fence opens, or how much was searched in vain for its end.
pub(super) fn fence_len(rest: &str) -> Result<usize, usize> {
    let mark = rest.head(3);
    let mut len = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |newline| newline + 1);
    for line in rest.tail(len).split_inclusive('\n') {
        len += line.len();
        if line.trim() == mark {
            return Ok(len);
        }
        if len > FENCE_BYTES {
            break;
        }
    }
    Err(len)
}

/// Returns the length of a block that is code whatever stands around it: a diff or a stack trace.
pub(super) fn code_block(rest: &str) -> Option<(Marker, usize)> {
    // Armour, commits, diffs and traces open with one of these.
    if !matches!(rest.as_bytes().first(), Some(b'-' | b'*' | b'@' | b'c' | b'd' | b'T' | b'E')) {
        return None;
    }
    if let Some(len) = armour_len(rest) {
        return Some((Marker::CodeSigns, len));
    }
    if let Some(len) = commit_len(rest) {
        return Some((Marker::Machine, len));
    }
    let [diff, traceback, exception, _] = OPENINGS;
    let is_diff = rest.starts_with(diff) || is_bare_diff(rest);
    let is_trace = rest.starts_with(traceback) || rest.starts_with(exception);
    if !is_diff && !is_trace {
        return None;
    }
    let continues = if is_diff { is_diff_line } else { is_trace_line };
    let marker = if is_diff { Marker::Diff } else { Marker::StackTrace };
    let lines = rest.split_inclusive('\n').enumerate();
    let block = lines.take_while(|(index, line)| *index == 0 || continues(line));
    Some((marker, block.map(|(_, line)| line.len()).sum()))
}

fn is_bare_diff(rest: &str) -> bool {
    let opens = rest.starts_with("--- ") || rest.starts_with("*** ");
    let mut below = rest.split('\n').skip(1);
    rest.starts_with("@@ -")
        || opens
            && below.next().is_some_and(|line| line.starts_with("+++ "))
            && below.next().is_some_and(|line| line.starts_with("@@"))
}

fn is_diff_line(line: &str) -> bool {
    // The mark before a mail signature would else read as a removed line.
    line.trim_end() != "--"
        && (line.starts_with([' ', '+', '-', '@', '\\'])
            || phrases(WordList::DiffHeaders).iter().any(|header| line.starts_with(header)))
}

fn is_trace_line(line: &str) -> bool {
    line.starts_with([' ', '\t'])
        || line.starts_with(CAUSE)
        || line.split(':').next().is_some_and(is_error_name)
}

/// Says what makes a single line, which has these signs, code, a log line or a row of a table, if it is one; `may_be_indented` says
/// that an indented line here can open a code block, and `is_in_table` that the line above is one of a table that a program drew.
pub(super) fn code_line(
    line: &str,
    signs: Signs,
    may_be_indented: bool,
    is_in_table: bool,
) -> Option<Marker> {
    let bytes = line.as_bytes();
    let line = match *bytes.first()? {
        b' ' | b'\t' => {
            let inner = line.trim_start();
            if is_trace_frame(inner) || is_more_frames(inner) {
                return Some(Marker::StackTrace);
            }
            if is_diffstat(inner) {
                return Some(Marker::Diff);
            }
            let is_indented = line.starts_with('\t') || line.len() - inner.len() >= 4;
            let is_code = is_indented && may_be_indented && looks_like_code(window(inner.trim_end()), 12);
            return is_code.then_some(Marker::Indent);
        }
        b'|' | b'+' => return is_table_row(line.trim_end(), is_in_table).then_some(Marker::TableRow),
        b'0'..=b'9' => {
            let is_log = is_log_line(bytes) || is_dressed_log_line(line);
            return is_log.then_some(Marker::LogLine);
        }
        b'[' if is_dressed_log_line(line) => return Some(Marker::LogLine),
        b'$' if is_command(line) => return Some(Marker::CodeSigns),
        b'{' | b'}' | b'<' | b'#' | b'/' | b'$' | b'[' | b'(' | b'@' | b'=' | b'\\' | b'%' | b'&' | b';'
        | b'"' | b'^' => line,
        b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
            if is_assignment(bytes) {
                return Some(Marker::Assignment);
            }
            if is_error_line(line) {
                return Some(Marker::StackTrace);
            }
            if is_dressed_log_line(line) || signs.has_all(FOUND) && is_found_line(bytes) {
                return Some(Marker::LogLine);
            }
            match bytes.trim_ascii_end().last() {
                Some(b';' | b'{' | b'}' | b'>' | b'=' | b'|' | b'\\' | b'/' | b']' | b'&') => line,
                _ => return None,
            }
        }
        _ => return None,
    };
    looks_like_code(window(line.trim_end()), 30).then_some(Marker::CodeSigns)
}

fn is_trace_frame(inner: &str) -> bool {
    let frame = inner.strip_prefix("at ").and_then(|frame| frame.trim_end().strip_suffix(')'));
    frame.and_then(|frame| frame.rsplit_once('(')).is_some_and(|(function, place)| {
        // In prose a blank stands before the bracket, and words in it.
        !function.ends_with(' ') || place.contains(['.', ':', '/', '<']) || !function.trim_end().contains(' ')
    }) || (inner.starts_with("File \"") && inner.contains(", line "))
}

/// A border, a row of numbers, or a row between borders; one with a cell of several words is prose in a table.
fn is_table_row(line: &str, is_in_table: bool) -> bool {
    let words =
        |cell: &str| cell.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic)).count();
    let most = if is_in_table { 2 } else { 0 };
    line.len() > 2
        && (line.starts_with("+-") && line.ends_with('+')
            || line.starts_with('|')
                && line.ends_with('|')
                && line.split('|').all(|cell| words(cell) <= most))
}

/// `2024-05-01 12:00` or `2024-05-01T12:00` at the start, and no sentence behind it.
fn is_log_line(bytes: &[u8]) -> bool {
    behind(bytes, "0000-00-00?00:00").is_some_and(|rest| !is_told(rest))
}

/// `key=value` without blanks around the sign, and no words behind a plain one.
fn is_assignment(bytes: &[u8]) -> bool {
    let name = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-'))
        .count();
    let is_plain = bytes.head(name).iter().all(u8::is_ascii_lowercase);
    let is_word =
        |byte: &u8| byte.is_ascii_alphabetic() || *byte >= 0x80 || matches!(byte, b'\'' | b',' | b'.' | b' ');
    let is_prose = |value: &[u8]| is_plain && value.contains(&b' ') && value.iter().all(is_word);
    name >= 2
        && bytes.get(name) == Some(&b'=')
        && bytes.get(name + 1).is_some_and(|byte| !byte.is_ascii_whitespace())
        && !is_prose(bytes.tail(name + 1).trim_ascii())
}

/// 0 for blanks, 1 for what prose is made of, 2 for symbols that prose has few of.
#[expect(clippy::indexing_slicing, reason = "the compiler runs this, and refuses an index out of range")]
const CODE_CLASSES: [u8; 256] = {
    let mut classes = [1; 256];
    let symbols = b"{}()[]<>=;:/\\|&%$#@^~+\"`_";
    let mut index = 0;
    while index < symbols.len() {
        classes[symbols[index] as usize] = 2;
        index += 1;
    }
    classes[b' ' as usize] = 0;
    classes[b'\t' as usize] = 0;
    classes[b'\r' as usize] = 0;
    classes[b'\n' as usize] = 0;
    classes
};

/// Counts symbols that prose has few of; runs of `!`, `?`, `.`, `-` and `*` are prose.
fn looks_like_code(line: &str, percent: usize) -> bool {
    let (mut visible, mut symbols) = (0_usize, 0_usize);
    for byte in line.bytes() {
        let class = CODE_CLASSES.get(usize::from(byte)).copied().unwrap_or(0);
        visible += usize::from(class > 0);
        symbols += usize::from(class == 2);
    }
    symbols = symbols.saturating_sub(2 * enumerators(line));
    let ends_like_code = line.ends_with([';', '{', '}'])
        && (line.contains('(') || line.contains('=') || visible <= 2)
        && !is_clause(line);
    let is_dense = visible >= 8 && symbols * 100 > visible * percent;
    // A rule under a heading is not code.
    let is_rule = || line.bytes().all(|byte| Some(&byte) == line.as_bytes().first());
    visible > 0 && (ends_like_code || is_dense) && !is_rule()
}
