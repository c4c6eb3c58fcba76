//! Packs the weighted cues of `lexicons/cues/`, and reads them in place.

use std::collections::{BTreeMap, HashMap};

use super::names::Shape;
use super::pack::{Cell, Numbers, Packed, Packer, Pool, Section, Text, number, small};

/// Columns of weights: the seven axes in the order of `Axis::ALL`, then `reword`, which weighs the wording as a whole.
pub const COLUMNS: [&str; 8] =
    ["sensitive", "urgent", "charged", "coordination", "relationship", "fyi", "meeting", "reword"];

/// What stands in a cue for the start of a sentence.
const START: &str = "^";

/// What stands among the codes for a request to the reader.
pub const ASKS: &str = "asks";

/// Numbers of a shape: its number in [`Shape`], weights.
const SHAPE_SIZE: usize = 5;
/// Numbers of a code: text, weights.
const CODE_SIZE: usize = 6;

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
    pub cue: u32,
    /// Its edges are `from..to`.
    from: u32,
    /// The edge after its last one.
    to: u32,
}

/// The node behind the start of a sentence.
pub const START_NODE: u32 = 1;

/// The cues, compiled.
#[derive(Debug, Clone, Copy)]
pub struct CueTable<'a> {
    /// One entry per column.
    pub columns: [Column; 8],
    /// For each word of the vocabulary the node behind it, 0 for none.
    heads: Numbers<'a>,
    /// Three numbers a node; node 0 is unused.
    nodes: Numbers<'a>,
    /// Words of edges, sorted inside each node, and the nodes behind them.
    edges: &'a [[Cell; 2]],
    /// For each cue the first of its entries, and one end more.
    first_entry: Numbers<'a>,
    /// Column and weight.
    entries: &'a [Cell],
    /// Shapes of a message: number of the shape and weights.
    shapes: &'a [[Cell; SHAPE_SIZE]],
    /// Rules that spoke: code and weights.
    codes: &'a [[Cell; CODE_SIZE]],
    pool: Pool<'a>,
}

impl<'a> CueTable<'a> {
    /// Finds the sections of the cues.
    pub(crate) fn of(packed: Packed<'a>) -> CueTable<'a> {
        let mut columns = [Column { bias: 0, power: 0.0, half: 50.0 }; 8];
        for (column, [bias, power, half]) in
            columns.iter_mut().zip(packed.numbers(Section::CueColumns).rows())
        {
            let [power, half] = [power, half].map(f32::from_bits);
            *column = Column { bias: bias.cast_signed(), power, half };
        }
        CueTable {
            columns,
            heads: packed.numbers(Section::CueHeads),
            nodes: packed.numbers(Section::CueNodes),
            edges: packed.records(Section::CueEdges),
            first_entry: packed.numbers(Section::CueFirstEntry),
            entries: packed.cells(Section::CueEntries),
            shapes: packed.records(Section::CueShapes),
            codes: packed.records(Section::CueCodes),
            pool: packed.pool(),
        }
    }

    /// Returns how many cues there are.
    #[must_use]
    pub const fn len(self) -> usize {
        self.first_entry.len().saturating_sub(2)
    }

    /// Returns true if and only if there is no cue.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Returns the node behind the first word of a cue, or 0.
    #[must_use]
    #[inline]
    pub fn head(self, word: u32) -> u32 {
        self.heads.get(word as usize).unwrap_or(0)
    }

    /// Returns a node of the trie.
    #[must_use]
    pub fn node(self, node: u32) -> Option<Node> {
        let at = node as usize * 3;
        (at < self.nodes.len()).then(|| {
            let [cue, from, to] = self.nodes.row(at);
            Node { cue, from, to }
        })
    }

    /// Returns the node that follows on a word.
    #[must_use]
    pub fn next(self, node: &Node, word: u32) -> Option<u32> {
        let edges = self.edges.get(node.from as usize..node.to as usize)?;
        let at = edges.binary_search_by_key(&word, |[known, _]| number(*known)).ok()?;
        Some(number(edges[at][1]))
    }

    /// Returns the columns on which a cue weighs, with its weights in hundredths of a logit.
    pub fn entries(self, cue: u32) -> impl Iterator<Item = (usize, i16)> + use<'a> {
        let at = cue as usize;
        let range = match (self.first_entry.get(at), self.first_entry.get(at + 1)) {
            (Some(from), Some(to)) => from as usize..to as usize,
            _ => 0..0,
        };
        let entries = self.entries.get(range).unwrap_or_default();
        entries.iter().map(|[column, _, low, high]| (usize::from(*column), i16::from_le_bytes([*low, *high])))
    }

    /// Returns every shape with its weights per column, in hundredths of a logit.
    pub fn shapes(self) -> impl Iterator<Item = (Shape, [i16; 8])> + use<'a> {
        self.shapes.iter().filter_map(|cells| Some((Shape::numbered(number(cells[0]))?, weights(&cells[1..]))))
    }

    /// Returns what may have spoken, the codes of rules and [`ASKS`], with its weights per column, in hundredths of a logit.
    pub fn codes(self) -> impl Iterator<Item = (Text<'a>, [i16; 8])> + use<'a> {
        let pool = self.pool;
        self.codes.iter().map(move |cells| (pool.text([cells[0], cells[1]]), weights(&cells[2..])))
    }
}

/// Reads eight weights, two a number, the first one low.
fn weights(cells: &[Cell]) -> [i16; 8] {
    let weight = |column: usize| {
        let cell = cells.get(column / 2).copied().unwrap_or_default();
        if column.is_multiple_of(2) { [cell[0], cell[1]] } else { [cell[2], cell[3]] }
    };
    std::array::from_fn(|column| i16::from_le_bytes(weight(column)))
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
    phrases: Vec<Vec<String>>,
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
    /// Returns every word of a cue, some more than once.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.phrases.iter().flatten().map(String::as_str).filter(|word| *word != START)
    }

    /// Packs the cues. `words` are the numbers of the vocabulary; a cue with a word that has none is refused.
    ///
    /// # Errors
    /// Returns what is wrong.
    pub fn pack(
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
        for (_, name, weights) in weighted(texts.codes)? {
            let name = packer.text(name);
            packer.numbers(Section::CueCodes, &name);
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

/// Reads a table of names and weights: line, name, and the weights, two a number, the first one low.
fn weighted(text: &str) -> Result<Vec<(usize, &str, [u32; 4])>, String> {
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
