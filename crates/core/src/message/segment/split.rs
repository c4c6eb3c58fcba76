//! Cuts a body text into segments line by line.

use presend_lexicon::names::RegionKind;

use super::answers::set_apart;
use super::attribution::Attribution;
use super::attribution_inline::inline_attribution;
use super::calls::set_calls_apart;
use super::ends::split_ends;
use super::joined::add;
use super::lines::{follows_blank, is_blank, is_blank_text};
use super::memo::own_head;
use super::message_opening::{is_divider, message_opening};
use super::openings::may_open;
use super::quote::Extent;
use super::signs::Signs;
use super::tidy::Line;
use super::{attribution, code, device, markup, quote, signature, tapback};
use crate::message::marker::Marker;
use crate::message::model::Segment;
use crate::text::{Ends, Span};

/// What a line is, and what decided it.
type Found = (RegionKind, Option<Marker>);

/// The writer's own words.
const OWN: Found = (RegionKind::Body, None);

/// Cuts `range` of a text into segments; `fixed` ones (sorted, apart, inside the range) keep their kind.
///
/// The segments cover the range, in order and without gaps, newlines included.
pub(crate) fn split(text: &str, range: Span, fixed: &[Segment]) -> Vec<Segment> {
    cut(Splitter { text, ..Splitter::default() }, range, fixed)
}

/// Cuts a draft that is a file or a field of its own: fields of a head that it opens with are the writer's, as in a mail they would not be.
pub(crate) fn split_draft(text: &str, range: Span, fixed: &[Segment]) -> Vec<Segment> {
    cut(Splitter { text, is_draft: true, ..Splitter::default() }, range, fixed)
}

fn cut(mut splitter: Splitter<'_>, range: Span, fixed: &[Segment]) -> Vec<Segment> {
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
    let (text, segments) = (splitter.text, splitter.segments);
    split_ends(text, &set_calls_apart(text, set_apart(text, segments)))
}

#[derive(Default)]
struct Splitter<'t> {
    text: &'t str,
    /// Nobody else's message can be all of the text.
    is_draft: bool,
    segments: Vec<Segment>,
    /// No fence closes before this offset, so that none needs to be searched again.
    fenceless_until: usize,
    /// Where the signature that was opened last ends at the latest.
    signature_end: usize,
    /// What all the rest of the text is, once a message has begun that goes on behind fixed segments.
    rest: Option<Found>,
    /// The kind of the fixed segment at which the current stretch ends.
    next_fixed: Option<RegionKind>,
    /// The sign before quoted lines, where it is not `>`.
    sign: Option<&'t str>,
}

impl<'t> Splitter<'t> {
    /// Takes a stretch of a message that takes the rest, up to the line that ends it.
    fn step_in_rest(&mut self, found: Found, pos: usize, limit: usize) -> usize {
        let len = quote::rest_len(self.text.between(pos, limit));
        if pos + len < limit {
            self.rest = None;
        }
        self.push(found, pos, pos + len);
        pos + len
    }

    fn push(&mut self, (kind, marker): Found, start: usize, end: usize) {
        if start < end {
            add(&mut self.segments, Segment { kind, span: Span::new(start, end), marker });
        }
    }

    fn last(&self) -> Found {
        self.segments.last().map_or(OWN, |last| (last.kind, last.marker))
    }

    /// Takes one line, or a block that its first line opens, and returns where the next one starts.
    fn step(&mut self, pos: usize, limit: usize) -> usize {
        let bytes = self.text.as_bytes();
        let newline = memchr::memchr(b'\n', bytes.between(pos, limit));
        let next = newline.map_or(limit, |found| pos + found + 1);
        let line = self.text.between(pos, next);
        let last = self.last();
        let is_line_start =
            bytes.head(pos).last().is_none_or(|byte| *byte == b'\n') || self.segments.is_empty();
        if !is_line_start || is_blank(line) {
            // A blank line goes with what stands before it, and so does the rest of a line cut by code.
            let found = if is_line_start { last } else { self.found_before_code() };
            self.push(found, pos, next);
            return next;
        }
        if last.0 == RegionKind::Quote
            && quote::is_wrapped_rest(self.text.head(pos), line, self.text.between(next, limit))
        {
            self.push(last, pos, next);
            return next;
        }
        if self.sign.is_some_and(|sign| quote::is_marked(line, sign)) {
            self.push((RegionKind::Quote, Some(Marker::QuoteMark)), pos, next);
            return next;
        }
        let signs = Signs::of(line.as_bytes());
        if may_open(line.as_bytes(), signs)
            && let Some(end) = self.special(pos, &Line::with_signs(line, signs), limit)
        {
            return end;
        }
        self.push(self.plain(pos, line, signs, last), pos, next);
        next
    }

    /// What a line is that opens nothing, below `last`.
    fn plain(&self, pos: usize, line: &str, signs: Signs, last: Found) -> Found {
        let is_indented = line.starts_with([' ', '\t']);
        let may_be_code = is_indented && (last.0 == RegionKind::Code || follows_blank(self.text.head(pos)));
        let opened = self.segments.last().map_or(0, |last| last.span.start);
        let is_in_table = last.1 == Some(Marker::TableRow) && self.text.tail(opened).starts_with('+');
        match last {
            _ if code::is_directive(line) => (RegionKind::Code, Some(Marker::Directive)),
            (RegionKind::Signature, marker) if pos < self.signature_end => (RegionKind::Signature, marker),
            _ => code::code_line(line, signs, may_be_code, is_in_table)
                .map_or(OWN, |marker| (RegionKind::Code, Some(marker))),
        }
    }

    /// What the line is that inline code stands in.
    fn found_before_code(&self) -> Found {
        let mut before = self.segments.iter().rev();
        before.find(|found| found.kind != RegionKind::Code).map_or(OWN, |found| (found.kind, found.marker))
    }

    /// Takes the block that a candidate line opens, if it opens one, and returns the block's end.
    fn special(&mut self, pos: usize, line: &Line<'t>, limit: usize) -> Option<usize> {
        let (rest, next) = (self.text.between(pos, limit), pos + line.raw.len());
        if markup::may_open(rest.as_bytes())
            && let Some(end) = self.marked_up(pos, limit)
        {
            return Some(end);
        }
        let quoted = (RegionKind::Quote, Marker::QuoteMark, next);
        let start = self.segments.first().map_or(pos, |first| first.span.start);
        let (kind, marker, end) = match *rest.as_bytes().first()? {
            b'>' if !attribution::is_no_quote(self.text, pos, next) => quoted,
            b'`' | b'~' => (RegionKind::Code, Marker::Fence, self.fence(pos, limit)?),
            b' ' if quote::is_stuffed_quote(rest) => quoted,
            _ if let Some(len) = own_head(self.text.between(start, pos), line, rest, self.is_draft) => {
                self.push(OWN, pos, pos + len);
                return Some(pos + len);
            }
            _ => self.opening(pos, line, rest)?,
        };
        // An answer on the line of an attribution has been taken already.
        let start = self.segments.last().map_or(pos, |last| last.span.end.max(pos));
        self.push((kind, Some(marker)), start, end);
        Some(end)
    }

    /// Takes a stretch between the marks of a wiki or a forum; words behind it on its last line are the writer's.
    fn marked_up(&mut self, pos: usize, limit: usize) -> Option<usize> {
        let (kind, marker, len) = markup::block(self.text.between(pos, limit))?;
        let end = pos + len + markup::words_behind(self.text.between(pos, limit), len);
        self.push((kind, Some(marker)), pos, pos + len);
        self.push(OWN, pos + len, end);
        Some(end)
    }

    fn opening(&mut self, pos: usize, line: &Line<'t>, rest: &'t str) -> Option<(RegionKind, Marker, usize)> {
        let next = pos + line.raw.len();
        if let Some((kind, marker, extent)) = message_opening(line, rest) {
            self.set_rest((kind, Some(marker)), extent, rest.len());
            return Some((kind, marker, pos + extent.len));
        }
        let attribution = match is_divider(line.raw) {
            true => attribution::ruled_attribution(line, rest),
            false => attribution::attribution(line, rest).or_else(|| inline_attribution(line, rest)),
        };
        if let Some(found) = attribution {
            let end = self.attributed(found, pos, rest);
            return Some((RegionKind::Quote, Marker::Attribution, end));
        }
        if let Some(marker) = self.signature(pos, line, rest) {
            return Some((RegionKind::Signature, marker, next));
        }
        if tapback::may_be(line.raw.as_bytes()) && tapback::is_tapback(line) {
            return Some((RegionKind::Quote, Marker::BlockQuote, next));
        }
        if quote::is_initials_quote(line.raw.as_bytes()) {
            return Some((RegionKind::Quote, Marker::Initials, next));
        }
        if let Some(tag) = quote::tag(line.raw).filter(|tag| quote::announces(self.text.head(pos), tag)) {
            self.sign = Some(tag);
            return Some((RegionKind::Quote, Marker::Initials, next));
        }
        code::code_block(rest).map(|(marker, len)| (RegionKind::Code, marker, pos + len))
    }

    /// Notes how the message below an attribution is marked or goes on, and returns where the block ends.
    fn attributed(&mut self, found: Attribution, pos: usize, rest: &'t str) -> usize {
        let below = rest.tail(found.len);
        // Of a report that tells what somebody wrote, no more than the paragraph in quotation marks is theirs.
        if let Some(len) = quote::quoted_paragraph_len(below).filter(|_| found.takes_rest && found.start == 0)
        {
            return pos + found.len + len;
        }
        // With no answer above it, a text without marks may as well be the answer.
        let takes_rest = found.takes_rest && (self.has_words() || self.next_fixed.is_some());
        let len = if takes_rest { rest.len() } else { found.len };
        let is_head = takes_rest && is_blank_text(below);
        self.set_rest((RegionKind::Quote, Some(Marker::Attribution)), Extent { len, is_head }, rest.len());
        self.sign = quote::mark_below(below).filter(|sign| *sign != ">").or(self.sign);
        self.push(OWN, pos, pos + found.start);
        pos + len
    }

    /// Notes that what stands behind the next fixed segment belongs to the message too, unless that segment is all of it.
    fn set_rest(&mut self, found: Found, extent: Extent, len: usize) {
        let is_quoted_next = extent.is_head && self.next_fixed == Some(RegionKind::Quote);
        if extent.len == len && self.next_fixed.is_some() && !is_quoted_next {
            self.rest = Some(found);
        }
    }

    /// Says what makes a line open a signature, and notes how far it goes at most.
    fn signature(&mut self, pos: usize, line: &Line<'_>, rest: &str) -> Option<Marker> {
        let marked = signature::marked_len(rest).filter(|_| self.has_words());
        if marked.is_none() && !device::is_device_line(line) {
            return None;
        }
        let len = marked.unwrap_or_else(|| device::block_len(line, rest));
        self.signature_end = pos + len;
        Some(if marked.is_some() { Marker::SignatureMark } else { Marker::DeviceLine })
    }

    /// Returns true if and only if anything but blanks stands before.
    fn has_words(&self) -> bool {
        self.segments.iter().any(|segment| !is_blank_text(segment.span.of(self.text)))
    }

    /// Returns the end of a fenced block, or `None` if it does not close.
    fn fence(&mut self, pos: usize, limit: usize) -> Option<usize> {
        let rest = self.text.between(pos, limit);
        if pos < self.fenceless_until || !code::is_fence(rest) {
            return None;
        }
        let found = code::fence_len(rest).map_err(|searched| self.fenceless_until = pos + searched);
        found.ok().map(|len| pos + len)
    }
}
