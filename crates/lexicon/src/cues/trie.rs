//! Lays the cues out as a trie over word numbers.

#![expect(
    clippy::indexing_slicing,
    reason = "a build script alone runs this, over tables of the source: a fault ends a build and no check"
)]

use std::collections::{BTreeMap, HashMap};

use super::nodes::pack_trie;
use super::targets::START_NODE;
use crate::pack::{Packer, small};

/// What stands in a cue for the start of a sentence.
pub(super) const START: &str = "^";

/// Cues by their words.
pub(super) struct Trie<'w> {
    /// The numbers of the vocabulary.
    words: &'w HashMap<String, u32>,
    /// For each word the node behind it, 0 for none.
    heads: Vec<u32>,
    /// Number of the cue that ends in the node, and its edges; node 0 is unused.
    nodes: Vec<(u32, BTreeMap<u32, u32>)>,
}

impl<'w> Trie<'w> {
    /// Begins with the start of a sentence alone.
    pub(super) fn new(words: &'w HashMap<String, u32>) -> Trie<'w> {
        // Numbers of words count from 1.
        Trie { words, heads: vec![0; words.len() + 1], nodes: vec![(0, BTreeMap::new()); 2] }
    }

    /// Adds a cue under its number.
    ///
    /// # Errors
    /// Returns the word that is not in the vocabulary.
    pub(super) fn add(&mut self, phrase: &[String], cue: u32) -> Result<(), String> {
        let mut node = 0;
        for (at, word) in phrase.iter().enumerate() {
            if at == 0 && word == START {
                node = START_NODE;
                continue;
            }
            let word = self.word(word)?;
            let new = small(self.nodes.len());
            let slot = if node == 0 {
                &mut self.heads[word as usize]
            } else {
                self.nodes[node as usize].1.entry(word).or_insert(0)
            };
            if *slot == 0 {
                *slot = new;
                self.nodes.push((0, BTreeMap::new()));
            }
            node = if node == 0 { self.heads[word as usize] } else { self.nodes[node as usize].1[&word] };
        }
        if node == 0 {
            return Err("an empty cue".to_owned());
        }
        self.nodes[node as usize].0 = cue;
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
            self.heads[other as usize] = self.heads[first as usize];
            for (_, edges) in &mut self.nodes {
                if let Some(&node) = edges.get(&first) {
                    edges.insert(other, node);
                }
            }
        }
        Ok(())
    }

    /// Writes the sections of the trie.
    pub(super) fn pack(&self, packer: &mut Packer) {
        pack_trie(&self.heads, &self.nodes, packer);
    }

    fn word(&self, word: &str) -> Result<u32, String> {
        self.words.get(word).copied().ok_or_else(|| format!("`{word}` is not in the vocabulary"))
    }
}
