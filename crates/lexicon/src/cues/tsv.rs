//! Packs the weighted cues of `lexicons/cues/`.

#![expect(
    clippy::indexing_slicing,
    reason = "a build script alone runs this, over tables of the source: a fault ends a build and no check"
)]

use std::collections::{BTreeMap, HashMap};

use super::numbers::CueNumbers;
use super::targets::{Signal, TARGETS, Target};
use super::trie::{START, Trie};
use super::{CUE_SIZE, SHAPE_SIZE, TARGET_SIZE};
use crate::names::Shape;
use crate::pack::{Packer, Section};
use crate::table::STARTS_CUE;

/// The texts of the cue files.
#[derive(Debug, Clone, Copy)]
pub struct CueTexts<'t> {
    /// `cues.tsv`
    pub cues: &'t str,
    /// `shapes.tsv`
    pub shapes: &'t str,
    /// `codes.tsv`
    pub codes: &'t str,
    /// `targets.tsv`
    pub targets: &'t str,
    /// `numbers.tsv`
    pub numbers: &'t str,
    /// `same.txt`
    pub same: &'t str,
}

/// Cues with their words and weights, before they are laid out.
#[derive(Debug, Default)]
pub(crate) struct Cues<'t> {
    /// The words of each cue.
    phrases: Vec<Vec<String>>,
    /// Weights for the targets, then for the sentence.
    weights: Vec<Vec<i16>>,
    /// Words that go wherever the first of them goes.
    same: Vec<Vec<&'t str>>,
}

/// Reads `cues.tsv` and `same.txt`.
///
/// # Errors
/// Returns what is wrong, with the line.
pub(crate) fn parse<'t>(texts: &CueTexts<'t>) -> Result<Cues<'t>, String> {
    let same = texts.same.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let mut cues =
        Cues { same: same.map(|line| line.split_whitespace().collect()).collect(), ..Cues::default() };
    for (line, cells) in rows(texts.cues) {
        let phrase: Vec<String> = cells[0].split(' ').map(str::to_owned).collect();
        if phrase.len() > 3 {
            return Err(format!("{line}: `{}` has more than three words", cells[0]));
        }
        cues.phrases.push(phrase);
        cues.weights.push(weights(line, &cells[1..], TARGETS + 1)?);
    }
    Ok(cues)
}

/// Returns the rows of a table without comments and heading, each with its line.
fn rows(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    let all = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    all.skip(1).map(|(at, line)| (at + 1, line.split('\t').collect()))
}

/// Reads the numbers of a row, at most `count`; empty and missing cells are 0.
fn weights(line: usize, cells: &[&str], count: usize) -> Result<Vec<i16>, String> {
    if cells.len() > count {
        return Err(format!("{line}: more than {count} numbers"));
    }
    let weight = |at: usize| match cells.get(at) {
        None | Some(&"") => Ok(0),
        Some(cell) => cell.parse().map_err(|_| format!("{line}: `{cell}` is not a weight")),
    };
    (0..count).map(weight).collect()
}

/// Puts two numbers in a cell, the first one low.
fn paired(weights: &[i16]) -> Vec<u32> {
    let half = |at: usize| weights.get(at).map_or(0, |weight| u32::from(weight.cast_unsigned()));
    (0..weights.len().div_ceil(2)).map(|at| half(2 * at) | half(2 * at + 1) << 16).collect()
}

impl Cues<'_> {
    /// Returns every word of a cue, some more than once.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        let of_cues = self.phrases.iter().flatten().map(String::as_str).filter(|word| *word != START);
        of_cues.chain(self.same.iter().flatten().copied())
    }

    /// Returns every word that a cue begins with, some more than once, with the flag of such words.
    pub(crate) fn heads(&self) -> Vec<(&str, u32)> {
        let first = self.phrases.iter().filter_map(|phrase| phrase.first()).map(String::as_str);
        first.chain(self.same.iter().flatten().copied()).map(|word| (word, STARTS_CUE)).collect()
    }

    /// Packs the cues. `words` are the numbers of the vocabulary; a cue with a word that has none is refused.
    ///
    /// # Errors
    /// Returns what is wrong.
    pub(crate) fn pack(
        &self,
        texts: &CueTexts<'_>,
        words: &HashMap<String, u32>,
        packer: &mut Packer,
    ) -> Result<(), String> {
        let mut trie = Trie::new(words);
        for (phrase, weights) in self.phrases.iter().zip(&self.weights) {
            let mut cells = [0; CUE_SIZE];
            cells.iter_mut().zip(paired(weights)).for_each(|(cell, pair)| *cell = pair);
            trie.add(phrase, cells)?;
        }
        for line in &self.same {
            trie.share(line[0], &line[1..])?;
        }
        trie.pack(packer);
        pack_numbers(texts, packer)
    }
}

/// Packs what weighs besides cues.
fn pack_numbers(texts: &CueTexts<'_>, packer: &mut Packer) -> Result<(), String> {
    let lines: BTreeMap<&str, Vec<i16>> =
        named(texts.targets, TARGET_SIZE)?.into_iter().map(|(_, name, row)| (name, row)).collect();
    for target in Target::ALL {
        let row = lines.get(target.name()).ok_or_else(|| format!("targets.tsv: no `{target}`"))?;
        let cells: Vec<u32> = row.iter().map(|number| i32::from(*number).cast_unsigned()).collect();
        packer.numbers(Section::CueTargets, &cells);
    }
    for (line, name, row) in named(texts.shapes, 1)? {
        let shape = Shape::parse(name).ok_or_else(|| format!("shapes.tsv:{line}: unknown shape `{name}`"))?;
        packer.numbers(Section::CueShapes, &[shape as u32, i32::from(row[0]).cast_unsigned()]);
    }
    if packer.len(Section::CueShapes) as usize != SHAPE_SIZE * Shape::ALL.len() {
        return Err("shapes.tsv: a shape is missing".to_owned());
    }
    for (line, name, row) in named(texts.codes, TARGETS + 1)? {
        let signal =
            Signal::parse(name).ok_or_else(|| format!("codes.tsv:{line}: `{name}` is not a code"))?;
        packer.numbers(Section::CueCodes, &[u32::from_le_bytes(signal.to_cell())]);
        packer.numbers(Section::CueCodes, &paired(&row[..TARGETS]));
        packer.numbers(Section::CueCodes, &[u32::from(row[TARGETS].unsigned_abs())]);
    }
    let numbers = named(texts.numbers, 1)?;
    let numbers = numbers.into_iter().map(|(_, name, row)| (name, i32::from(row[0]))).collect();
    packer.numbers(Section::CueNumbers, &CueNumbers::cells(&numbers)?);
    Ok(())
}

/// A row of a table: line, name, numbers.
type NamedRow<'t> = (usize, &'t str, Vec<i16>);

/// Reads a table of names and numbers.
fn named(text: &str, count: usize) -> Result<Vec<NamedRow<'_>>, String> {
    rows(text).map(|(line, cells)| Ok((line, cells[0], weights(line, &cells[1..], count)?))).collect()
}
