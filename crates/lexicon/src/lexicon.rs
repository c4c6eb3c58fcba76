//! Opens packed lexicons, packs the built-in ones from their files, and compiles a user's by the same code.

use std::sync::Arc;

use super::compile::compile;
use super::cues::{self, CueTable, CueTexts};
use super::decision::{self, Decision};
use super::error::LexiconError;
use super::file::{self, LexiconSource};
use super::language::Language;
use super::models::{self, Model};
use super::names::Group;
use super::pack::{Numbers, Packed, Section, Text};
use super::rule::{Frames, Patterns, Rules, marks};
use super::table::Table;
use super::team::WorkingModel;
use super::time::{self, TimeWords};
use super::word_lists::{self, WordLists};

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
    /// Opens a packed lexicon: finds its sections, and reads nothing in them.
    ///
    /// # Errors
    /// Returns what is wrong with its head or its directory.
    pub fn open(bytes: &'a [u8]) -> Result<Lexicon<'a>, &'static str> {
        let packed = Packed::open(bytes)?;
        Ok(Lexicon {
            packed,
            table: Table::of(packed),
            rules: Rules::of(packed),
            patterns: Patterns::of(packed),
            frames: Frames::of(packed),
        })
    }

    /// Returns the marks with the number of their rule.
    pub fn marks(self) -> impl ExactSizeIterator<Item = (Text<'a>, u32)> + use<'a> {
        marks(self.packed)
    }

    /// Returns the gates of all patterns, three numbers each, sorted by the first: number of the key word, of the gate, offset of the
    /// word in it in bytes.
    #[must_use]
    pub fn gate_keys(self) -> Numbers<'a> {
        self.packed.numbers(Section::GateKeys)
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

    /// Returns what a working model stands for; `None` in a user's lexicon.
    #[must_use]
    pub fn model(self, model: WorkingModel) -> Option<Model<'a>> {
        Model::of(self.packed, model)
    }

    /// Reads what the built-in lexicons were compiled with, to compile a user's with the same.
    ///
    /// # Errors
    /// Returns the first error; none in lexicons that [`pack_built_in`] has packed.
    pub fn language(self) -> Result<Language, LexiconError> {
        let mut files = self.packed.pool().list_of(self.packed.cells(Section::Files)).iter();
        let [classes, inflection, context] = std::array::from_fn(|_| files.next().unwrap_or_default());
        Language::parse((CLASSES, classes), (INFLECTION, inflection), (CONTEXT, context))
    }
}

/// The path of the shared classes, for errors.
const CLASSES: &str = "lexicons/en/classes.toml";
/// The path of the inflections, for errors.
const INFLECTION: &str = "lexicons/inflection.toml";
/// The path of the context frames, for errors.
const CONTEXT: &str = "lexicons/context.toml";

/// The texts of the files that the built-in lexicons are packed from.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'s> {
    /// Word classes that all rules share.
    pub classes: &'s str,
    /// Inflections, contractions, number words.
    pub inflection: &'s str,
    /// Context frames and the word lists of the language gate.
    pub context: &'s str,
    /// The judge's numbers and the decision table.
    pub verdict: &'s str,
    /// Words of date and time.
    pub time: &'s str,
    /// Presets of the working models.
    pub models: &'s str,
    /// Files with lists of words: (path, text).
    pub word_lists: &'s [(&'s str, &'s str)],
    /// The cues.
    pub cues: CueTexts<'s>,
    /// The files of rules: (path, text).
    pub rules: &'s [(String, String)],
}

/// Packs the built-in lexicons.
///
/// # Errors
/// Returns what is wrong, with file and line, one text for each error.
pub fn pack_built_in(from: &Sources<'_>) -> Result<Vec<u8>, Vec<String>> {
    let one = |error: LexiconError| vec![error.to_string()];
    let all = |errors: Vec<LexiconError>| errors.iter().map(ToString::to_string).collect::<Vec<_>>();
    let in_cues = |error: String| vec![format!("lexicons/cues: {error}")];
    let language =
        Language::parse((CLASSES, from.classes), (INFLECTION, from.inflection), (CONTEXT, from.context))
            .map_err(one)?;
    let mut sources = Vec::new();
    for (path, text) in from.rules {
        let source = file::parse(path, text).map_err(all)?;
        refuse_slow_patterns(&source).map_err(all)?;
        sources.push(source);
    }
    let cues = cues::parse(from.cues.cues).map_err(in_cues)?;
    let words: Vec<&str> = cues.words().collect();
    let mut compiled = compile(&language, &sources, None, &words).map_err(all)?;
    let packer = &mut compiled.packer;
    cues.pack(&from.cues, &compiled.words, packer).map_err(in_cues)?;
    decision::pack("lexicons/verdict.toml", from.verdict, packer).map_err(one)?;
    time::pack("lexicons/time.toml", from.time, packer).map_err(one)?;
    models::pack("lexicons/models.toml", from.models, packer).map_err(one)?;
    word_lists::pack(from.word_lists, packer).map_err(one)?;
    let files = packer.list([from.classes, from.inflection, from.context]);
    packer.numbers(Section::Files, &files);
    Ok(packer.finish())
}

/// Regular expressions cost start-up time: the built-in lexicons use them for structured values alone, words are terms.
fn refuse_slow_patterns(source: &LexiconSource) -> Result<(), Vec<LexiconError>> {
    if source.toml.group.get_ref() == Group::Private.name() {
        return Ok(());
    }
    let wordy = source.toml.rule.iter().filter(|rule| !rule.patterns.is_empty());
    let reason = "patterns are for structured values (group private); say it in terms";
    let errors: Vec<LexiconError> = wordy.map(|rule| source.error(rule.code.span().start, reason)).collect();
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// A user's lexicons, packed in memory; copies share the bytes.
#[derive(Debug, Clone)]
pub struct UserLexicon(Arc<[u8]>);

impl UserLexicon {
    /// Compiles lexicons; their rules are numbered after the built-in ones.
    ///
    /// # Errors
    /// Returns every error, with file and line.
    pub fn compile(
        built_in: Lexicon<'_>,
        sources: &[LexiconSource],
    ) -> Result<UserLexicon, Vec<LexiconError>> {
        let language = built_in.language().map_err(|error| vec![error])?;
        let compiled = compile(&language, sources, Some(built_in.rules), &[])?;
        Ok(UserLexicon(compiled.packer.finish().into()))
    }

    /// Opens it.
    #[must_use]
    pub fn open(&self) -> Lexicon<'_> {
        Lexicon::open(&self.0).expect("the same code has just packed these bytes")
    }
}
