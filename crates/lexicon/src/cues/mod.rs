//! Reads the weighted cues in place from a packed table.

#[cfg(feature = "squeezed")]
mod nodes;
mod numbers;
mod targets;
#[cfg(feature = "built-in")]
mod trie;
#[cfg(feature = "built-in")]
mod tsv;

#[cfg(feature = "squeezed")]
pub(crate) use nodes::CueTrie;
pub use numbers::CueNumbers;
pub use targets::{START_NODE, Signal, TARGETS, Target, TargetLine};
#[cfg(feature = "built-in")]
pub use tsv::CueTexts;
#[cfg(feature = "built-in")]
pub(crate) use tsv::parse;

use super::names::Shape;
use super::pack::{Cell, Numbers, Packed, Section, number};
use super::table::cue_pair_slot;

/// Numbers of a cue: the weight for each target, that for its sentence, and one unused.
const CUE_SIZE: usize = 5;
/// Numbers of a target: those of [`TargetLine`].
#[cfg(feature = "built-in")]
const TARGET_SIZE: usize = 6;
/// Numbers of a shape: its number in [`Shape`], and its weight.
const SHAPE_SIZE: usize = 2;
/// Numbers of a signal: code, weights, how often it is right.
const SIGNAL_SIZE: usize = 6;

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
    /// Numbers that hold for all.
    pub numbers: CueNumbers,
    /// One entry per target.
    pub lines: [TargetLine; TARGETS],
    /// For each word of the vocabulary the node behind it and the cue that it is, 0 for none.
    heads: Numbers<'a>,
    /// Three numbers a node; node 0 is unused.
    nodes: Numbers<'a>,
    /// Words of edges, sorted inside each node, and the nodes behind them.
    edges: &'a [[Cell; 2]],
    /// One bit for each node and word of an edge, hashed: most words behind a word go on no cue, and here that is seen without a
    /// search.
    pairs: Numbers<'a>,
    /// Weights of each cue; cue 1 is the first.
    weights: &'a [[Cell; CUE_SIZE]],
    /// What each shape of a sentence weighs, in hundredths of a logit.
    pub shapes: [i32; Shape::ALL.len()],
    /// Rules that spoke: code, weights, how often it is right.
    signals: &'a [[Cell; SIGNAL_SIZE]],
}

impl<'a> CueTable<'a> {
    /// Finds the sections of the cues.
    pub(crate) fn of(packed: Packed<'a>) -> CueTable<'a> {
        let mut lines = [TargetLine::default(); TARGETS];
        for (line, cells) in lines.iter_mut().zip(packed.numbers(Section::CueTargets).rows()) {
            let [bias, best, second, length, short, long] = cells.map(u32::cast_signed);
            *line = TargetLine { bias, best, second, length, short, long };
        }
        let mut shapes = [0; Shape::ALL.len()];
        for [shape, weight] in packed.records::<SHAPE_SIZE>(Section::CueShapes) {
            if let Some(slot) = shapes.get_mut(number(*shape) as usize) {
                *slot = number(*weight).cast_signed();
            }
        }
        CueTable {
            numbers: CueNumbers::of(packed.numbers(Section::CueNumbers)),
            lines,
            heads: packed.numbers(Section::CueHeads),
            nodes: packed.numbers(Section::CueNodes),
            edges: packed.records(Section::CueEdges),
            pairs: packed.numbers(Section::CuePairs),
            weights: packed.records(Section::CueWeights),
            shapes,
            signals: packed.records(Section::CueCodes),
        }
    }

    /// Returns how many cues there are.
    #[must_use]
    pub const fn len(self) -> usize {
        self.weights.len()
    }

    /// Returns true if and only if there is no cue.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Returns the node behind the first word of a cue, and the cue that this word alone is; 0 for none.
    #[must_use]
    #[inline]
    pub fn head(self, word: u32) -> (u32, u32) {
        let cell = |at: usize| self.heads.get(word as usize * 2 + at).unwrap_or(0);
        (cell(0), cell(1))
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

    /// Returns false if no edge of a node has the word.
    #[must_use]
    #[inline]
    pub fn may_go_on(self, node: u32, word: u32) -> bool {
        let slot = cue_pair_slot(node, word);
        self.pairs.get(slot / 32).is_none_or(|bits| bits >> (slot % 32) & 1 == 1)
    }

    /// Returns the node that follows on a word.
    #[must_use]
    #[inline]
    pub fn next(self, node: &Node, word: u32) -> Option<u32> {
        let edges = self.edges.get(node.from as usize..node.to as usize)?;
        let at = edges.binary_search_by_key(&word, |[known, _]| number(*known)).ok()?;
        edges.get(at).map(|[_, node]| number(*node))
    }

    /// Returns what a cue weighs, by its number from 1.
    #[must_use]
    #[inline]
    pub fn weights(self, cue: u32) -> CueWeights<'a> {
        CueWeights(self.weights.get((cue as usize).wrapping_sub(1)).unwrap_or(&[[0; 4]; CUE_SIZE]))
    }

    /// Returns every signal with its weights.
    #[inline]
    pub fn signals(self) -> impl Iterator<Item = (Signal, SignalWeights<'a>)> + use<'a> {
        self.signals.iter().map(|[signal, weights @ ..]| (Signal::of_cell(*signal), SignalWeights(weights)))
    }
}

/// What a cue weighs, in hundredths of a logit: two a cell, the first one low.
#[derive(Debug, Clone, Copy)]
pub struct CueWeights<'a>(&'a [Cell; CUE_SIZE]);

impl CueWeights<'_> {
    /// Returns the weight for a target.
    #[must_use]
    #[inline]
    pub fn at(self, target: Target) -> i16 {
        half(self.0, target as usize)
    }

    /// Returns the weight for its sentence.
    #[must_use]
    #[inline]
    pub fn sentence(self) -> i16 {
        half(self.0, TARGETS)
    }
}

/// What a signal weighs, in hundredths of a logit, and how often it is right.
#[derive(Debug, Clone, Copy)]
pub struct SignalWeights<'a>(&'a [Cell; SIGNAL_SIZE - 1]);

impl SignalWeights<'_> {
    /// Returns the weight for a target.
    #[must_use]
    #[inline]
    pub fn at(self, target: Target) -> i16 {
        half(self.0, target as usize)
    }

    /// Returns how often the rule is right where it speaks, in percent; 0 if that is not known.
    #[must_use]
    pub const fn right(self) -> u32 {
        number(self.0[SIGNAL_SIZE - 2])
    }
}

/// Returns one of the numbers of which two share a cell.
#[inline]
fn half(cells: &[Cell], at: usize) -> i16 {
    let [first, second, third, last] = cells.get(at / 2).copied().unwrap_or_default();
    i16::from_le_bytes(if at.is_multiple_of(2) { [first, second] } else { [third, last] })
}
