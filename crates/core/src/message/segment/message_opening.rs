//! Recognises the line that opens a message which is answered or passed on.

use presend_lexicon::names::RegionKind;

use super::banner::{Banner, banner};
use super::header_line::is_header_line;
use super::lines::is_blank;
use super::notes_header::notes_header;
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
    let len = header_len(line, rest)?;
    let extent = match quote::next_is_quote(rest.tail(len)) {
        true => Extent { len, is_head: true },
        false => Extent { len: rest.len(), is_head: rest.tail(len).trim().is_empty() },
    };
    Some((RegionKind::Quote, Marker::ReplyHeader, extent))
}

/// Returns the length of a header block, with the row of dashes that may stand above it.
fn header_len(line: &Line<'_>, rest: &str) -> Option<usize> {
    if !is_divider(line.raw) {
        let in_one_line = || is_header_line(line).then_some(line.raw.len());
        return reply_header_from(line, rest).or_else(|| notes_header(line, rest)).or_else(in_one_line);
    }
    let blank = rest.tail(line.raw.len()).split_inclusive('\n').take_while(|line| is_blank(line));
    let head = line.raw.len() + blank.map(str::len).sum::<usize>();
    Some(head + reply_header(rest.tail(head))?)
}

/// A row of dashes such as programs set above a header block.
pub(super) fn is_divider(line: &str) -> bool {
    let line = line.trim();
    line.len() >= DIVIDER && line.bytes().all(|byte| Some(&byte) == line.as_bytes().first())
}
