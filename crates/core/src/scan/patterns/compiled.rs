//! Runs the expressions of a pattern, and compiles them where that is worth it.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use regex_automata::meta::{BuildError, Config, Regex};
use regex_automata::util::syntax;

use super::program::Program;
use super::room::Room;
use presend_lexicon::rule::Patterns;
use presend_lexicon::{LexiconError, Pattern};

/// A pattern is compiled once its programs have been in so many states: some eight times what compiling it takes. Most texts never
/// need any, and each that runs keeps up to some hundred kilobytes of what it has seen: with 24,000 an archive took a sixth more
/// memory, and no less time.
const MANY_STEPS: u32 = 200_000;

/// The expressions of a pattern. Those of a built-in one run as programs until it is used often; both lists are compiled once.
#[derive(Debug, Default)]
pub(super) struct CompiledPattern {
    /// How many states the programs of the value and of the exceptions have been in.
    steps: AtomicU32,
    steps_of_not: AtomicU32,
    regex: OnceLock<Option<Regex>>,
    not: OnceLock<Vec<Regex>>,
}

impl CompiledPattern {
    /// Returns the values in a window: in each match the group of the pattern, if it took part.
    pub(super) fn values(
        &self,
        (number, pattern): (usize, &Pattern<'_>),
        window: &[u8],
        room: &mut Room,
    ) -> Vec<Range<usize>> {
        let mut values = Vec::new();
        let program = Program::of(number).next();
        if program.is_some_and(|program| !program.may_stand_in(window)) {
            return values;
        }
        if let Some(program) = program.filter(|_| self.steps.load(Ordering::Relaxed) < MANY_STEPS) {
            program.each(window, room, |found, group| {
                values.extend(if pattern.group == 0 { Some(found) } else { group });
                true
            });
            self.steps.fetch_add(room.take_steps(), Ordering::Relaxed);
        } else if let Some(regex) = self.regex.get_or_init(|| compile(&pattern.regex).ok()) {
            let groups = regex.captures_iter(window);
            let groups = groups.filter_map(|captures| captures.get_group(pattern.group as usize));
            values.extend(groups.map(|group| group.range()));
        }
        values
    }

    /// Returns true if and only if one of the pattern's exceptions overlaps the value, which stands at `value` in the window.
    pub(super) fn is_excepted(
        &self,
        (number, pattern): (usize, &Pattern<'_>),
        (window, value): (&[u8], &Range<usize>),
        room: &mut Room,
    ) -> bool {
        let overlaps = |found: Range<usize>| found.start < value.end && value.start < found.end;
        if self.steps_of_not.load(Ordering::Relaxed) >= MANY_STEPS || Program::of(number).next().is_none() {
            let compile = || pattern.not.iter().filter_map(|not| compile(not).ok()).collect();
            let nots: &Vec<Regex> = self.not.get_or_init(compile);
            return nots.iter().any(|not| not.find_iter(window).any(|found| overlaps(found.range())));
        }
        let is_excepted = Program::of(number).skip(1).any(|not| {
            let mut is_met = false;
            not.each(window, room, |found, _| {
                is_met = overlaps(found);
                !is_met
            });
            is_met
        });
        self.steps_of_not.fetch_add(room.take_steps(), Ordering::Relaxed);
        is_excepted
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::LEXICON;
    use presend_lexicon::names::Group;
    use regex_automata::util::captures::Captures;

    /// What the patterns may meet: the examples of their rules, whole, cut, and one behind the other.
    fn windows() -> Vec<Vec<u8>> {
        let rules = LEXICON.rules.iter().filter(|rule| rule.group() == Group::Private);
        let texts: Vec<&str> = rules
            .flat_map(|rule| rule.fires().iter().chain(rule.quiet().iter()).collect::<Vec<_>>())
            .collect();
        let cut = texts.iter().map(|text| text.as_bytes()[text.len() / 3..].to_vec());
        let pairs = texts.windows(2).map(|pair| pair.join("\n").into_bytes());
        let mut windows: Vec<Vec<u8>> = cut.chain(pairs).collect();
        windows.iter_mut().for_each(|window| window.truncate(360));
        windows
    }

    #[test]
    fn programs_find_what_the_compiled_expressions_find() {
        let (windows, mut room, mut met) = (windows(), Room::default(), 0);
        for (number, pattern) in LEXICON.patterns.iter().enumerate() {
            let expressions = std::iter::once(&*pattern.regex).chain(pattern.not.iter());
            assert_eq!(Program::of(number).count(), 1 + pattern.not.len());
            let groups = std::iter::once(pattern.group as usize).chain(std::iter::repeat(0));
            for ((program, expression), wanted) in Program::of(number).zip(expressions).zip(groups) {
                let regex = compile(expression).expect("a built-in expression");
                for window in &windows {
                    let mut found = Vec::new();
                    program.each(window, &mut room, |whole, group| {
                        found.push((whole, group));
                        true
                    });
                    let group = |captures: &Captures| captures.get_group(wanted).filter(|_| wanted > 0);
                    let all: Vec<_> = regex
                        .captures_iter(window)
                        .filter_map(|one| {
                            Some((one.get_match()?.range(), group(&one).map(|group| group.range())))
                        })
                        .collect();
                    assert_eq!(found, all, "{expression} in {}", String::from_utf8_lossy(window));
                    met += found.len();
                }
            }
        }
        assert!(met > 300, "{met}");
    }
}
