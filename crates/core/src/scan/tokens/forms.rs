//! Sorts the forms of tokens by how they begin, so that most places of a text are passed by with one look.

use std::sync::LazyLock;

use presend_lexicon::names::Alphabet;
use presend_lexicon::tokens::{Piece, SHORTEST_TOKEN, TokenFormat, TokenFormats};

use crate::builtin::LEXICON;
use crate::text::{Ends, has_bit, set_bit};

/// The forms of the built-in lexicons, sorted when the first long run of non-blanks is met.
pub(super) static FORMS: LazyLock<Forms> = LazyLock::new(|| Forms::sorted(LEXICON.token_formats()));

/// The number of the signs that stand in any form without a literal at its start.
const ANY_SIGNS: usize = 0;

/// For each alphabet that forms begin with the forms, the shortest first.
type Runs = Vec<(Alphabet, Vec<RunForm>)>;

/// A form without a literal at its start.
#[derive(Debug, Clone, Copy)]
pub(super) struct RunForm {
    /// It begins with so many signs of its alphabet at least.
    least: usize,
    number: usize,
    /// A token of it has so many signs at least.
    total: usize,
    /// The number of the signs that stand in it.
    signs: usize,
}

/// A set of ASCII signs, a bit for each.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Signs(u128);

/// The signs of each alphabet.
#[expect(clippy::indexing_slicing, reason = "the compiler runs this, and refuses an index out of range")]
const SIGNS: [u128; Alphabet::ALL.len()] = {
    let mut signs = [0; Alphabet::ALL.len()];
    let mut at = 0;
    while at < signs.len() * 128 {
        let (alphabet, byte) = (at / 128, at % 128);
        if Alphabet::ALL[alphabet].has(byte as u8) {
            signs[Alphabet::ALL[alphabet] as usize] |= 1 << byte;
        }
        at += 1;
    }
    signs
};

impl Signs {
    /// Returns what tokens of a format are made of.
    fn of(format: TokenFormat<'_>) -> Signs {
        let of_piece = |piece: Piece<'_>| match piece {
            Piece::Literal(literal) => {
                literal.iter().filter(|byte| byte.is_ascii()).fold(0, |signs, byte| signs | 1 << byte)
            }
            Piece::Run(alphabet, ..) => alphabet.of(&SIGNS),
        };
        Signs(format.pieces().map(of_piece).fold(0, |all, signs| all | signs))
    }

    /// Returns true if and only if the text begins with so many signs of the set; any beyond ASCII counts.
    fn begin(self, text: &[u8], count: usize) -> bool {
        text.get(..count).is_some_and(|text| text.iter().all(|byte| self.has(*byte)))
    }

    #[inline]
    fn has(self, byte: u8) -> bool {
        let half = if byte & 64 == 0 { self.0 } else { self.0 >> 64 } as u64;
        byte >= 128 || half >> (byte & 63) & 1 == 1
    }
}

/// Forms by how they begin.
#[derive(Debug)]
pub(super) struct Forms {
    formats: TokenFormats<'static>,
    /// Whether some form begins with a byte.
    firsts: [u64; 4],
    /// One bit for the first two bytes of each literal that a form begins with, folded to 4,096.
    literals: [u64; 64],
    /// Forms without a literal at their start that need no word before them.
    pub(super) plain: Runs,
    /// The others.
    pub(super) asking: Runs,
    /// What tokens of those are made of.
    asking_signs: Signs,
    /// The signs that stand in forms without a literal at their start, each set once.
    signs: Vec<Signs>,
}

impl Forms {
    fn sorted(formats: TokenFormats<'static>) -> Forms {
        let (plain, asking) = (Runs::new(), Runs::new());
        let (firsts, literals, asking_signs) = ([0; 4], [0; 64], Signs::default());
        let signs = vec![Signs::default()];
        let mut forms = Forms { formats, firsts, literals, plain, asking, asking_signs, signs };
        for start in formats.starts() {
            set_bit(&mut forms.literals, bit(&start));
            forms.note_first(start[0]);
        }
        // Of the others few are read: most formats start with a literal.
        for (number, format) in [false, true].into_iter().flat_map(|asks| formats.without_start(asks)) {
            if let Some(Piece::Run(alphabet, least, _)) = format.pieces().next() {
                forms.add_run(alphabet, (least, number), format);
            }
        }
        let runs = [&mut forms.plain, &mut forms.asking];
        runs.into_iter()
            .flatten()
            .for_each(|(_, forms)| forms.sort_unstable_by_key(|form| (form.total, form.number)));
        let alphabets = forms.plain.iter().chain(&forms.asking).map(|(alphabet, _)| *alphabet);
        let signs = alphabets.fold(0, |signs, alphabet| signs | alphabet.of(&SIGNS));
        (0..128).filter(|byte| signs >> byte & 1 == 1).for_each(|byte| forms.note_first(byte));
        forms
    }

    fn note_first(&mut self, byte: u8) {
        set_bit(&mut self.firsts, usize::from(byte));
    }

    /// Returns false if no form begins with a byte.
    #[inline]
    pub(super) fn may_begin(&self, byte: u8) -> bool {
        has_bit(&self.firsts, usize::from(byte))
    }

    /// Returns false if no form begins here by its literal.
    #[inline]
    pub(super) fn may_have_literal(&self, bytes: &[u8]) -> bool {
        has_bit(&self.literals, bit(bytes))
    }

    /// Returns false if no form without a literal at its start has enough signs at a place.
    pub(super) fn has_room(&self, (reach, bytes, at): (&mut Reach, &[u8], usize)) -> bool {
        reach.of_signs((&self.signs, ANY_SIGNS), bytes, at) >= SHORTEST_TOKEN
    }

    /// Returns the forms that may begin here by their literal.
    pub(super) fn with_literal(&self, bytes: &[u8]) -> impl Iterator<Item = TokenFormat<'static>> + use<> {
        self.may_have_literal(bytes).then(|| self.formats.starting(bytes)).into_iter().flatten()
    }

    /// Returns true if and only if a form may begin here that asks for words before it, as far as its signs tell.
    pub(super) fn may_ask(&self, text: &[u8]) -> bool {
        self.asking_signs.begin(text, SHORTEST_TOKEN)
    }

    /// Calls `found` with those forms without a literal for which enough signs follow at a place, and with their numbers.
    pub(super) fn with_run<'f>(
        &self,
        runs: impl Iterator<Item = &'f (Alphabet, Vec<RunForm>)>,
        (reach, bytes, at): (&mut Reach, &[u8], usize),
        mut found: impl FnMut(usize, TokenFormat<'static>),
    ) {
        let room = reach.of_signs((&self.signs, ANY_SIGNS), bytes, at);
        for (alphabet, forms) in runs {
            for form in forms.iter().take_while(|form| form.total <= room) {
                if form.least <= reach.of(*alphabet, bytes, at)
                    && form.total <= reach.of_signs((&self.signs, form.signs), bytes, at)
                    && let Some(format) = self.formats.get(form.number)
                {
                    found(form.number, format);
                }
            }
        }
    }

    fn add_run(&mut self, alphabet: Alphabet, (least, number): (usize, usize), format: TokenFormat<'_>) {
        let (signs, lengths) = (
            Signs::of(format),
            format.pieces().map(|piece| match piece {
                Piece::Literal(literal) => literal.len(),
                Piece::Run(_, least, _) => least,
            }),
        );
        let total = lengths.sum();
        if !format.near.is_empty() {
            self.asking_signs.0 |= signs.0;
        }
        if let Some(any) = self.signs.get_mut(ANY_SIGNS) {
            any.0 |= signs.0;
        }
        let known = self.signs.iter().position(|known| *known == signs);
        let form = RunForm { least, number, total, signs: known.unwrap_or(self.signs.len()) };
        if known.is_none() {
            self.signs.push(signs);
        }
        let runs = if format.near.is_empty() { &mut self.plain } else { &mut self.asking };
        match runs.iter_mut().find(|(known, _)| *known == alphabet) {
            Some((_, forms)) => forms.push(form),
            None => runs.push((alphabet, vec![form])),
        }
    }
}

/// Returns the bit of the first two bytes: those of letters and signs that begin literals differ.
fn bit(bytes: &[u8]) -> usize {
    let [first, second] = [0, 1].map(|at| bytes.get(at).copied().unwrap_or(0) as usize % 64);
    first * 64 + second
}

/// How far the signs of each alphabet reach that stand in a row, and those of each form; asked place by place, from left to right.
#[derive(Default)]
pub(super) struct Reach {
    looked: Option<usize>,
    alphabets: [usize; Alphabet::ALL.len()],
    signs: Vec<usize>,
}

impl Reach {
    /// Returns how many signs of the alphabet follow from `at`.
    #[inline]
    pub(super) fn of(&mut self, alphabet: Alphabet, bytes: &[u8], at: usize) -> usize {
        if self.looked != Some(at) {
            self.look(bytes, at);
        }
        self.alphabets.get(alphabet as usize).map_or(0, |end| end.saturating_sub(at))
    }

    /// Returns how many of the signs of the given number among all follow from `at`.
    fn of_signs(&mut self, (all, number): (&[Signs], usize), bytes: &[u8], at: usize) -> usize {
        if self.signs.len() < all.len() {
            self.signs.resize(all.len(), 0);
        }
        let (Some(end), Some(signs)) = (self.signs.get_mut(number), all.get(number)) else { return 0 };
        if *end <= at {
            *end = at + bytes.tail(at).iter().take_while(|byte| signs.has(**byte)).count();
        }
        *end - at
    }

    /// Looks how far those alphabets reach of which it is not known: all at once, for most end at the same sign.
    fn look(&mut self, bytes: &[u8], at: usize) {
        self.looked = Some(at);
        let unknown = self.alphabets.iter().enumerate().filter(|(_, end)| **end <= at);
        let mut open: u16 = unknown.fold(0, |open, (number, _)| open | 1 << number);
        let mut end = at;
        while open != 0 {
            let here = bytes.get(end).map_or(0, |byte| Alphabet::all_of(*byte));
            let mut ended = open & !here;
            while ended != 0 {
                if let Some(slot) = self.alphabets.get_mut(ended.trailing_zeros() as usize) {
                    *slot = end;
                }
                ended &= ended - 1;
            }
            open &= here;
            end += 1;
        }
    }
}
