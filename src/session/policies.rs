//! Resolves which rules speak, for all files and for those that a `[[paths]]` of presend.toml names.

use std::path::{Path, PathBuf};

use globset::GlobSet;
use presend_core::Severity;
use presend_core::guidelines::{Guidelines, GuidelinesToml, PathToml, Value, severities_of};
use presend_core::{Linter, Policy, RuleRequest};

use crate::config::{Config, path_glob};
use crate::error::CliError;
use crate::options::Profile;
use crate::output::rule_page::nearest_rule;

/// Which rules speak in which files.
pub(super) struct Policies {
    general: Policy,
    by_path: Vec<PathPolicy>,
}

/// What one `[[paths]]` says.
struct PathPolicy {
    /// Folder of its presend.toml, from which the glob starts.
    folder: PathBuf,
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
        let mut by_path = Vec::new();
        for (folder, file) in config.layers().filter(|(_, file)| !file.toml.paths.is_empty()) {
            let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
            for table in &file.toml.paths {
                by_path.push(resolver.path_policy(&folder, table)?);
            }
        }
        Ok(Policies { general, by_path })
    }

    /// Returns policy and profile for a file: those of the last `[[paths]]` which names it, else the general ones.
    pub(super) fn of(&self, path: &str) -> (&Policy, Option<Profile>) {
        if self.by_path.is_empty() {
            return (&self.general, None);
        }
        let path = std::path::absolute(path).unwrap_or_else(|_| path.into());
        let named = self
            .by_path
            .iter()
            .rev()
            .find(|named| named.glob.is_match(path.strip_prefix(&named.folder).unwrap_or(&path)));
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
    fn path_policy(&self, folder: &Path, table: &PathToml) -> Result<PathPolicy, CliError> {
        let glob = path_glob(table.matches.get_ref()).map_err(CliError::Failed)?;
        let profile = table.profile.as_ref().and_then(|value| Profile::parse(value.get_ref()));
        Ok(PathPolicy { folder: folder.to_owned(), glob, policy: self.policy(Some(table))?, profile })
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

    /// Says that there is no such rule: where presend.toml names it and any other that does not exist, unless it was asked for.
    fn unknown_rule(&self, error: &presend_core::Error) -> CliError {
        let is_unknown = |name: &str| {
            let request = RuleRequest { ignore: vec![name.to_owned()], ..RuleRequest::default() };
            self.linter.policy(&request).err()
        };
        let mut told = Vec::new();
        for (_, file) in self.config.layers() {
            for (key, name, at) in named_rules(&file.toml) {
                if let Some(error) = is_unknown(name) {
                    let why = format!("{error}{}", self.meant(name));
                    told.push(file.error_at(at, &key, &why).to_string());
                }
            }
        }
        let RuleRequest { select, ignore, severities, .. } = self.asked;
        let name = error.unknown_rule().unwrap_or_default();
        let is_asked = select.iter().chain(ignore).any(|asked| asked == name)
            || severities.iter().any(|(asked, _)| asked == name);
        if is_asked || told.is_empty() {
            told.insert(0, format!("{error}{}", self.meant(name)));
        }
        CliError::Failed(told.join("\n"))
    }

    /// Says which rule was probably meant.
    fn meant(&self, name: &str) -> String {
        nearest_rule(self.linter, name).map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"))
    }
}

/// Returns the rules that a presend.toml names, each with its key and the value that stands there.
fn named_rules(toml: &GuidelinesToml) -> Vec<(String, &str, &Value)> {
    let mut all = Vec::new();
    let tables = toml.paths.iter().map(|table| ("paths.rules", &table.rules));
    for (key, rules) in [("rules", &toml.rules)].into_iter().chain(tables) {
        all.extend(rules.iter().map(|(name, level)| (format!("{key}.{name}"), name.as_str(), level)));
    }
    let ignored = toml.paths.iter().flat_map(|table| &table.ignore);
    all.extend(ignored.map(|name| ("paths.ignore".to_owned(), name.get_ref().as_str(), name)));
    all
}

/// Returns the policy under which every rule speaks as its lexicon says.
pub(super) fn unchanged(linter: &Linter) -> Result<Policies, CliError> {
    Policies::new(linter, &RuleRequest::default(), &Config::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use crate::session::build;

    #[test]
    fn the_last_table_that_names_a_file_counts() {
        let text = "[[paths]]\nmatch = \"*.md\"\nprofile = \"chat\"\n[[paths]]\nmatch = \"a*\"\nignore = [\"S001\"]\n";
        let config = config::parse(PathBuf::from("/team/presend.toml"), text).unwrap();
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
