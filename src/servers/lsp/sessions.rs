//! Keeps what the client set, and a linter per folder that follows its presend.toml.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use serde_json::Value;

use crate::commands::check::args::Check;
use crate::error::CliError;
use crate::error::reason;
use crate::session::configured_linter as settings;
use crate::session::lint_session::{LintSession, Lookup};

/// A linter knows one time of the day; after this long it is built anew.
const FRESH: Duration = Duration::from_secs(60);

/// What decides how documents are linted.
#[derive(Default)]
pub(super) struct Settings {
    profile: Option<String>,
    select: Vec<String>,
    ignore: Vec<String>,
    severity: Vec<String>,
    config: Option<PathBuf>,
    /// The client wants `presend/verdict`.
    pub(super) tells_verdict: bool,
    desks: HashMap<PathBuf, Opened>,
    /// What was wrong last, and whether it was told.
    complaint: Option<(String, bool)>,
}

/// A linter with what it was made from.
struct Opened {
    desk: LintSession,
    made_from: Option<(PathBuf, Option<SystemTime>)>,
    at: Instant,
}

impl Settings {
    /// Takes the client's settings; what is not named goes back to its default, what is not understood is left out.
    pub(super) fn set(&mut self, given: &Value) {
        if !given.is_object() {
            return;
        }
        let text = |key: &str| given[key].as_str().map(str::to_owned);
        let list = |key: &str| -> Vec<String> {
            let all = given[key].as_array().into_iter().flatten();
            all.filter_map(|value| value.as_str().map(str::to_owned)).collect()
        };
        let severities = given["severity"].as_object().into_iter().flatten();
        self.severity =
            severities.filter_map(|(code, level)| Some(format!("{code}={}", level.as_str()?))).collect();
        (self.profile, self.config) = (text("profile"), text("config").map(PathBuf::from));
        (self.select, self.ignore) = (list("select"), list("ignore"));
        self.tells_verdict = given["verdict"] == Value::Bool(true);
        self.desks.clear();
    }

    /// Returns the profile that the client set.
    pub(super) fn profile(&self) -> Option<String> {
        self.profile.clone()
    }

    /// Returns what is wrong with a presend.toml, the first time it is asked for.
    pub(super) fn complaint(&mut self) -> Option<String> {
        let (why, is_told) = self.complaint.as_mut()?;
        (!std::mem::replace(is_told, true)).then(|| why.clone())
    }

    /// Returns the linter for a folder. Where its presend.toml cannot be used, that is a complaint, and the built-in settings hold.
    pub(super) fn desk(&mut self, folder: &Path) -> Option<&LintSession> {
        let path = settings::config_path(folder, self.config.as_deref());
        let made_from = path.map(|path| {
            let changed = std::fs::metadata(&path).and_then(|data| data.modified()).ok();
            (path, changed)
        });
        let is_fresh = self
            .desks
            .get(folder)
            .is_some_and(|opened| opened.made_from == made_from && opened.at.elapsed() < FRESH);
        if !is_fresh {
            let desk = self.open(folder)?;
            self.desks.insert(folder.to_owned(), Opened { desk, made_from, at: Instant::now() });
        }
        self.desks.get(folder).map(|opened| &opened.desk)
    }

    fn open(&mut self, folder: &Path) -> Option<LintSession> {
        let why = match LintSession::open(Lookup::From(folder), &self.check(false)) {
            Ok(desk) => {
                self.complaint = None;
                return Some(desk);
            }
            Err(CliError::Failed(why)) => why,
            Err(CliError::Io(error)) => reason(&error),
        };
        if self.complaint.as_ref().is_none_or(|(known, _)| *known != why) {
            self.complaint = Some((why, false));
        }
        LintSession::open(Lookup::From(folder), &self.check(true)).ok()
    }

    /// Makes the options of a check; `plain` leaves out everything that could be wrong.
    fn check(&self, plain: bool) -> Check {
        if plain {
            return Check { isolated: true, threads: 1, ..Check::default() };
        }
        Check {
            select: self.select.clone(),
            ignore: self.ignore.clone(),
            severity: self.severity.clone(),
            config: self.config.clone(),
            threads: 1,
            ..Check::default()
        }
    }
}
