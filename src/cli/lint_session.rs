//! Lints single drafts that are held in memory, for the wrapper, the hooks and the servers.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::CliError;
use super::args::Check;
use super::checker::panic_text;
use super::settings::{self, Setup};
use presend_core::Report;
use presend_core::diagnostic::Action;
use presend_core::guidelines::AgentToml;
use presend_core::judge::silence::{header_ignores, ignores};
use presend_core::message::Headers;
use presend_core::message::format::{self, Format};
use presend_core::message::git;
use presend_core::render::{OutputFormat, RenderOptions, Renderer};
use presend_core::text::Source;

/// Where a presend.toml is looked for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Lookup<'p> {
    /// In this folder and upwards, else in the user's config folder.
    From(&'p Path),
    /// In the user's config folder only: what lies in a working folder cannot switch anything off.
    User,
}

/// One draft, and what is known about it beside its bytes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Draft<'d> {
    /// The name that reports show.
    pub(crate) name: &'d str,
    pub(crate) bytes: &'d [u8],
    /// `None`: by the name, else by looking.
    pub(crate) format: Option<Format>,
    /// `email`, `chat` or `commit`; `None` is that of presend.toml, else email.
    pub(crate) profile: Option<&'d str>,
    /// What comments of a commit message begin with; `None` is found out from the text.
    pub(crate) comment: Option<&'d str>,
    /// Fields that stand in for the draft's own.
    pub(crate) headers: Option<&'d Headers>,
    /// What of the draft's own ignores is heeded.
    pub(crate) heeds: IgnorePolicy,
}

/// Which of a draft's own ignores are heeded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum IgnorePolicy {
    /// Those in its header and in its lines.
    All,
    /// Those in its header, and in the fields laid over it.
    Header,
    /// None: who wrote the draft may not be who is asked.
    #[default]
    Nothing,
}

/// A linter with its settings, for one draft after another.
pub(crate) struct LintSession {
    setup: Setup,
}

/// What became of a draft.
pub(crate) struct LintOutcome<'d> {
    pub(crate) report: Report<'d>,
    /// Something is grave enough to stop a send.
    pub(crate) stops: bool,
}

impl LintSession {
    /// Opens a desk with the options that `check` carries.
    ///
    /// # Errors
    /// Returns what is wrong with presend.toml or a lexicon.
    pub(crate) fn open(lookup: Lookup<'_>, check: &Check) -> Result<LintSession, CliError> {
        let config = match lookup {
            Lookup::From(folder) => settings::find_config(folder, check.config.as_deref(), check.isolated)?,
            Lookup::User => settings::user_config(check.config.as_deref())?,
        };
        Ok(LintSession { setup: settings::setup(check, config)? })
    }

    /// Returns what presend.toml says about the tool calls of agents.
    pub(crate) fn agent(&self) -> Option<&AgentToml> {
        self.setup.agent()
    }

    /// Returns the linter, for its rules.
    pub(crate) fn linter(&self) -> &presend_core::Linter {
        &self.setup.linter
    }

    /// Lints a draft. A panic would be presend's own fault and comes back as an error, so that a send goes on.
    ///
    /// # Errors
    /// Returns what went wrong inside presend.
    pub(crate) fn lint<'d>(&self, draft: &Draft<'d>) -> Result<LintOutcome<'d>, String> {
        catch_unwind(AssertUnwindSafe(|| self.look(draft)))
            .map_err(|panic| format!("a fault in presend: {}", panic_text(&*panic)))
    }

    fn look<'d>(&self, draft: &Draft<'d>) -> LintOutcome<'d> {
        let format = draft.format.unwrap_or_else(|| Format::detect(draft.name, draft.bytes));
        let source = Source::new(draft.name, draft.bytes);
        let mut message = match format {
            Format::CommitMsg => git::read_commit_with(source, draft.comment),
            format => format::read(source, format),
        };
        if let Some(headers) = draft.headers {
            super::header_overrides::lay_headers(headers, &mut message);
        }
        let (policy, profile) = self.setup.policy(draft.name);
        if let Some(profile) = draft.profile.or(profile).filter(|_| message.profile.is_none()) {
            message.profile = Some(profile.to_owned());
        }
        let ignores = match draft.heeds {
            IgnorePolicy::All => ignores(&message),
            IgnorePolicy::Header => header_ignores(&message),
            IgnorePolicy::Nothing => Vec::new(),
        };
        let report = self.setup.linter.lint_with_ignores(message, policy, &ignores);
        let stops = self.stops(&report, draft.heeds != IgnorePolicy::Nothing);
        LintOutcome { report, stops }
    }

    /// Returns true if and only if a send must stop: for a diagnostic at or above `fail-on`, or for a verdict to hold.
    /// W001 and W004 never stop one, nor what else is in a person's message with them: it may be how someone gets help.
    /// A draft of a program's is no call for help, and a sentence added to it opens no way.
    fn stops(&self, report: &Report<'_>, is_persons: bool) -> bool {
        let grave = |severity| self.setup.fail_on.is_some_and(|least| severity >= least);
        // Whoever chose what is grave still wants to be held back, unless nothing is grave.
        let is_hold = self.setup.fail_on.is_some() && report.verdict.action == Action::Hold;
        let seeks_help = is_persons && report.diagnostics.iter().any(|found| !found.blocks);
        let is_grave = report.diagnostics.iter().any(|found| found.blocks && grave(found.severity));
        !seeks_help && (is_hold || is_grave)
    }

    /// Draws a report as a check would.
    pub(crate) fn draw(&self, report: &Report<'_>, format: OutputFormat, options: RenderOptions) -> String {
        let renderer = Renderer::new(format, options);
        let channel = report.verdict.channel.name();
        let named = self.setup.channel(channel).filter(|_| format == OutputFormat::Full);
        let drawn = match named {
            Some(name) => {
                let mut report = report.clone();
                report.remarks.push(format!("{channel} here: {name}"));
                renderer.render_report(&report)
            }
            None => renderer.render_report(report),
        };
        String::from_utf8_lossy(&drawn).into_owned()
    }
}
