//! Packs the nodes of the trie of cues, those that texts come to most often first.

#![expect(
    clippy::indexing_slicing,
    reason = "nodes and cues are numbered by their places in the lists that are packed here"
)]

use std::collections::BTreeMap;

use super::{CUE_SIZE, START_NODE};
use crate::by_use::{doublings, most_used_first, of_word};
use crate::pack::{Packer, Section, small};
use crate::table::{CUE_PAIRS, NONE, cue_pair_slot};

/// A trie of cues before it is laid out.
#[derive(Debug, Default)]
pub(crate) struct CueTrie {
    /// For each word the node behind it, 0 for none.
    pub(crate) heads: Vec<u32>,
    /// Number of the cue that ends in the node, and its edges; node 0 is unused.
    pub(crate) nodes: Vec<(u32, BTreeMap<u32, u32>)>,
    /// Weights of each cue; cue 1 is the first.
    pub(crate) weights: Vec<[u32; CUE_SIZE]>,
}

impl CueTrie {
    /// Writes the sections of the trie: for each word the node behind it and the cue that it is, for each node the cue that ends
    /// in it and its edges, for each cue its weights. Nodes and cues get new numbers, by use.
    pub(crate) fn pack(&self, packer: &mut Packer) {
        let order = self.by_use();
        let (mut numbers, mut pairs) = (vec![NONE; self.nodes.len()], vec![0; CUE_PAIRS / 32]);
        (1..).zip(&order).for_each(|(number, node)| numbers[*node as usize] = number);
        let mut cues = vec![0; self.nodes.len()];
        packer.numbers(Section::CueNodes, &[0; 3]);
        for &node in &order {
            let (cue, edges) = &self.nodes[node as usize];
            if *cue != 0 {
                packer.numbers(Section::CueWeights, &self.weights[*cue as usize - 1]);
                cues[node as usize] = packer.len(Section::CueWeights) / small(CUE_SIZE);
            }
            for &word in edges.keys() {
                let slot = cue_pair_slot(numbers[node as usize], word);
                pairs[slot / 32] |= 1 << (slot % 32);
            }
            let from = packer.len(Section::CueEdges) / 2;
            let cells: Vec<u32> =
                edges.iter().flat_map(|(word, node)| [*word, numbers[*node as usize]]).collect();
            packer.numbers(Section::CueEdges, &cells);
            packer.numbers(Section::CueNodes, &[cues[node as usize], from, from + small(edges.len())]);
        }
        let heads = self.heads.iter().map(|node| *node as usize);
        let heads: Vec<u32> = heads.flat_map(|node| [numbers[node], cues[node]]).collect();
        packer.numbers(Section::CueHeads, &heads);
        packer.numbers(Section::CuePairs, &pairs);
    }

    /// Returns the nodes, those that are come to most often first.
    fn by_use(&self) -> Vec<u32> {
        let heads = self.heads.iter().zip(0..).map(|(node, word)| (*node, of_word(word)));
        // Each sentence comes to the start, and goes on from there a dozen times more rarely than from all its words.
        let starts = std::iter::once((START_NODE, 0)).chain(heads.filter(|(node, _)| *node != NONE));
        let mut order = most_used_first(self.nodes.len(), starts, |node, meet| {
            let start = if node == START_NODE { doublings(3) } else { 0 };
            self.nodes[node as usize].1.iter().for_each(|(word, next)| meet(*next, start + of_word(*word)));
        });
        order.retain(|node| *node != NONE);
        order
    }
}
