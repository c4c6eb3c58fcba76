//! Reads the weighted cues in place from a packed table.

mod columns;
#[cfg(feature = "built-in")]
mod tsv;

pub use columns::{ASKS, COLUMNS, Column, START_NODE};
#[cfg(feature = "built-in")]
pub use tsv::CueTexts;
#[cfg(feature = "built-in")]
pub(crate) use tsv::parse;

use super::names::Shape;
use super::pack::{Cell, Numbers, Packed, Pool, Section, Text, number};

/// Numbers of a shape: its number in [`Shape`], weights.
const SHAPE_SIZE: usize = 5;
/// Numbers of a code: text, weights.
const CODE_SIZE: usize = 6;

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
    codes: &'a [[Cell; CODE_SIZE]],
    pool: Pool<'a>,
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
            codes: packed.records(Section::CueCodes),
            pool: packed.pool(),
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
    pub fn node(self, node: u32) -> Option<Node> {
        let at = node as usize * 3;
        (at < self.nodes.len()).then(|| {
            let [cue, from, to] = self.nodes.row(at);
            Node { cue, from, to }
        })
    }

    /// Returns the node that follows on a word.
    #[must_use]
    pub fn next(self, node: &Node, word: u32) -> Option<u32> {
        let edges = self.edges.get(node.from as usize..node.to as usize)?;
        let at = edges.binary_search_by_key(&word, |[known, _]| number(*known)).ok()?;
        Some(number(edges[at][1]))
    }

    /// Returns the columns on which a cue weighs, with its weights in hundredths of a logit.
    pub fn entries(self, cue: u32) -> impl Iterator<Item = (usize, i16)> + use<'a> {
        let at = cue as usize;
        let range = match (self.first_entry.get(at), self.first_entry.get(at + 1)) {
            (Some(from), Some(to)) => from as usize..to as usize,
            _ => 0..0,
        };
        let entries = self.entries.get(range).unwrap_or_default();
        entries.iter().map(|[column, _, low, high]| (usize::from(*column), i16::from_le_bytes([*low, *high])))
    }

    /// Returns every shape with its weights per column, in hundredths of a logit.
    pub fn shapes(self) -> impl Iterator<Item = (Shape, [i16; 8])> + use<'a> {
        let shape =
            |cells: &[Cell; SHAPE_SIZE]| Some((Shape::numbered(number(cells[0]))?, weights(&cells[1..])));
        self.shapes.iter().filter_map(shape)
    }

    /// Returns what may have spoken, the codes of rules and [`ASKS`], with its weights per column, in hundredths of a logit.
    pub fn codes(self) -> impl Iterator<Item = (Text<'a>, [i16; 8])> + use<'a> {
        let pool = self.pool;
        self.codes.iter().map(move |cells| (pool.text([cells[0], cells[1]]), weights(&cells[2..])))
    }
}

/// Reads eight weights, two a number, the first one low.
fn weights(cells: &[Cell]) -> [i16; 8] {
    let weight = |column: usize| {
        let cell = cells.get(column / 2).copied().unwrap_or_default();
        if column.is_multiple_of(2) { [cell[0], cell[1]] } else { [cell[2], cell[3]] }
    };
    std::array::from_fn(|column| i16::from_le_bytes(weight(column)))
}
