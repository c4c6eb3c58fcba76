//! Finds the literals behind which patterns stand, at the tokens that the word cutter noted.

use std::sync::OnceLock;

use crate::builtin::LEXICON;
use crate::text::{Ends, Span, group_by_number, has_bit, set_bit};
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
    inner: OnceLock<InnerGates>,
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
            inner: OnceLock::new(),
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
        let inner = self.inner.get_or_init(|| InnerGates::new(self.literals()));
        for start in token.start..token.end.saturating_sub(1) {
            for literal in inner.starting(bytes.tail(start)) {
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
        let stands = |found: &[u8]| found.eq_ignore_ascii_case(text);
        if bytes.get(start..start + text.len()).is_some_and(stands) {
            open.push((owner, literal, Span::new(start, start + text.len())));
        }
    }
}

/// The gates that may stand inside a token of letters, digits and signs, by their first two bytes.
#[derive(Debug)]
struct InnerGates {
    sorted: Vec<InnerGate>,
    /// For each place by the first two bytes where its gates end in the list: those of the next begin there.
    ends: Vec<usize>,
    /// One bit for each three first bytes, five bits of each; any third byte where a literal has two.
    known: Vec<u64>,
}

/// A literal and its first four bytes, or fewer, in small letters.
#[derive(Debug, Clone, Copy)]
struct InnerGate {
    head: u32,
    /// The bits of the bytes that it has.
    mask: u32,
    literal: usize,
}

impl InnerGates {
    fn new<'g>(literals: impl Iterator<Item = &'g [u8]>) -> InnerGates {
        let is_inner = |text: &[u8]| {
            !text.contains(&b' ') && (text.len() > 3 || !text.iter().all(u8::is_ascii_lowercase))
        };
        let mut known = vec![0; 1 << 9];
        let mut gates = Vec::new();
        for (literal, text) in literals.enumerate().filter(|(_, text)| is_inner(text)) {
            if let [first, second, rest @ ..] = text {
                let thirds = rest.first().map_or(0..32, |third| *third..third + 1);
                for third in thirds {
                    set_bit(&mut known, InnerGates::bit([*first, *second, third]));
                }
                let mask = u32::MAX >> (32 - 8 * text.len().min(4));
                let gate = InnerGate { head: InnerGates::head(text), mask, literal };
                gates.push((InnerGates::place(*first, *second), gate));
            }
        }
        let (sorted, ends) = group_by_number(&gates, 1 << 10, |(place, _)| *place);
        InnerGates { sorted: sorted.into_iter().map(|(_, gate)| gate).collect(), ends, known }
    }

    /// Letters of either case have the same lowest bits.
    const fn bit([first, second, third]: [u8; 3]) -> usize {
        InnerGates::place(first, second) * 32 + third as usize % 32
    }

    const fn place(first: u8, second: u8) -> usize {
        (first as usize % 32) * 32 + second as usize % 32
    }

    /// Returns the first four bytes in small letters; none where there are fewer.
    fn head(text: &[u8]) -> u32 {
        let bytes = [0, 1, 2, 3].map(|at| text.get(at).copied().unwrap_or(0).to_ascii_lowercase());
        u32::from_le_bytes(bytes)
    }

    /// Returns the literals that may stand at the start of a text, whatever their case, by its first four bytes.
    fn starting(&self, text: &[u8]) -> impl Iterator<Item = usize> + '_ {
        let [first, second, third] = match text {
            [first, second, third, ..] => [*first, *second, *third],
            [first, second] => [*first, *second, 0],
            _ => [0; 3],
        };
        let (mut gates, mut head) = ([].as_slice(), 0);
        if has_bit(&self.known, InnerGates::bit([first, second, third])) {
            let place = InnerGates::place(first, second);
            let end = |place: usize| self.ends.get(place).copied().unwrap_or(0);
            let begin = place.checked_sub(1).map_or(0, end);
            (gates, head) = (self.sorted.between(begin, end(place)), InnerGates::head(text));
        }
        gates.iter().filter(move |gate| head & gate.mask == gate.head).map(|gate| gate.literal)
    }
}
