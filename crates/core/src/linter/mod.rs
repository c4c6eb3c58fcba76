//! Lints messages: words, scan and judge in that order, under settings and a policy.

mod builder;
mod executor;
mod ignores;
mod notices;
mod own_words;
mod piece;
mod pieces;
mod plain_text;
mod policy;
mod scanner;
mod settings;
mod text;
mod user;

pub use builder::LinterBuilder;
pub use executor::Executor;
pub use own_words::{OwnWord, own_words};
pub use policy::{Policy, RuleRequest};
pub use text::lint;

use jiff::ZonedDateTime;

use crate::builtin::{DECISION, LEXICON};
use crate::diagnostic::Language;
use crate::error::Error;
use crate::guidelines::Team;
use crate::judge::{CueEvidence, Facts, ScoreExplanation, SharpPassage, conclude, dated, plan};
use crate::message::{Message, RegionKind, RegionMap};
use crate::report::Report;
use crate::words::{Block, Tokenizer, blocks};
use piece::{PieceContext, PieceFindings};
use pieces::pieces;
use presend_lexicon::Rule;
use presend_lexicon::cues::Signal;
use presend_lexicon::names::Profile;
use scanner::Scanner;
use settings::Settings;
use std::sync::{Arc, OnceLock};

/// What a report remarks on a text of which little could be said.
const NOT_ENGLISH: &str =
    "this does not look like English, so only English sentences, marks, patterns and secrets were checked";

/// Finds and judges; cheap to share between threads. A clone shares what is expensive, and may have another time.
#[derive(Debug, Clone)]
pub struct Linter {
    scanner: Arc<Scanner>,
    settings: Settings,
    /// What speaks where the caller gives no policy.
    policy: Policy,
}

impl Linter {
    /// Builds a linter from the built-in lexicons and the user's.
    fn new(mut settings: Settings) -> Result<Linter, Error> {
        let lexicons = std::mem::take(&mut settings.lexicons);
        let scanner =
            Scanner::new(&lexicons, RegionKind::OWN_WORDS | settings.include, settings.keeps_sentences)?;
        let policy = Policy::resolve(&settings.rules, || scanner.rules())?;
        Ok(Linter { scanner: Arc::new(scanner), settings, policy })
    }

    /// Returns the rules: the built-in ones by code, then the user's.
    pub fn rules(&self) -> impl Iterator<Item = Rule<'_>> {
        self.scanner.rules()
    }

    /// Returns who is who.
    #[must_use]
    pub fn team(&self) -> &Team {
        &self.settings.team
    }

    /// Returns when a message was sent by its own date, as [`MessageRecord::date`](crate::MessageRecord::date) has it.
    #[must_use]
    pub fn date_of(&self, message: &Message<'_>) -> Option<ZonedDateTime> {
        dated(message, &self.settings.team)
    }

    /// Resolves which rules speak.
    ///
    /// # Errors
    /// Returns the first code, group or name that no rule has.
    pub fn policy(&self, request: &RuleRequest) -> Result<Policy, Error> {
        Policy::resolve(request, || self.rules())
    }

    /// Sets the time of the check anew, for a linter that is kept: what it has made on first need stays.
    pub fn set_now(&mut self, now: Option<jiff::Timestamp>) {
        self.settings.now = now;
    }

    /// Returns what the builder's guidelines and rules were resolved to.
    #[must_use]
    pub fn own_policy(&self) -> &Policy {
        &self.policy
    }

    /// Lints one message, with all that it asks to ignore, and says for every axis what made its score.
    #[must_use]
    pub fn explain<'a>(&self, message: Message<'a>, policy: &Policy) -> (Report<'a>, Vec<ScoreExplanation>) {
        self.judge_and(message, policy, |evidence, passage, spoke| evidence.explain_with(passage, spoke))
    }

    /// Lints one message under a policy, whatever the draft asks to ignore.
    fn judge<'a>(&self, message: Message<'a>, policy: &Policy) -> Report<'a> {
        self.judge_and(message, policy, |_, _, _| ()).0
    }

    /// Lints one message and hands its evidence on, with a function that tells whether a signal is there.
    fn judge_and<'a, T>(
        &self,
        message: Message<'a>,
        policy: &Policy,
        also: impl FnOnce(&CueEvidence<'_>, Option<&SharpPassage>, &dyn Fn(Signal) -> bool) -> T,
    ) -> (Report<'a>, T) {
        let profile = self.profile(&message).to_owned();
        let profile = profile.as_str();
        let narrowed = self.narrowed(policy, profile);
        let policy = narrowed.as_ref().unwrap_or(policy);
        let facts = Facts::of(&message, profile, &self.settings.team, self.settings.now);
        let message = self.with_own_notices(message, policy, (&facts, profile));
        let found = self.find(&message, &facts, profile);
        let evidence = CueEvidence::new(&found.cues, &found.passages, profile);
        let known = (&found.stats, &facts, &evidence);
        let masked = found.masked();
        let conclusion = conclude(&message, &self.scanner.book(), found.findings, known, policy.limits());
        let spoke = |signal: Signal| match signal {
            Signal::Rule(code) => conclusion.diagnostics.iter().any(|found| found.code == code),
            Signal::Asks => found.stats.asks,
        };
        let more = also(&evidence, conclusion.passage.as_ref(), &spoke);
        let not_english = (conclusion.verdict.language == Language::Unknown).then(|| NOT_ENGLISH.to_owned());
        let remarks = not_english.into_iter().chain(facts.shared_remark(&conclusion.verdict)).collect();
        let is_read = conclusion.verdict.language == Language::English;
        let plan =
            if self.settings.plan && is_read { plan(&conclusion.verdict, &found.questions) } else { None };
        let (diagnostics, verdict) = (conclusion.diagnostics, conclusion.verdict);
        let people = facts.readers.list.iter().filter_map(|reader| reader.person.name.clone()).collect();
        let (words, date) = (found.stats.words, facts.dated);
        let (of_others, other_writers, verdict_stops) = (None, None, false);
        let mut report = Report {
            message,
            diagnostics,
            verdict,
            words,
            date,
            people,
            masked,
            of_others,
            other_writers,
            own_values: OnceLock::new(),
            plan,
            remarks,
            verdict_stops,
        };
        let unread_date = report.unread_date().map(str::to_owned);
        report.remarks.extend(unread_date);
        (report, more)
    }

    /// Finds what a message holds: in its linted regions, piece by piece, and private values in the others.
    fn find(&self, message: &Message<'_>, facts: &Facts, profile: &str) -> PieceFindings {
        let tokenizer = Tokenizer::new(LEXICON.table, message);
        let regions = RegionMap::of(message);
        let found = self.find_own(message, (&tokenizer, &regions), (facts, profile));
        let (findings, mut private) = self.scanner.values_elsewhere((message, &regions), &tokenizer);
        let findings = findings.and(found.findings);
        private.extend(found.private);
        PieceFindings { findings, private, ..found }
    }

    /// Finds what stands in the linted regions of a message.
    fn find_own(
        &self,
        message: &Message<'_>,
        (tokenizer, regions): (&Tokenizer<'_>, &RegionMap),
        (facts, profile): (&Facts, &str),
    ) -> PieceFindings {
        let pieces = pieces(blocks(message, RegionKind::OWN_WORDS | self.settings.include));
        let context = PieceContext {
            scanner: &self.scanner,
            message,
            regions,
            tokenizer,
            facts,
            profile,
            plan: self.settings.plan,
        };
        let work = |piece: &Vec<Block>| PieceFindings::of(context, piece);
        let found = executor::map(&*self.settings.executor, &pieces, &work);
        found.into_iter().reduce(PieceFindings::and).unwrap_or_default()
    }

    /// Returns the policy without some rules.
    fn without(&self, policy: &Policy, is_off: impl Fn(Rule<'_>) -> bool) -> Policy {
        let off: Vec<bool> = self.rules().map(is_off).collect();
        policy.without(|number| off.get(number).copied().unwrap_or(false))
    }

    /// Returns the policy of a profile in which not every group speaks.
    fn narrowed(&self, policy: &Policy, profile: &str) -> Option<Policy> {
        let is_off = |rule: Rule<'_>| !DECISION.speaks_in_commits(rule.group());
        (profile == Profile::Commit.name()).then(|| self.without(policy, is_off))
    }

    /// Returns the profile of a message: its own, else the linter's; an empty one is that of mail.
    fn profile<'p>(&self, message: &'p Message<'_>) -> &'p str {
        let profile = message.profile.as_deref().unwrap_or(self.settings.profile.name());
        if profile.is_empty() { Profile::Email.name() } else { profile }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Source;
    use crate::builtin::CUES;
    use crate::message::{Format, Headers, jsonl};
    use presend_lexicon::cues::Target;

    #[test]
    fn a_date_that_was_given_and_cannot_be_read_is_told() {
        let linter = Linter::builder().build().unwrap();
        let remarks = |line: &str| {
            let message = jsonl::read_line("box.jsonl", line.as_bytes(), 1, 0).unwrap();
            linter.lint(message, linter.own_policy()).remarks
        };
        let told = remarks(r#"{"text":"The kiln is hot.","date":"presend: ignore[S001] soon"}"#);
        assert_eq!(told.len(), 1);
        assert!(told[0].contains("cannot be read") && !told[0].contains("soon"), "{told:?}");
        assert_eq!(remarks(r#"{"text":"The kiln is hot.","date":"2026-03-10 17:30"}"#), [""; 0]);
        // What a mail or a chat says itself is as its program wrote it.
        assert_eq!(linter.lint_text("Date: yesterday\nSubject: kiln\n\nThe kiln is hot.\n").remarks, [""; 0]);
    }

    #[test]
    fn phrases_run_over_line_ends_of_word_processors() {
        let linter = Linter::builder().build().unwrap();
        for end in ["\n", "\u{b}", "\u{85}", "\u{2028}", "\u{2029}"] {
            let text = format!(
                "Hi Bo,{end}{end}the kiln is hot{end}and we have to let{end}you go effective Friday."
            );
            let report = linter.lint_text(&text);
            let found = report.diagnostics.iter().find(|found| found.code == "S001").expect(end);
            let words = found.label.span.of(&report.message.parts[found.label.part].text);
            assert_eq!(words, format!("let{end}you go effective"), "{end:?}");
        }
    }

    #[test]
    fn a_subject_that_is_laid_over_a_text_is_read_first_as_one_that_came_with_it() {
        let linter = Linter::builder().build().unwrap();
        let codes = |message: Message<'_>| -> Vec<String> {
            let report = linter.lint(message, linter.own_policy());
            report.diagnostics.iter().map(|found| found.code.to_string()).collect()
        };
        let line = r#"{"subject":"West door","text":"Hello all,\n\nCould you send me the budget today?\n\nI need the order of oak ASAP."}"#;
        let came = jsonl::read_line("box.jsonl", line.as_bytes(), 1, 0).unwrap();
        let text = came.parts[1].text.clone().into_owned();
        let mut laid_over = crate::message::read(Source::new("draft", text.as_bytes()), Format::Text);
        Headers { subject: came.headers.subject.clone(), ..Headers::default() }.lay_over(&mut laid_over);
        let (came, laid_over) = (codes(came), codes(laid_over));
        assert_eq!(came, laid_over);
        assert_eq!(came, ["U015", "U001"]);
    }

    #[test]
    fn a_kept_linter_takes_another_time() {
        let team = "[me]\naddress = \"ana@example.com\"\ntime-zone = \"Europe/Lisbon\"\n[hours]\nwork = \"09:00-17:00\"\n\
            [[people]]\nmatch = \"rui@example.com\"\nname = \"Rui\"\ntime-zone = \"Europe/Lisbon\"\n";
        let guidelines = crate::Guidelines::parse("presend.toml", team).unwrap();
        let mut linter = Linter::builder().guidelines(&guidelines).build().unwrap();
        let mut speaks = |now: Option<&str>| {
            linter.set_now(now.map(|now| now.parse().unwrap()));
            let report = linter
                .lint_text("From: ana@example.com\nTo: rui@example.com\n\nThe boiler man comes in May.\n");
            !report.diagnostics.is_empty()
        };
        assert!(speaks(Some("2026-03-08T11:00:00Z")), "a Sunday");
        assert!(!speaks(Some("2026-03-09T11:00:00Z")), "a Monday");
        assert!(!speaks(None));
        let other = linter.clone();
        linter.set_now("2026-03-08T11:00:00Z".parse().ok());
        assert!(other.settings.now.is_none() && Arc::ptr_eq(&linter.scanner, &other.scanner));
    }

    /// The training cuts sentences, finds cues and adds up weights by itself; both must agree.
    #[test]
    fn drafts_are_scored_as_the_training_scores_them() {
        let linter = Linter::builder().build().unwrap();
        let mut differ = Vec::new();
        for line in include_str!("score_vectors.jsonl").lines() {
            let vector: serde_json::Value = serde_json::from_str(line).unwrap();
            let message = jsonl::read_line("vectors", line.as_bytes(), 1, 0).unwrap();
            let profile = vector["profile"].as_str().unwrap_or("email");
            let found = linter.find(&message, &Facts::default(), profile);
            let evidence = CueEvidence::new(&found.cues, &found.passages, profile);
            let codes: Vec<&str> =
                vector["codes"].as_array().into_iter().flatten().filter_map(|code| code.as_str()).collect();
            let scores = evidence.explain(&|signal| codes.contains(&signal.to_string().as_str()));
            let spoke = CUES
                .signals()
                .map(|(signal, _)| signal)
                .filter(|signal| codes.contains(&signal.to_string().as_str()));
            let chance = f64::from(evidence.scores(spoke).chance);
            if (chance - vector["chance"].as_f64().unwrap()).abs() > 0.003 {
                differ.push(format!("chance: {chance:.3}, not {}: {}", vector["chance"], vector["text"]));
            }
            for (target, explained) in Target::ALL.iter().zip(scores) {
                let expected = vector["logits"][target.name()].as_f64().unwrap();
                let sum: f32 = explained.contributions.iter().map(|one| one.weight).sum();
                let logit = f64::from(explained.bias + sum);
                if (logit - expected).abs() > 0.011 {
                    differ.push(format!("{target}: {logit:.3}, not {expected:.3}: {}", vector["text"]));
                }
            }
        }
        assert!(differ.is_empty(), "{}", differ.join("\n"));
    }
}
