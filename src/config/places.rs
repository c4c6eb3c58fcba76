//! Knows where presend.toml files lie: the project's, and the user's own.

use std::path::{Path, PathBuf};

use crate::environment;
use crate::folders::UserFolders;
use crate::options::ConfigChoice;

/// Where a presend.toml is looked for, unless one is named.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ConfigLookup<'p> {
    /// In `PRESEND_CONFIG`, which then stands alone; else in this folder and upwards, over the one in the user's config folder.
    From(&'p Path),
    /// In the user's config folder only: what lies in a working folder cannot switch anything off.
    User,
}

/// Whose settings a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// Of whoever runs presend: their own file, or one that they named.
    User,
    /// Of a project: it may have been written by anybody.
    Project,
}

/// Returns the presend.toml files in force, the nearest first, and whose each is.
pub(super) fn found(lookup: ConfigLookup<'_>, choice: &ConfigChoice) -> Vec<(PathBuf, Owner)> {
    let own = || user_file().filter(|path| path.is_file());
    let (project, own) = match (choice, lookup) {
        (ConfigChoice::Isolated, _) => return Vec::new(),
        (ConfigChoice::File(path), _) => return vec![(path.clone(), Owner::User)],
        (ConfigChoice::Search, ConfigLookup::From(folder)) => match environment::config() {
            Some(path) => return vec![(path, Owner::User)],
            None => (upwards(folder), own()),
        },
        (ConfigChoice::Search, ConfigLookup::User) => (None, own()),
    };
    let project = project.filter(|path| Some(path) != own.as_ref()).map(|path| (path, Owner::Project));
    project.into_iter().chain(own.map(|path| (path, Owner::User))).collect()
}

fn upwards(folder: &Path) -> Option<PathBuf> {
    let folder = std::path::absolute(folder).ok()?;
    folder.ancestors().map(|above| above.join("presend.toml")).find(|path| path.is_file())
}

/// Returns where the user's own presend.toml lies, or would lie.
pub(super) fn user_file() -> Option<PathBuf> {
    Some(UserFolders::find()?.config.join("presend").join("presend.toml"))
}
