//! Finds structured values (keys, card numbers, identifiers) by regular expressions behind literal gates.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use regex_automata::meta::{BuildError, Config, Regex};
use regex_automata::util::syntax;

use super::gates::Gates;
use super::shapes::{
    DIGITS, Group, Shape, bits_of, groups, has_shape, is_short_and_alone, mixed_words, shape_of,
};
use super::validators::test;
use super::{Hit, NO_BLOCK};
use crate::builtin::LEXICON;
use crate::text::Span;
use crate::text::lines::{ceil_char, floor_char};
use crate::words::Words;
use presend_lexicon::table::{Kind, NONE};
use presend_lexicon::{LexiconError, Pattern, UserLexicon};

/// A pattern sees this many bytes before its gate, at most.
const BEFORE: usize = 120;
/// A pattern sees this many bytes after its gate, at most.
const AFTER: usize = 240;
/// A pattern without a literal sees this many bytes on both sides of a number: the longest such value has 34.
const NUMERIC_REACH: usize = 48;

/// The patterns of all lexicons; each is compiled when its gate is first met.
#[derive(Debug)]
pub struct Patterns {
    user: Option<UserLexicon>,
    compiled: Vec<Compiled>,
    gates: OnceLock<Gates>,
    everywhere: OnceLock<Option<AhoCorasick>>,
    numeric: OnceLock<Vec<Numeric>>,
    /// A user's pattern may be gated by words that the built-in vocabulary does not know.
    search_all: bool,
}

/// What is made of a pattern when it is first needed.
#[derive(Debug, Default)]
struct Compiled {
    regex: OnceLock<Option<Regex>>,
    not: OnceLock<Vec<Regex>>,
}

/// A pattern without a literal: its number, and the groups of digits of which it wants one.
#[derive(Debug)]
struct Numeric {
    number: usize,
    shapes: Vec<Shape>,
}

/// Compiles an expression over bytes. ASCII classes compile and run several times faster than those of Unicode, so an
/// expression that can do without gets them; and no literals are sought in it, for its gate has found the place.
fn compile(expression: &str) -> Result<Regex, Box<BuildError>> {
    let build = |unicode: bool| {
        Regex::builder()
            .configure(Config::new().auto_prefilter(false).utf8_empty(false))
            .syntax(syntax::Config::new().unicode(unicode).utf8(false))
            .build(expression)
            .map_err(Box::new)
    };
    build(false).or_else(|_| build(true))
}

/// One search through a text: up to where each pattern has looked already.
struct Search<'t> {
    text: &'t str,
    limits: Span,
    part: usize,
    covered: Vec<usize>,
    /// Room for the groups of digits around a number.
    groups: Vec<Group>,
}

impl Patterns {
    /// Takes the patterns of the built-in lexicons and of a user's.
    #[must_use]
    pub fn new(user: Option<UserLexicon>) -> Patterns {
        let of_user = user.as_ref().map_or(0, |user| user.open().patterns.len());
        let count = LEXICON.patterns.len() + of_user;
        Patterns {
            compiled: std::iter::repeat_with(Compiled::default).take(count).collect(),
            gates: OnceLock::new(),
            everywhere: OnceLock::new(),
            numeric: OnceLock::new(),
            search_all: of_user > 0,
            user,
        }
    }

    /// Returns a pattern by its number: the built-in ones come first.
    fn pattern(&self, number: usize) -> Option<Pattern<'_>> {
        let built_in = LEXICON.patterns;
        built_in
            .get(number)
            .or_else(|| self.user.as_ref()?.open().patterns.get(number.checked_sub(built_in.len())?))
    }

    /// Returns every pattern with its number.
    fn all(&self) -> impl Iterator<Item = (usize, Pattern<'_>)> {
        (0..self.compiled.len()).filter_map(|number| Some((number, self.pattern(number)?)))
    }

    /// Checks that every expression of a user's lexicon compiles.
    ///
    /// # Errors
    /// Returns each one that does not, with its line in `path`.
    pub fn validate(
        path: &str,
        patterns: presend_lexicon::rule::Patterns<'_>,
    ) -> Result<(), Vec<LexiconError>> {
        let mut errors = Vec::new();
        for pattern in patterns.iter() {
            let mut refuse = |reason: String| {
                errors.push(LexiconError { path: path.to_owned(), line: pattern.line as usize, reason });
            };
            for expression in std::iter::once(&*pattern.regex).chain(pattern.not.iter()) {
                match compile(expression) {
                    Err(error) => refuse(format!("bad regex: {error}")),
                    Ok(regex)
                        if pattern.regex == expression && pattern.group as usize >= regex.captures_len() =>
                    {
                        refuse(format!("the regex has no group {}", pattern.group));
                    }
                    Ok(_) => {}
                }
            }
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// Appends the hits in a block of words, trying patterns only near the tokens that the word cutter noted.
    pub fn find_in_words(&self, text: &str, words: &Words, block: u32, hits: &mut Vec<Hit>) {
        if words.tokens.is_empty() && !self.search_all {
            return;
        }
        let (Some(&(first, _)), Some(last)) = (words.kinds.first(), words.list.last()) else { return };
        let limits = Span::new(words.base + first as usize, words.base + last.end as usize);
        let from = hits.len();
        if self.search_all {
            self.find_in_text(
                text,
                Span::new(limits.start, (limits.end + AFTER).min(text.len())),
                words.part,
                hits,
            );
        } else {
            let mut search = self.search(text, limits, words.part);
            let mut open = Vec::new();
            for token in &words.tokens {
                let span = Span::new(words.base + token.start as usize, words.base + token.end as usize);
                self.gates().on_token(text.as_bytes(), (token.id, span), &mut open);
            }
            // In the order of the lexicon: what is likely comes first, and what it finds spares the rest.
            open.sort_unstable_by_key(|&(number, _, place)| (number, place));
            for (_, literal, place) in open {
                self.open_gate(literal, place, &mut search, hits);
            }
            for token in words.tokens.iter().filter(|token| token.id == NONE) {
                let span = Span::new(words.base + token.start as usize, words.base + token.end as usize);
                if span.of(text).bytes().any(|byte| byte.is_ascii_digit()) {
                    self.try_numeric(span, &mut search, hits);
                }
            }
        }
        for hit in &mut hits[from..] {
            locate(hit, words, block);
        }
        dedup(hits, from);
    }

    /// Appends the hits in a stretch, looking everywhere.
    fn find_in_text(&self, text: &str, span: Span, part: usize, hits: &mut Vec<Hit>) {
        let from = hits.len();
        let limits = Span::new(span.start, span.end.min(text.len()));
        let Some(bytes) = text.as_bytes().get(limits.start..limits.end) else { return };
        let mut search = self.search(text, limits, part);
        if let Some(gates) = self.everywhere() {
            for found in gates.find_overlapping_iter(bytes) {
                let gate = Span::new(limits.start + found.start(), limits.start + found.end());
                self.open_gate(found.pattern().as_usize(), gate, &mut search, hits);
            }
        }
        let mut at = 0;
        while let Some(skip) = bytes[at..].iter().position(u8::is_ascii_digit) {
            let start = limits.start + at + skip;
            let length = bytes[at + skip..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            if length >= 3 {
                self.try_numeric(Span::new(start, start + length), &mut search, hits);
            }
            at += skip + length;
        }
        dedup(hits, from);
    }

    fn search<'t>(&self, text: &'t str, limits: Span, part: usize) -> Search<'t> {
        Search { text, limits, part, covered: vec![0; self.compiled.len()], groups: Vec::new() }
    }

    fn gates(&self) -> &Gates {
        self.gates.get_or_init(|| Gates::new(self.all()))
    }

    /// Returns the automaton that finds gates in a text of which no words were noted.
    fn everywhere(&self) -> Option<&AhoCorasick> {
        let build = || AhoCorasick::builder().ascii_case_insensitive(true).build(&self.gates().literals).ok();
        self.everywhere.get_or_init(build).as_ref()
    }

    /// Tries the pattern of a gate literal, if the literal does not stand inside a word.
    fn open_gate(&self, literal: usize, gate: Span, search: &mut Search<'_>, hits: &mut Vec<Hit>) {
        let bytes = search.text.as_bytes();
        let is_alphanumeric =
            |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
        let gates = self.gates();
        let written = gates.literals[literal].as_bytes();
        let begins_inside = written.first().is_some_and(u8::is_ascii_alphanumeric)
            && is_alphanumeric(gate.start.checked_sub(1));
        let ends_inside =
            written.last().is_some_and(u8::is_ascii_lowercase) && is_alphanumeric(Some(gate.end));
        if !begins_inside && !ends_inside {
            let window = Span::new(gate.start.saturating_sub(BEFORE), gate.end + AFTER);
            self.try_pattern(gates.owners[literal], window, gate.end + AFTER / 2, search, hits);
        }
    }

    /// Tries the patterns without a literal where digits are grouped as one of them wants.
    fn try_numeric(&self, token: Span, search: &mut Search<'_>, hits: &mut Vec<Hit>) {
        let bytes = search.text.as_bytes();
        if is_short_and_alone(bytes, token) {
            return;
        }
        let window = Span::new(
            token.start.saturating_sub(NUMERIC_REACH),
            (token.end + NUMERIC_REACH).min(bytes.len()),
        );
        let window = Span::new(window.start.max(search.limits.start), window.end);
        let mut found = std::mem::take(&mut search.groups);
        groups(&bytes[window.start..window.end], &mut found);
        self.try_groups((token, window), &found, search, hits);
        search.groups = found;
    }

    fn try_groups(
        &self,
        (token, window): (Span, Span),
        groups: &[Group],
        search: &mut Search<'_>,
        hits: &mut Vec<Hit>,
    ) {
        if groups.iter().map(|group| group.length).sum::<usize>() < DIGITS {
            return;
        }
        let bits = bits_of(groups);
        let numeric = || {
            let numeric = self.all().filter(|(_, pattern)| pattern.gates.is_empty());
            let shapes = |pattern: Pattern<'_>| pattern.groups.iter().map(shape_of).collect();
            numeric.map(|(number, pattern)| Numeric { number, shapes: shapes(pattern) }).collect()
        };
        for &Numeric { number, ref shapes } in self.numeric.get_or_init(numeric) {
            if shapes.is_empty() || shapes.iter().any(|shape| has_shape(groups, bits, shape)) {
                self.try_pattern(number, window, token.end + NUMERIC_REACH / 2, search, hits);
            }
        }
    }

    /// Runs a pattern over a window, unless it has looked up to `needed` already.
    fn try_pattern(
        &self,
        number: usize,
        window: Span,
        needed: usize,
        search: &mut Search<'_>,
        hits: &mut Vec<Hit>,
    ) {
        let Some(pattern) = self.pattern(number) else { return };
        let compiled = &self.compiled[number];
        let bytes = search.text.as_bytes();
        if needed.min(bytes.len()) <= search.covered[number] {
            return;
        }
        let window = Span::new(window.start.max(search.limits.start), window.end.min(bytes.len()));
        let seen = &bytes[window.start..window.end];
        if !pattern.with.is_empty() && memchr::memmem::find(seen, pattern.with.as_bytes()).is_none() {
            return;
        }
        let digits = pattern.digits as usize;
        if digits > 0 && seen.iter().filter(|byte| byte.is_ascii_digit()).count() < digits {
            return;
        }
        let is_found = |word: Span| {
            hits.iter().rev().take(64).any(|hit| hit.part == search.part && hit.span.overlaps(word))
        };
        if pattern.mixed && !mixed_words(seen, window.start).any(|word| !is_found(word)) {
            return;
        }
        search.covered[number] = window.end;
        let Some(regex) = compiled.regex.get_or_init(|| compile(&pattern.regex).ok()) else {
            return;
        };
        for captures in regex.captures_iter(seen) {
            let Some(value) = captures.get_group(pattern.group as usize) else { continue };
            // An expression over bytes may stop inside a character.
            let start = floor_char(search.text, window.start + value.start);
            let span = Span::new(start, ceil_char(search.text, window.start + value.end));
            let passes = pattern.test.is_none_or(|name| test(name)(span.of(search.text)));
            if passes && !compiled.is_excepted(&pattern, search, span) {
                hits.push(hit(&pattern, search.part, span));
            }
        }
    }
}

impl Compiled {
    /// Returns true if and only if one of the pattern's exceptions overlaps the value.
    fn is_excepted(&self, pattern: &Pattern<'_>, search: &Search<'_>, span: Span) -> bool {
        let bytes = search.text.as_bytes();
        let start = span.start.saturating_sub(BEFORE).max(search.limits.start);
        let window = &bytes[start..(span.end + AFTER).min(bytes.len())];
        let value = span.start - start..span.end - start;
        let compile = || pattern.not.iter().filter_map(|not| compile(not).ok()).collect();
        let nots: &Vec<Regex> = self.not.get_or_init(compile);
        nots.iter().any(|not| {
            not.find_iter(window).any(|found| found.start() < value.end && value.start < found.end())
        })
    }
}

fn hit(pattern: &Pattern<'_>, part: usize, span: Span) -> Hit {
    let rule = LEXICON.rules.get(pattern.rule as usize);
    Hit {
        rule: pattern.rule,
        kind: Kind::Term,
        index: u32::MAX,
        block: NO_BLOCK,
        first: 0,
        last: 0,
        part,
        span,
        is_value: rule.is_some_and(|rule| rule.group() == presend_lexicon::names::Group::Private),
    }
}

/// Gives a hit found in a block its words, so that context applies to it.
fn locate(hit: &mut Hit, words: &Words, block: u32) {
    let (start, end) = (hit.span.start.saturating_sub(words.base), hit.span.end.saturating_sub(words.base));
    let first = words.list.partition_point(|word| word.end as usize <= start);
    let last = words.list.partition_point(|word| (word.start as usize) < end).saturating_sub(1);
    if first < words.list.len() {
        hit.block = block;
        hit.first = u32::try_from(first).unwrap_or(u32::MAX);
        hit.last = u32::try_from(last.max(first)).unwrap_or(u32::MAX);
    }
}

/// Two gates near each other find the same value twice.
fn dedup(hits: &mut Vec<Hit>, from: usize) {
    hits[from..].sort_by_key(|hit| (hit.rule, hit.span));
    let mut kept = from;
    for at in from..hits.len() {
        if kept == from || (hits[kept - 1].rule, hits[kept - 1].span) != (hits[at].rule, hits[at].span) {
            hits[kept] = hits[at];
            kept += 1;
        }
    }
    hits.truncate(kept);
}
