//! Packs the built-in lexicons from their files, for the build script of `presend-tables`.

use super::beside_terms::BesideTerms;
use super::compile::compile;
use super::cues::{self, CueTexts};
use super::error::LexiconError;
use super::file::{self, LexiconSource};
use super::language::Language;
use super::lexicon::{CLASSES, CONTEXT, INFLECTION};
use super::names::Group;
use super::pack::{Section, small};
use super::{decision, device_forms, models, notices, openings, time, tokens, word_lists};

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
    /// The commonest words in the order of their use.
    pub by_use: &'s str,
    /// The cues.
    pub cues: CueTexts<'s>,
    /// The files of formats of tokens: (path, text).
    pub tokens: &'s [(String, String)],
    /// The files of rules: (path, text).
    pub rules: &'s [(String, String)],
    /// What only the page of a rule shows is left out: terms as they are written, examples, sources.
    pub without_pages: bool,
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
    let cues = cues::parse(&from.cues).map_err(in_cues)?;
    let lists = word_lists::read(from.word_lists).map_err(one)?;
    let lines = from.by_use.lines().filter(|line| !line.starts_with('#'));
    let mut words = BesideTerms {
        by_use: lines.flat_map(str::split_whitespace).collect(),
        numbered: cues.words().collect(),
        flagged: cues.heads(),
        without_pages: from.without_pages,
    };
    words.flagged.extend(word_lists::flagged(&lists));
    let mut compiled = compile(&language, &sources, None, &words).map_err(all)?;
    let packer = &mut compiled.packer;
    cues.pack(&from.cues, &compiled.words, packer).map_err(in_cues)?;
    decision::pack("lexicons/verdict.toml", from.verdict, packer).map_err(one)?;
    time::pack("lexicons/time.toml", from.time, packer).map_err(one)?;
    models::pack("lexicons/models.toml", from.models, packer).map_err(one)?;
    word_lists::pack(&lists, packer);
    openings::pack(&lists, packer);
    device_forms::pack(packer);
    notices::pack(packer);
    let rule = |code: &str| {
        let codes =
            sources.iter().flat_map(|source| &source.toml.rule).map(|rule| rule.code.get_ref().as_str());
        let mut codes: Vec<&str> = codes.collect();
        codes.sort_unstable();
        codes.binary_search(&code).ok().map(small)
    };
    tokens::pack(from.tokens, rule, packer).map_err(one)?;
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
