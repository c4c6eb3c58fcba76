//! Compiles the expressions of a pattern when it is first needed.

use std::ops::Range;
use std::sync::OnceLock;

use regex_automata::meta::{BuildError, Config, Regex};
use regex_automata::util::syntax;

use presend_lexicon::rule::Patterns;
use presend_lexicon::{LexiconError, Pattern};

/// The expressions of a pattern; both lists are compiled with the first text that may match.
#[derive(Debug, Default)]
pub(super) struct CompiledPattern {
    regex: OnceLock<Option<Regex>>,
    not: OnceLock<Vec<Regex>>,
}

impl CompiledPattern {
    /// Returns the expression of the pattern; `None` for one of a user's that does not compile, which was reported.
    pub(super) fn regex(&self, pattern: &Pattern<'_>) -> Option<&Regex> {
        self.regex.get_or_init(|| compile(&pattern.regex).ok()).as_ref()
    }

    /// Returns true if and only if one of the pattern's exceptions overlaps the value, which stands at `value` in the window.
    pub(super) fn is_excepted(&self, pattern: &Pattern<'_>, window: &[u8], value: &Range<usize>) -> bool {
        let compile = || pattern.not.iter().filter_map(|not| compile(not).ok()).collect();
        let nots: &Vec<Regex> = self.not.get_or_init(compile);
        nots.iter().any(|not| {
            not.find_iter(window).any(|found| found.start() < value.end && value.start < found.end())
        })
    }
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

/// Checks that every expression of a user's lexicon compiles.
///
/// # Errors
/// Returns each one that does not, with its line in `path`.
pub(super) fn validate(path: &str, patterns: Patterns<'_>) -> Result<(), Vec<LexiconError>> {
    let mut errors = Vec::new();
    for pattern in patterns.iter() {
        for expression in std::iter::once(&*pattern.regex).chain(pattern.not.iter()) {
            if let Some(reason) = fault(&pattern, expression) {
                errors.push(LexiconError { path: path.to_owned(), line: pattern.line as usize, reason });
            }
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// Says what is wrong with an expression of a pattern.
fn fault(pattern: &Pattern<'_>, expression: &str) -> Option<String> {
    match compile(expression) {
        Err(error) => Some(format!("bad regex: {error}")),
        Ok(regex) if pattern.regex == expression && pattern.group as usize >= regex.captures_len() => {
            Some(format!("the regex has no group {}", pattern.group))
        }
        Ok(_) => None,
    }
}
