//! Cuts a body text into segments line by line.

use presend_lexicon::names::RegionKind;

use super::ends::split_ends;
use super::lines::is_blank;
use super::name_block::is_contact;
use super::openings::may_open;
use super::quote::Extent;
use super::reply_header::reply_header;
use super::{attribution, banner, code, device, quote, signature};
use crate::message::marker::Marker;
use crate::message::model::Segment;
use crate::text::Span;

/// A signature opened by a mark has at most this many lines; what follows is the writer's again.
const SIGNATURE_LINES: usize = 20;
/// A row of dashes above a header block is at least this long.
const DIVIDER: usize = 5;
/// A fence that closes later than this does not count.
const FENCE_BYTES: usize = 256 * 1024;

/// What a line is, and what decided it.
type Found = (RegionKind, Option<Marker>);

/// The writer's own words.
const OWN: Found = (RegionKind::Body, None);

/// Cuts `range` of a text into segments; `fixed` ones (sorted, apart, inside the range) keep their kind.
///
/// The segments cover the range, in order and without gaps, newlines included.
pub(crate) fn split(text: &str, range: Span, fixed: &[Segment]) -> Vec<Segment> {
    let mut splitter = Splitter::new(text);
    let mut pos = range.start;
    let mut fixed = fixed.iter().filter(|segment| !segment.span.is_empty()).peekable();
    while pos < range.end {
        let limit = fixed.peek().map_or(range.end, |next| next.span.start);
        splitter.next_fixed = fixed.peek().map(|next| next.kind);
        if pos >= limit {
            let Some(&Segment { kind, span, marker }) = fixed.next() else { break };
            splitter.push((kind, marker), pos, span.end);
            pos = span.end.max(pos);
            continue;
        }
        pos = match splitter.rest {
            Some(found) => splitter.step_in_rest(found, pos, limit),
            None => splitter.step(pos, limit),
        };
    }
    split_ends(text, &splitter.segments)
}

struct Splitter<'t> {
    text: &'t str,
    segments: Vec<Segment>,
    /// No fence closes before this offset, so that none needs to be searched again.
    fenceless_until: usize,
    /// Where the signature that was opened last ends at the latest.
    signature_end: usize,
    /// What all the rest of the text is, once a message has begun that goes on behind fixed segments.
    rest: Option<Found>,
    /// The kind of the fixed segment at which the current stretch ends.
    next_fixed: Option<RegionKind>,
}

impl<'t> Splitter<'t> {
    const fn new(text: &'t str) -> Splitter<'t> {
        let segments = Vec::new();
        Splitter { text, segments, fenceless_until: 0, signature_end: 0, rest: None, next_fixed: None }
    }

    /// Takes a stretch of a message that takes the rest, up to the line that ends it.
    fn step_in_rest(&mut self, found: Found, pos: usize, limit: usize) -> usize {
        let len = quote::rest_len(&self.text[pos..limit]);
        if pos + len < limit {
            self.rest = None;
        }
        self.push(found, pos, pos + len);
        pos + len
    }

    fn push(&mut self, (kind, marker): Found, start: usize, end: usize) {
        if start >= end {
            return;
        }
        match self.segments.last_mut() {
            Some(last) if last.kind == kind && last.span.end == start => last.span.end = end,
            _ => self.segments.push(Segment { kind, span: Span::new(start, end), marker }),
        }
    }

    fn last(&self) -> Found {
        self.segments.last().map_or(OWN, |last| (last.kind, last.marker))
    }

    /// Takes one line, or a block that its first line opens, and returns where the next one starts.
    fn step(&mut self, pos: usize, limit: usize) -> usize {
        let bytes = self.text.as_bytes();
        let newline = memchr::memchr(b'\n', &bytes[pos..limit]);
        let next = newline.map_or(limit, |found| pos + found + 1);
        let line = &self.text[pos..next];
        let last = self.last();
        let is_line_start = pos == 0 || bytes[pos - 1] == b'\n' || self.segments.is_empty();
        if !is_line_start || is_blank(line) {
            // A blank line goes with what stands before it, and so does the rest of a line cut by code.
            let found = if is_line_start { last } else { self.found_before_code() };
            self.push(found, pos, next);
            return next;
        }
        let first = bytes[pos];
        if last.0 == RegionKind::Quote
            && quote::is_wrapped_rest(&self.text[..pos], line, &self.text[next..limit])
        {
            self.push(last, pos, next);
            return next;
        }
        if may_open(line.as_bytes())
            && let Some(end) = self.special(pos, next, limit)
        {
            return end;
        }
        let may_be_indented =
            matches!(first, b' ' | b'\t') && (last.0 == RegionKind::Code || self.follows_blank(pos));
        let found = match last {
            _ if code::is_directive(line) => (RegionKind::Code, Some(Marker::Directive)),
            (RegionKind::Signature, marker) if pos < self.signature_end => (RegionKind::Signature, marker),
            _ => {
                code::code_line(line, may_be_indented).map_or(OWN, |marker| (RegionKind::Code, Some(marker)))
            }
        };
        self.push(found, pos, next);
        next
    }

    /// What the line is that inline code stands in.
    fn found_before_code(&self) -> Found {
        let mut before = self.segments.iter().rev();
        before.find(|found| found.kind != RegionKind::Code).map_or(OWN, |found| (found.kind, found.marker))
    }

    fn follows_blank(&self, pos: usize) -> bool {
        let before = &self.text[..pos];
        let before = before.strip_suffix('\n').unwrap_or(before).trim_end_matches([' ', '\t', '\r']);
        before.is_empty() || before.ends_with('\n')
    }

    /// Takes the block that a candidate line opens, if it opens one, and returns the block's end.
    fn special(&mut self, pos: usize, next: usize, limit: usize) -> Option<usize> {
        let rest = &self.text[pos..limit];
        let (kind, marker, end) = match rest.as_bytes()[0] {
            b'>' => (RegionKind::Quote, Marker::QuoteMark, next),
            b'`' | b'~' => (RegionKind::Code, Marker::Fence, self.fence(pos, limit)?),
            b' ' if quote::is_stuffed_quote(rest) => (RegionKind::Quote, Marker::QuoteMark, next),
            _ => self.opening(pos, next, limit)?,
        };
        self.push((kind, Some(marker)), pos, end);
        Some(end)
    }

    fn opening(&mut self, pos: usize, next: usize, limit: usize) -> Option<(RegionKind, Marker, usize)> {
        let rest = &self.text[pos..limit];
        let line = &self.text[pos..next];
        if let Some((kind, marker, extent)) = message_opening(line, rest) {
            self.set_rest((kind, Some(marker)), extent, limit - pos);
            return Some((kind, marker, pos + extent.len));
        }
        if let Some(found) = attribution::attribution(rest) {
            let head = Extent { len: if found.takes_rest { rest.len() } else { found.len }, is_head: false };
            let is_head = found.takes_rest && is_blank_text(&rest[found.len..]);
            self.set_rest(
                (RegionKind::Quote, Some(Marker::Attribution)),
                Extent { is_head, ..head },
                limit - pos,
            );
            self.push(OWN, pos, pos + found.start);
            return Some((RegionKind::Quote, Marker::Attribution, pos + head.len));
        }
        if let Some(marker) = self.signature(pos, line, rest) {
            return Some((RegionKind::Signature, marker, next));
        }
        if quote::is_initials_quote(line.as_bytes()) {
            return Some((RegionKind::Quote, Marker::Initials, next));
        }
        code::code_block(rest).map(|(marker, len)| (RegionKind::Code, marker, pos + len))
    }

    /// Notes that what stands behind the next fixed segment belongs to the message too, unless that segment is all of it.
    fn set_rest(&mut self, found: Found, extent: Extent, len: usize) {
        let is_quoted_next = extent.is_head && self.next_fixed == Some(RegionKind::Quote);
        if extent.len == len && self.next_fixed.is_some() && !is_quoted_next {
            self.rest = Some(found);
        }
    }

    /// Says what makes a line open a signature, and notes how far it goes at most.
    fn signature(&mut self, pos: usize, line: &str, rest: &str) -> Option<Marker> {
        let is_mark = signature::is_signature_mark(rest) && self.has_words();
        if !is_mark && !device::is_device_line(line) {
            return None;
        }
        let lines = rest.split_inclusive('\n').take(SIGNATURE_LINES).enumerate();
        let own = lines.take_while(|(index, line)| {
            is_mark || *index == 0 || !is_blank(line) && (is_contact(line) || device::is_device_line(line))
        });
        self.signature_end = pos + own.map(|(_, line)| line.len()).sum::<usize>();
        Some(if is_mark { Marker::SignatureMark } else { Marker::DeviceLine })
    }

    /// Returns true if and only if anything but blanks stands before.
    fn has_words(&self) -> bool {
        self.segments.iter().any(|segment| !is_blank_text(segment.span.of(self.text)))
    }

    /// Returns the end of a fenced block, or `None` if it does not close.
    fn fence(&mut self, pos: usize, limit: usize) -> Option<usize> {
        let rest = &self.text[pos..limit];
        if pos < self.fenceless_until || !code::is_fence(rest) {
            return None;
        }
        let mark = &rest[..3];
        let mut end = rest.find('\n')? + 1;
        for line in rest[end..].split_inclusive('\n') {
            end += line.len();
            if line.trim() == mark {
                return Some(pos + end);
            }
            if end > FENCE_BYTES {
                break;
            }
        }
        self.fenceless_until = pos + end;
        None
    }
}

/// Recognises the line that opens a message which is answered or passed on, and tells how far that one goes.
fn message_opening(line: &str, rest: &str) -> Option<(RegionKind, Marker, Extent)> {
    if banner::is_forward_banner(line) {
        return Some((RegionKind::Forward, Marker::ForwardBanner, quote::forwarded_len(rest)));
    }
    if banner::is_quote_banner(line) {
        return Some((RegionKind::Quote, Marker::QuoteBanner, quote::quoted_len(rest)));
    }
    let head = if is_divider(line) { line.len() } else { 0 };
    let blank = rest[head..].split_inclusive('\n').take_while(|line| head > 0 && is_blank(line));
    let head = head + blank.map(str::len).sum::<usize>();
    let len = head + reply_header(&rest[head..])?;
    let extent = match quote::next_is_quote(&rest[len..]) {
        true => Extent { len, is_head: true },
        false => Extent { len: rest.len(), is_head: is_blank_text(&rest[len..]) },
    };
    Some((RegionKind::Quote, Marker::ReplyHeader, extent))
}

/// A row of dashes such as programs set above a header block.
fn is_divider(line: &str) -> bool {
    let line = line.trim();
    line.len() >= DIVIDER && line.bytes().all(|byte| Some(&byte) == line.as_bytes().first())
}

fn is_blank_text(text: &str) -> bool {
    text.trim().is_empty()
}
