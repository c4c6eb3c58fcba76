//! Squeezes the trie of cues: each node says from which node and by which word one comes to it.

use std::collections::BTreeMap;

#[cfg(feature = "built-in")]
use super::columns::Writer;
use super::columns::{CUE_WEIGHTS, Column, Reader};
use super::fresh::{Fresh, Guess};
use crate::cues::{START_NODE, pack_trie};
#[cfg(feature = "built-in")]
use crate::pack::Packed;
#[cfg(feature = "built-in")]
use crate::pack::small;
use crate::pack::{Packer, Section};

/// The columns before it from which each weight is guessed, and how many eighths of each: targets that are alike have like weights.
/// Without what can be guessed the weights took 256 KB, not 277 (30 November 2026). Guesses that are off cost bytes, no more.
const GUESSES: [&[(usize, i32)]; CUE_WEIGHTS.len()] = [
    &[],
    &[],
    &[(1, 6), (0, 4)],
    &[],
    &[(0, 5), (1, -2)],
    &[],
    &[(4, -3), (0, -1)],
    &[(4, -2), (1, 1)],
    &[(0, 7), (4, 3)],
    &[],
];

#[cfg(feature = "built-in")]
pub(super) fn squeeze(tables: Packed<'_>, columns: &mut Writer) {
    let nodes: Vec<[u32; 3]> = tables.numbers(Section::CueNodes).rows().collect();
    let edges: Vec<[u32; 2]> = tables.numbers(Section::CueEdges).rows().collect();
    let (mut fresh, mut firsts, mut others) = (Fresh::from(1), BTreeMap::new(), Vec::new());
    let heads = tables.numbers(Section::CueHeads).rows::<2>().enumerate();
    let mut steps: Vec<[u32; 3]> = heads.map(|(word, [node, _])| [0, small(word), node]).collect();
    for (parent, [cue, from, to]) in nodes.iter().enumerate() {
        fresh.put(columns, Column::CueNodes, *cue, Guess::default());
        let of_node = edges.get(*from as usize..*to as usize).unwrap_or_default();
        steps.extend(of_node.iter().map(|[word, node]| [small(parent), *word, *node]));
    }
    for step in steps.into_iter().filter(|[_, _, node]| *node != 0) {
        let [parent, word, node] = step;
        if parent < node && !firsts.contains_key(&node) {
            firsts.insert(node, (parent, word));
        } else {
            others.push(step);
        }
    }
    columns.put(Column::CueParents, small(nodes.len()));
    for node in START_NODE + 1..small(nodes.len()) {
        let (parent, word) = firsts.get(&node).copied().unwrap_or_default();
        columns.put(Column::CueParents, if parent == 0 { 0 } else { node - parent });
        columns.put(Column::CueWords, word);
    }
    columns.put(Column::CueOthers, small(others.len()));
    others.as_flattened().iter().for_each(|number| columns.put(Column::CueOthers, *number));
    let weights = tables.section(Section::CueWeights).as_chunks::<2>().0;
    columns.put(Column::CueWeights0, small(weights.len() / CUE_WEIGHTS.len()));
    for of_cue in weights.chunks(CUE_WEIGHTS.len()) {
        let mut before = Vec::with_capacity(CUE_WEIGHTS.len());
        for (weight, column) in of_cue.iter().zip(CUE_WEIGHTS) {
            let weight = i32::from(i16::from_le_bytes(*weight));
            columns.put_signed(column, weight - guess(&before));
            before.push(weight);
        }
    }
}

/// Guesses the next weight of a cue from those before it.
fn guess(before: &[i32]) -> i32 {
    let parts = GUESSES.get(before.len()).into_iter().flat_map(|parts| parts.iter());
    let eighths = |&(from, eighths): &(usize, i32)| before.get(from).map_or(0, |weight| weight * eighths);
    parts.map(eighths).sum::<i32>() >> 3
}

/// A table of so many words.
pub(super) fn expand(columns: &mut Reader<'_>, packer: &mut Packer, words: usize) -> Option<()> {
    let (mut heads, mut nodes) = (vec![0; words], Vec::new());
    let count = columns.take(Column::CueParents)?;
    let mut fresh = Fresh::from(1);
    for _ in 0..count {
        nodes.push((fresh.take(columns, Column::CueNodes, Guess::default())?, BTreeMap::new()));
    }
    for node in START_NODE + 1..count {
        let back = columns.take(Column::CueParents)?;
        let parent = if back == 0 { 0 } else { node.checked_sub(back)? };
        add(&mut heads, &mut nodes, [parent, columns.take(Column::CueWords)?, node])?;
    }
    for _ in 0..columns.take(Column::CueOthers)? {
        let mut next = || columns.take(Column::CueOthers);
        add(&mut heads, &mut nodes, [next()?, next()?, next()?])?;
    }
    pack_trie(&heads, &nodes, packer);
    let cues = columns.take(Column::CueWeights0)?;
    let mut weights = Vec::new();
    for _ in 0..cues {
        let mut before = Vec::with_capacity(CUE_WEIGHTS.len());
        for column in CUE_WEIGHTS {
            let weight = i16::try_from(columns.take_signed(column)?.checked_add(guess(&before))?).ok()?;
            weights.extend(weight.to_le_bytes());
            before.push(weight.into());
        }
    }
    packer.bytes(Section::CueWeights, &weights);
    Some(())
}

/// Lets a word lead from a node, or from the first word of a cue, to another one.
fn add(
    heads: &mut [u32],
    nodes: &mut [(u32, BTreeMap<u32, u32>)],
    [parent, word, node]: [u32; 3],
) -> Option<()> {
    if parent == 0 {
        *heads.get_mut(word as usize)? = node;
    } else {
        nodes.get_mut(parent as usize)?.1.insert(word, node);
    }
    Some(())
}
