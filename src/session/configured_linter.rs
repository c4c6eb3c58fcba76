//! Builds the linter that one presend.toml and the options ask for.

use std::path::{Path, PathBuf};

use presend_core::guidelines::{AgentToml, Guidelines, Team, holidays};
use presend_core::{Linter, LinterBuilder, Policy};

use super::build::{built_in, with_lexicon};
use super::parallel::Parallel;
use super::policies::{self, Policies};
use crate::config::Config;
use crate::environment;
use crate::error::CliError;
use crate::options::{CheckOptions, ConfigChoice, FailOn, Profile};

/// A linter, with what presend.toml and the options say about what it finds.
pub(crate) struct ConfiguredLinter {
    /// The presend.toml files it was made from.
    config: Vec<PathBuf>,
    linter: Linter,
    policies: Policies,
    fail_on: FailOn,
    guidelines: Option<Guidelines>,
    notes: Vec<String>,
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
            fail_on: options.fail_on.or_else(|| config.fail_on()).unwrap_or_default(),
            linter,
            config: config.paths().to_vec(),
            guidelines: config.guidelines,
            notes: config.notes,
        })
    }

    /// Builds a linter that knows no settings and no time, so that it says the same of a text on every day.
    ///
    /// # Errors
    /// Returns what is wrong with the built-in lexicons.
    pub(super) fn built_in() -> Result<ConfiguredLinter, CliError> {
        let linter = built_in()?;
        Ok(ConfiguredLinter {
            config: Vec::new(),
            policies: policies::unchanged(&linter)?,
            fail_on: FailOn::default(),
            linter,
            guidelines: None,
            notes: Vec::new(),
        })
    }

    /// Returns true if and only if it was made from these presend.toml files, or from none.
    pub(crate) fn is_of(&self, config: &Config) -> bool {
        self.config == config.paths()
    }

    /// Returns the nearest presend.toml it was made from.
    pub(crate) fn config_path(&self) -> Option<&Path> {
        self.config.first().map(PathBuf::as_path)
    }

    /// Returns the writer's address by presend.toml.
    pub(crate) fn my_address(&self) -> Option<&str> {
        let address = self.guidelines.as_ref()?.toml.me.address.as_ref()?.get_ref().trim();
        (!address.is_empty()).then_some(address)
    }

    /// Returns what a person should know about how its presend.toml files are read.
    pub(crate) fn notes(&self) -> &[String] {
        &self.notes
    }

    pub(super) fn linter(&self) -> &Linter {
        &self.linter
    }

    /// Returns policy and profile for a file.
    pub(super) fn policy(&self, path: &str) -> (&Policy, Option<Profile>) {
        self.policies.of(path)
    }

    pub(super) fn fail_on(&self) -> FailOn {
        self.fail_on
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
    let mut builder = Linter::builder()
        .profile(options.profile.or_else(|| config.profile()).unwrap_or(Profile::Email))
        .team(team(config))
        .plan(options.plan)
        .now(environment::now(options.config == ConfigChoice::Isolated)?);
    for path in options.lexicons.iter().cloned().chain(config.lexicons()) {
        builder = with_lexicon(builder, &path)?;
    }
    builder = options.include.iter().copied().fold(builder, LinterBuilder::include);
    if options.keeps_sentences {
        builder = builder.keep_sentences();
    }
    if options.threads.may_be_many() {
        builder = builder.executor(Parallel);
    }
    Ok(builder.build()?)
}

/// Returns who is who, with the public holidays of the countries that the files name.
pub(crate) fn team(config: &Config) -> Team {
    let of_guidelines = |found| Team::with_public_holidays(found, &mut holidays::of);
    config.guidelines.as_ref().map(of_guidelines).unwrap_or_default()
}
