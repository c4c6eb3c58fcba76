//! Reads what the client set.

use std::path::{Path, PathBuf};

use presend_core::RuleRequest;
use serde_json::Value;

use crate::error::CliError;
use crate::options::{CheckOptions, ConfigChoice, Profile, chance, severity_of};

/// What the client set.
#[derive(Debug, Default)]
pub(super) struct ClientSettings {
    pub(super) profile: Option<Profile>,
    select: Vec<String>,
    ignore: Vec<String>,
    /// As `CODE=SEVERITY`, unread: what is wrong with one is told when a linter is built.
    severity: Vec<String>,
    /// A finding that is less sure stays quiet, 0..=1.
    min_confidence: Option<f32>,
    config: Option<PathBuf>,
    /// It wants `presend/verdict`.
    pub(super) tells_verdict: bool,
}

impl ClientSettings {
    /// Reads settings; what is not named has its default, what is not understood is left out.
    pub(super) fn read(settings: &Value) -> ClientSettings {
        let text = |key: &str| settings[key].as_str();
        let list = |key: &str| -> Vec<String> {
            let all = settings[key].as_array().into_iter().flatten();
            all.filter_map(|value| value.as_str().map(str::to_owned)).collect()
        };
        let severities = settings["severity"].as_object().into_iter().flatten();
        ClientSettings {
            profile: text("profile").and_then(Profile::parse),
            select: list("select"),
            ignore: list("ignore"),
            severity: severities
                .filter_map(|(code, level)| Some(format!("{code}={}", level.as_str()?)))
                .collect(),
            min_confidence: settings["minConfidence"]
                .as_number()
                .and_then(|least| chance(&least.to_string()).ok()),
            config: text("config").map(PathBuf::from),
            tells_verdict: settings["verdict"] == Value::Bool(true),
        }
    }

    /// Reads a path that the client set for a folder from there.
    pub(super) fn in_folder(mut self, folder: &Path) -> ClientSettings {
        self.config = self.config.map(|path| folder.join(path));
        self
    }

    /// Returns which presend.toml is used.
    pub(super) fn config(&self) -> ConfigChoice {
        ConfigChoice::new(self.config.clone(), false)
    }

    /// Makes the options of a check. The profile is not among them, for it is that of each draft.
    ///
    /// # Errors
    /// Returns which severity cannot be read.
    pub(super) fn options(&self) -> Result<CheckOptions, CliError> {
        let severities = self.severity.iter().map(|rule| severity_of(rule));
        let rules = RuleRequest {
            select: self.select.clone(),
            ignore: self.ignore.clone(),
            severities: severities.collect::<Result<Vec<_>, CliError>>()?,
            min_confidence: self.min_confidence,
        };
        Ok(CheckOptions { config: self.config(), rules, ..CheckOptions::default() })
    }
}
