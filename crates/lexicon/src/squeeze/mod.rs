//! Makes packed tables small for where they are loaded over a network, and the very same tables of them again.
//!
//! What can be computed is left out: hashes, the bits of what must come next, places. What remains is written as columns of like
//! numbers, most of them differences, in one byte or two, and all of it is compressed. `FORMAT.md` has a page about it.

mod columns;
mod cues;
mod fresh;
mod graph;
mod press;
mod programs;
#[cfg(feature = "built-in")]
mod squeezed;
mod vocabulary;

use std::borrow::Cow;

#[cfg(feature = "built-in")]
use self::columns::Writer;
use self::columns::{Column, Reader};
#[cfg(feature = "built-in")]
use crate::pack::Packed;
use crate::pack::{Packer, Section};
use crate::{device_forms, notices};

/// The first four bytes of squeezed tables.
const TABLES: [u8; 4] = *b"PSLS";
/// The first four bytes of squeezed programs.
const PROGRAMS: [u8; 4] = *b"PSPS";

/// The sections that take no part: they are small, or nothing of them can be computed.
const KEPT: [Section; 30] = [
    Section::Flags,
    Section::Gates,
    Section::GateKeys,
    Section::InnerGates,
    Section::Rules,
    Section::Wordings,
    Section::Marks,
    Section::Patterns,
    Section::TokenFormats,
    Section::TokenParts,
    Section::TokenStarts,
    Section::Frames,
    Section::CueNumbers,
    Section::CueTargets,
    Section::CueShapes,
    Section::CueCodes,
    Section::Thresholds,
    Section::Rows,
    Section::Modifiers,
    Section::Variants,
    Section::Plans,
    Section::Outranks,
    Section::VerdictLists,
    Section::TimeWords,
    Section::TimeLists,
    Section::WordLists,
    Section::LineOpenings,
    Section::DayOpenings,
    Section::Models,
    Section::Files,
];

/// Squeezes packed tables.
///
/// # Errors
/// Returns what is wrong, if [`expand`] would not give the same tables again.
#[cfg(feature = "built-in")]
pub fn squeeze(packed: &[u8]) -> Result<Vec<u8>, String> {
    let tables = Packed::open(packed)?;
    let mut columns = Writer::new();
    for section in KEPT {
        columns.put_bytes(Column::Kept, tables.section(section));
    }
    vocabulary::squeeze_texts(tables, &mut columns);
    vocabulary::squeeze(tables, &mut columns);
    squeezed::squeeze(tables, &mut columns);
    cues::squeeze(tables, &mut columns);
    checked(TABLES, columns, packed)
}

/// Squeezes the programs of patterns.
///
/// # Errors
/// Returns what is wrong, if [`expand`] would not give the same programs again.
#[cfg(feature = "built-in")]
pub fn squeeze_programs(programs: &[u8]) -> Result<Vec<u8>, String> {
    let mut columns = Writer::new();
    programs::squeeze(programs, &mut columns).ok_or("the programs are not laid out as is known here")?;
    checked(PROGRAMS, columns, programs)
}

/// Writes columns behind their magic, if what they came from can be made of them.
#[cfg(feature = "built-in")]
fn checked(magic: [u8; 4], columns: Writer, from: &[u8]) -> Result<Vec<u8>, String> {
    let squeezed = [&magic[..], &press::press(&columns.finish())?].concat();
    match expand(&squeezed) {
        Cow::Owned(expanded) if expanded == from => Ok(squeezed),
        Cow::Owned(_) => Err("expanded, the tables are others than they were".to_owned()),
        Cow::Borrowed(_) => Err("the squeezed tables cannot be read".to_owned()),
    }
}

/// Returns tables or programs as they were before they were squeezed; what was not squeezed, or is not whole, stays as it is.
#[must_use]
pub fn expand(bytes: &[u8]) -> Cow<'_, [u8]> {
    let expanded = match bytes.split_first_chunk::<4>() {
        Some((&TABLES, columns)) => press::unpress(columns).and_then(|columns| expand_tables(&columns)),
        Some((&PROGRAMS, columns)) => press::unpress(columns).and_then(|columns| expand_programs(&columns)),
        _ => None,
    };
    expanded.map_or(Cow::Borrowed(bytes), Cow::Owned)
}

fn expand_tables(bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut columns, mut packer) = (Reader::new(bytes)?, Packer::default());
    for section in KEPT {
        packer.bytes(section, columns.take_bytes(Column::Kept)?);
    }
    vocabulary::expand_texts(&mut columns, &mut packer)?;
    let words = vocabulary::expand(&mut columns, &mut packer)?;
    graph::expand(&mut columns, &mut packer, words)?;
    cues::expand(&mut columns, &mut packer, words)?;
    device_forms::pack(&mut packer);
    notices::pack(&mut packer);
    columns.is_empty().then(|| packer.finish())
}

fn expand_programs(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut columns = Reader::new(bytes)?;
    let programs = programs::expand(&mut columns)?;
    columns.is_empty().then_some(programs)
}

#[cfg(test)]
#[cfg(feature = "built-in")]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::cues::CueTrie;
    use crate::graph::graph;
    use crate::layout::index;
    use crate::needs::{each, needs, pairs};
    use crate::pack::small;
    use crate::program::{BYTES, CHOICE, CHOICE_BY_BYTE, CLASS, HEAD, MATCH, RANGES};
    use crate::states::{Roots, State};
    use crate::table::{NONE, ROOTS};

    const WORDS: [&str; 12] = ["", "a", "let", "you", "go", "her", "him", "them", "us", "me", "asap", "ASAP"];

    /// States with each part that a state can have: a fork, a list of words, single words, words of each kind, ends of terms.
    fn states() -> Vec<State> {
        let list = (2..=9).map(|word| (word, 3)).chain([(10, 2), (11, 4)]).collect();
        vec![
            State::default(),
            State { edges: list, specials: [5, 4, 3, 2], ..State::default() },
            State { forks: vec![3, 4], ..State::default() },
            State { accepts: vec![[1, 7]], ..State::default() },
            State { edges: vec![(1, 3), (10, 2)], accepts: vec![[2, 1], [3, 0]], ..State::default() },
            State { specials: [4, NONE, NONE, NONE], ..State::default() },
        ]
    }

    fn tables() -> Vec<u8> {
        let (mut packer, states) = (Packer::default(), states());
        let text = packer.text("asap");
        packer.list(["é", "asap", ""]);
        packer.numbers(Section::Files, &text);
        let (hashes, slots) = index(WORDS.into_iter());
        let ends = WORDS.iter().scan(0, |end, word| {
            *end += small(word.len());
            Some(*end)
        });
        packer.bytes(Section::Arena, WORDS.concat().as_bytes());
        packer.numbers(Section::Starts, &std::iter::once(0).chain(ends).collect::<Vec<u32>>());
        packer.numbers(Section::Hashes, &hashes);
        packer.numbers(Section::Slots, &slots);
        packer.numbers(Section::Flags, &[1; WORDS.len()]);
        packer.numbers(Section::Splits, &[3; WORDS.len() * 2]);
        packer.numbers(Section::Capitals, &[11; WORDS.len()]);
        let needs = needs(&states);
        let (mut roots, specials) = (vec![NONE; WORDS.len() * ROOTS], [5; ROOTS * 2]);
        (roots[2 * ROOTS], roots[4 * ROOTS + 3]) = (1, 4);
        let in_order = Roots { words: &roots, specials: &specials };
        let graph = graph(&states, &needs, WORDS.len(), Some(in_order));
        let next_words = |state: u32, add: &mut dyn FnMut(u32)| {
            let words = each(&states, state).flat_map(|state| &state.edges);
            words.for_each(|(word, _)| add(*word));
        };
        packer.numbers(Section::Pairs, &pairs(&roots, (&graph.places, &needs), next_words));
        let places: Vec<u32> = roots.iter().map(|state| graph.places[*state as usize]).collect();
        packer.numbers(Section::Roots, &places);
        packer.numbers(Section::RootSpecials, &specials.map(|state| graph.places[state as usize]));
        packer.halves(Section::Graph, &graph.halves);
        packer.halves(Section::Sets, &graph.sets);
        let nodes = [vec![], vec![(5, 3)], vec![(6, 4), (7, 4)], vec![], vec![]];
        let nodes = (0..).zip(nodes).map(|(cue, edges)| (cue, BTreeMap::from_iter(edges)));
        let heads = vec![0, 0, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0];
        let weights = vec![[0xFFF5_0003; 5], [1; 5], [2; 5], [3; 5]];
        CueTrie { heads, nodes: nodes.collect(), weights }.pack(&mut packer);
        packer.finish()
    }

    /// One program with each kind of state, among them a class that two share.
    fn programs() -> Vec<u8> {
        let rows = 7 * 2 + small(HEAD);
        let (ranges, list, lists) = (rows + 8, rows + 12, rows + 15);
        let table = lists + 5;
        let mut cells = vec![1, 0, 1, 4];
        cells.extend([9; HEAD]);
        cells.extend([CLASS | rows << 8, 1, CLASS | rows << 8, 2, RANGES | 2 << 8, ranges, CHOICE, list]);
        cells.extend([CHOICE_BY_BYTE | 1 << 8, table, BYTES | 0x0061_6100, 6, MATCH, 0]);
        cells.extend([0xF0F0_F0F0; 8]);
        cells.extend([0x3930, 3, 0x6161, 0, 2, 4, 5, 1, 5, 2, 5, 6]);
        cells.extend([0x0100_0001; 64]);
        cells.extend([lists, lists + 2]);
        cells.into_iter().flat_map(u32::to_le_bytes).collect()
    }

    #[test]
    fn what_was_squeezed_is_expanded_to_the_very_bytes() {
        let of_tables = squeeze(&tables()).expect("tables as they are packed");
        assert_eq!(&*expand(&of_tables), tables());
        let of_programs = squeeze_programs(&programs()).expect("programs as they are laid out");
        assert_eq!(&*expand(&of_programs), programs());
    }

    #[test]
    fn what_is_cut_short_or_was_not_squeezed_stays_as_it_is() {
        for squeezed in [squeeze(&tables()), squeeze_programs(&programs())] {
            let squeezed = squeezed.expect("as they are laid out");
            for cut in 0..squeezed.len() {
                assert_eq!(&*expand(&squeezed[..cut]), &squeezed[..cut]);
            }
        }
        assert_eq!(&*expand(&tables()), tables());
    }
}
