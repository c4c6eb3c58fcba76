//! Lints one message: words, scan, judge, in that order.

use crate::diagnostic::{Action, Report, Severity, Verdict};
use crate::lexicon::{LexiconError, Rule};
use crate::message::Message;

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
}

/// Which rules speak, and how loudly.
#[derive(Debug, Clone, Default)]
pub struct RuleRequest {
    /// If not empty, only these codes, groups or names speak.
    pub select: Vec<String>,
    /// These codes, groups or names do not speak.
    pub ignore: Vec<String>,
    /// Severity per code, group or name, later ones win; `None` is off.
    pub severities: Vec<(String, Option<Severity>)>,
}

/// A resolved [`RuleRequest`]: one severity, or off, for each rule of a linter.
#[derive(Debug, Clone)]
pub struct Policy {
    severities: Vec<Option<Severity>>,
}

/// Finds and judges; cheap to share between threads.
#[derive(Debug)]
pub struct Linter {
    rules: Vec<Rule>,
}

impl Linter {
    /// Builds a linter from the built-in lexicons and the user's.
    ///
    /// # Errors
    /// Returns every error of the user's lexicons, with file and line.
    pub fn new(_settings: Settings) -> Result<Linter, Vec<LexiconError>> {
        Ok(Linter { rules: Vec::new() })
    }

    /// Returns the rules, by code.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter()
    }

    /// Resolves which rules speak.
    ///
    /// # Errors
    /// Returns the first code, group or name that no rule has.
    pub fn policy(&self, _request: &RuleRequest) -> Result<Policy, String> {
        Ok(Policy { severities: Vec::new() })
    }

    /// Lints one message. Cannot fail on any text.
    #[must_use]
    pub fn lint<'a>(&self, message: Message<'a>, policy: &Policy) -> Report<'a> {
        let _ = &policy.severities;
        let verdict = Verdict {
            action: Action::Write,
            channel: "message".into(),
            row: 15,
            follow_up: false,
            reply_needed: false,
            wait: false,
            scores: [0.0; 7],
            reasons: Vec::new(),
            summary: String::new(),
        };
        Report { message, diagnostics: Vec::new(), verdict, masked: Vec::new(), remarks: Vec::new() }
    }
}
