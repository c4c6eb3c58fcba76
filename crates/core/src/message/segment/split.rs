//! Cuts a body text into segments line by line.

use presend_lexicon::names::RegionKind;

use super::ends::split_ends;
use super::lines::is_blank;
use super::openings::may_open;
use super::{code, forward, quote, signature};
use crate::message::model::Segment;
use crate::text::Span;

/// A signature opened by a mark has at most this many lines; what follows is the writer's again.
const SIGNATURE_LINES: usize = 20;
/// A fence that closes later than this does not count.
const FENCE_BYTES: usize = 256 * 1024;

/// Cuts `range` of a text into segments; `fixed` ones (sorted, apart, inside the range) keep their kind.
///
/// The segments cover the range, in order and without gaps, newlines included.
pub(crate) fn split(text: &str, range: Span, fixed: &[Segment]) -> Vec<Segment> {
    let mut splitter = Splitter { text, segments: Vec::new(), fenceless_until: 0, signature_end: 0 };
    let mut pos = range.start;
    let mut fixed = fixed.iter().filter(|(_, span)| !span.is_empty()).peekable();
    while pos < range.end {
        let limit = fixed.peek().map_or(range.end, |(_, span)| span.start);
        if pos >= limit {
            let Some(&(kind, span)) = fixed.next() else { break };
            splitter.push(kind, pos, span.end);
            pos = span.end.max(pos);
            continue;
        }
        pos = splitter.step(pos, limit);
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
}

impl Splitter<'_> {
    fn push(&mut self, kind: RegionKind, start: usize, end: usize) {
        if start >= end {
            return;
        }
        match self.segments.last_mut() {
            Some((last, span)) if *last == kind && span.end == start => span.end = end,
            _ => self.segments.push((kind, Span::new(start, end))),
        }
    }

    fn last_kind(&self) -> RegionKind {
        self.segments.last().map_or(RegionKind::Body, |&(kind, _)| kind)
    }

    /// Takes one line, or a block that its first line opens, and returns where the next one starts.
    fn step(&mut self, pos: usize, limit: usize) -> usize {
        let bytes = self.text.as_bytes();
        let newline = memchr::memchr(b'\n', &bytes[pos..limit]);
        let next = newline.map_or(limit, |found| pos + found + 1);
        let line = &self.text[pos..next];
        let last = self.last_kind();
        let is_line_start = pos == 0 || bytes[pos - 1] == b'\n' || self.segments.is_empty();
        if !is_line_start || is_blank(line) {
            // A blank line goes with what stands before it, and so does the rest of a line cut by code.
            let kind = if is_line_start { last } else { self.kind_before_code() };
            self.push(kind, pos, next);
            return next;
        }
        let first = bytes[pos];
        if may_open(line.as_bytes())
            && let Some(end) = self.special(pos, next, limit)
        {
            return end;
        }
        let may_be_indented =
            matches!(first, b' ' | b'\t') && (last == RegionKind::Code || self.follows_blank(pos));
        let kind = match last {
            _ if code::is_directive(line) => RegionKind::Code,
            RegionKind::Signature if pos < self.signature_end => RegionKind::Signature,
            _ if code::is_code(line, may_be_indented) => RegionKind::Code,
            _ => RegionKind::Body,
        };
        self.push(kind, pos, next);
        next
    }

    /// The kind of the line that inline code stands in.
    fn kind_before_code(&self) -> RegionKind {
        let mut kinds = self.segments.iter().rev().map(|&(kind, _)| kind);
        kinds.find(|&kind| kind != RegionKind::Code).unwrap_or(RegionKind::Body)
    }

    fn follows_blank(&self, pos: usize) -> bool {
        let before = &self.text[..pos];
        let before = before.strip_suffix('\n').unwrap_or(before).trim_end_matches([' ', '\t', '\r']);
        before.is_empty() || before.ends_with('\n')
    }

    /// Takes the block that a candidate line opens, if it opens one, and returns the block's end.
    fn special(&mut self, pos: usize, next: usize, limit: usize) -> Option<usize> {
        let rest = &self.text[pos..limit];
        let (kind, end) = match rest.as_bytes()[0] {
            b'>' => (RegionKind::Quote, next),
            b'`' | b'~' => (RegionKind::Code, self.fence(pos, limit)?),
            b' ' if quote::is_stuffed_quote(rest) => (RegionKind::Quote, next),
            _ => self.opening(pos, next, limit)?,
        };
        self.push(kind, pos, end);
        Some(end)
    }

    fn opening(&mut self, pos: usize, next: usize, limit: usize) -> Option<(RegionKind, usize)> {
        let rest = &self.text[pos..limit];
        let line = &self.text[pos..next];
        let first = line.as_bytes()[0].to_ascii_lowercase();
        if forward::is_forward_banner(line) {
            return Some((RegionKind::Forward, limit));
        }
        if quote::is_quote_banner(line) || quote::is_reply_header(rest) {
            return Some((RegionKind::Quote, pos + quote::quoted_len(rest)));
        }
        if let Some(attribution) = quote::attribution(rest) {
            let end = if attribution.takes_rest { rest.len() } else { attribution.len };
            return Some((RegionKind::Quote, pos + end));
        }
        if signature::is_signature_mark(rest) || signature::is_device_line(line) {
            let lines = rest.split_inclusive('\n').take(SIGNATURE_LINES);
            let is_mark = first == b'-';
            let own = lines.take_while(|line| is_mark || !is_blank(line));
            self.signature_end = pos + own.map(str::len).sum::<usize>();
            return Some((RegionKind::Signature, next));
        }
        if quote::is_initials_quote(line.as_bytes()) {
            return Some((RegionKind::Quote, next));
        }
        code::code_block(rest).map(|len| (RegionKind::Code, pos + len))
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
