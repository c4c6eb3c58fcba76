//! Lays the cues out as a trie over word numbers.

#![expect(
    clippy::indexing_slicing,
    reason = "a build script alone runs this, over tables of the source: a fault ends a build and no check"
)]

use std::collections::{BTreeMap, HashMap};

use super::CUE_SIZE;
use super::nodes::CueTrie;
use super::targets::START_NODE;
use crate::pack::{Packer, small};

/// What stands in a cue for the start of a sentence.
pub(super) const START: &str = "^";

/// Cues by their words.
pub(super) struct Trie<'w> {
    /// The numbers of the vocabulary.
    words: &'w HashMap<String, u32>,
    laid_out: CueTrie,
}

impl<'w> Trie<'w> {
    /// Begins with the start of a sentence alone.
    pub(super) fn new(words: &'w HashMap<String, u32>) -> Trie<'w> {
        // Numbers of words count from 1.
        let heads = vec![0; words.len() + 1];
        Trie { words, laid_out: CueTrie { heads, nodes: vec![(0, BTreeMap::new()); 2], weights: Vec::new() } }
    }

    /// Adds a cue with its weights.
    ///
    /// # Errors
    /// Returns the word that is not in the vocabulary.
    pub(super) fn add(&mut self, phrase: &[String], weights: [u32; CUE_SIZE]) -> Result<(), String> {
        let mut node = 0;
        for (at, word) in phrase.iter().enumerate() {
            if at == 0 && word == START {
                node = START_NODE;
                continue;
            }
            let word = self.word(word)?;
            let CueTrie { heads, nodes, .. } = &mut self.laid_out;
            let new = small(nodes.len());
            let slot = if node == 0 {
                &mut heads[word as usize]
            } else {
                nodes[node as usize].1.entry(word).or_insert(0)
            };
            if *slot == 0 {
                *slot = new;
            }
            node = *slot;
            if node == new {
                nodes.push((0, BTreeMap::new()));
            }
        }
        if node == 0 {
            return Err("an empty cue".to_owned());
        }
        self.laid_out.weights.push(weights);
        self.laid_out.nodes[node as usize].0 = small(self.laid_out.weights.len());
        Ok(())
    }

    /// Lets further words go wherever a word goes.
    ///
    /// # Errors
    /// Returns the word that is not in the vocabulary.
    pub(super) fn share(&mut self, first: &str, others: &[&str]) -> Result<(), String> {
        let first = self.word(first)?;
        for other in others {
            let other = self.word(other)?;
            let CueTrie { heads, nodes, .. } = &mut self.laid_out;
            heads[other as usize] = heads[first as usize];
            for (_, edges) in nodes {
                if let Some(&node) = edges.get(&first) {
                    edges.insert(other, node);
                }
            }
        }
        Ok(())
    }

    /// Writes the sections of the trie.
    pub(super) fn pack(&self, packer: &mut Packer) {
        self.laid_out.pack(packer);
    }

    fn word(&self, word: &str) -> Result<u32, String> {
        self.words.get(word).copied().ok_or_else(|| format!("`{word}` is not in the vocabulary"))
    }
}
