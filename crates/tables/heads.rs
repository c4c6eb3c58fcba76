//! Gathers the first bytes of all matches of an expression, so that it is tried only where some of them stand.

use std::collections::{BTreeMap, BTreeSet};

use presend_lexicon::program::head_number;
use regex_automata::nfa::thompson::NFA;
use regex_automata::util::primitives::StateID;

use crate::states::{ranges, takers};

/// So many bytes are looked at.
const LENGTH: usize = 3;
/// Where there are more heads, most places have one of their numbers.
const MOST: usize = 200;
/// Both cases of a letter have this bit set alike.
const CASE: u8 = 0x20;

/// Returns a bit for the number of each head that a match may have; all of them where there are many, or a match may be shorter.
pub(crate) fn heads(nfa: &NFA) -> [u32; 8] {
    let mut known = BTreeMap::from([(Vec::new(), BTreeSet::from([nfa.start_anchored()]))]);
    for _ in 0..LENGTH {
        match longer(nfa, &known) {
            Some(longer) if longer.len() <= MOST => known = longer,
            _ => return [u32::MAX; 8],
        }
    }
    let mut bits = [0; 8];
    for number in known.keys().filter_map(|head| head.as_slice().try_into().ok()).map(head_number) {
        bits[number as usize / 32] |= 1 << (number % 32);
    }
    bits
}

/// Heads, and the states behind each.
type Heads = BTreeMap<Vec<u8>, BTreeSet<StateID>>;

/// Returns the heads that are a byte longer; `None` where a match may end before it.
fn longer(nfa: &NFA, known: &Heads) -> Option<Heads> {
    let mut longer = Heads::new();
    for (head, states) in known {
        for state in takers(nfa, states.iter().copied())? {
            for range in ranges(nfa.state(state)) {
                for byte in range.start..=range.end {
                    let head = [head.as_slice(), &[byte | CASE]].concat();
                    longer.entry(head).or_default().insert(range.next);
                }
            }
        }
    }
    Some(longer)
}
