//! Packs the nodes of the trie of cues.

use std::collections::BTreeMap;

use crate::pack::{Packer, Section, small};
use crate::table::{CUE_PAIRS, cue_pair_slot};

/// Writes the sections of a trie: for each word the node behind it, for each node the cue that ends in it and its edges.
#[expect(clippy::indexing_slicing, reason = "each slot has a bit")]
pub(crate) fn pack_trie(heads: &[u32], nodes: &[(u32, BTreeMap<u32, u32>)], packer: &mut Packer) {
    let mut pairs = vec![0; CUE_PAIRS / 32];
    for (node, (cue, edges)) in nodes.iter().enumerate() {
        for &word in edges.keys() {
            let slot = cue_pair_slot(small(node), word);
            pairs[slot / 32] |= 1 << (slot % 32);
        }
        let from = packer.len(Section::CueEdges) / 2;
        let cells: Vec<u32> = edges.iter().flat_map(|(word, node)| [*word, *node]).collect();
        packer.numbers(Section::CueEdges, &cells);
        packer.numbers(Section::CueNodes, &[*cue, from, from + small(edges.len())]);
    }
    let heads = heads.iter().flat_map(|node| [*node, nodes.get(*node as usize).map_or(0, |(cue, _)| *cue)]);
    packer.numbers(Section::CueHeads, &heads.collect::<Vec<u32>>());
    packer.numbers(Section::CuePairs, &pairs);
}
