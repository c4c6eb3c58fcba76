//! Keeps a session per folder that follows its presend.toml and what the client set.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use presend_core::StopRule;

use super::client_settings::ClientSettings;
use crate::config::{self, ConfigLookup};
use crate::error::CliError;
use crate::options::{CheckOptions, ConfigChoice};
use crate::session::lint_session::LintSession;

/// A linter knows one time of the day; after this long it is built anew.
const FRESH: Duration = Duration::from_secs(60);

/// Sessions that are kept at once. A further folder takes the place of the one that was opened first.
const MOST_OPEN: usize = 64;

/// The open sessions, by folder.
#[derive(Default)]
pub(super) struct Sessions {
    settings: ClientSettings,
    /// What the client set for folders that it works in.
    of_folders: HashMap<PathBuf, ClientSettings>,
    open: HashMap<PathBuf, OpenSession>,
    /// What was wrong last, and whether it was told.
    complaint: Option<(String, bool)>,
}

/// A session with what it was made from.
struct OpenSession {
    session: LintSession,
    /// The presend.toml files that were found.
    config: Vec<PathBuf>,
    /// Those, what they build on, calendars and lexicons, each with the time when it was changed.
    made_from: Vec<(PathBuf, Option<SystemTime>)>,
    at: Instant,
}

impl Sessions {
    /// Takes what the client set for everything; every session is opened anew.
    pub(super) fn set(&mut self, settings: ClientSettings) {
        self.settings = settings;
        self.open.clear();
    }

    /// Takes what the client set for folders, in place of what it set for others before.
    pub(super) fn set_of_folders(&mut self, settings: HashMap<PathBuf, ClientSettings>) {
        self.of_folders = settings;
        self.open.clear();
    }

    /// Returns what the client set for drafts of a folder: for the nearest of those above that it works in, else for everything.
    pub(super) fn settings(&self, folder: &Path) -> &ClientSettings {
        let nearest = nearest(self.of_folders.keys(), folder);
        nearest.and_then(|work| self.of_folders.get(work)).unwrap_or(&self.settings)
    }

    /// Returns what is wrong with a presend.toml, the first time it is asked for.
    pub(super) fn complaint(&mut self) -> Option<String> {
        let (why, is_told) = self.complaint.as_mut()?;
        (!std::mem::replace(is_told, true)).then(|| why.clone())
    }

    /// Returns the session for a folder. Where its presend.toml cannot be used, that is a complaint, and the built-in settings
    /// hold.
    pub(super) fn of(&mut self, folder: &Path) -> Option<&LintSession> {
        let choice = self.settings(folder).config();
        let config = config::paths(ConfigLookup::From(folder), &choice);
        let is_unchanged =
            |open: &OpenSession| open.made_from.iter().all(|(path, changed)| changed_at(path) == *changed);
        let is_fresh = self
            .open
            .get(folder)
            .is_some_and(|open| open.config == config && open.at.elapsed() < FRESH && is_unchanged(open));
        if !is_fresh {
            // Looked at before they are read: what changes meanwhile is read again.
            let made_from = config::sources(ConfigLookup::From(folder), &choice);
            let made_from = made_from.into_iter().map(|path| (changed_at(&path), path));
            let made_from = made_from.map(|(changed, path)| (path, changed)).collect();
            let session = self.open(folder)?;
            let open = OpenSession { session, config, made_from, at: Instant::now() };
            self.make_room();
            self.open.insert(folder.to_owned(), open);
        }
        self.open.get(folder).map(|open| &open.session)
    }

    /// Returns the path of the presend.toml that is nearest to a folder.
    pub(super) fn config_of(&self, folder: &Path) -> Option<PathBuf> {
        config::paths(ConfigLookup::From(folder), &self.settings(folder).config()).into_iter().next()
    }

    /// Returns true if and only if a file has settings or words of an open session, or may have.
    pub(super) fn reads(&self, path: &Path) -> bool {
        let reads = |open: &OpenSession| open.made_from.iter().any(|(from, _)| from == path);
        path.file_name().is_some_and(|name| name == "presend.toml") || self.open.values().any(reads)
    }

    /// Forgets what the client set for folders that it does not work in any more, and opens every session anew when it is needed.
    pub(super) fn forget_folders(&mut self, is_known: impl Fn(&Path) -> bool) {
        self.of_folders.retain(|folder, _| is_known(folder));
        self.forget_all();
    }

    /// Opens every session anew when it is needed.
    pub(super) fn forget_all(&mut self) {
        self.open.clear();
    }

    /// Forgets the session of a folder in which nothing is open any more.
    pub(super) fn forget(&mut self, folder: &Path) {
        self.open.remove(folder);
    }

    fn make_room(&mut self) {
        while self.open.len() >= MOST_OPEN {
            let oldest = self.open.iter().min_by_key(|(_, open)| open.at).map(|(folder, _)| folder.clone());
            let Some(oldest) = oldest else { return };
            self.open.remove(&oldest);
        }
    }

    fn open(&mut self, folder: &Path) -> Option<LintSession> {
        match self.settings(folder).options().and_then(|options| open(folder, options)) {
            Ok(session) => {
                self.complaint = None;
                return Some(session);
            }
            Err(error) => {
                let why = error.reason();
                if self.complaint.as_ref().is_none_or(|(known, _)| *known != why) {
                    self.complaint = Some((why, false));
                }
            }
        }
        // Without everything that could be wrong.
        open(folder, CheckOptions { config: ConfigChoice::Isolated, ..CheckOptions::default() }).ok()
    }
}

/// Returns which of the folders is the nearest above another, or that itself.
pub(super) fn nearest<'f>(folders: impl Iterator<Item = &'f PathBuf>, folder: &Path) -> Option<&'f PathBuf> {
    folders.filter(|above| folder.starts_with(above)).max_by_key(|above| above.components().count())
}

fn changed_at(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path).and_then(|data| data.modified()).ok()
}

/// Opens a session for drafts that are checked after each change.
fn open(folder: &Path, options: CheckOptions) -> Result<LintSession, CliError> {
    let options = CheckOptions { keeps_sentences: true, ..options };
    LintSession::open(ConfigLookup::From(folder), &options, StopRule::PersonSends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_are_kept_for_folders_in_use_and_for_no_more_than_memory_should_hold() {
        let mut sessions = Sessions::default();
        for number in 0..MOST_OPEN * 2 {
            assert!(sessions.of(Path::new(&format!("/nowhere/{number}"))).is_some());
        }
        assert_eq!(sessions.open.len(), MOST_OPEN);
        for number in 0..MOST_OPEN * 2 {
            sessions.forget(Path::new(&format!("/nowhere/{number}")));
        }
        assert!(sessions.open.is_empty());
    }
}
