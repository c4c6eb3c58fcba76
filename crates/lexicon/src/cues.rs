//! Reads the weighted cues of `lexicons/cues/` into tables that are read in place.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::rule::Text;

/// Columns of weights: the seven axes in the order of `Axis::ALL`, then `reword`, which weighs the wording as a whole.
pub const COLUMNS: [&str; 8] =
    ["sensitive", "urgent", "charged", "coordination", "relationship", "fyi", "meeting", "reword"];

/// What stands in a cue for the start of a sentence.
const START: &str = "^";

/// How one column's score is made: `1 / (1 + exp(-(bias + cues / (1 + words / half) ^ power + shapes + codes)))`.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// In hundredths of a logit.
    pub bias: i32,
    /// How much length damps the cues.
    pub power: f32,
    /// Words at which the damping sets in.
    pub half: f32,
}

/// A node of the trie of cues.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// Number of the cue that ends here, from 1; 0 is none.
    pub cue: u16,
    /// Its edges are `from..to`.
    pub from: u16,
    /// The edge after its last one.
    pub to: u16,
}

/// A name with its weights per column, in hundredths of a logit.
pub type Weighted = (Text, [i16; 8]);

/// The cues, compiled.
#[derive(Debug, Clone)]
pub struct CueTable {
    /// One entry per column.
    pub columns: [Column; 8],
    /// For each word of the vocabulary the node behind it, 0 for none.
    pub heads: Cow<'static, [u16]>,
    /// The node behind the start of a sentence.
    pub start: u16,
    /// The trie; node 0 is unused.
    pub nodes: Cow<'static, [Node]>,
    /// Word and node, sorted by word inside each node.
    pub edges: Cow<'static, [(u32, u16)]>,
    /// For each cue the first of its entries, and one end more.
    pub first_entry: Cow<'static, [u16]>,
    /// Column and weight, in hundredths of a logit.
    pub entries: Cow<'static, [(u8, i16)]>,
    /// Shapes of a message, by name.
    pub shapes: Cow<'static, [Weighted]>,
    /// Rules that spoke, by code; `asks` stands for a request.
    pub codes: Cow<'static, [Weighted]>,
}

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
pub struct Cues {
    /// The words of each cue.
    pub phrases: Vec<Vec<String>>,
    weights: Vec<Vec<(u8, i16)>>,
}

/// Reads `cues.tsv`.
///
/// # Errors
/// Returns what is wrong, with the line.
pub fn parse(text: &str) -> Result<Cues, String> {
    let mut cues = Cues::default();
    for (line, cells) in rows(text) {
        let phrase: Vec<String> = cells[0].split(' ').map(str::to_owned).collect();
        if phrase.len() > 3 {
            return Err(format!("{line}: `{}` has more than three words", cells[0]));
        }
        let mut weights = Vec::new();
        for (column, cell) in cells[1..].iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let weight = cell.parse().map_err(|_| format!("{line}: `{cell}` is no weight"))?;
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
    /// Lays the cues out. `number` gives a word's number in the vocabulary of `words` words; a cue with a word that has none is refused.
    ///
    /// # Errors
    /// Returns what is wrong.
    pub fn layout(
        &self,
        texts: &CueTexts<'_>,
        words: usize,
        number: impl Fn(&str) -> Option<u32>,
    ) -> Result<CueTable, String> {
        let mut trie = vec![(0_u16, BTreeMap::new()); 2];
        let mut heads = vec![0_u16; words];
        let (mut first_entry, mut entries) = (vec![0_u16, 0], Vec::new());
        for (at, (phrase, weights)) in self.phrases.iter().zip(&self.weights).enumerate() {
            let node = walk(&mut trie, &mut heads, phrase, &number)?;
            trie[node].0 = small(at + 1)?;
            entries.extend_from_slice(weights);
            first_entry.push(small(entries.len())?);
        }
        let (mut nodes, mut edges) = (Vec::new(), Vec::new());
        for (cue, children) in &trie {
            let from = small(edges.len())?;
            edges.extend(children.iter().map(|(word, node)| (*word, *node)));
            nodes.push(Node { cue: *cue, from, to: small(edges.len())? });
        }
        Ok(CueTable {
            columns: columns(texts.axes)?,
            heads: heads.into(),
            start: 1,
            nodes: nodes.into(),
            edges: edges.into(),
            first_entry: first_entry.into(),
            entries: entries.into(),
            shapes: weighted(texts.shapes)?.into(),
            codes: weighted(texts.codes)?.into(),
        })
    }
}

/// Returns the node of a phrase, making it and those before it if need be.
fn walk(
    trie: &mut Vec<(u16, BTreeMap<u32, u16>)>,
    heads: &mut [u16],
    phrase: &[String],
    number: &impl Fn(&str) -> Option<u32>,
) -> Result<usize, String> {
    let mut node = None;
    for word in phrase {
        let next = match (node, word.as_str()) {
            (None, START) => 1,
            (from, word) => {
                let word = number(word).ok_or_else(|| format!("`{word}` is not in the vocabulary"))?;
                let new = small(trie.len())?;
                let slot = match from {
                    None => {
                        let head = &mut heads[word as usize];
                        if *head == 0 {
                            *head = new;
                        }
                        *head
                    }
                    Some(from) => *trie[usize::from(from)].1.entry(word).or_insert(new),
                };
                if slot == new {
                    trie.push((0, BTreeMap::new()));
                }
                slot
            }
        };
        node = Some(next);
    }
    node.map(usize::from).ok_or_else(|| "an empty cue".to_owned())
}

fn small(number: usize) -> Result<u16, String> {
    u16::try_from(number).map_err(|_| "too many cues".to_owned())
}

fn weighted(text: &str) -> Result<Vec<Weighted>, String> {
    rows(text)
        .map(|(line, cells)| {
            let mut weights = [0; 8];
            for (slot, cell) in weights.iter_mut().zip(&cells[1..]) {
                *slot = cell.parse().map_err(|_| format!("{line}: `{cell}` is no weight"))?;
            }
            Ok((cells[0].to_owned().into(), weights))
        })
        .collect()
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
