//! Opens packed lexicons, and compiles a user's by the code that packed the built-in ones.

use std::sync::Arc;

use super::beside_terms::BesideTerms;
use super::compile::compile;
use super::cues::CueTable;
use super::decision::Decision;
use super::device_forms::DeviceForms;
use super::error::LexiconError;
use super::file::LexiconSource;
use super::inner_gates::InnerGates;
use super::language::Language;
use super::models::Model;
use super::notices::NoticePhrases;
use super::openings::Openings;
use super::pack::{self, Numbers, Packed, Section, Text};
use super::rule::{Frames, Gates, Patterns, Rules, marks};
use super::table::Table;
use super::team::WorkingModel;
use super::time::TimeWords;
use super::tokens::TokenFormats;
use super::word_lists::WordLists;

/// A packed lexicon, opened. Copies borrow the same bytes.
#[derive(Debug, Clone, Copy)]
pub struct Lexicon<'a> {
    packed: Packed<'a>,
    /// Vocabulary and automaton.
    pub table: Table<'a>,
    /// The rules, by code.
    pub rules: Rules<'a>,
    /// Regular expressions.
    pub patterns: Patterns<'a>,
    /// Context frames.
    pub frames: Frames<'a>,
}

impl<'a> Lexicon<'a> {
    /// Opens a packed lexicon: finds its sections, and reads nothing in them but the texts, of which it sees whether they are
    /// UTF-8.
    ///
    /// # Errors
    /// Returns what is wrong with its head, its directory or its texts.
    pub fn open(bytes: &'a [u8]) -> Result<Lexicon<'a>, &'static str> {
        Packed::open(bytes).map(Lexicon::of)
    }

    /// Opens a packed lexicon beside its texts, which [`without_texts`] took out of it, and reads nothing in it.
    ///
    /// # Errors
    /// Returns what is wrong with its head or its directory.
    pub fn open_beside(bytes: &'a [u8], texts: &'a str) -> Result<Lexicon<'a>, &'static str> {
        Packed::open_beside(bytes, texts).map(Lexicon::of)
    }

    fn of(packed: Packed<'a>) -> Lexicon<'a> {
        Lexicon {
            packed,
            table: Table::of(packed),
            rules: Rules::of(packed),
            patterns: Patterns::of(packed),
            frames: Frames::of(packed),
        }
    }

    /// Returns the marks with the number of their rule.
    pub fn marks(self) -> impl ExactSizeIterator<Item = (Text<'a>, u32)> + use<'a> {
        marks(self.packed)
    }

    /// Returns the gates of all patterns.
    #[must_use]
    pub fn gates(self) -> Gates<'a> {
        Gates::of(self.packed)
    }

    /// Returns the gates of all patterns, three numbers each, sorted by the first: number of the key word, of the gate, offset of the
    /// word in it in bytes.
    #[must_use]
    pub fn gate_keys(self) -> Numbers<'a> {
        self.packed.numbers(Section::GateKeys)
    }

    /// Returns the gates that may stand inside a token.
    #[must_use]
    pub fn inner_gates(self) -> InnerGates<'a> {
        InnerGates::of(self.packed.numbers(Section::InnerGates))
    }

    /// Returns the formats of tokens; empty in a user's lexicon.
    #[must_use]
    pub fn token_formats(self) -> TokenFormats<'a> {
        TokenFormats::of(self.packed)
    }

    /// Returns the cues; empty in a user's lexicon.
    #[must_use]
    pub fn cues(self) -> CueTable<'a> {
        CueTable::of(self.packed)
    }

    /// Returns the decision table; empty in a user's lexicon.
    #[must_use]
    pub fn decision(self) -> Decision<'a> {
        Decision::of(self.packed)
    }

    /// Returns the words of date and time; empty in a user's lexicon.
    #[must_use]
    pub fn time_words(self) -> TimeWords<'a> {
        TimeWords::of(self.packed)
    }

    /// Returns the lists of words; empty in a user's lexicon.
    #[must_use]
    pub fn word_lists(self) -> WordLists<'a> {
        WordLists::of(self.packed)
    }

    /// Returns how lines open that are not own words; in a user's lexicon none does.
    #[must_use]
    pub fn openings(self) -> Openings<'a> {
        Openings::of(self.packed)
    }

    /// Returns the forms of lines that devices add; a user's lexicon has none.
    #[must_use]
    pub fn device_forms(self) -> DeviceForms<'a> {
        DeviceForms::of(self.packed)
    }

    /// Returns the phrases of notices; a user's lexicon has none.
    #[must_use]
    pub fn notice_phrases(self) -> NoticePhrases<'a> {
        NoticePhrases::of(self.packed)
    }

    /// Returns what a working model stands for; `None` in a user's lexicon.
    #[must_use]
    pub fn model(self, model: WorkingModel) -> Option<Model<'a>> {
        Model::of(self.packed, model)
    }

    /// Reads what the built-in lexicons were compiled with, to compile a user's with the same.
    ///
    /// # Errors
    /// Returns the first error; none in the built-in lexicons.
    pub fn language(self) -> Result<Language, LexiconError> {
        let mut files = self.packed.pool().list_of(self.packed.cells(Section::Files)).iter();
        let [classes, inflection, context] = std::array::from_fn(|_| files.next().unwrap_or_default());
        Language::parse((CLASSES, classes), (INFLECTION, inflection), (CONTEXT, context))
    }
}

/// Returns a packed lexicon and the texts that were in it: included as a text, they are seen to be UTF-8 by the compiler, and not
/// each time that one is read.
///
/// # Errors
/// Returns what is wrong with the packed lexicon.
pub fn without_texts(packed: &[u8]) -> Result<(Vec<u8>, String), &'static str> {
    pack::without_texts(packed)
}

/// The path of the shared classes, for errors.
pub(crate) const CLASSES: &str = "lexicons/en/classes.toml";
/// The path of the inflections, for errors.
pub(crate) const INFLECTION: &str = "lexicons/inflection.toml";
/// The path of the context frames, for errors.
pub(crate) const CONTEXT: &str = "lexicons/context.toml";

/// A user's lexicons, packed in memory; copies share the bytes.
#[derive(Debug, Clone)]
pub struct UserLexicon {
    bytes: Arc<[u8]>,
    texts: Arc<str>,
}

impl UserLexicon {
    /// Compiles lexicons; their rules are numbered after the built-in ones.
    ///
    /// # Errors
    /// Returns every error, with file and line.
    #[expect(
        clippy::expect_used,
        reason = "the code that packs these bytes refuses what does not fit into them"
    )]
    pub fn compile(
        built_in: Lexicon<'_>,
        sources: &[LexiconSource],
    ) -> Result<UserLexicon, Vec<LexiconError>> {
        let language = built_in.language().map_err(|error| vec![error])?;
        let compiled = compile(&language, sources, Some(built_in.rules), &BesideTerms::default())?;
        let (bytes, texts) =
            without_texts(&compiled.packer.finish()).expect("the same code has just packed these bytes");
        Ok(UserLexicon { bytes: bytes.into(), texts: texts.into() })
    }

    /// Opens it.
    #[must_use]
    #[expect(
        clippy::expect_used,
        reason = "the code that packed these bytes refuses what does not fit into them"
    )]
    pub fn open(&self) -> Lexicon<'_> {
        Lexicon::open_beside(&self.bytes, &self.texts).expect("the same code has just packed these bytes")
    }
}
