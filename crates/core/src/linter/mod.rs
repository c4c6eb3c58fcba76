//! Lints one message: words, scan, judge, in that order.

use rayon::prelude::*;

mod examples;
mod pieces;
mod policy;
mod user;

pub use examples::example_settings;
use pieces::pieces;
use policy::is_named;
pub use policy::{Policy, RuleRequest};
use user::{compile_files, translate};

use crate::builtin::{DECISION, LEXICON};
use crate::diagnostic::{Label, Report};
use crate::guidelines::Team;
use crate::judge::silence::{Ignore, UNSUPPRESSIBLE, ignores};
use crate::judge::{
    CheckContext, CueEvidence, Facts, Features, Finding, Kinds, MAX_QUESTIONS, MessageStats, RuleBook,
    UNUSED_IGNORE, Why, conclude, plan, questions, unused_ignore, weigh,
};
use crate::message::{Message, RegionKind};
use crate::scan::{CueHits, Hit, Marks, NO_BLOCK, Patterns, phrases};
use crate::words::{Block, Tokenizer, Words, blocks};
use presend_lexicon::table::{NONE, Table};
use presend_lexicon::{LexiconError, Rule, Rules, UserLexicon};

/// Region kinds of the writer's own words.
const OWN_WORDS: u8 = RegionKind::Subject.bit() | RegionKind::Greeting.bit() | RegionKind::Body.bit();

/// A lexicon file of the user's: its path as named, and its text.
#[derive(Debug, Clone)]
pub struct LexiconFile {
    /// The path, for errors.
    pub path: String,
    /// The TOML text.
    pub text: String,
}

/// What a linter is built with.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Lexicons beside the built-in ones.
    pub lexicons: Vec<LexiconFile>,
    /// Region kinds linted besides the writer's own words, as a mask of `RegionKind::bit`.
    pub include: u8,
    /// `email`, `chat` or `commit`; empty means email.
    pub profile: String,
    /// Scan the pieces of a very large message side by side, on rayon's current pool.
    pub parallel: bool,
    /// Make a plan of what to say live and what to write.
    pub plan: bool,
    /// Who is who, and what the team agreed on.
    pub team: Team,
    /// The time of the check; drafts without a date are judged as sent then.
    pub now: Option<jiff::Timestamp>,
}

/// What was found in a piece of a message.
struct Found {
    findings: Vec<Finding>,
    tally: MessageStats,
    /// Part and span of each question, if a plan is wanted.
    questions: Vec<(usize, crate::text::Span)>,
    cues: CueHits,
    features: Features,
}

/// Finds and judges; cheap to share between threads.
#[derive(Debug)]
pub struct Linter {
    user: Option<UserLexicon>,
    /// For each word of the built-in vocabulary its number in the user's.
    user_words: Vec<u32>,
    marks: Marks,
    patterns: Patterns,
    settings: Settings,
    /// Region kinds outside the own words in which some pattern looks.
    value_zones: u8,
}

impl Linter {
    /// Builds a linter from the built-in lexicons and the user's.
    ///
    /// # Errors
    /// Returns every error of the user's lexicons, with file and line.
    pub fn new(settings: Settings) -> Result<Linter, Vec<LexiconError>> {
        let user = if settings.lexicons.is_empty() { None } else { Some(compile_files(&settings.lexicons)?) };
        let user_words =
            user.as_ref().map_or_else(Vec::new, |user| translate(LEXICON.table, user.open().table));
        let rules = (0..LEXICON.patterns.len()).filter_map(|at| LEXICON.patterns.rule(at));
        let rules = rules.filter_map(|number| LEXICON.rules.get(number as usize));
        let value_zones = rules.fold(0, |mask, rule| mask | rule.regions()) & !(OWN_WORDS | settings.include);
        let (marks, patterns) = (Marks::new(user.clone()), Patterns::new(user.clone()));
        Ok(Linter { user, user_words, marks, patterns, settings, value_zones })
    }

    /// Returns the rules: the built-in ones by code, then the user's.
    pub fn rules(&self) -> impl Iterator<Item = Rule<'_>> {
        LEXICON.rules.iter().chain(self.user_rules().into_iter().flat_map(Rules::iter))
    }

    fn book(&self) -> RuleBook<'_> {
        RuleBook { builtin: LEXICON.rules, user: self.user_rules(), frames: LEXICON.frames }
    }

    fn user_rules(&self) -> Option<Rules<'_>> {
        self.user.as_ref().map(|user| user.open().rules)
    }

    /// Returns who is who.
    #[must_use]
    pub fn team(&self) -> &Team {
        &self.settings.team
    }

    /// Resolves which rules speak.
    ///
    /// # Errors
    /// Returns the first code, group or name that no rule has.
    pub fn policy(&self, request: &RuleRequest) -> Result<Policy, String> {
        Policy::resolve(request, || self.rules())
    }

    /// Lints one message. Cannot fail on any text. What the draft itself asks to ignore is left alone, and an ignore
    /// that silences nothing is reported.
    #[must_use]
    pub fn lint<'a>(&self, message: Message<'a>, policy: &Policy) -> Report<'a> {
        let ignores = ignores(&message);
        self.lint_heeding(message, policy, &ignores)
    }

    /// Lints one message and leaves alone what these ignores name, whatever the draft asks for.
    #[must_use]
    pub fn lint_heeding<'a>(&self, message: Message<'a>, policy: &Policy, ignores: &[Ignore]) -> Report<'a> {
        let report = self.judge(message, policy);
        if ignores.is_empty() {
            return report;
        }
        let silences = |ignore: &Ignore, rule: Rule<'_>| {
            is_named(rule, &ignore.selector) && !UNSUPPRESSIBLE.contains(&&*rule.code())
        };
        let spoke = |code: &str| report.diagnostics.iter().any(|diagnostic| diagnostic.code == code);
        let is_used =
            |ignore: &&Ignore| self.rules().any(|rule| spoke(&rule.code()) && silences(ignore, rule));
        let unused: Vec<Label> =
            ignores.iter().filter(|ignore| !is_used(ignore)).map(|ignore| ignore.label.clone()).collect();
        let named: Vec<bool> =
            self.rules().map(|rule| ignores.iter().any(|ignore| silences(ignore, rule))).collect();
        let quieter = policy.without(|number| named.get(number).copied().unwrap_or(false));
        let mut report = self.judge(report.message, &quieter);
        self.report_unused(&mut report, unused, &quieter);
        report
    }

    /// Lints again without the rules whose diagnostic `is_accepted` knows by its fingerprint.
    #[must_use]
    pub fn lint_accepting<'a>(
        &self,
        message: Message<'a>,
        policy: &Policy,
        is_accepted: &dyn Fn(&str) -> bool,
    ) -> Report<'a> {
        let report = self.lint(message, policy);
        let accepted: Vec<String> = report
            .diagnostics
            .iter()
            .filter(|diagnostic| is_accepted(&diagnostic.fingerprint))
            .map(|diagnostic| diagnostic.code.to_string())
            .collect();
        if accepted.is_empty() {
            return report;
        }
        let named: Vec<bool> =
            self.rules().map(|rule| accepted.iter().any(|code| rule.code() == **code)).collect();
        self.lint(report.message, &policy.without(|number| named.get(number).copied().unwrap_or(false)))
    }

    /// Adds the hint on ignores that silenced nothing.
    fn report_unused(&self, report: &mut Report<'_>, unused: Vec<Label>, policy: &Policy) {
        let Some((number, rule)) = self.rules().enumerate().find(|(_, rule)| rule.code() == UNUSED_IGNORE)
        else {
            return;
        };
        let Some(severity) = policy.severity(number) else { return };
        if let Some(diagnostic) = unused_ignore(rule, severity, unused) {
            report.diagnostics.push(diagnostic);
        }
    }

    /// Lints one message and says for every axis what made its score.
    #[must_use]
    pub fn why<'a>(&self, message: Message<'a>, policy: &Policy) -> (Report<'a>, Vec<Why>) {
        let mut why = Vec::new();
        let report = self.judge_and_say(message, policy, Some(&mut why));
        (report, why)
    }

    fn judge<'a>(&self, message: Message<'a>, policy: &Policy) -> Report<'a> {
        self.judge_and_say(message, policy, None)
    }

    fn judge_and_say<'a>(
        &self,
        message: Message<'a>,
        policy: &Policy,
        why: Option<&mut Vec<Why>>,
    ) -> Report<'a> {
        let narrowed = self.narrowed(policy, self.profile(&message));
        let policy = narrowed.as_ref().unwrap_or(policy);
        let pieces = pieces(blocks(&message, OWN_WORDS | self.settings.include));
        let tokenizer = Tokenizer::new(LEXICON.table, &message);
        let facts = Facts::of(&message, self.profile(&message), &self.settings.team, self.settings.now);
        let found: Vec<Found> = if self.settings.parallel && pieces.len() > 1 {
            pieces.par_iter().map(|piece| self.lint_piece((&message, &facts), &tokenizer, piece)).collect()
        } else {
            pieces.iter().map(|piece| self.lint_piece((&message, &facts), &tokenizer, piece)).collect()
        };
        let mut findings = self.values_elsewhere(&message, &tokenizer);
        let (mut tally, mut questions) = (MessageStats::default(), Vec::new());
        let (mut cues, mut features) = (CueHits::default(), Features::default());
        for more in found {
            findings.extend(more.findings);
            tally = tally.and(more.tally);
            questions.extend(more.questions);
            cues.extend(more.cues);
            features = features.and(more.features);
        }
        questions.truncate(MAX_QUESTIONS);
        let kinds = Kinds::of(&message);
        let seen = CueEvidence::new(&cues.list, &features, &kinds);
        let conclusion =
            conclude(&message, &self.book(), findings, (&tally, &facts, &seen), &policy.severities);
        if let Some(why) = why {
            let spoke = |code: &str| {
                conclusion.diagnostics.iter().any(|found| found.code == code)
                    || (code == "asks" && tally.asks)
            };
            *why = seen.why(&spoke);
        }
        let mut remarks = Vec::new();
        if tally.gated {
            remarks.push("this does not look like English: only marks and patterns were checked".to_owned());
        }
        remarks.extend(facts.shared_remark(&conclusion.verdict));
        let plan = if self.settings.plan { plan(&conclusion.verdict, &questions) } else { None };
        Report {
            message,
            diagnostics: conclusion.diagnostics,
            verdict: conclusion.verdict,
            plan,
            masked: conclusion.masked,
            remarks,
        }
    }

    fn lint_piece(
        &self,
        (message, facts): (&Message<'_>, &Facts),
        tokenizer: &Tokenizer<'_>,
        piece: &[Block],
    ) -> Found {
        let all: Vec<Words> = piece.iter().map(|block| tokenizer.cut(message, block)).collect();
        let mut hits = Vec::new();
        for (number, words) in all.iter().enumerate() {
            self.scan(message, words, u32::try_from(number).unwrap_or(u32::MAX), &mut hits);
        }
        let scene = CheckContext {
            message,
            blocks: &all,
            table: LEXICON.table,
            book: self.book(),
            profile: self.profile(message),
            word_count: all.iter().map(|words| words.list.len()).sum(),
            question_count: all.iter().map(|words| words.questions).sum(),
            facts,
        };
        let asked = if self.settings.plan { questions(&scene, MAX_QUESTIONS) } else { Vec::new() };
        let span = |(block, first, last): (usize, usize, usize)| {
            let words = &all[block];
            (words.part, words.span(first, last))
        };
        let (findings, tally) = weigh(&scene, hits);
        let mut cues = CueHits::default();
        if !tally.gated {
            all.iter().for_each(|words| cues.find(words));
        }
        let features = Features::of(&scene);
        Found { findings, tally, questions: asked.into_iter().map(span).collect(), cues, features }
    }

    /// Returns the policy of a profile in which not every group speaks.
    fn narrowed(&self, policy: &Policy, profile: &str) -> Option<Policy> {
        (profile == "commit").then(|| {
            let is_off: Vec<bool> =
                self.rules().map(|rule| !DECISION.speaks_in_commits(rule.group())).collect();
            policy.without(|number| is_off.get(number).copied().unwrap_or(false))
        })
    }

    /// Returns the profile of a message: its own, else the linter's, else `email`.
    fn profile<'p>(&'p self, message: &'p Message<'_>) -> &'p str {
        let profile = message.profile.as_deref().unwrap_or(&self.settings.profile);
        if profile.is_empty() { "email" } else { profile }
    }

    fn scan(&self, message: &Message<'_>, words: &Words, block: u32, hits: &mut Vec<Hit>) {
        let text: &str = message.parts.get(words.part).map_or("", |part| &part.text);
        phrases(LEXICON.table, words, block, None, hits);
        if let Some(user) = &self.user {
            let table = user.open().table;
            let ids = self.user_ids(table, words, text);
            phrases(table, words, block, Some(&ids), hits);
        }
        self.marks.find(text, words, block, hits);
        self.patterns.find_in_words(text, words, block, hits);
    }

    /// Returns the words' numbers in the user's vocabulary.
    fn user_ids(&self, table: Table<'_>, words: &Words, text: &str) -> Vec<u32> {
        let number = |(at, word): (usize, &crate::words::Word)| {
            if word.id == NONE {
                table.word(&presend_lexicon::fold::fold_word(words.span(at, at).of(text)))
            } else {
                self.user_words[word.id as usize]
            }
        };
        words.list.iter().enumerate().map(number).collect()
    }

    /// Finds private values in regions that are not the writer's own words: code, forwards, signatures.
    fn values_elsewhere(&self, message: &Message<'_>, tokenizer: &Tokenizer<'_>) -> Vec<Finding> {
        let mut findings = Vec::new();
        for block in blocks(message, self.value_zones) {
            let words = tokenizer.cut(message, &block);
            let text: &str = message.parts.get(words.part).map_or("", |part| &part.text);
            let mut hits = Vec::new();
            self.patterns.find_in_words(text, &words, NO_BLOCK, &mut hits);
            for hit in hits {
                let region = words.kind_at(hit.span.start);
                if self.book().rule(hit.rule).is_some_and(|rule| rule.regions() & region.bit() != 0) {
                    findings.push(Finding { region, ..Finding::new(hit) });
                }
            }
        }
        findings
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::jsonl;
    use presend_lexicon::cues::COLUMNS;

    /// The training script cuts words, finds cues and adds up weights by itself; both must agree.
    #[test]
    fn drafts_are_scored_as_the_training_script_scores_them() {
        let linter = Linter::new(Settings::default()).unwrap();
        let mut differ = Vec::new();
        for line in include_str!("../../../../training/vectors.jsonl").lines() {
            let vector: serde_json::Value = serde_json::from_str(line).unwrap();
            let message = jsonl::read_line("vectors", line.as_bytes(), 1, 0).unwrap();
            let facts = Facts::default();
            let tokenizer = Tokenizer::new(LEXICON.table, &message);
            let all = pieces(blocks(&message, OWN_WORDS));
            let found = linter.lint_piece((&message, &facts), &tokenizer, &all[0]);
            let kinds = Kinds::of(&message);
            let seen = CueEvidence::new(&found.cues.list, &found.features, &kinds);
            for (column, name) in COLUMNS.iter().enumerate() {
                let expected = vector["logits"][*name].as_f64().unwrap();
                let logit = f64::from(seen.logit(column, &|_| false));
                if (logit - expected).abs() > 0.011 {
                    differ.push(format!("{name}: {logit:.3}, not {expected:.3}: {}", vector["text"]));
                }
            }
        }
        assert!(differ.is_empty(), "{}", differ.join("\n"));
    }
}
