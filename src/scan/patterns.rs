//! Finds structured values (keys, card numbers, identifiers) by regular expressions behind literal gates.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use regex::bytes::{Regex, RegexBuilder};

use super::tests_of_values::by_name;
use super::{Hit, NO_BLOCK};
use crate::lexicon::table::Kind;
use crate::lexicon::{LexiconError, Pattern};
use crate::text::Span;
use crate::text::lines::{ceil_char, floor_char};
use crate::words::Words;

/// A pattern sees this many bytes before its gate, at most.
const BEFORE: usize = 120;
/// A pattern sees this many bytes after its gate, at most.
const AFTER: usize = 240;
/// A number gate opens where this many digits stand within [`DIGITS_REACH`] bytes.
const DIGITS: usize = 7;
/// See [`DIGITS`].
const DIGITS_REACH: usize = 24;

/// The patterns of all lexicons; each is compiled when its gate is first met.
#[derive(Debug)]
pub struct Patterns {
    patterns: Vec<Compiled>,
    gates: OnceLock<Option<AhoCorasick>>,
    /// For each gate literal the pattern it belongs to.
    owners: Vec<usize>,
    literals: Vec<String>,
    numeric: Vec<usize>,
    /// A user's pattern may be gated by words that the built-in vocabulary does not know.
    search_all: bool,
}

#[derive(Debug)]
struct Compiled {
    pattern: Pattern,
    is_private: bool,
    regex: OnceLock<Option<Regex>>,
    not: OnceLock<Vec<Regex>>,
}

/// Compiles an expression over bytes. ASCII classes compile and run several times faster than those of Unicode, so an
/// expression that can do without gets them.
fn compile(expression: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(expression).unicode(false).build().or_else(|_| Regex::new(expression))
}

/// One search through a text: up to where each pattern has looked already.
struct Search<'t> {
    text: &'t str,
    limits: Span,
    part: usize,
    covered: Vec<usize>,
}

impl Patterns {
    /// Gathers patterns; `is_private` tells whether a rule's values must never be shown.
    #[must_use]
    pub fn new(patterns: Vec<Pattern>, search_all: bool, is_private: impl Fn(u32) -> bool) -> Patterns {
        let (mut owners, mut literals, mut numeric) = (Vec::new(), Vec::new(), Vec::new());
        for (number, pattern) in patterns.iter().enumerate() {
            if pattern.gates.iter().all(|gate| gate.is_empty()) {
                numeric.push(number);
            }
            for gate in pattern.gates.iter().filter(|gate| !gate.is_empty()) {
                owners.push(number);
                literals.push(gate.to_string());
            }
        }
        let compile = |pattern: Pattern| Compiled {
            is_private: is_private(pattern.rule),
            pattern,
            regex: OnceLock::new(),
            not: OnceLock::new(),
        };
        let patterns = patterns.into_iter().map(compile).collect();
        Patterns { patterns, gates: OnceLock::new(), owners, literals, numeric, search_all }
    }

    /// Checks that every expression of a user's lexicon compiles and names a known test.
    ///
    /// # Errors
    /// Returns each one that does not, with its line in `path`.
    pub fn validate(path: &str, patterns: &[Pattern]) -> Result<(), Vec<LexiconError>> {
        let mut errors = Vec::new();
        for pattern in patterns {
            let mut refuse = |reason: String| {
                errors.push(LexiconError { path: path.to_owned(), line: pattern.line as usize, reason });
            };
            for expression in std::iter::once(&pattern.regex).chain(pattern.not.iter()) {
                match compile(expression) {
                    Err(error) => refuse(format!("bad regex: {error}")),
                    Ok(regex) if expression == &pattern.regex && pattern.group as usize >= regex.captures_len() => {
                        refuse(format!("the regex has no group {}", pattern.group));
                    }
                    Ok(_) => {}
                }
            }
            if !pattern.test.is_empty() && by_name(&pattern.test).is_none() {
                refuse(format!("unknown test `{}` of a value", pattern.test));
            }
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// Appends the hits in a block of words, trying patterns only near the tokens that the word cutter noted.
    pub fn find_in_words(&self, text: &str, words: &Words, block: u32, hits: &mut Vec<Hit>) {
        if self.patterns.is_empty() || (words.tokens.is_empty() && !self.search_all) {
            return;
        }
        let (Some(&(first, _)), Some(last)) = (words.kinds.first(), words.list.last()) else { return };
        let limits = Span::new(words.base + first as usize, words.base + last.end as usize);
        let from = hits.len();
        if self.search_all {
            self.find_in_text(text, Span::new(limits.start, (limits.end + AFTER).min(text.len())), words.part, hits);
        } else {
            let mut search = self.search(text, limits, words.part);
            for &(start, end) in &words.tokens {
                let token = Span::new(words.base + start as usize, words.base + end as usize);
                self.open_gates(&mut search, token, hits);
            }
        }
        for hit in &mut hits[from..] {
            locate(hit, words, block);
        }
        dedup(hits, from);
    }

    /// Appends the hits in a stretch that was not cut into words.
    pub fn find_in_text(&self, text: &str, span: Span, part: usize, hits: &mut Vec<Hit>) {
        let from = hits.len();
        let limits = Span::new(span.start, span.end.min(text.len()));
        let Some(bytes) = text.as_bytes().get(limits.start..limits.end) else { return };
        let mut search = self.search(text, limits, part);
        if let Some(gates) = self.gates() {
            for found in gates.find_overlapping_iter(bytes) {
                let gate = Span::new(limits.start + found.start(), limits.start + found.end());
                self.try_pattern(self.owners[found.pattern().as_usize()], gate, &mut search, hits);
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
        Search { text, limits, part, covered: vec![0; self.patterns.len()] }
    }

    fn gates(&self) -> Option<&AhoCorasick> {
        let build = || AhoCorasick::builder().ascii_case_insensitive(true).build(&self.literals).ok();
        self.gates.get_or_init(build).as_ref()
    }

    /// Tries the patterns whose gate stands on a token.
    fn open_gates(&self, search: &mut Search<'_>, token: Span, hits: &mut Vec<Hit>) {
        const LONGEST_GATE: usize = 24;
        let start = token.start.saturating_sub(LONGEST_GATE).max(search.limits.start);
        let end = (token.end + LONGEST_GATE).min(search.text.len());
        if let (Some(gates), Some(bytes)) = (self.gates(), search.text.as_bytes().get(start..end)) {
            for found in gates.find_overlapping_iter(bytes) {
                let gate = Span::new(start + found.start(), start + found.end());
                if gate.overlaps(token) {
                    self.try_pattern(self.owners[found.pattern().as_usize()], gate, search, hits);
                }
            }
        }
        self.try_numeric(token, search, hits);
    }

    /// Tries the patterns without a literal where enough digits stand together.
    fn try_numeric(&self, token: Span, search: &mut Search<'_>, hits: &mut Vec<Hit>) {
        let end = (token.end + DIGITS_REACH).min(search.text.len());
        let start = token.start.saturating_sub(DIGITS_REACH).max(search.limits.start);
        let digits = search.text.as_bytes()[start..end].iter().filter(|byte| byte.is_ascii_digit()).count();
        if digits < DIGITS {
            return;
        }
        for &number in &self.numeric {
            if digits >= self.patterns[number].pattern.digits as usize {
                self.try_pattern(number, token, search, hits);
            }
        }
    }

    fn try_pattern(&self, number: usize, gate: Span, search: &mut Search<'_>, hits: &mut Vec<Hit>) {
        let compiled = &self.patterns[number];
        // The window of an earlier gate reached well beyond this one: it was seen.
        if gate.end + AFTER / 2 <= search.covered[number] {
            return;
        }
        let bytes = search.text.as_bytes();
        let window = Span::new(
            gate.start.saturating_sub(BEFORE).max(search.limits.start),
            (gate.end + AFTER).min(bytes.len()),
        );
        let seen = &bytes[window.start..window.end];
        let digits = compiled.pattern.digits as usize;
        if digits > 0 && seen.iter().filter(|byte| byte.is_ascii_digit()).take(digits).count() < digits {
            return;
        }
        search.covered[number] = window.end;
        let Some(regex) = compiled.regex.get_or_init(|| compile(&compiled.pattern.regex).ok()) else { return };
        for captures in regex.captures_iter(seen) {
            let Some(value) = captures.get(compiled.pattern.group as usize) else { continue };
            // An expression over bytes may stop inside a character.
            let start = floor_char(search.text, window.start + value.start());
            let span = Span::new(start, ceil_char(search.text, window.start + value.end()));
            if compiled.passes(span.of(search.text)) && !compiled.is_excepted(seen, value.range()) {
                hits.push(compiled.hit(search.part, span));
            }
        }
    }
}

impl Compiled {
    fn passes(&self, value: &str) -> bool {
        by_name(&self.pattern.test).is_none_or(|test| test(value))
    }

    fn is_excepted(&self, window: &[u8], value: std::ops::Range<usize>) -> bool {
        let compile = || self.pattern.not.iter().filter_map(|not| compile(not).ok()).collect();
        let nots: &Vec<Regex> = self.not.get_or_init(compile);
        nots.iter().any(|not| not.find_iter(window).any(|found| found.start() < value.end && value.start < found.end()))
    }

    fn hit(&self, part: usize, span: Span) -> Hit {
        Hit {
            rule: self.pattern.rule,
            kind: Kind::Term,
            index: u32::MAX,
            block: NO_BLOCK,
            first: 0,
            last: 0,
            part,
            span,
            is_value: self.is_private,
        }
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
