//! Builds the linter that one presend.toml and the options ask for.

use std::path::{Path, PathBuf};

use presend_core::guidelines::{AgentToml, Guidelines, Team};
use presend_core::{Linter, Policy, Settings};

use super::build::{build, plain, read_lexicon};
use super::policies::{self, Policies};
use super::stop_rule::FailThreshold;
use crate::config::Config;
use crate::environment;
use crate::error::CliError;
use crate::options::{CheckOptions, ConfigChoice, Profile};

/// A linter, with what presend.toml and the options say about what it finds.
pub(crate) struct ConfiguredLinter {
    /// The presend.toml it was made from.
    config: Option<PathBuf>,
    linter: Linter,
    policies: Policies,
    threshold: FailThreshold,
    guidelines: Option<Guidelines>,
}

impl ConfiguredLinter {
    /// Builds a linter.
    ///
    /// # Errors
    /// Returns what is wrong with a lexicon, with the name of a rule, or with the time that was set.
    pub(crate) fn new(options: &CheckOptions, config: Config) -> Result<ConfiguredLinter, CliError> {
        let linter = linter(options, &config)?;
        Ok(ConfiguredLinter {
            policies: Policies::new(&linter, &options.rules, &config)?,
            threshold: FailThreshold::new(options.fail_on.or_else(|| config.fail_on())),
            linter,
            config: config.path,
            guidelines: config.guidelines,
        })
    }

    /// Builds a linter that knows no settings and no time, so that it says the same of a text on every day.
    ///
    /// # Errors
    /// Returns what is wrong with the built-in lexicons.
    pub(super) fn built_in() -> Result<ConfiguredLinter, CliError> {
        let linter = plain(Vec::new())?;
        Ok(ConfiguredLinter {
            config: None,
            policies: policies::unchanged(&linter)?,
            threshold: FailThreshold::new(None),
            linter,
            guidelines: None,
        })
    }

    /// Returns true if and only if it was made from this presend.toml, or from none.
    pub(crate) fn is_of(&self, config: &Config) -> bool {
        self.config == config.path
    }

    pub(super) fn linter(&self) -> &Linter {
        &self.linter
    }

    /// Returns policy and profile for a file.
    pub(super) fn policy(&self, path: &str) -> (&Policy, Option<Profile>) {
        self.policies.of(path)
    }

    pub(super) fn threshold(&self) -> FailThreshold {
        self.threshold
    }

    /// Returns what presend.toml says about the tool calls of agents.
    pub(super) fn agent(&self) -> Option<&AgentToml> {
        self.guidelines.as_ref().map(|found| &found.toml.agent)
    }

    /// Returns the team's own name for a channel.
    pub(super) fn channel(&self, channel: &str) -> Option<&str> {
        let named = self.guidelines.as_ref()?.channel(channel);
        named.or_else(|| self.linter.team().live().filter(|_| channel == "in-person-or-video"))
    }
}

fn linter(options: &CheckOptions, config: &Config) -> Result<Linter, CliError> {
    let extra = config.guidelines.iter().flat_map(|found| &found.toml.lexicons.extra);
    let extra = extra.map(|file| config.folder().join(file.get_ref()));
    let lexicons = options.lexicons.iter().cloned().chain(extra);
    let lexicons = lexicons.map(|path: PathBuf| read_lexicon(Path::new(&path)));
    let profile = options.profile.or_else(|| config.profile());
    build(Settings {
        lexicons: lexicons.collect::<Result<Vec<_>, CliError>>()?,
        include: options.include.iter().fold(0, |mask, kind| mask | kind.bit()),
        profile: profile.map_or_else(String::new, |profile| profile.name().to_owned()),
        parallel: options.threads > 1,
        team: config.guidelines.as_ref().map(Team::new).unwrap_or_default(),
        plan: options.plan,
        now: Some(environment::now(options.config == ConfigChoice::Isolated)?),
    })
}
