//! Finds the literals behind which patterns stand, at the tokens that the word cutter noted.

use crate::builtin::LEXICON;
use crate::text::{Ends, Span};
use presend_lexicon::inner_gates::InnerGates;
use presend_lexicon::table::NONE;
use presend_lexicon::{Numbers, Pattern, rule};

/// A literal that stands in a text: the pattern it belongs to, its number, its place.
pub(super) type Open = (usize, usize, Span);

/// The literals of all patterns: the built-in ones where they lie, a user's behind them.
#[derive(Debug)]
pub(super) struct Gates {
    built_in: rule::Gates<'static>,
    /// For each literal of a user the pattern it belongs to.
    of_user: Vec<(usize, String)>,
    /// Triples sorted by the first: number of a key word, of its literal, offset of the word in the literal.
    keys: Numbers<'static>,
    /// The built-in literals that may stand inside a token: where a user has literals, they are looked for everywhere.
    inner: InnerGates<'static>,
}

impl Gates {
    /// Takes the literals of the built-in patterns, of which key words are known, and of a user's.
    pub(super) fn new<'p>(of_user: impl Iterator<Item = (usize, Pattern<'p>)>) -> Gates {
        let mut literals = Vec::new();
        for (number, pattern) in of_user {
            let gates = pattern.gates.iter().filter(|gate| !gate.is_empty());
            literals.extend(gates.map(|gate| (number, gate.to_owned())));
        }
        Gates {
            built_in: LEXICON.gates(),
            of_user: literals,
            keys: LEXICON.gate_keys(),
            inner: LEXICON.inner_gates(),
        }
    }

    /// Returns a literal by its number, with the pattern it belongs to.
    pub(super) fn get(&self, literal: usize) -> Option<(usize, &[u8])> {
        let of_user = || self.of_user.get(literal.checked_sub(self.built_in.len())?);
        self.built_in.get(literal).or_else(|| of_user().map(|(owner, text)| (*owner, text.as_bytes())))
    }

    /// Returns the literals, by number.
    pub(super) fn literals(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.built_in.len() + self.of_user.len()).filter_map(|literal| Some(self.get(literal)?.1))
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
        for start in token.start..token.end.saturating_sub(1) {
            for literal in self.inner.starting(bytes.tail(start)) {
                self.open(bytes, literal, start, open);
            }
        }
    }

    /// Lists the literals whose key word is the token.
    fn keyed(&self, bytes: &[u8], (id, token): (u32, Span), open: &mut Vec<Open>) {
        let from = self.keys.rows_below::<3>(id) * 3;
        let behind = self.keys.range(from..self.keys.len());
        for [_, literal, offset] in behind.rows::<3>().take_while(|[word, ..]| *word == id) {
            if let Some(start) = token.start.checked_sub(offset as usize) {
                self.open(bytes, literal as usize, start, open);
            }
        }
    }

    /// Adds a literal if it stands at `start`.
    fn open(&self, bytes: &[u8], literal: usize, start: usize, open: &mut Vec<Open>) {
        let Some((owner, text)) = self.get(literal) else { return };
        // Of the literals that share a key word most begin with another sign.
        let begins = |found: &[u8]| {
            found.first().zip(text.first()).is_some_and(|(one, other)| one.eq_ignore_ascii_case(other))
        };
        let stands = |found: &[u8]| begins(found) && found.eq_ignore_ascii_case(text);
        if bytes.get(start..start + text.len()).is_some_and(stands) {
            open.push((owner, literal, Span::new(start, start + text.len())));
        }
    }
}
