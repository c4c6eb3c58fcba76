//! Packs the gates of patterns, and finds them by their key words.

use super::automaton::Builder;
use super::fold::fold_word;
use super::pack::{Packer, Section, small};
use super::rule::{GATE_SIZE, PATTERN_SIZE};
use super::table::gate_key;

/// Packs the gates of the pattern that is packed next, and returns them.
pub(super) fn pack_gates(packer: &mut Packer, gates: &[String]) -> Vec<String> {
    let pattern = packer.len(Section::Patterns) / small(PATTERN_SIZE);
    let gates: Vec<String> = gates.iter().filter(|gate| !gate.is_empty()).cloned().collect();
    for gate in &gates {
        let [start, length] = packer.text(gate);
        let record: [u32; GATE_SIZE] = [pattern, start, length];
        packer.numbers(Section::Gates, &record);
    }
    gates
}

/// Lists the gates of all patterns by their key word: its number, the gate's among all gates, the word's offset in it.
pub(super) fn gate_keys(gates: &[String], builder: &Builder<'_>) -> Vec<u32> {
    let mut keys: Vec<[u32; 3]> = gates
        .iter()
        .enumerate()
        .filter_map(|(at, gate)| {
            let run = gate_key(gate, |word| builder.is_common(word))?;
            let number = builder.words.get(&fold_word(run))?;
            Some([*number, small(at), small(run.as_ptr() as usize - gate.as_ptr() as usize)])
        })
        .collect();
    keys.sort_unstable();
    keys.concat()
}
