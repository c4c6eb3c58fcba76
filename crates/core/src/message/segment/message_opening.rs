//! Recognises the line that opens a message which is answered or passed on.

use presend_lexicon::names::RegionKind;

use super::banner::{Banner, banner};
use super::digest::is_preface;
use super::em_header::em_header;
use super::header_line::is_header_line;
use super::lines::is_blank;
use super::notes_header::notes_header;
use super::openings::may_open;
use super::quote::{self, Extent};
use super::reply_header::{reply_header, reply_header_from};
use super::tidy::Line;
use crate::message::marker::Marker;
use crate::text::Ends;

/// A row of dashes above a header block is at least this long.
const DIVIDER: usize = 5;

/// Recognises the line that opens such a message, and tells what it is and how far it goes.
pub(super) fn message_opening(line: &Line<'_>, rest: &str) -> Option<(RegionKind, Marker, Extent)> {
    match banner(line) {
        Some(Banner::Forward) => {
            return Some((RegionKind::Forward, Marker::ForwardBanner, quote::forwarded_len(rest)));
        }
        Some(Banner::Quote) => {
            return Some((RegionKind::Quote, Marker::QuoteBanner, quote::quoted_len(rest)));
        }
        None => {}
    }
    if is_preface(line, rest) {
        return Some((RegionKind::Quote, Marker::QuoteBanner, Extent { len: rest.len(), is_head: false }));
    }
    let len = header_len(line, rest)?;
    let extent = match quote::next_is_quote(rest.tail(len)) {
        true => Extent { len, is_head: true },
        false => Extent { len: rest.len(), is_head: rest.tail(len).trim().is_empty() },
    };
    Some((RegionKind::Quote, Marker::ReplyHeader, extent))
}

/// Returns where the first line stands that opens a message which is answered.
pub(in crate::message) fn quoted_message(text: &str) -> Option<usize> {
    opening_from(text, 0).map(|(start, _)| start)
}

/// Returns the place of the words of the message whose header stands at a place, or of the words there: up to the next such header.
pub(in crate::message) fn next_quoted_message(text: &str, at: usize) -> (usize, usize) {
    let header = opening_from(text, at).filter(|(start, _)| *start == at);
    let start = header.map_or(at, |(start, len)| start + len);
    (start, opening_from(text, start).map_or(text.len(), |(next, _)| next))
}

/// Returns the first header from a place on, and its length.
fn opening_from(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    for raw in text.tail(from).split_inclusive('\n') {
        let rest = text.tail(at);
        let line = Line::new(raw);
        if may_open(raw.as_bytes(), line.signs())
            && let Some((RegionKind::Quote, _, _)) = message_opening(&line, rest)
        {
            let header = header_len(&line, rest).unwrap_or(raw.len());
            let below = reply_header(rest.tail(header)).unwrap_or_default();
            return Some((at, header + below));
        }
        at += raw.len();
    }
    None
}

/// Returns the length of a header block, with the row of dashes that may stand above it.
fn header_len(line: &Line<'_>, rest: &str) -> Option<usize> {
    if !is_divider(line.raw) {
        let in_one_line = || is_header_line(line).then_some(line.raw.len());
        return reply_header_from(line, rest)
            .or_else(|| notes_header(line, rest))
            .or_else(in_one_line)
            .or_else(|| em_header(line, rest));
    }
    let blank = rest.tail(line.raw.len()).split_inclusive('\n').take_while(|line| is_blank(line));
    let head = line.raw.len() + blank.map(str::len).sum::<usize>();
    Some(head + reply_header(rest.tail(head))?)
}

/// A row of dashes such as programs set above a header block.
pub(super) fn is_divider(line: &str) -> bool {
    // Most lines begin with two signs that differ.
    if let [first, second, ..] = line.as_bytes()
        && first.is_ascii_graphic()
        && first != second
    {
        return false;
    }
    let line = line.trim();
    line.len() >= DIVIDER && line.bytes().all(|byte| Some(&byte) == line.as_bytes().first())
}
