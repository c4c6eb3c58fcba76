//! Reads the weighted cues in place from a packed table.

mod columns;
#[cfg(feature = "built-in")]
mod tsv;

pub use columns::{COLUMNS, Column, START_NODE, Signal};
#[cfg(feature = "built-in")]
pub use tsv::CueTexts;
#[cfg(feature = "built-in")]
pub(crate) use tsv::parse;

use super::names::Shape;
use super::pack::{Cell, Numbers, Packed, Section, number};

/// Numbers of a shape: its number in [`Shape`], weights.
const SHAPE_SIZE: usize = 5;
/// Numbers of a signal: code, weights.
const SIGNAL_SIZE: usize = 5;

/// A node of the trie of cues.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// Number of the cue that ends here, from 1; 0 is none.
    pub cue: u32,
    /// Its edges are `from..to`.
    from: u32,
    /// The edge after its last one.
    to: u32,
}

/// The cues, compiled.
#[derive(Debug, Clone, Copy)]
pub struct CueTable<'a> {
    /// One entry per column.
    pub columns: [Column; 8],
    /// For each word of the vocabulary the node behind it, 0 for none.
    heads: Numbers<'a>,
    /// Three numbers a node; node 0 is unused.
    nodes: Numbers<'a>,
    /// Words of edges, sorted inside each node, and the nodes behind them.
    edges: &'a [[Cell; 2]],
    /// For each cue the first of its entries, and one end more.
    first_entry: Numbers<'a>,
    /// Column and weight.
    entries: &'a [Cell],
    /// Shapes of a message: number of the shape and weights.
    shapes: &'a [[Cell; SHAPE_SIZE]],
    /// Rules that spoke: code and weights.
    signals: &'a [[Cell; SIGNAL_SIZE]],
}

impl<'a> CueTable<'a> {
    /// Finds the sections of the cues.
    pub(crate) fn of(packed: Packed<'a>) -> CueTable<'a> {
        let mut columns = [Column { bias: 0, power: 0.0, half: 50.0 }; 8];
        for (column, [bias, power, half]) in
            columns.iter_mut().zip(packed.numbers(Section::CueColumns).rows())
        {
            let [power, half] = [power, half].map(f32::from_bits);
            *column = Column { bias: bias.cast_signed(), power, half };
        }
        CueTable {
            columns,
            heads: packed.numbers(Section::CueHeads),
            nodes: packed.numbers(Section::CueNodes),
            edges: packed.records(Section::CueEdges),
            first_entry: packed.numbers(Section::CueFirstEntry),
            entries: packed.cells(Section::CueEntries),
            shapes: packed.records(Section::CueShapes),
            signals: packed.records(Section::CueCodes),
        }
    }

    /// Returns how many cues there are.
    #[must_use]
    pub const fn len(self) -> usize {
        self.first_entry.len().saturating_sub(2)
    }

    /// Returns true if and only if there is no cue.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Returns the node behind the first word of a cue, or 0.
    #[must_use]
    #[inline]
    pub fn head(self, word: u32) -> u32 {
        self.heads.get(word as usize).unwrap_or(0)
    }

    /// Returns a node of the trie.
    #[must_use]
    #[inline]
    pub fn node(self, node: u32) -> Option<Node> {
        let at = node as usize * 3;
        (at < self.nodes.len()).then(|| {
            let [cue, from, to] = self.nodes.row(at);
            Node { cue, from, to }
        })
    }

    /// Returns the node that follows on a word.
    #[must_use]
    #[inline]
    pub fn next(self, node: &Node, word: u32) -> Option<u32> {
        let edges = self.edges.get(node.from as usize..node.to as usize)?;
        let at = edges.binary_search_by_key(&word, |[known, _]| number(*known)).ok()?;
        Some(number(edges[at][1]))
    }

    /// Returns the columns on which a cue weighs, with its weights in hundredths of a logit.
    #[inline]
    pub fn entries(self, cue: u32) -> impl Iterator<Item = (usize, i16)> + use<'a> {
        let at = cue as usize;
        let range = match (self.first_entry.get(at), self.first_entry.get(at + 1)) {
            (Some(from), Some(to)) => from as usize..to as usize,
            _ => 0..0,
        };
        let entries = self.entries.get(range).unwrap_or_default();
        entries.iter().map(|[column, _, low, high]| (usize::from(*column), i16::from_le_bytes([*low, *high])))
    }

    /// Returns every shape with its weights.
    #[inline]
    pub fn shapes(self) -> impl Iterator<Item = (Shape, Weights<'a>)> + use<'a> {
        self.shapes.iter().filter_map(|[shape, weights @ ..]| {
            Shape::numbered(number(*shape)).map(|shape| (shape, Weights(weights)))
        })
    }

    /// Returns every signal with its weights.
    #[inline]
    pub fn signals(self) -> impl Iterator<Item = (Signal, Weights<'a>)> + use<'a> {
        self.signals.iter().map(|[signal, weights @ ..]| (Signal::of_cell(*signal), Weights(weights)))
    }
}

/// Weights per column, in hundredths of a logit: two a cell, the first one low.
#[derive(Debug, Clone, Copy)]
pub struct Weights<'a>(&'a [Cell; 4]);

impl Weights<'_> {
    /// Returns the weight for a column, 0..8.
    #[must_use]
    #[inline]
    pub const fn at(self, column: usize) -> i16 {
        let cell = self.0[column / 2];
        i16::from_le_bytes(if column % 2 == 0 { [cell[0], cell[1]] } else { [cell[2], cell[3]] })
    }
}
