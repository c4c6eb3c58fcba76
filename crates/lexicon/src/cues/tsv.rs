//! Packs the weighted cues of `lexicons/cues/`.

use std::collections::{BTreeMap, HashMap};

use super::columns::{COLUMNS, Column, START_NODE, Signal};
use crate::names::Shape;
use crate::pack::{Packer, Section, small};

/// What stands in a cue for the start of a sentence.
const START: &str = "^";

/// The texts of the cue files: cues, shapes, codes, axes.
#[derive(Debug, Clone, Copy)]
pub struct CueTexts<'t> {
    /// `cues.tsv`
    pub cues: &'t str,
    /// `shapes.tsv`
    pub shapes: &'t str,
    /// `codes.tsv`
    pub codes: &'t str,
    /// `axes.tsv`
    pub axes: &'t str,
}

/// Cues with their words and weights, before they are laid out.
#[derive(Debug, Default)]
pub(crate) struct Cues {
    /// The words of each cue.
    phrases: Vec<Vec<String>>,
    weights: Vec<Vec<(u8, i16)>>,
}

/// Reads `cues.tsv`.
///
/// # Errors
/// Returns what is wrong, with the line.
pub(crate) fn parse(text: &str) -> Result<Cues, String> {
    let mut cues = Cues::default();
    for (line, cells) in rows(text) {
        let phrase: Vec<String> = cells[0].split(' ').map(str::to_owned).collect();
        if phrase.len() > 3 {
            return Err(format!("{line}: `{}` has more than three words", cells[0]));
        }
        let mut weights = Vec::new();
        for (column, cell) in cells[1..].iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let weight = cell.parse().map_err(|_| format!("{line}: `{cell}` is not a weight"))?;
            weights.push((u8::try_from(column).unwrap_or(u8::MAX), weight));
        }
        if weights.iter().any(|(column, _)| usize::from(*column) >= COLUMNS.len()) {
            return Err(format!("{line}: more than {} weights", COLUMNS.len()));
        }
        cues.phrases.push(phrase);
        cues.weights.push(weights);
    }
    Ok(cues)
}

/// Returns the rows of a table without comments and heading, each with its line.
fn rows(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    let all = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    all.skip(1).map(|(at, line)| (at + 1, line.split('\t').collect()))
}

impl Cues {
    /// Returns every word of a cue, some more than once.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.phrases.iter().flatten().map(String::as_str).filter(|word| *word != START)
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
        let mut trie = vec![(0, BTreeMap::new()); 2];
        // Numbers count from 1.
        let mut heads = vec![0; words.len() + 1];
        let (mut first_entry, mut entries) = (vec![0, 0], Vec::new());
        for (at, (phrase, weights)) in self.phrases.iter().zip(&self.weights).enumerate() {
            let node = walk(&mut trie, &mut heads, phrase, words)?;
            trie[node].0 = small(at + 1);
            entries.extend(
                weights
                    .iter()
                    .map(|(column, weight)| u32::from(*column) | u32::from(weight.cast_unsigned()) << 16),
            );
            first_entry.push(small(entries.len()));
        }
        for (cue, children) in &trie {
            let from = packer.len(Section::CueEdges) / 2;
            let edges: Vec<u32> = children.iter().flat_map(|(word, node)| [*word, *node]).collect();
            packer.numbers(Section::CueEdges, &edges);
            packer.numbers(Section::CueNodes, &[*cue, from, from + small(children.len())]);
        }
        packer.numbers(Section::CueHeads, &heads);
        packer.numbers(Section::CueFirstEntry, &first_entry);
        packer.numbers(Section::CueEntries, &entries);
        for Column { bias, power, half } in columns(texts.axes)? {
            packer.numbers(Section::CueColumns, &[bias.cast_unsigned(), power.to_bits(), half.to_bits()]);
        }
        for (line, name, weights) in weighted(texts.shapes)? {
            let shape = Shape::parse(name).ok_or_else(|| format!("{line}: unknown shape `{name}`"))?;
            packer.numbers(Section::CueShapes, &[shape as u32]);
            packer.numbers(Section::CueShapes, &weights);
        }
        for (line, name, weights) in weighted(texts.codes)? {
            let signal = Signal::parse(name).ok_or_else(|| format!("{line}: `{name}` is not a code"))?;
            packer.numbers(Section::CueCodes, &[u32::from_le_bytes(signal.to_cell())]);
            packer.numbers(Section::CueCodes, &weights);
        }
        Ok(())
    }
}

/// Returns the node of a phrase, making it and those before it if need be.
fn walk(
    trie: &mut Vec<(u32, BTreeMap<u32, u32>)>,
    heads: &mut [u32],
    phrase: &[String],
    words: &HashMap<String, u32>,
) -> Result<usize, String> {
    let mut node = None;
    for word in phrase {
        let next = match (node, word.as_str()) {
            (None, START) => START_NODE,
            (from, word) => {
                let word = *words.get(word).ok_or_else(|| format!("`{word}` is not in the vocabulary"))?;
                let new = small(trie.len());
                let slot = match from {
                    None => {
                        let head = &mut heads[word as usize];
                        if *head == 0 {
                            *head = new;
                        }
                        *head
                    }
                    Some(from) => *trie[from as usize].1.entry(word).or_insert(new),
                };
                if slot == new {
                    trie.push((0, BTreeMap::new()));
                }
                slot
            }
        };
        node = Some(next);
    }
    node.map(|node| node as usize).ok_or_else(|| "an empty cue".to_owned())
}

/// A row of names and weights: its line, the name, and the weights, two a number, the first one low.
type NameWeights<'t> = (usize, &'t str, [u32; 4]);

/// Reads a table of names and weights.
fn weighted(text: &str) -> Result<Vec<NameWeights<'_>>, String> {
    let mut found = Vec::new();
    for (line, cells) in rows(text) {
        let mut weights = [0; 4];
        for (column, cell) in cells[1..].iter().enumerate().take(COLUMNS.len()) {
            let weight: i16 = cell.parse().map_err(|_| format!("{line}: `{cell}` is not a weight"))?;
            weights[column / 2] |= u32::from(weight.cast_unsigned()) << (column % 2 * 16);
        }
        found.push((line, cells[0], weights));
    }
    Ok(found)
}

fn columns(text: &str) -> Result<[Column; 8], String> {
    let mut columns = [Column { bias: 0, power: 0.0, half: 50.0 }; 8];
    for (line, cells) in rows(text) {
        let at = COLUMNS.iter().position(|name| *name == cells[0]);
        let (Some(at), [_, bias, power, half, ..]) = (at, cells.as_slice()) else {
            return Err(format!("{line}: unknown column `{}`", cells[0]));
        };
        let wrong = || format!("{line}: bad numbers of `{}`", cells[0]);
        columns[at] = Column {
            bias: bias.parse().map_err(|_| wrong())?,
            power: power.parse().map_err(|_| wrong())?,
            half: half.parse().map_err(|_| wrong())?,
        };
    }
    Ok(columns)
}
