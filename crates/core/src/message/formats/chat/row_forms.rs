//! Reads one message of a log that has a form of its own: a row of a table, an element of XML or HTML, a block of lines.

use super::names::{before, is_name};
use super::stamp::{Stamp, alone};
use crate::text::Ends;

/// The telephone says so of what its owner sent, who has no name in it.
const SENT: &[u8] = b"2";
const OWNER: &[u8] = b"Me";
/// A block of Signal's messages has these fields.
pub(super) const FROM: &[u8] = b"From: ";
const TYPE: &[u8] = b"Type: ";
const SENT_AT: &[u8] = b"Sent: ";

/// Who writes, when, and what from there on, to the end of what was read.
type Found<'l> = (&'l [u8], Option<Stamp<'l>>, &'l [u8]);

/// Reads a row of a table: the time, in as many columns, who writes, perhaps their number, and the text.
pub(super) fn table_row(line: &[u8], columns_of_time: usize) -> Option<Found<'_>> {
    let (first, mut rest) = column(line)?;
    let mut time = first;
    if columns_of_time > 1 {
        let (_, behind) = column(rest)?;
        let both = line.head(line.len() - behind.len() - 1).trim_ascii_end();
        (time, rest) = (both.strip_suffix(b"\"").unwrap_or(both), behind);
    }
    let (name, mut rest) = column(rest)?;
    if columns_of_time > 1 {
        let (number, behind) = column(rest)?;
        let is_number = |byte: &u8| byte.is_ascii_digit() || b"+ ()-".contains(byte);
        rest = Some(behind).filter(|_| number.iter().all(is_number))?;
    }
    let stamp = whole_moment(time)?;
    is_name(name).then_some((name, Some(stamp), rest))
}

/// Returns the first column of a row, and what stands behind its comma.
fn column(row: &[u8]) -> Option<(&[u8], &[u8])> {
    match row.strip_prefix(b"\"") {
        Some(quoted) => {
            let end = memchr::memchr(b'"', quoted)?;
            Some((quoted.head(end), quoted.tail(end + 1).strip_prefix(b",")?))
        }
        None => {
            let comma = memchr::memchr(b',', row)?;
            Some((row.head(comma).trim_ascii(), row.tail(comma + 1)))
        }
    }
}

/// `<sms address="+34600000000" type="1" body="text" … />`
pub(super) fn sms(line: &[u8]) -> Option<Found<'_>> {
    let element = line.trim_ascii_start().strip_prefix(b"<sms ")?;
    let body = attribute(element, b" body=")?;
    let name = match attribute(element, b" type=").is_some_and(|kind| value(kind) == SENT) {
        true => OWNER,
        false => {
            let names = [&b" contact_name="[..], b" address="].map(|key| attribute(element, key).map(value));
            names.into_iter().flatten().find(|name| !name.is_empty() && !name.starts_with(b"("))?
        }
    };
    let stamp = attribute(element, b" readable_date=").map(value).and_then(whole_moment);
    Some((name, stamp, body))
}

/// `<message sender="ana" time="…" alias="Ana"><div>text</div></message>`
pub(super) fn adium(line: &[u8]) -> Option<Found<'_>> {
    let element = line.trim_ascii_start().strip_prefix(b"<message ")?;
    let end = memchr::memchr(b'>', element)?;
    let (tag, text) = (element.head(end), element.tail(end + 1));
    let keys = [&b"alias="[..], b"sender="];
    let name = keys.into_iter().find_map(|key| attribute(tag, key)).map(value)?;
    let stamp = attribute(tag, b"time=").map(value).and_then(whole_moment);
    Some((name, stamp, text))
}

/// Returns what stands behind the name of an attribute: its value between quotation marks, and the rest.
fn attribute<'l>(element: &'l [u8], name: &[u8]) -> Option<&'l [u8]> {
    let at = memchr::memmem::find(element, name)?;
    Some(element.tail(at + name.len())).filter(|rest| matches!(rest.first(), Some(b'"' | b'\'')))
}

/// Returns the value with which a text begins.
fn value(quoted: &[u8]) -> &[u8] {
    let (mark, rest) = (quoted.first().copied().unwrap_or_default(), quoted.tail(1));
    rest.head(memchr::memchr(mark, rest).unwrap_or(rest.len()))
}

/// `<font …><font size="2">(21:03:10)</font> <b>Ana:</b></font> text<br/>`
pub(super) fn pidgin(line: &[u8]) -> Option<Found<'_>> {
    let opened = [&b"<font color=\""[..], b"<span style=\"color: "].iter().any(|tag| line.starts_with(tag));
    let bracket = memchr::memmem::find(line, b">(").filter(|_| opened)? + 2;
    let (time, rest) = before(line.tail(bracket), b')')?;
    let bold = memchr::memmem::find(rest, b"<b>")?;
    let tags = rest.head(bold);
    let (name, rest) = before(rest.tail(bold + 3), b':')?;
    let text = rest.strip_prefix(b"</b></font>").or_else(|| rest.strip_prefix(b"</b></span>"))?;
    let (stamp, behind) = alone(time)?;
    (tags.trim_ascii_end().ends_with(b">") && behind.is_empty()).then_some((name, Some(stamp), text))
}

/// `|2026-03-12T21:03:10|1|from|N---|text`
pub(super) fn psi(line: &[u8]) -> Option<Found<'_>> {
    let fields = line.strip_prefix(b"|")?;
    let mut at = 0;
    let mut next = || {
        let rest = fields.tail(at);
        let end = memchr::memchr(b'|', rest)?;
        at += end + 1;
        Some(rest.head(end))
    };
    let (time, kind, direction, flags) = (next()?, next()?, next()?, next()?);
    let is_kind = !kind.is_empty() && kind.iter().all(u8::is_ascii_digit);
    let is_said = matches!(direction, b"from" | b"to") && flags.starts_with(b"N");
    (is_kind && is_said).then_some((direction, Some(whole_moment(time)?), fields.tail(at)))
}

/// `From: Ana`, `Type: incoming` and `Sent: …`, and the blank line below them.
pub(super) fn signal(block: &[u8]) -> Option<Found<'_>> {
    let mut lines = block.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let name = lines.next()?.strip_prefix(FROM)?;
    let name = name.head(memchr::memmem::find(name, b" (").unwrap_or(name.len()));
    lines.next()?.strip_prefix(TYPE)?;
    let sent = lines.next()?.strip_prefix(SENT_AT)?;
    // `Thu, 12 Mar 2026 21:03:10 +0100`
    let start = memchr::memchr(b':', sent)?.checked_sub(2)?;
    let (stamp, _) = alone(sent.tail(start))?;
    let stamp = Stamp { date: Some(sent.head(start).trim_ascii_end()), ..stamp };
    Some((name, Some(stamp), block.tail(block.len())))
}

/// `Mar 12, 2026  9:03:10 PM` and the name below it.
pub(super) fn phone(block: &[u8]) -> Option<Found<'_>> {
    let (time, name) = block.split_at(line_len(block));
    let name = name.trim_ascii();
    let is_one = !name.is_empty() && (is_name(name) || name.contains(&b'@') || name.starts_with(b"+"));
    is_one.then_some((name, Some(phones_time(time)?), block.tail(block.len())))
}

/// `Mar 12, 2026  9:03:10 PM (Read by you after 4 seconds)`
pub(super) fn phones_time(line: &[u8]) -> Option<Stamp<'_>> {
    let line = line.trim_ascii();
    if !line.first()?.is_ascii_uppercase() {
        return None;
    }
    let (stamp, rest) = alone(line)?;
    let has_seconds = stamp.time.iter().filter(|byte| **byte == b':').count() == 2;
    let is_over = rest.is_empty() || rest.starts_with(b" (") && rest.ends_with(b")");
    (has_seconds && is_over).then_some(stamp)
}

/// Reads a date with a time of seconds, and nothing else.
fn whole_moment(text: &[u8]) -> Option<Stamp<'_>> {
    let (stamp, rest) = alone(text)?;
    // The zone tells nothing of pauses.
    let is_over = rest.iter().all(|byte| byte.is_ascii_digit() || b":+-Z".contains(byte));
    (stamp.date.is_some() && is_over).then_some(stamp)
}

/// Returns the length of the first line.
pub(super) fn line_len(text: &[u8]) -> usize {
    memchr::memchr(b'\n', text).map_or(text.len(), |newline| newline + 1)
}
