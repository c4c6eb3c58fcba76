//! Reads the forms of tokens in place that their issuers gave them, from `lexicons/secrets/`.

mod form;
mod toml;

pub use form::{Part, SHORTEST_TOKEN, parse as parse_form, spelled_out};
#[cfg(feature = "built-in")]
pub(crate) use toml::pack;
pub use toml::{FormatToml, IssuerToml, parse};

use super::names::Alphabet;
use super::pack::{Cell, List, Numbers, Packed, Pool, Section, Text, number, pair};

/// Numbers of one format: rule; issuer, name, words near it; first part and how many.
pub(crate) const FORMAT_SIZE: usize = 9;
/// Numbers of one part: alphabet, least, most; or this number, and the text.
const PART_SIZE: usize = 3;
/// Stands for a literal where a part has the number of its alphabet.
#[cfg(feature = "built-in")]
pub(crate) const LITERAL: u32 = 0xFF;

/// Returns the key of a format that starts with a literal: its first two bytes.
pub(crate) fn start_key(bytes: &[u8]) -> u32 {
    u32::from(*bytes.first().unwrap_or(&0)) << 8 | u32::from(*bytes.get(1).unwrap_or(&0))
}

/// Returns the key of a format that starts with no literal; no literal has it.
pub(crate) const fn startless_key(asks_for_words: bool) -> u32 {
    if asks_for_words { 0 } else { 1 }
}

/// A part of a token.
#[derive(Debug, Clone, Copy)]
pub enum Piece<'a> {
    /// This text.
    Literal(&'a [u8]),
    /// Signs of an alphabet: at least and at most so many.
    Run(Alphabet, usize, usize),
}

/// A format of tokens.
#[derive(Debug, Clone, Copy)]
pub struct TokenFormat<'a> {
    /// The number of the rule that reports the token.
    pub rule: u32,
    /// Who issues it.
    pub issuer: Text<'a>,
    /// What it is for.
    pub name: Text<'a>,
    /// Words of which one must stand before it, beside a word for a secret; empty where its form gives it away.
    pub near: List<'a>,
    parts: &'a [[Cell; PART_SIZE]],
    pool: Pool<'a>,
}

impl<'a> TokenFormat<'a> {
    /// Returns the parts of the token, in order.
    pub fn pieces(self) -> impl Iterator<Item = Piece<'a>> + use<'a> {
        self.parts.iter().map(move |&[kind, first, second]| match Alphabet::numbered(number(kind)) {
            Some(alphabet) => Piece::Run(alphabet, number(first) as usize, number(second) as usize),
            None => Piece::Literal(self.pool.text([first, second]).as_bytes()),
        })
    }
}

/// The formats of tokens of a packed table.
#[derive(Debug, Clone, Copy)]
pub struct TokenFormats<'a> {
    records: &'a [[Cell; FORMAT_SIZE]],
    parts: &'a [[Cell; PART_SIZE]],
    starts: Numbers<'a>,
    pool: Pool<'a>,
}

impl<'a> TokenFormats<'a> {
    pub(crate) fn of(packed: Packed<'a>) -> TokenFormats<'a> {
        TokenFormats {
            records: packed.records(Section::TokenFormats),
            parts: packed.records(Section::TokenParts),
            starts: packed.numbers(Section::TokenStarts),
            pool: packed.pool(),
        }
    }

    /// Returns the formats that start with a literal whose first two bytes are these.
    pub fn starting(self, bytes: &[u8]) -> impl Iterator<Item = TokenFormat<'a>> + use<'a> {
        self.keyed(start_key(bytes)).map(|(_, format)| format)
    }

    /// Returns the formats that start with no literal, by number: those that ask for words before the token, or the others.
    pub fn without_start(
        self,
        asks_for_words: bool,
    ) -> impl Iterator<Item = (usize, TokenFormat<'a>)> + use<'a> {
        self.keyed(startless_key(asks_for_words))
    }

    /// Returns the first two bytes of the literals that formats start with, sorted, for each format once; without reading one.
    pub fn starts(self) -> impl Iterator<Item = [u8; 2]> + use<'a> {
        let keys = self.starts.rows::<2>().map(|[key, _]| key).filter(|key| *key > startless_key(false));
        keys.map(|key| {
            let [.., first, second] = key.to_be_bytes();
            [first, second]
        })
    }

    fn keyed(self, key: u32) -> impl Iterator<Item = (usize, TokenFormat<'a>)> + use<'a> {
        let from = self.starts.rows_below::<2>(key) * 2;
        let behind = self.starts.range(from..self.starts.len());
        let same = behind.rows::<2>().take_while(move |[found, _]| *found == key);
        same.filter_map(move |[_, format]| Some((format as usize, self.get(format as usize)?)))
    }

    /// Returns a format by its number.
    #[must_use]
    pub fn get(self, at: usize) -> Option<TokenFormat<'a>> {
        let cells = self.records.get(at)?;
        let text = |at: usize| self.pool.text(pair(cells, at));
        let first = number(cells[7]) as usize;
        Some(TokenFormat {
            rule: number(cells[0]),
            issuer: text(1),
            name: text(3),
            near: self.pool.list([cells[5], cells[6]]),
            parts: self.parts.get(first..first + number(cells[8]) as usize)?,
            pool: self.pool,
        })
    }
}

#[cfg(all(test, feature = "built-in"))]
mod tests {
    use super::*;
    use crate::pack::Packer;

    #[test]
    fn what_was_packed_is_read_back() {
        let text = "rule = \"P001\"\nissuer = \"Kestrel\"\nsources = [\"its manual\"]\n\
            [[format]]\nname = \"key\"\nform = \"ks_|kt_ base62:20-24\"\n\
            [[format]]\nname = \"old key\"\nform = \"hex:32\"\nnear = [\"kestrel\"]\n";
        let mut packer = Packer::default();
        let files = [("kestrel.toml".to_owned(), text.to_owned())];
        pack(&files, |code| (code == "P001").then_some(7), &mut packer).expect("a good file");
        let bytes = packer.finish();
        let formats = TokenFormats::of(Packed::open(&bytes).expect("just packed"));
        let without = formats.without_start(true).map(|(_, format)| format);
        let found: Vec<_> = formats.starting(b"kt_").chain(without).collect();
        assert_eq!(found.len(), 2, "the one with the literal, and the one without");
        assert_eq!(
            formats.starts().collect::<Vec<_>>(),
            [*b"ks", *b"kt"],
            "no key of a form without a literal"
        );
        let pieces: Vec<_> = found[0].pieces().collect();
        assert!(matches!(pieces[0], Piece::Literal(b"kt_")));
        assert!(matches!(pieces[1], Piece::Run(Alphabet::Base62, 20, 24)));
        assert_eq!((found[0].rule, found[1].near.iter().next()), (7, Some("kestrel")));
        assert_eq!(formats.starting(b"zz").count(), 0);
        assert!(pack(&files, |_| None, &mut Packer::default()).is_err(), "a rule that is not there");
    }
}
