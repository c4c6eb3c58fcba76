//! Finds the literals behind which patterns stand, at the tokens that the word cutter noted.

use std::sync::OnceLock;

use super::patterns::Compiled;
use crate::lexicon::LEXICON;
use crate::lexicon::table::{COMMON, NONE, gate_key};
use crate::text::Span;

/// A literal that stands in a text: the pattern it belongs to, its number, its place.
pub(super) type Open = (usize, usize, Span);

/// The literals of all patterns, gathered when the first token is met.
#[derive(Debug)]
pub(super) struct Gates {
    /// For each literal the pattern it belongs to.
    pub(super) owners: Vec<usize>,
    /// The literals.
    pub(super) literals: Vec<String>,
    /// Literals by the number of their key word, with its offset in the literal; sorted.
    keys: Vec<(u32, usize, usize)>,
    inner: OnceLock<InnerGates>,
}

impl Gates {
    /// Gathers the literals of all patterns.
    pub(super) fn new(patterns: &[Compiled]) -> Gates {
        let (mut owners, mut literals) = (Vec::new(), Vec::new());
        for (number, compiled) in patterns.iter().enumerate() {
            for gate in compiled.pattern.gates.iter().filter(|gate| !gate.is_empty()) {
                owners.push(number);
                literals.push(gate.to_owned());
            }
        }
        Gates { keys: keys(&literals), owners, literals, inner: OnceLock::new() }
    }

    /// Lists the literals that stand on a token: a gate word with its number, or letters with digits and signs.
    pub(super) fn on_token(&self, bytes: &[u8], (id, token): (u32, Span), open: &mut Vec<Open>) {
        if id != NONE {
            return self.keyed(bytes, (id, token), open);
        }
        let Some(written) = bytes.get(token.start..token.end) else { return };
        // Most of these tokens are plain numbers, in which no literal can stand.
        if !written.iter().any(u8::is_ascii_alphabetic) {
            return;
        }
        let inner = self.inner.get_or_init(|| InnerGates::new(&self.literals));
        for at in 0..written.len().saturating_sub(1) {
            for literal in inner.starting(written[at], written[at + 1]) {
                self.open(bytes, literal, token.start + at, open);
            }
        }
    }

    /// Lists the literals whose key word is the token.
    fn keyed(&self, bytes: &[u8], (id, token): (u32, Span), open: &mut Vec<Open>) {
        let from = self.keys.partition_point(|&(word, ..)| word < id);
        for &(_, literal, offset) in self.keys[from..].iter().take_while(|&&(word, ..)| word == id) {
            if let Some(start) = token.start.checked_sub(offset) {
                self.open(bytes, literal, start, open);
            }
        }
    }

    /// Adds a literal if it stands at `start`.
    fn open(&self, bytes: &[u8], literal: usize, start: usize, open: &mut Vec<Open>) {
        let text = self.literals[literal].as_bytes();
        if bytes.get(start..start + text.len()).is_some_and(|found| found.eq_ignore_ascii_case(text)) {
            open.push((self.owners[literal], literal, Span::new(start, start + text.len())));
        }
    }
}

/// Lists literals by their key word, which is what the word cutter notes.
fn keys(literals: &[String]) -> Vec<(u32, usize, usize)> {
    let table = &LEXICON.table;
    let number = |word: &str| table.word(&word.to_ascii_lowercase());
    let is_common = |word: &str| number(word) != NONE && table.flags(number(word)) & COMMON != 0;
    let mut keys: Vec<(u32, usize, usize)> = Vec::with_capacity(literals.len());
    for (at, literal) in literals.iter().enumerate() {
        if let Some(run) = gate_key(literal, is_common) {
            keys.push((number(run), at, run.as_ptr() as usize - literal.as_ptr() as usize));
        }
    }
    keys.sort_unstable();
    keys
}

/// The gates that may stand inside a token of letters, digits and signs, by their first two bytes.
#[derive(Debug)]
struct InnerGates {
    sorted: Vec<([u8; 2], usize)>,
    /// One bit for each pair of first bytes, folded to 1,024.
    known: [u64; 16],
}

impl InnerGates {
    fn new(literals: &[String]) -> InnerGates {
        let is_inner = |text: &String| {
            !text.contains(' ') && (text.len() > 3 || !text.bytes().all(|b| b.is_ascii_lowercase()))
        };
        let mut gates = InnerGates { sorted: Vec::new(), known: [0; 16] };
        for (literal, text) in literals.iter().enumerate().filter(|(_, text)| is_inner(text)) {
            if let [first, second, ..] = *text.as_bytes() {
                let start = [first.to_ascii_lowercase(), second.to_ascii_lowercase()];
                let bit = InnerGates::bit(start);
                gates.known[bit / 64] |= 1 << (bit % 64);
                gates.sorted.push((start, literal));
            }
        }
        gates.sorted.sort_unstable();
        gates
    }

    const fn bit([first, second]: [u8; 2]) -> usize {
        (first as usize % 32) * 32 + second as usize % 32
    }

    /// Returns the literals that begin with two bytes, whatever their case.
    fn starting(&self, first: u8, second: u8) -> impl Iterator<Item = usize> + '_ {
        let start = [first.to_ascii_lowercase(), second.to_ascii_lowercase()];
        let bit = InnerGates::bit(start);
        let from = if self.known[bit / 64] >> (bit % 64) & 1 == 0 {
            self.sorted.len()
        } else {
            self.sorted.partition_point(|&(other, _)| other < start)
        };
        self.sorted[from..].iter().take_while(move |&&(other, _)| other == start).map(|&(_, literal)| literal)
    }
}
