//! Sorts the forms of tokens by how they begin, so that most places of a text are passed by with one look.

use std::sync::LazyLock;

use presend_lexicon::names::Alphabet;
use presend_lexicon::tokens::{Piece, TokenFormat, TokenFormats};

use crate::builtin::LEXICON;

/// The forms of the built-in lexicons, sorted when the first long run of non-blanks is met.
pub(super) static FORMS: LazyLock<Forms> = LazyLock::new(|| Forms::sorted(LEXICON.token_formats()));

/// Forms by how they begin.
#[derive(Debug)]
pub(super) struct Forms {
    formats: TokenFormats<'static>,
    /// One bit for the first two bytes of each literal that a form begins with, folded to 1,024.
    literals: [u64; 16],
    /// For each alphabet that a form begins with: how many signs of it and which form, fewest first.
    runs: Vec<(Alphabet, Vec<(usize, usize)>)>,
}

impl Forms {
    fn sorted(formats: TokenFormats<'static>) -> Forms {
        let mut forms = Forms { formats, literals: [0; 16], runs: Vec::new() };
        for (number, format) in (0..).map_while(|number| Some((number, formats.get(number)?))) {
            match format.pieces().next() {
                Some(Piece::Literal(literal)) => {
                    let bit = bit(literal);
                    forms.literals[bit / 64] |= 1 << (bit % 64);
                }
                Some(Piece::Run(alphabet, least, _)) => forms.add_run(alphabet, (least, number)),
                None => {}
            }
        }
        forms.runs.iter_mut().for_each(|(_, forms)| forms.sort_unstable());
        forms
    }

    fn add_run(&mut self, alphabet: Alphabet, form: (usize, usize)) {
        match self.runs.iter_mut().find(|(known, _)| *known == alphabet) {
            Some((_, forms)) => forms.push(form),
            None => self.runs.push((alphabet, vec![form])),
        }
    }

    /// Returns the forms that may begin here by their literal.
    pub(super) fn with_literal(&self, bytes: &[u8]) -> impl Iterator<Item = TokenFormat<'static>> + use<> {
        let bit = bit(bytes);
        let is_known = self.literals[bit / 64] >> (bit % 64) & 1 == 1;
        is_known.then(|| self.formats.starting(bytes)).into_iter().flatten()
    }

    /// Returns the forms without a literal for which enough signs follow, with their numbers; `length` tells how many of an
    /// alphabet do.
    pub(super) fn with_run<'f>(
        &'f self,
        mut length: impl FnMut(Alphabet) -> usize + 'f,
    ) -> impl Iterator<Item = (usize, TokenFormat<'static>)> + 'f {
        self.runs.iter().flat_map(move |(alphabet, forms)| {
            let length = length(*alphabet);
            let fitting = forms.iter().take_while(move |(least, _)| *least <= length);
            fitting.filter_map(|(_, number)| Some((*number, self.formats.get(*number)?)))
        })
    }
}

/// Returns the bit of the first two bytes.
fn bit(bytes: &[u8]) -> usize {
    let [first, second] = [0, 1].map(|at| bytes.get(at).copied().unwrap_or(0) as usize % 32);
    first * 32 + second
}

/// How far the signs of each alphabet reach that stand in a row; asked place by place, from left to right.
#[derive(Default)]
pub(super) struct Reach([usize; Alphabet::ALL.len()]);

impl Reach {
    /// Returns how many signs of the alphabet follow from `at`.
    pub(super) fn of(&mut self, alphabet: Alphabet, bytes: &[u8], at: usize) -> usize {
        let end = &mut self.0[alphabet as usize];
        if *end <= at {
            *end = at + bytes[at..].iter().take_while(|byte| alphabet.has(**byte)).count();
        }
        *end - at
    }
}
