//! Compiles lexicon files into rules, a table, marks and patterns; the same for built-in and user lexicons.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::automaton::{Builder, OwnClasses, accept};
use super::error::LexiconError;
use super::file::{AXES, LexiconSource, RuleToml, Strings, ZONES};
use super::language::Language;
use super::rule::{Frame, Lexicon, List, Pattern, Rule, Text, Wording};
use super::table::{COMMON, Kind, NONE, Root, Table, gate_key};
use super::term::parse;

/// Groups whose rules a negation silences unless they say otherwise.
const NEGATABLE: [&str; 3] = ["heat", "tone", "sensitive"];

/// Region kinds of a writer's own words: subject, greeting, body.
const OWN_WORDS: u8 = 0b111;

/// Compiles files into one lexicon. Rules are numbered after the `known` ones, which `[[extend]]` may name. The built-in
/// lexicon holds the frames, and its exceptions apart: they are many, and only looked for where something was found. `words` are numbered
/// besides those of the terms.
///
/// # Errors
/// Returns every error, with file and line.
pub fn compile(
    language: &Language,
    sources: &[LexiconSource],
    known: &[Rule],
    built_in: bool,
    words: &[&str],
) -> Result<Lexicon, Vec<LexiconError>> {
    let mut work = Work {
        builder: Builder::new(language),
        built_in,
        errors: Vec::new(),
        marks: Vec::new(),
        patterns: Vec::new(),
    };
    let order = order(sources, known, &mut work.errors);
    let mut rules = Vec::new();
    for &(source, rule) in order.values() {
        let own = work.own_classes(language, source);
        let number = known.len() + rules.len();
        work.add_rule(source, rule, number, &own);
        rules.push(rule_of(source, rule));
    }
    for source in sources {
        work.add_extensions(language, source, known);
    }
    if built_in {
        work.add_frames(language);
    }
    if !work.errors.is_empty() {
        return Err(work.errors);
    }
    words.iter().for_each(|word| work.builder.add_word(word));
    let frames = if built_in { language.frames.iter().map(frame_of).collect() } else { Vec::new() };
    let table = work.builder.finish();
    Ok(Lexicon {
        gate_keys: gate_keys(&work.patterns, &table).into(),
        table,
        rules: rules.into(),
        marks: work.marks.into(),
        patterns: work.patterns.into(),
        frames: frames.into(),
    })
}

/// Sorts rules by code and refuses a code or name that is taken.
fn order<'s>(
    sources: &'s [LexiconSource],
    known: &[Rule],
    errors: &mut Vec<LexiconError>,
) -> BTreeMap<&'s str, (&'s LexiconSource, &'s RuleToml)> {
    let mut by_code = BTreeMap::new();
    let mut names: BTreeMap<&str, &str> = known.iter().map(|rule| (&*rule.name, &*rule.code)).collect();
    for source in sources {
        for rule in &source.toml.rule {
            let code = rule.code.get_ref().as_str();
            let at = rule.code.span().start;
            if by_code.insert(code, (source, rule)).is_some() || known.iter().any(|other| other.code == code)
            {
                let reason =
                    format!("code `{code}` is taken; use `[[extend]] code = \"{code}\"` to add to that rule");
                errors.push(source.error(at, reason));
            } else if let Some(other) = names.insert(rule.name.get_ref(), code) {
                errors.push(source.error(at, format!("name `{}` is taken by {other}", rule.name.get_ref())));
            }
        }
    }
    by_code
}

struct Work<'l> {
    builder: Builder<'l>,
    built_in: bool,
    errors: Vec<LexiconError>,
    marks: Vec<(Text, u32)>,
    patterns: Vec<Pattern>,
}

impl Work<'_> {
    fn own_classes(&mut self, language: &Language, source: &LexiconSource) -> OwnClasses {
        language.own_classes(source).unwrap_or_else(|error| {
            if !self.errors.contains(&error) {
                self.errors.push(error);
            }
            OwnClasses::new()
        })
    }

    fn add_rule(&mut self, source: &LexiconSource, rule: &RuleToml, number: usize, own: &OwnClasses) {
        self.add_terms(source, &rule.terms, (number, Kind::Term), own);
        self.add_terms(source, &rule.weak, (number, Kind::Weak), own);
        self.add_terms(source, &rule.unless, (number, Kind::Unless), own);
        self.add_terms(source, &rule.unless_near, (number, Kind::UnlessNear), own);
        for (index, suggestion) in rule.suggestions.iter().enumerate() {
            self.add_term(source, &suggestion.term, (number, Kind::Suggest, index), own);
        }
        let short = |n: usize| u32::try_from(n).expect("rules and lines are far below 2^32");
        for mark in &rule.marks {
            self.marks.push((mark.get_ref().to_lowercase().into(), short(number)));
        }
        for pattern in &rule.patterns {
            let at = pattern.regex.span().start;
            pattern.gate.iter().for_each(|gate| self.builder.add_gate(gate));
            self.patterns.push(Pattern {
                rule: short(number),
                regex: pattern.regex.get_ref().clone().into(),
                gates: list(pattern.gate.iter().cloned()),
                digits: short(pattern.digits),
                groups: list(pattern.groups.iter().cloned()),
                with: pattern.with.clone().into(),
                mixed: pattern.mixed,
                test: pattern.test.clone().into(),
                group: short(pattern.group),
                not: list(pattern.not.iter().map(|not| not.get_ref().clone())),
                line: short(source.error(at, "").line),
            });
        }
    }

    fn add_terms(
        &mut self,
        source: &LexiconSource,
        terms: &Strings,
        (rule, kind): (usize, Kind),
        own: &OwnClasses,
    ) {
        for (index, term) in terms.iter().enumerate() {
            self.add_term(source, term, (rule, kind, index), own);
        }
    }

    fn add_term(
        &mut self,
        source: &LexiconSource,
        term: &toml::Spanned<String>,
        (rule, kind, index): (usize, Kind, usize),
        own: &OwnClasses,
    ) {
        let root = if self.built_in && !matches!(kind, Kind::Term | Kind::Weak) {
            Root::Exceptions
        } else {
            Root::Rules
        };
        let added = parse(term.get_ref())
            .and_then(|parsed| self.builder.add(&parsed, own, accept(rule, kind, index), root));
        if let Err(reason) = added {
            let reason = format!("bad term `{}`: {reason}", term.get_ref());
            self.errors.push(source.error(term.span().start, reason));
        }
    }

    fn add_extensions(&mut self, language: &Language, source: &LexiconSource, known: &[Rule]) {
        let own = self.own_classes(language, source);
        for extend in &source.toml.extend {
            let code = extend.code.get_ref();
            let Some(number) = known.iter().position(|rule| rule.code == *code) else {
                let reason =
                    format!("there is no built-in rule `{code}` to extend; `presend rules` lists them");
                self.errors.push(source.error(extend.code.span().start, reason));
                continue;
            };
            self.add_terms(source, &extend.terms, (number, Kind::Term), &own);
            self.add_terms(source, &extend.weak, (number, Kind::Weak), &own);
            self.add_terms(source, &extend.unless, (number, Kind::Unless), &own);
            self.add_terms(source, &extend.unless_near, (number, Kind::UnlessNear), &own);
        }
    }

    fn add_frames(&mut self, language: &Language) {
        let (path, text) = (&language.context_source.0, &language.context_source.1);
        let none = OwnClasses::new();
        for (number, frame) in language.frames.iter().enumerate() {
            for (terms, kind) in [(&frame.terms, Kind::Term), (&frame.unless, Kind::Unless)] {
                for (index, term) in terms.iter().enumerate() {
                    let added = parse(term.get_ref()).and_then(|parsed| {
                        self.builder.add(&parsed, &none, accept(number, kind, index), Root::Frames)
                    });
                    if let Err(reason) = added {
                        self.errors.push(LexiconError::at(path, text, term.span().start, reason));
                    }
                }
            }
        }
    }
}

/// Lists the gates of all patterns by their key word: its number, the gate's among all gates, the word's offset in it.
fn gate_keys(patterns: &[Pattern], table: &Table) -> Vec<u32> {
    let number = |word: &str| table.word(&word.to_ascii_lowercase());
    let is_common = |word: &str| number(word) != NONE && table.flags(number(word)) & COMMON != 0;
    let short = |n: usize| u32::try_from(n).expect("gates are far below 2^32");
    let gates = patterns.iter().flat_map(|pattern| pattern.gates.iter()).filter(|gate| !gate.is_empty());
    let mut keys: Vec<[u32; 3]> = gates
        .enumerate()
        .filter_map(|(at, gate)| {
            let run = gate_key(gate, is_common)?;
            Some([number(run), short(at), short(run.as_ptr() as usize - gate.as_ptr() as usize)])
        })
        .collect();
    keys.sort_unstable();
    keys.concat()
}

fn list(texts: impl Iterator<Item = String>) -> List {
    texts.collect()
}

fn spanned(strings: &Strings) -> List {
    list(strings.iter().map(|text| text.get_ref().clone()))
}

fn rule_of(source: &LexiconSource, rule: &RuleToml) -> Rule {
    let group = source.toml.group.get_ref();
    let weights = AXES.iter().filter_map(|axis| {
        let weight = rule.weight.get(*axis)?;
        Some((Cow::Borrowed(*axis), *weight.get_ref()))
    });
    let zones = match &rule.zones {
        None => OWN_WORDS,
        Some(zones) => zones.iter().fold(0, |mask, zone| {
            mask | ZONES.iter().position(|name| name == zone.get_ref()).map_or(0, |bit| 1 << bit)
        }),
    };
    let wordings = rule.suggestions.iter().map(|suggestion| Wording {
        title: suggestion.title.clone().into(),
        text: suggestion.text.clone().into(),
        applicability: suggestion.applicability.get_ref().clone().into(),
    });
    Rule {
        code: rule.code.get_ref().clone().into(),
        name: rule.name.get_ref().clone().into(),
        group: group.clone().into(),
        severity: rule.severity.get_ref().clone().into(),
        weights: weights.collect(),
        channel: rule.channel.as_ref().map_or_else(String::new, |channel| channel.get_ref().clone()).into(),
        follow_up: rule.follow_up,
        message: rule.message.clone().into(),
        note: rule.note.clone().into(),
        help: rule.help.clone().into(),
        zones,
        profiles: list(rule.profiles.iter().cloned()),
        negatable: rule.negatable.unwrap_or_else(|| NEGATABLE.contains(&group.as_str())),
        blocks: rule.blocks,
        check: rule.check.clone().into(),
        suggestions: wordings.collect(),
        terms: spanned(&rule.terms),
        unless: spanned(&rule.unless),
        fires: list(rule.fires.iter().cloned()),
        quiet: list(rule.quiet.iter().cloned()),
        sources: list(rule.sources.iter().cloned()),
    }
}

fn frame_of(frame: &super::language::FrameToml) -> Frame {
    Frame {
        name: frame.name.clone().into(),
        rules: list(frame.rules.iter().cloned()),
        reach: frame.reach.clone().into(),
        words: frame.words,
        effect: frame.effect.clone().into(),
        factor: frame.factor,
        least: frame.least,
    }
}
