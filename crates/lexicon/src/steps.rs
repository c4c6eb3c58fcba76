//! Parts the words on which a state goes on into single ones and lists, which states share.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::pack::small;
use super::states::Edge;
use super::table::LISTED;

/// How a state goes on with words.
#[derive(Debug, Default)]
pub(super) struct Steps {
    /// Single words, sorted.
    pub(super) singles: Vec<Edge>,
    /// Lists of words by their number.
    pub(super) groups: Vec<Edge>,
}

/// Lists of words, each once, while states are parted into them; number 0 is none.
pub(super) struct Lists {
    pub(super) words: Vec<Vec<u32>>,
    known: HashMap<Vec<u32>, u32>,
}

impl Default for Lists {
    fn default() -> Lists {
        Lists { words: vec![Vec::new()], known: HashMap::new() }
    }
}

impl Lists {
    /// Tells the words that lead to a state of their own, or nearly, from lists of words that lead to the same, the longest
    /// first, for it is likeliest to have a word.
    pub(super) fn part(&mut self, edges: &[Edge]) -> Steps {
        let mut by_target: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for &(word, target) in edges {
            by_target.entry(target).or_default().push(word);
        }
        let (mut lists, few): (Vec<_>, Vec<_>) =
            by_target.into_iter().partition(|(_, words)| words.len() >= LISTED);
        let each =
            few.into_iter().flat_map(|(target, words)| words.into_iter().map(move |word| (word, target)));
        let mut singles: Vec<Edge> = each.collect();
        singles.sort_unstable();
        lists.sort_by_key(|(target, words)| (Reverse(words.len()), *target));
        Steps {
            singles,
            groups: lists.into_iter().map(|(target, words)| (self.list(words), target)).collect(),
        }
    }

    /// Returns the number of a list of words.
    fn list(&mut self, words: Vec<u32>) -> u32 {
        if let Some(&number) = self.known.get(&words) {
            return number;
        }
        let number = small(self.words.len());
        self.words.push(words.clone());
        self.known.insert(words, number);
        number
    }
}
