//! Finds what HTML hides from its readers: nobody sees there what presend is asked, so it is asked nothing.

use memchr::memmem;
use presend_lexicon::names::RegionKind;

use super::tags::Tag;
use crate::message::marker::Marker;
use crate::message::model::Segment;
use crate::message::segment::IGNORE_DIRECTIVE;
use crate::text::{Ends, Span};

/// Elements that no reader sees as text of the message.
const UNSEEN: [&[u8]; 3] = [b"template", b"textarea", b"noscript"];

/// Elements that hold nothing and have no end.
const EMPTY: [&[u8]; 14] = [
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param",
    b"source", b"track", b"wbr",
];

/// The hidden stretches of a text that is being made of HTML.
#[derive(Debug, Default)]
pub(super) struct HiddenText {
    /// The element that hides, how many of its name are open from it on, and where its text begins.
    open: Option<(Vec<u8>, usize, usize)>,
    /// The open element was hidden by its attributes, or is a template: no program shows its text.
    is_never_seen: bool,
    spans: Vec<Span>,
    never_seen: Vec<Span>,
}

impl HiddenText {
    /// Takes the start of an element; `at` is how long the text is.
    pub(super) fn start(&mut self, tag: &Tag<'_>, at: usize) {
        let name = tag.name.as_bytes();
        // A slash at its end closes no element of HTML.
        if EMPTY.contains(&name) {
            return;
        }
        match &mut self.open {
            Some((open, depth, _)) if *open == name => *depth += 1,
            Some(_) => {}
            None if tag.is_hidden || UNSEEN.contains(&name) => {
                self.open = Some((name.to_vec(), 1, at));
                self.is_never_seen = tag.is_hidden || name == b"template";
            }
            None => {}
        }
    }

    /// Takes the end of an element.
    pub(super) fn end(&mut self, name: &[u8], at: usize) {
        let Some((_, depth, start)) = self.open.as_mut().filter(|(open, ..)| **open == *name) else { return };
        *depth -= 1;
        if *depth == 0 {
            // Blanks at the end of the text may have gone meanwhile.
            let span = Span::new((*start).min(at), at);
            self.spans.push(span);
            self.never_seen.extend(self.is_never_seen.then_some(span));
            self.open = None;
        }
    }

    /// Sets apart what no reader sees: it is nobody's word to them. What stands in a segment already stays there, and an element that
    /// does not end hides nothing, since mail programs end it where they like.
    pub(super) fn set_apart(&self, length: usize, segments: &mut Vec<Segment>) {
        let known = segments.len();
        for hidden in &self.never_seen {
            let span = Span::new(hidden.start.min(length), hidden.end.min(length));
            let before = segments.get(..known).unwrap_or_default();
            let next = before.partition_point(|segment| segment.span.end <= span.start);
            let is_free = before.get(next).is_none_or(|segment| segment.span.start >= span.end);
            if is_free && !span.is_empty() {
                segments.push(Segment::marked(RegionKind::Code, span, Marker::CodeMarkup));
            }
        }
        segments.sort_by_key(|segment| segment.span);
    }

    /// Takes their effect from the directives on whose lines something is hidden.
    pub(super) fn silence(mut self, text: &mut String) {
        if let Some((_, _, start)) = self.open {
            self.spans.push(Span::new(start.min(text.len()), text.len()));
        }
        let (mut at, mut line) = (0, Span::default());
        while let Some(found) = memmem::find(text.as_bytes().tail(at), IGNORE_DIRECTIVE.as_bytes()) {
            let start = at + found;
            at = start + IGNORE_DIRECTIVE.len();
            if start >= line.end {
                let newline =
                    memchr::memrchr(b'\n', text.as_bytes().get(line.end..start).unwrap_or_default());
                let end = memchr::memchr(b'\n', text.as_bytes().tail(at));
                line = Span::new(
                    newline.map_or(line.end, |newline| line.end + newline + 1),
                    end.map_or(text.len(), |newline| at + newline + 1),
                );
            }
            let next = self.spans.partition_point(|span| span.end <= line.start);
            if self.spans.get(next).is_some_and(|span| span.start < line.end) {
                text.replace_range(at - 1..at, " ");
            }
        }
    }
}
