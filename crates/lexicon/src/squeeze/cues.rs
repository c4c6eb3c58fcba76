//! Squeezes the trie of cues: each node says from which node and by which word one comes to it.

use std::collections::BTreeMap;
#[cfg(feature = "built-in")]
use std::collections::HashMap;

#[cfg(feature = "built-in")]
use super::columns::Writer;
use super::columns::{CUE_WEIGHTS, Column, Reader};
use crate::cues::{CueTrie, START_NODE};
use crate::pack::Packer;
#[cfg(feature = "built-in")]
use crate::pack::{Packed, Section, small};

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
    let Walked { order, firsts, others } = Walked::of(tables);
    columns.put(Column::CueParents, small(order.len()));
    let cues = order.iter().map(|node| tables.numbers(Section::CueNodes).row::<3>(*node as usize * 3)[0]);
    cues.clone().for_each(|cue| columns.put(Column::CueNodes, u32::from(cue != 0)));
    for (node, (parent, step)) in (START_NODE + 1..).zip(firsts) {
        columns.put(Column::CueParents, if parent == 0 { 0 } else { node - parent });
        columns.put(Column::CueWords, step);
    }
    columns.put(Column::CueOthers, small(others.len()));
    others.as_flattened().iter().for_each(|number| columns.put(Column::CueOthers, *number));
    let weights = tables.records::<{ CUE_WEIGHTS.len() / 2 }>(Section::CueWeights);
    for of_cue in cues.filter_map(|cue| weights.get((cue as usize).wrapping_sub(1))) {
        let mut before = Vec::with_capacity(CUE_WEIGHTS.len());
        for (weight, column) in of_cue.as_flattened().as_chunks::<2>().0.iter().zip(CUE_WEIGHTS) {
            let weight = i32::from(i16::from_le_bytes(*weight));
            columns.put_signed(column, weight - guess(&before));
            before.push(weight);
        }
    }
}

/// The trie in the order in which words lead from node to node, each followed by those behind it.
#[cfg(feature = "built-in")]
#[derive(Default)]
struct Walked {
    /// The nodes as they are met; the first is that of the start, which has number 1.
    order: Vec<u32>,
    /// For each node but that the number of the node from which one comes to it first, 0 for none, and the step to
    /// its word from the last one there.
    firsts: Vec<(u32, u32)>,
    /// The further words that lead to a node: number of the node before, word, number of the node.
    others: Vec<[u32; 3]>,
}

#[cfg(feature = "built-in")]
impl Walked {
    fn of(tables: Packed<'_>) -> Walked {
        let edges: Vec<[u32; 2]> = tables.numbers(Section::CueEdges).rows().collect();
        let heads = tables.numbers(Section::CueHeads);
        let mut waiting: Vec<[u32; 3]> =
            heads.rows::<2>().zip(0..).map(|([node, _], word)| [0, word, node]).collect();
        waiting.reverse();
        waiting.push([0, 0, START_NODE]);
        let (mut walked, mut numbers) = (Walked::default(), HashMap::from([(0, 0)]));
        let mut last = HashMap::new();
        while let Some([parent, word, node]) = waiting.pop() {
            let next = small(numbers.len());
            let number = *numbers.entry(node).or_insert(next);
            if node == 0 {
                continue;
            }
            if number != next {
                walked.others.push([parent, word, number]);
                continue;
            }
            if node != START_NODE {
                let last = last.entry(parent).or_insert(0);
                walked.firsts.push((parent, word - std::mem::replace(last, word)));
            }
            walked.order.push(node);
            let [_, from, to] = tables.numbers(Section::CueNodes).row(node as usize * 3);
            let behind = edges.get(from as usize..to as usize).unwrap_or_default();
            waiting.extend(behind.iter().rev().map(|[word, node]| [number, *word, *node]));
        }
        walked
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
    let mut trie = CueTrie { heads: vec![0; words], nodes: vec![Default::default()], weights: Vec::new() };
    let (count, mut cues) = (columns.take(Column::CueParents)?, 0);
    for _ in 0..count {
        let is_cue = columns.take(Column::CueNodes)? != 0;
        cues += u32::from(is_cue);
        trie.nodes.push((if is_cue { cues } else { 0 }, BTreeMap::new()));
    }
    let mut last = vec![0_u32; trie.nodes.len()];
    for node in START_NODE + 1..=count {
        let back = columns.take(Column::CueParents)?;
        let parent = if back == 0 { 0 } else { node.checked_sub(back)? };
        let word = last.get_mut(parent as usize)?;
        *word = word.checked_add(columns.take(Column::CueWords)?)?;
        add(&mut trie, [parent, *word, node])?;
    }
    for _ in 0..columns.take(Column::CueOthers)? {
        let mut next = || columns.take(Column::CueOthers);
        add(&mut trie, [next()?, next()?, next()?])?;
    }
    for _ in 0..cues {
        let (mut before, mut cells) = (Vec::with_capacity(CUE_WEIGHTS.len()), [0; CUE_WEIGHTS.len() / 2]);
        for (at, column) in CUE_WEIGHTS.into_iter().enumerate() {
            let weight = i16::try_from(columns.take_signed(column)?.checked_add(guess(&before))?).ok()?;
            *cells.get_mut(at / 2)? |= u32::from(weight.cast_unsigned()) << (at % 2 * 16);
            before.push(weight.into());
        }
        trie.weights.push(cells);
    }
    trie.pack(packer);
    Some(())
}

/// Lets a word lead from a node, or from the first word of a cue, to another one.
fn add(trie: &mut CueTrie, [parent, word, node]: [u32; 3]) -> Option<()> {
    if node as usize >= trie.nodes.len() {
        return None;
    }
    if parent == 0 {
        *trie.heads.get_mut(word as usize)? = node;
    } else {
        trie.nodes.get_mut(parent as usize)?.1.insert(word, node);
    }
    Some(())
}
