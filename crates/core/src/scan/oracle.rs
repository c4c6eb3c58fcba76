//! Compares walks that enter terms at their rarest words with walks from the first words, as a user's lexicon has them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;

use super::phrases::keep_longest;
use super::{Hit, look_around, phrases, phrases_from, phrases_of_user};
use crate::builtin::LEXICON;
use crate::message::{Format, RegionKind, read};
use crate::text::Source;
use crate::words::{Tokenizer, Words, blocks};
use presend_lexicon::file::{self, LexiconSource};
use presend_lexicon::fold::fold_word;
use presend_lexicon::inflect::forms;
use presend_lexicon::language::Language;
use presend_lexicon::table::{NONE, Root};
use presend_lexicon::term::{Item, parse};
use presend_lexicon::{LexiconError, UserLexicon};

type OwnClasses = BTreeMap<String, Vec<Item>>;

/// Returns the files of the built-in rules under other codes and names, as a user's.
fn sources() -> Vec<LexiconSource> {
    let mut sources = Vec::new();
    for group in Path::new("../../lexicons/en").read_dir().expect("the lexicons").flatten() {
        for file in group.path().read_dir().into_iter().flatten().flatten() {
            let text = std::fs::read_to_string(file.path()).expect("a lexicon");
            let lines = text.lines().map(|line| match line.split_once(" = \"") {
                Some(("code", code)) => format!("code = \"{}5{}", &code[..1], &code[2..]),
                Some(("name", name)) => format!("name = \"own-{name}"),
                _ => line.to_owned(),
            });
            let text = lines.collect::<Vec<String>>().join("\n");
            sources.push(file::parse("own.toml", &text).expect("the file of a built-in rule"));
        }
    }
    sources
}

/// Draws numbers, the same in every run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    fn one<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.below(of.len())]
    }
}

/// Words that stand in gaps: common ones, with which many terms are entered, and one that begins a sentence.
const FILLERS: [&str; 12] =
    ["the", "you", "not", "we", "please", "call", "Ana", "7", "report", "is", "I", "today. Then"];

/// Writes words that an item matches.
fn write(item: &Item, (language, own): (&Language, &OwnClasses), draw: &mut Draw, text: &mut String) {
    let classes = (language, own);
    match item {
        Item::Word(word) => write!(text, "{word} ").unwrap(),
        Item::Caps(word) => write!(text, "{} ", word.to_uppercase()).unwrap(),
        Item::Inflected(word) => write!(text, "{} ", draw.one(&forms(word, &language.irregular))).unwrap(),
        Item::Class(name) => {
            write(draw.one(language.class(name, own).expect("a class")), classes, draw, text);
        }
        Item::Name => text.push_str("Ana "),
        Item::Number => text.push_str(draw.one::<&str>(&["7 ", "two "])),
        Item::Any => write!(text, "{} ", draw.one(&FILLERS)).unwrap(),
        Item::Gap => (0..draw.below(6)).for_each(|_| write!(text, "{} ", draw.one(&FILLERS)).unwrap()),
        Item::Sequence(items) => items.iter().for_each(|item| write(item, classes, draw, text)),
        Item::Choice(items) => write(draw.one(items), classes, draw, text),
        Item::Optional(item) => {
            if draw.below(2) == 0 {
                write(item, classes, draw, text);
            }
        }
    }
}

/// Writes a text that has something of every term.
fn text_of_terms(sources: &[LexiconSource], draw: &mut Draw) -> Result<String, LexiconError> {
    let language = LEXICON.language()?;
    let mut text = String::new();
    for source in sources {
        let own = language.own_classes(source)?;
        for rule in &source.toml.rule {
            let exceptions = rule.unless.iter().chain(&rule.unless_near);
            let suggested = rule.suggestions.iter().filter_map(|suggestion| suggestion.term.as_ref());
            let terms = rule.terms.iter().chain(&rule.sure).chain(&rule.weak);
            for term in terms.chain(exceptions).chain(suggested) {
                let term = parse(term.get_ref()).expect("a term of a built-in rule");
                write(&term.item, (&language, &own), draw, &mut text);
                // One in four goes on without a stop.
                text.push_str(draw.one::<&str>(&["\n\n", ". ", ".\n", " "]));
            }
        }
    }
    Ok(text)
}

/// Returns what a hit is: its rule, among the built-in ones, its kind and term, its first and last word.
fn what(hit: &Hit, known: u32) -> (u32, u32, u32, u32, u32) {
    (hit.rule - known, hit.kind as u32, hit.index, hit.first, hit.last)
}

/// Returns what walks from the first words find.
fn from_first_words(user: &UserLexicon, words: &Words, text: &str) -> Vec<(u32, u32, u32, u32, u32)> {
    let table = user.open().table;
    let ids = words.list.iter().enumerate().map(|(at, word)| match word.id {
        NONE => table.word(&fold_word(words.span(at, at).of(text))),
        id => table.word(LEXICON.table.text(id)),
    });
    let mut hits = Vec::new();
    phrases_of_user(table, words, 0, &ids.collect::<Vec<u32>>(), &mut hits);
    let known = u32::try_from(LEXICON.rules.iter().count()).unwrap();
    hits.iter().map(|hit| what(hit, known)).collect()
}

/// Returns the hits from a root that begin in a range.
fn beginning_in(words: &Words, root: Root, range: Range<usize>) -> Vec<Hit> {
    let mut hits = Vec::new();
    phrases_from((LEXICON.table, root), words, 0, range, &mut hits);
    hits
}

/// Checks that a look for those that begin in some of the words finds what a look through all of them does.
fn exceptions_begin_where_they_are_asked_for(words: &Words, all: &[Hit], draw: &mut Draw) {
    let from = draw.below(words.list.len());
    let range = from..from + draw.below(12);
    let expected: Vec<Hit> =
        all.iter().copied().filter(|hit| range.contains(&(hit.first as usize))).collect();
    assert_eq!(beginning_in(words, Root::Exceptions, range), expected);
}

#[test]
fn terms_entered_at_their_rarest_words_are_found_where_walks_from_their_first_words_find_them() {
    let sources = sources();
    let user = UserLexicon::compile(*LEXICON, &sources).expect("the built-in rules");
    let mut draw = Draw(0x5EED);
    let (mut count, mut terms) = (0, 0);
    for _ in 0..2 {
        let text = text_of_terms(&sources, &mut draw).expect("the built-in classes");
        let message = read(Source::new("t", text.as_bytes()), Format::Text);
        let tokenizer = Tokenizer::new(LEXICON.table, &message);
        for block in blocks(&message, RegionKind::OWN_WORDS) {
            let mut words = tokenizer.cut(&message, &block);
            look_around(LEXICON.table, &mut words);
            let part = &message.parts[words.part].text;
            let mut expected = from_first_words(&user, &words, part);
            let mut hits = Vec::new();
            let all = 0..words.list.len();
            phrases(LEXICON.table, &words, 0, all.clone(), &mut hits);
            let mut exceptions = beginning_in(&words, Root::Exceptions, all);
            exceptions_begin_where_they_are_asked_for(&words, &exceptions, &mut draw);
            keep_longest(&mut exceptions, 0);
            hits.append(&mut exceptions);
            let mut found: Vec<_> = hits.iter().map(|hit| what(hit, 0)).collect();
            expected.sort_unstable();
            found.sort_unstable();
            assert_eq!(found, expected, "{:?}", words.span(0, words.list.len() - 1).of(part));
            count += found.len();
        }
        terms +=
            sources.iter().flat_map(|source| &source.toml.rule).map(|rule| rule.terms.len()).sum::<usize>();
    }
    // Each term was there, but for some that stood with others in a longer one.
    assert!(count > terms, "{count} hits of {terms} terms");
}
