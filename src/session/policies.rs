//! Resolves which rules speak, for all files and for those that a `[[paths]]` of presend.toml names.

use std::path::PathBuf;

use globset::GlobSet;
use presend_core::Severity;
use presend_core::guidelines::{Guidelines, PathToml, severities_of};
use presend_core::{Linter, Policy, RuleRequest};

use crate::config::{Config, path_glob};
use crate::error::CliError;
use crate::options::Profile;
use crate::output::rule_page::nearest_rule;

/// Which rules speak in which files.
pub(super) struct Policies {
    general: Policy,
    /// Folder of the presend.toml, from which its globs start.
    folder: PathBuf,
    by_path: Vec<PathPolicy>,
}

/// What one `[[paths]]` says.
struct PathPolicy {
    glob: GlobSet,
    policy: Policy,
    profile: Option<Profile>,
}

impl Policies {
    /// Resolves the rules that were asked for, laid over those of presend.toml.
    ///
    /// # Errors
    /// Returns the name of a rule that does not exist, or what is wrong with a glob.
    pub(super) fn new(linter: &Linter, asked: &RuleRequest, config: &Config) -> Result<Policies, CliError> {
        let resolver = PolicyResolver { linter, asked, config };
        let general = resolver.policy(None)?;
        let tables = config.guidelines.iter().flat_map(|found| &found.toml.paths);
        let by_path =
            tables.map(|table| resolver.path_policy(table)).collect::<Result<Vec<_>, CliError>>()?;
        let folder = config.folder();
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        Ok(Policies { general, folder, by_path })
    }

    /// Returns policy and profile for a file: those of the last `[[paths]]` which names it, else the general ones.
    pub(super) fn of(&self, path: &str) -> (&Policy, Option<Profile>) {
        if self.by_path.is_empty() {
            return (&self.general, None);
        }
        let path = std::path::absolute(path).unwrap_or_else(|_| path.into());
        let path = path.strip_prefix(&self.folder).unwrap_or(&path);
        let named = self.by_path.iter().rev().find(|named| named.glob.is_match(path));
        named.map_or((&self.general, None), |named| (&named.policy, named.profile))
    }
}

/// What decides which rules speak.
struct PolicyResolver<'a> {
    linter: &'a Linter,
    asked: &'a RuleRequest,
    config: &'a Config,
}

impl PolicyResolver<'_> {
    fn path_policy(&self, table: &PathToml) -> Result<PathPolicy, CliError> {
        let glob = path_glob(table.matches.get_ref()).map_err(CliError::Failed)?;
        let profile = table.profile.as_ref().and_then(|value| Profile::parse(value.get_ref()));
        Ok(PathPolicy { glob, policy: self.policy(Some(table))?, profile })
    }

    /// Resolves the rules: those of the file, then those of a `[[paths]]`, then what was asked for.
    fn policy(&self, table: Option<&PathToml>) -> Result<Policy, CliError> {
        let mut severities: Vec<(String, Option<Severity>)> =
            self.config.guidelines.as_ref().map_or_else(Vec::new, Guidelines::severities);
        let mut ignore = self.asked.ignore.clone();
        if let Some(table) = table {
            severities.extend(severities_of(&table.rules));
            ignore.extend(table.ignore.iter().map(|name| name.get_ref().clone()));
        }
        severities.extend(self.asked.severities.iter().cloned());
        let select = self.asked.select.clone();
        let request = RuleRequest { select, ignore, severities, min_confidence: self.min_confidence() };
        self.linter.policy(&request).map_err(|error| self.unknown_rule(&error))
    }

    /// Returns how sure a finding must be: as was asked for, else as the file says.
    fn min_confidence(&self) -> Option<f32> {
        self.asked.min_confidence.or_else(|| self.config.guidelines.as_ref()?.min_confidence())
    }

    /// Says that there is no such rule, and where presend.toml names it, unless it was asked for.
    fn unknown_rule(&self, error: &presend_core::Error) -> CliError {
        let name = error.unknown_rule().unwrap_or_default();
        let RuleRequest { select, ignore, severities, .. } = self.asked;
        let is_asked = select.iter().chain(ignore).any(|asked| asked == name)
            || severities.iter().any(|(asked, _)| asked == name);
        let lines = self.config.guidelines.as_ref().map(|found| found.text.lines());
        let line = lines.and_then(|mut lines| lines.position(|line| line.contains(name)));
        let at = match (&self.config.path, line) {
            (Some(path), Some(line)) if !is_asked => format!("{}:{}: ", path.display(), line + 1),
            _ => String::new(),
        };
        let meant = nearest_rule(self.linter, name)
            .map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
        CliError::Failed(format!("{at}{error}{meant}"))
    }
}

/// Returns the policy under which every rule speaks as its lexicon says.
pub(super) fn unchanged(linter: &Linter) -> Result<Policies, CliError> {
    Policies::new(linter, &RuleRequest::default(), &Config::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::build;

    #[test]
    fn the_last_table_that_names_a_file_counts() {
        let text = "[[paths]]\nmatch = \"*.md\"\nprofile = \"chat\"\n[[paths]]\nmatch = \"a*\"\nignore = [\"S001\"]\n";
        let config = Config {
            path: Some(PathBuf::from("/team/presend.toml")),
            guidelines: Some(Guidelines::parse("presend.toml", text).unwrap()),
        };
        let linter = build::built_in().unwrap();
        let policies = Policies::new(&linter, &RuleRequest::default(), &config).unwrap();
        let number = linter.rules().position(|rule| rule.code() == "S001").unwrap();
        let of = |path: &str| {
            let (policy, profile) = policies.of(path);
            (policy.severity(number).is_some(), profile)
        };
        assert_eq!(of("/team/b.md"), (true, Some(Profile::Chat)));
        assert_eq!(of("/team/a.md"), (false, None));
        assert_eq!(of("/elsewhere/b.txt"), (true, None));
    }
}
