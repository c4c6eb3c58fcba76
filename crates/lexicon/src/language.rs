//! Holds what all lexicons of a language share: word classes, inflections, contractions, context frames.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::error::LexiconError;
use super::file::{Classes, LexiconSource, Strings};
use super::fold::fold_word;
use super::inflect::Irregular;
use super::names::{Effect, Reach};
use super::term::{Item, parse};

/// Most words that one class may stand for, all nested classes included.
const MAX_CLASS: usize = 4_000;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassesToml {
    classes: Classes,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct InflectionToml {
    irregular: Irregular,
    contractions: BTreeMap<String, String>,
    chat: BTreeMap<String, String>,
    words: WordsToml,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsToml {
    ambiguous: Vec<String>,
    number: Vec<String>,
}

/// One context frame: terms that change what a hit near them means.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FrameToml {
    /// Name, such as `negation`.
    pub name: String,
    /// Codes or groups it applies to, or `negatable`.
    pub rules: Vec<String>,
    /// Where it must stand for a hit to be in its reach.
    pub reach: Reach,
    /// Words between the frame and the hit at most; for `before`, `after` and `around`.
    #[serde(default)]
    pub words: u32,
    /// What it does to that hit.
    pub effect: Effect,
    /// Factor on the weight.
    #[serde(default)]
    pub factor: f32,
    /// How many different hits it takes; 1 unless said.
    #[serde(default = "one")]
    pub least: u32,
    /// What it looks for.
    pub terms: Strings,
    /// What looks like it but is not.
    #[serde(default)]
    pub unless: Strings,
}

fn one() -> u32 {
    1
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ContextToml {
    frame: Vec<FrameToml>,
    words: ContextWords,
}

/// Word lists of the context rules and of the language gate.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ContextWords {
    /// Words that end a clause (`but`).
    pub clause_end: Vec<String>,
    /// The commonest English words.
    pub common: Vec<String>,
    /// Capitalised words that are no person's name.
    pub not_a_name: Vec<String>,
    /// Words that end with a full stop without ending a sentence.
    pub abbreviation: Vec<String>,
    /// Words drawn out in good spirits or as sounds, each run of a letter written once.
    pub drawn_out: Vec<String>,
    /// Words that make a run of capitals a sentence.
    pub function: Vec<String>,
}

/// What the files beside the lexicons say about English.
#[derive(Debug)]
pub struct Language {
    classes: BTreeMap<String, Vec<Item>>,
    /// Irregular inflections.
    pub irregular: Irregular,
    /// Folded short form to the one or two words it stands for.
    pub short_forms: BTreeMap<String, Vec<String>>,
    /// Number words.
    pub numbers: Vec<String>,
    /// Context frames.
    pub frames: Vec<FrameToml>,
    /// Word lists of the context rules.
    pub words: ContextWords,
    /// Path and text of the context file, for errors.
    pub context_source: (String, String),
}

impl Language {
    /// Reads the three files that describe a language, each given as (path, text).
    ///
    /// # Errors
    /// Returns the first error, with file and line.
    pub fn parse(
        classes: (&str, &str),
        inflection: (&str, &str),
        context: (&str, &str),
    ) -> Result<Language, LexiconError> {
        let shared: ClassesToml = read(classes)?;
        let forms: InflectionToml = read(inflection)?;
        let around: ContextToml = read(context)?;
        let mut language = Language {
            classes: BTreeMap::new(),
            irregular: forms.irregular,
            short_forms: short_forms(&forms.contractions, &forms.chat, &forms.words.ambiguous),
            numbers: forms.words.number,
            frames: around.frame,
            words: around.words,
            context_source: (context.0.to_owned(), context.1.to_owned()),
        };
        let at = |offset: usize, reason: String| LexiconError::at(classes.0, classes.1, offset, reason);
        language.classes =
            language.resolve(&shared.classes).map_err(|(offset, reason)| at(offset, reason))?;
        Ok(language)
    }

    /// Returns the members of a class, those of a lexicon's own classes first.
    pub fn class<'a>(&'a self, name: &str, own: &'a BTreeMap<String, Vec<Item>>) -> Option<&'a [Item]> {
        own.get(name).or_else(|| self.classes.get(name)).map(Vec::as_slice)
    }

    /// Resolves the classes of a lexicon file.
    ///
    /// # Errors
    /// Returns an error for each class that names an unknown class or itself.
    pub fn own_classes(&self, source: &LexiconSource) -> Result<BTreeMap<String, Vec<Item>>, LexiconError> {
        self.resolve(&source.toml.classes).map_err(|(offset, reason)| source.error(offset, reason))
    }

    /// Replaces class names inside classes by their members.
    fn resolve(&self, classes: &Classes) -> Result<BTreeMap<String, Vec<Item>>, (usize, String)> {
        let mut done = BTreeMap::new();
        for name in classes.keys() {
            let mut path = Vec::new();
            let members = self.members(name, classes, &mut path)?;
            done.insert(name.clone(), members);
        }
        Ok(done)
    }

    fn members(
        &self,
        name: &str,
        classes: &Classes,
        path: &mut Vec<String>,
    ) -> Result<Vec<Item>, (usize, String)> {
        let Some(written) = classes.get(name) else {
            return Ok(self.classes.get(name).cloned().unwrap_or_default());
        };
        if path.iter().any(|seen| seen == name) || path.len() > 8 {
            let at = written.first().map_or(0, |member| member.span().start);
            return Err((at, format!("class `@{name}` contains itself")));
        }
        path.push(name.to_owned());
        let mut all = Vec::new();
        for member in written {
            let at = member.span().start;
            let item = if member.get_ref() == "@name" || member.get_ref() == "@number" {
                if member.get_ref() == "@name" { Item::Name } else { Item::Number }
            } else {
                parse(member.get_ref()).map_err(|reason| (at, reason))?.item
            };
            match item {
                Item::Class(inner) if classes.contains_key(&inner) || self.classes.contains_key(&inner) => {
                    all.extend(self.members(&inner, classes, path)?);
                }
                Item::Class(inner) => return Err((at, format!("unknown class `@{inner}`"))),
                item => all.push(item),
            }
            if all.len() > MAX_CLASS {
                return Err((at, format!("class `@{name}` stands for more than {MAX_CLASS} words")));
            }
        }
        path.pop();
        Ok(all)
    }
}

fn read<T: serde::de::DeserializeOwned>((path, text): (&str, &str)) -> Result<T, LexiconError> {
    toml::from_str(text).map_err(|error| LexiconError::toml(path, text, &error))
}

/// Lists every short form, with and without its apostrophe.
fn short_forms(
    contractions: &BTreeMap<String, String>,
    chat: &BTreeMap<String, String>,
    ambiguous: &[String],
) -> BTreeMap<String, Vec<String>> {
    let words = |text: &String| text.split(' ').map(fold_word).collect::<Vec<String>>();
    let mut all: BTreeMap<String, Vec<String>> =
        chat.iter().map(|(form, text)| (form.clone(), words(text))).collect();
    for (form, text) in contractions {
        all.insert(form.clone(), words(text));
        if !ambiguous.contains(form) {
            all.insert(form.replace('\'', ""), words(text));
        }
    }
    all
}
