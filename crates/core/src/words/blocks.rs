//! Gathers the regions to be linted into blocks: stretches in which sentences may run on.

use memchr::memmem;

use crate::message::{Message, Region, RegionKind};
use crate::text::{Ends, Span};

/// A text above this many bytes is cut, so that its pieces can be scanned side by side and words keep small offsets.
const PIECE: usize = 1 << 17;

/// Regions of one part that follow each other without a blank line between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// Index of the part.
    pub part: usize,
    /// The stretches to cut into words, in order.
    pub stretches: Vec<(RegionKind, Span)>,
}

impl Block {
    /// Returns true if and only if a stretch of its part has a byte between the block's ends, or beside one.
    pub(crate) fn touches(&self, span: Span) -> bool {
        let ends = self.stretches.first().zip(self.stretches.last());
        ends.is_some_and(|((_, first), (_, last))| span.start <= last.end && first.start <= span.end)
    }
}

/// Returns the blocks of the regions whose kinds are in `kinds` (a mask of `RegionKind::bit`).
#[must_use]
pub(crate) fn blocks(message: &Message<'_>, kinds: u8) -> Vec<Block> {
    let mut all: Vec<Block> = Vec::new();
    for region in
        message.regions.iter().filter(|region| region.kind.bit() & kinds != 0 && !region.span.is_empty())
    {
        let Some(part) = message.parts.get(region.part) else { continue };
        match all.last_mut().filter(|block| runs_on(block, region, &part.text)) {
            Some(block) => block.stretches.push((region.kind, region.span)),
            None => cut_large(region, &part.text, &mut all),
        }
    }
    all
}

/// Returns true if and only if sentences may run on from the block into the region.
fn runs_on(block: &Block, region: &Region, text: &str) -> bool {
    let ends = block.stretches.first().zip(block.stretches.last());
    let Some((&(_, first), &(_, last))) = ends else { return false };
    let small = region.span.end.saturating_sub(first.start) <= PIECE;
    let between = text.as_bytes().get(last.end..region.span.start);
    block.part == region.part
        && small
        && between.is_some_and(|between| memmem::find(between, b"\n\n").is_none())
}

/// Adds a region as one block, or as several where it is large.
fn cut_large(region: &Region, text: &str, all: &mut Vec<Block>) {
    let mut start = region.span.start;
    while start < region.span.end {
        let end = if region.span.end - start <= PIECE {
            region.span.end
        } else {
            cut_at(text, start, region.span.end)
        };
        all.push(Block { part: region.part, stretches: vec![(region.kind, Span::new(start, end))] });
        start = end;
    }
}

/// Finds where to cut within the piece after `start`: behind a blank line, else a line, else a space, else anywhere.
fn cut_at(text: &str, start: usize, end: usize) -> usize {
    let mut limit = (start + PIECE).min(end);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let piece = text.as_bytes().between(start, limit);
    let found = memmem::rfind(piece, b"\n\n")
        .map(|at| at + 2)
        .or_else(|| memchr::memrchr(b'\n', piece).map(|at| at + 1))
        .or_else(|| memchr::memrchr(b' ', piece).map(|at| at + 1));
    start + found.unwrap_or(piece.len()).max(1)
}
