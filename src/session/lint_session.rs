//! Lints drafts with one set of settings, and says which of them are held back.

use std::collections::BTreeSet;

use presend_core::Report;
use presend_core::guidelines::{AgentToml, Clock};
use presend_core::header_ignores;
use presend_core::message::{Headers, Message};
use presend_core::render::{OutputFormat, ReadError, RenderOptions, Renderer, RuleText};
use presend_core::{Linter, Policy, ScoreExplanation, StopCause, StopRule};
use presend_lexicon::Rule;

use super::archive_cut::ArchiveCut;
use super::configured_linter::ConfiguredLinter;
use super::draft::{Draft, IgnorePolicy};
use super::fault::caught;
use super::header_overrides::HeaderOverrides;
use crate::config::{Config, ConfigLookup};
use crate::error::CliError;
use crate::input::read_message::read_message;
use crate::input::unit::MessageBytes;
use crate::options::{CheckOptions, Profile};

/// Linters with their settings, for one draft after another; shared between threads.
pub(crate) struct LintSession {
    /// One for each presend.toml in force, and at least one.
    linters: Vec<ConfiguredLinter>,
    /// What was said about every draft.
    overrides: HeaderOverrides,
    /// Fingerprints of diagnostics that are not reported.
    accepted: BTreeSet<String>,
    stop_rule: StopRule,
}

/// What became of a draft.
pub(crate) struct LintOutcome<'m, 's> {
    pub(crate) report: Report<'m>,
    /// It is held back.
    pub(crate) stops: bool,
    linter: &'s ConfiguredLinter,
}

/// What is known about a message besides its text.
struct MessageSettings<'d> {
    /// The path by which presend.toml may name it.
    path: &'d str,
    profile: Option<Profile>,
    headers: Option<&'d Headers>,
    ignores: IgnorePolicy,
}

impl LintSession {
    /// Opens a session for single drafts.
    ///
    /// # Errors
    /// Returns what is wrong with presend.toml or a lexicon.
    pub(crate) fn open(
        lookup: ConfigLookup<'_>,
        options: &CheckOptions,
        stop_rule: StopRule,
    ) -> Result<LintSession, CliError> {
        let config = Config::find(lookup, &options.config)?;
        let linter = ConfiguredLinter::new(options, config)?;
        Ok(LintSession::of_one(linter, stop_rule))
    }

    /// Opens a session that knows no settings and no time.
    ///
    /// # Errors
    /// Returns what is wrong with the built-in lexicons.
    pub(crate) fn built_in() -> Result<LintSession, CliError> {
        Ok(LintSession::of_one(ConfiguredLinter::built_in()?, StopRule::PersonSends))
    }

    fn of_one(linter: ConfiguredLinter, stop_rule: StopRule) -> LintSession {
        let (overrides, accepted) = (HeaderOverrides::default(), BTreeSet::new());
        LintSession { linters: vec![linter], overrides, accepted, stop_rule }
    }

    /// Opens a session for the messages of a check, each of which says the number of its linter.
    pub(crate) fn of_check(
        linters: Vec<ConfiguredLinter>,
        overrides: HeaderOverrides,
        accepted: BTreeSet<String>,
    ) -> LintSession {
        LintSession { linters, overrides, accepted, stop_rule: StopRule::PersonSends }
    }

    /// Returns what presend.toml says about the tool calls of agents.
    pub(crate) fn agent(&self) -> Option<&AgentToml> {
        self.first().agent()
    }

    /// Returns the linter, for its rules.
    pub(crate) fn linter(&self) -> &Linter {
        self.first().linter()
    }

    /// Returns a rule by its code, whichever linter has it.
    pub(crate) fn rule(&self, code: &str) -> Option<Rule<'_>> {
        self.linters.iter().flat_map(|linter| linter.linter().rules()).find(|rule| rule.code() == *code)
    }

    #[expect(clippy::indexing_slicing, reason = "every way to open a session gives it at least one")]
    fn first(&self) -> &ConfiguredLinter {
        &self.linters[0]
    }

    /// Lints a draft. A panic would be presend's own fault and comes back as an error, so that a send goes on.
    ///
    /// # Errors
    /// Returns what went wrong inside presend.
    pub(crate) fn lint<'d>(&self, draft: &Draft<'d>) -> Result<LintOutcome<'d, '_>, String> {
        caught(|| self.lint_message(self.first(), draft.message(), &MessageSettings::of(draft)))
    }

    /// Lints a message of a check.
    ///
    /// # Errors
    /// Returns why its bytes are not a message.
    pub(crate) fn lint_bytes<'r>(&self, raw: &'r MessageBytes) -> Result<LintOutcome<'r, '_>, ReadError> {
        Ok(self.lint_read(raw, read_message(raw)?))
    }

    /// Lints a message of a check; `None` for one that is cut out.
    ///
    /// # Errors
    /// Returns why its bytes are not a message.
    pub(crate) fn lint_kept<'r>(
        &self,
        raw: &'r MessageBytes,
        cut: &ArchiveCut,
    ) -> Result<Option<LintOutcome<'r, '_>>, ReadError> {
        let message = read_message(raw)?;
        Ok(self.is_kept(raw, &message, cut).then(|| self.lint_read(raw, message)))
    }

    /// Returns true if and only if a message of a check, read from these bytes, is not cut out.
    pub(crate) fn is_kept(&self, raw: &MessageBytes, message: &Message<'_>, cut: &ArchiveCut) -> bool {
        cut.keeps(message, self.of(raw).linter())
    }

    /// Lints a message of a check that was read from these bytes.
    pub(crate) fn lint_read<'r>(&self, raw: &MessageBytes, message: Message<'r>) -> LintOutcome<'r, '_> {
        let ignores = IgnorePolicy::All;
        let settings = MessageSettings { path: &raw.path, profile: None, headers: None, ignores };
        self.lint_message(self.of(raw), message, &settings)
    }

    /// Returns true if and only if a message of a check is not cut out.
    ///
    /// # Errors
    /// Returns why its bytes are not a message.
    pub(crate) fn keeps(&self, raw: &MessageBytes, cut: &ArchiveCut) -> Result<bool, ReadError> {
        Ok(self.is_kept(raw, &read_message(raw)?, cut))
    }

    /// Returns true if and only if every presend.toml says who the writer is.
    pub(crate) fn knows_me(&self) -> bool {
        self.linters.iter().all(|linter| linter.linter().team().knows_me())
    }

    #[expect(clippy::indexing_slicing, reason = "the number was handed out with the linter")]
    fn of(&self, raw: &MessageBytes) -> &ConfiguredLinter {
        &self.linters[raw.linter]
    }

    /// Lints a message that was read from these bytes and says for every axis what made its score; nothing that the draft asks for is
    /// heeded.
    pub(crate) fn explain<'r>(
        &self,
        raw: &MessageBytes,
        mut message: Message<'r>,
    ) -> (Report<'r>, Vec<ScoreExplanation>) {
        let ignores = IgnorePolicy::Nothing;
        let settings = MessageSettings { path: &raw.path, profile: None, headers: None, ignores };
        let policy = self.prepare(self.of(raw), &mut message, &settings);
        self.of(raw).linter().explain(message, policy)
    }

    fn lint_message<'m, 's>(
        &'s self,
        linter: &'s ConfiguredLinter,
        mut message: Message<'m>,
        settings: &MessageSettings<'_>,
    ) -> LintOutcome<'m, 's> {
        let policy = self.prepare(linter, &mut message, settings);
        let mut report = match settings.ignores {
            IgnorePolicy::All => {
                linter.linter().lint_accepting(message, policy, &|found| self.accepted.contains(found))
            }
            IgnorePolicy::Header => {
                let ignores = header_ignores(&message);
                linter.linter().lint_with_ignores(message, policy, &ignores)
            }
            IgnorePolicy::Nothing => linter.linter().lint_with_ignores(message, policy, &[]),
        };
        let cause = self.stop_rule.cause(&report, linter.fail_on());
        report.verdict_stops = cause == Some(StopCause::Verdict);
        LintOutcome { report, stops: cause.is_some(), linter }
    }

    /// Lays what is known over a message, and returns the policy for it.
    fn prepare<'s>(
        &'s self,
        linter: &'s ConfiguredLinter,
        message: &mut Message<'_>,
        settings: &MessageSettings<'_>,
    ) -> &'s Policy {
        self.overrides.apply(message);
        if let Some(headers) = settings.headers {
            headers.lay_over(message);
        }
        let (policy, of_path) = linter.policy(settings.path);
        if self.overrides.has_profile() {
            // Then the linter has it, and neither a path nor a line of jsonl chooses another.
            message.profile = None;
        } else if message.profile.is_none() {
            message.profile = settings.profile.or(of_path).map(|profile| profile.name().to_owned());
        }
        policy
    }
}

impl<'d> MessageSettings<'d> {
    fn of(draft: &Draft<'d>) -> MessageSettings<'d> {
        let Draft { name, profile, headers, ignores, .. } = *draft;
        MessageSettings { path: name, profile, headers, ignores }
    }
}

impl LintOutcome<'_, '_> {
    /// Returns what the rules that spoke say, by code; with the verdict where formats of lines list it.
    pub(crate) fn rule_texts(&self) -> Vec<(String, RuleText)> {
        let rules = self.linter.linter().rules().filter_map(|rule| {
            let spoke = self.report.diagnostics.iter().any(|found| found.code == rule.code());
            spoke.then(|| (rule.code().to_string(), RuleText::of(rule)))
        });
        let verdict = self.report.lists_verdict().then(RuleText::of_verdict);
        rules.chain(verdict.map(|(code, text)| (code.to_owned(), text))).collect()
    }

    /// Returns the writer's clock by presend.toml.
    pub(crate) fn clock(&self) -> Option<&Clock> {
        self.linter.linter().team().me().map(|clock| &**clock)
    }

    /// Draws the report; `full` also says what the team calls the channel of the verdict.
    pub(crate) fn draw(&self, format: OutputFormat, options: RenderOptions) -> Vec<u8> {
        let renderer = Renderer::new(format, options);
        let channel = self.report.verdict.channel.name();
        match self.linter.channel(channel).filter(|_| format == OutputFormat::Full) {
            Some(name) => {
                let mut report = self.report.clone();
                report.remarks.push(format!("{channel} here: {name}"));
                renderer.render_report(&report)
            }
            None => renderer.render_report(&self.report),
        }
    }

    /// Draws the report for a person on standard error.
    pub(crate) fn draw_full(&self, options: RenderOptions) -> String {
        String::from_utf8_lossy(&self.draw(OutputFormat::Full, options)).into_owned()
    }
}
