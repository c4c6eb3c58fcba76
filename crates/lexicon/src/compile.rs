//! Compiles lexicon files into rules, a table, marks and patterns; the same for built-in and user lexicons.

#[cfg(feature = "built-in")]
use std::collections::HashMap;

use super::automaton::{Builder, OwnClasses, accept};
use super::beside_terms::BesideTerms;
use super::code::Code;
use super::error::LexiconError;
use super::file::{LexiconSource, PatternToml, RuleToml, Strings};
use super::gates::{gate_keys, pack_gates};
use super::inner_gates::InnerGates;
use super::language::Language;
use super::names::{Axis, FrameName, Group, Validator};
use super::order::order;
use super::pack::{NO_NAME, Packer, Section, small};
use super::records::{
    flags, frame_record, frames, named_values, pack_wordings, profiles, properties, regions,
};
use super::rule::{FRAMES, MARK_SIZE, PATTERN_SIZE, RULE_SIZE, Rules};
use super::table::{Root, TermKind};
use super::term::parse;

/// What was compiled: the sections of a packed table, and the numbers of its words.
#[derive(Debug)]
pub(crate) struct Compiled {
    /// The sections so far.
    pub(crate) packer: Packer,
    /// The number of each folded word.
    #[cfg(feature = "built-in")]
    pub(crate) words: HashMap<String, u32>,
}

/// The lists of a rule that only its page shows: terms and exceptions as they are written, two of examples, sources.
const PAGE_LISTS: usize = 5;

/// Compiles files into one lexicon. Rules are numbered after the `known` ones, which `[[extend]]` may name. The built-in
/// lexicon holds the frames, and its exceptions apart: they are many, and only looked for where something was found.
///
/// # Errors
/// Returns every error, with file and line.
pub(crate) fn compile(
    language: &Language,
    sources: &[LexiconSource],
    known: Option<Rules<'_>>,
    words: &BesideTerms<'_>,
) -> Result<Compiled, Vec<LexiconError>> {
    let known_codes: Vec<(Code, &str)> =
        known.into_iter().flat_map(Rules::iter).map(|rule| (rule.code(), rule.name())).collect();
    let mut work = Work {
        builder: Builder::new(language, &words.by_use),
        packer: Packer::default(),
        built_in: known.is_none(),
        errors: Vec::new(),
        gates: Vec::new(),
    };
    let order = order(sources, &known_codes, &mut work.errors);
    for (at, &(source, rule)) in order.values().enumerate() {
        let own = work.own_classes(language, source);
        work.add_rule(source, rule, known_codes.len() + at, &own);
        work.pack_rule(language, source, rule, words.without_pages);
    }
    for source in sources {
        work.add_extensions(language, source, &known_codes);
    }
    if work.built_in {
        work.add_frames(language);
    }
    if !work.errors.is_empty() {
        return Err(work.errors);
    }
    words.numbered.iter().for_each(|word| work.builder.add_word(word));
    words.flagged.iter().for_each(|(word, flag)| work.builder.flag_word(word, *flag));
    let Work { builder, mut packer, gates, .. } = work;
    builder.finish().pack(&mut packer);
    packer.numbers(Section::GateKeys, &gate_keys(&gates, &builder));
    packer.numbers(Section::InnerGates, &InnerGates::lay_out(&gates));
    Ok(Compiled {
        packer,
        #[cfg(feature = "built-in")]
        words: builder.words,
    })
}

struct Work<'l> {
    builder: Builder<'l>,
    packer: Packer,
    /// The built-in lexicon holds the context frames, and its exceptions apart.
    built_in: bool,
    errors: Vec<LexiconError>,
    /// The gates of all patterns so far.
    gates: Vec<String>,
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
        self.add_terms(source, &rule.terms, (number, TermKind::Term), own);
        self.add_terms(source, &rule.sure, (number, TermKind::Sure), own);
        self.add_terms(source, &rule.weak, (number, TermKind::Weak), own);
        self.add_terms(source, &rule.unless, (number, TermKind::Unless), own);
        self.add_terms(source, &rule.unless_near, (number, TermKind::UnlessNear), own);
        for (index, suggestion) in rule.suggestions.iter().enumerate() {
            if let Some(term) = &suggestion.term {
                self.add_term(source, term, (number, TermKind::Suggest, index), own);
            }
        }
        for mark in &rule.marks {
            let [start, length] = self.packer.text(&mark.get_ref().to_lowercase());
            let record: [u32; MARK_SIZE] = [start, length, small(number)];
            self.packer.numbers(Section::Marks, &record);
        }
        for pattern in &rule.patterns {
            self.add_pattern(source, pattern, number);
        }
    }

    fn add_pattern(&mut self, source: &LexiconSource, pattern: &PatternToml, rule: usize) {
        pattern.gate.iter().for_each(|gate| self.builder.add_gate(gate));
        self.gates.extend(pack_gates(&mut self.packer, &pattern.gate));
        let at = pattern.regex.span().start;
        let test = match Validator::parse(&pattern.test) {
            Some(test) => test as u32,
            None if pattern.test.is_empty() => NO_NAME,
            None => {
                let reason = format!("unknown value test `{}`", pattern.test);
                self.errors.push(source.error(at, reason));
                NO_NAME
            }
        };
        let packer = &mut self.packer;
        let [regex, with] = [pattern.regex.get_ref(), &pattern.with].map(|text| packer.text(text));
        let [gates, groups] = [&pattern.gate, &pattern.groups].map(|list| packer.list(list));
        let not = packer.list(pattern.not.iter().map(toml::Spanned::get_ref));
        let mut record =
            vec![small(rule), small(pattern.digits), small(pattern.group), small(source.error(at, "").line)];
        record.push(test | u32::from(pattern.mixed) << 8);
        record.extend([regex, with, gates, groups, not].as_flattened());
        debug_assert_eq!(record.len(), PATTERN_SIZE, "what `rule::Patterns` reads");
        packer.numbers(Section::Patterns, &record);
    }

    fn pack_rule(
        &mut self,
        language: &Language,
        source: &LexiconSource,
        rule: &RuleToml,
        without_pages: bool,
    ) {
        let group = Group::parse(source.toml.group.get_ref()).unwrap_or(Group::Mechanics);
        let wordings = pack_wordings(&mut self.packer, rule);
        let packer = &mut self.packer;
        // `file::parse` has refused every other.
        let code = Code::parse(rule.code.get_ref()).map_or([0; 4], Code::to_bytes);
        let texts = [rule.name.get_ref(), &rule.message, &rule.note, &rule.help];
        let texts = texts.map(|text| packer.text(text));
        let mut lists = vec![wordings];
        if without_pages {
            lists.extend([[0, 0]; PAGE_LISTS]);
        } else {
            let as_written = [&rule.terms, &rule.unless];
            lists.extend(as_written.map(|list| packer.list(list.iter().map(toml::Spanned::get_ref))));
            lists.extend([&rule.fires, &rule.quiet, &rule.sources].map(|list| packer.list(list)));
        }
        let mut record = vec![u32::from_le_bytes(code)];
        record.push(named_values(rule, group));
        record.push(flags(rule, group) | regions(rule) << 8 | profiles(rule) << 16);
        record.extend(texts.as_flattened());
        record.extend(
            Axis::ALL.map(|axis| {
                rule.weight.get(axis.name()).map_or(f32::NAN, |weight| *weight.get_ref()).to_bits()
            }),
        );
        record.extend(lists.as_flattened());
        record.extend([properties(rule), frames(rule, group, &language.frames)]);
        debug_assert_eq!(record.len(), RULE_SIZE, "what `rule::Rule` reads");
        packer.numbers(Section::Rules, &record);
    }

    fn add_terms(
        &mut self,
        source: &LexiconSource,
        terms: &Strings,
        (rule, kind): (usize, TermKind),
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
        (rule, kind, index): (usize, TermKind, usize),
        own: &OwnClasses,
    ) {
        let root = if self.built_in && !matches!(kind, TermKind::Term | TermKind::Sure | TermKind::Weak) {
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

    fn add_extensions(&mut self, language: &Language, source: &LexiconSource, known: &[(Code, &str)]) {
        let own = self.own_classes(language, source);
        for extend in &source.toml.extend {
            let code = extend.code.get_ref();
            let Some(number) = known.iter().position(|(known, _)| *known == **code) else {
                let reason =
                    format!("there is no built-in rule `{code}` to extend; `presend rules` lists them");
                self.errors.push(source.error(extend.code.span().start, reason));
                continue;
            };
            self.add_terms(source, &extend.terms, (number, TermKind::Term), &own);
            self.add_terms(source, &extend.weak, (number, TermKind::Weak), &own);
            self.add_terms(source, &extend.unless, (number, TermKind::Unless), &own);
            self.add_terms(source, &extend.unless_near, (number, TermKind::UnlessNear), &own);
        }
    }

    fn add_frames(&mut self, language: &Language) {
        let (path, text) = (&language.context_source.0, &language.context_source.1);
        if language.frames.len() > FRAMES {
            self.errors.push(LexiconError::at(path, text, 0, format!("more than {FRAMES} frames")));
        }
        for name in FrameName::ALL {
            if !language.frames.iter().any(|frame| frame.name == name.name()) {
                self.errors.push(LexiconError::at(path, text, 0, format!("there is no frame `{name}`")));
            }
        }
        let none = OwnClasses::new();
        for (number, frame) in language.frames.iter().enumerate() {
            let record = frame_record(frame, &mut self.packer);
            self.packer.numbers(Section::Frames, &record);
            for (terms, kind) in [(&frame.terms, TermKind::Term), (&frame.unless, TermKind::Unless)] {
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
