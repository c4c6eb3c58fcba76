//! Finds and reads the presend.toml that is in force.

use std::path::{Path, PathBuf};

use globset::{Glob, GlobSet};
use presend_core::guidelines::Guidelines;

use crate::environment;
use crate::error::CliError;
use crate::options::{ConfigChoice, Profile};
use presend_core::guidelines::FailOn;

/// Where a presend.toml is looked for, unless one is named.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ConfigLookup<'p> {
    /// In `PRESEND_CONFIG`, in this folder and upwards, else in the user's config folder.
    From(&'p Path),
    /// In the user's config folder only: what lies in a working folder cannot switch anything off.
    User,
}

/// A presend.toml, or none.
#[derive(Debug, Default)]
pub(crate) struct Config {
    pub(crate) path: Option<PathBuf>,
    pub(crate) guidelines: Option<Guidelines>,
}

impl Config {
    /// Finds the presend.toml in force and reads it.
    ///
    /// # Errors
    /// Returns why it could not be read, or what is wrong in it.
    pub(crate) fn find(lookup: ConfigLookup<'_>, choice: &ConfigChoice) -> Result<Config, CliError> {
        path(lookup, choice).map_or_else(|| Ok(Config::default()), read)
    }

    /// Returns what it says of `--fail-on`.
    pub(crate) fn fail_on(&self) -> Option<FailOn> {
        self.guidelines.as_ref()?.fail_on()
    }

    /// Returns what it says of `--profile`.
    pub(crate) fn profile(&self) -> Option<Profile> {
        self.guidelines.as_ref()?.profile()
    }

    /// Returns the folder that its paths start from.
    pub(crate) fn folder(&self) -> &Path {
        self.path.as_deref().and_then(Path::parent).unwrap_or(Path::new(""))
    }
}

/// Returns the path of the presend.toml in force.
pub(crate) fn path(lookup: ConfigLookup<'_>, choice: &ConfigChoice) -> Option<PathBuf> {
    match (choice, lookup) {
        (ConfigChoice::Isolated, _) => None,
        (ConfigChoice::File(path), _) => Some(path.clone()),
        (ConfigChoice::Search, ConfigLookup::From(folder)) => {
            environment::config().or_else(|| upwards(folder)).or_else(in_home)
        }
        (ConfigChoice::Search, ConfigLookup::User) => in_home(),
    }
}

/// Returns the paths of the lexicons that a presend.toml names; none where it cannot be read.
pub(crate) fn lexicons(path: &Path) -> Vec<PathBuf> {
    let Ok(config) = read(path.to_owned()) else { return Vec::new() };
    let extra = config.guidelines.iter().flat_map(|found| &found.toml.lexicons.extra);
    extra.map(|file| config.folder().join(file.get_ref())).collect()
}

fn read(path: PathBuf) -> Result<Config, CliError> {
    let text = std::fs::read_to_string(&path).map_err(|error| CliError::of_file(&path, &error))?;
    parse(path, &text)
}

/// Reads the text of a presend.toml.
///
/// # Errors
/// Returns what is wrong in it.
pub(crate) fn parse(path: PathBuf, text: &str) -> Result<Config, CliError> {
    let fault = |glob: &str| path_glob(glob).err();
    let guidelines = Guidelines::parse_with_globs(&path.display().to_string(), text, &fault)?;
    Ok(Config { path: Some(path), guidelines: Some(guidelines) })
}

/// Braces of one glob; each may be read by a call inside a call.
const MOST_BRACES: usize = 50;

/// Compiles the `match` of a `[[paths]]`.
///
/// # Errors
/// Returns why it is no glob, or one that is too large.
pub(crate) fn path_glob(glob: &str) -> Result<GlobSet, String> {
    if glob.matches('{').count() > MOST_BRACES {
        return Err(format!("it has more than {MOST_BRACES} braces"));
    }
    let fault = |error: globset::Error| error.kind().to_string();
    GlobSet::builder().add(Glob::new(glob).map_err(fault)?).build().map_err(fault)
}

fn upwards(folder: &Path) -> Option<PathBuf> {
    let folder = std::path::absolute(folder).ok()?;
    folder.ancestors().map(|above| above.join("presend.toml")).find(|path| path.is_file())
}

fn in_home() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.config_dir().join("presend").join("presend.toml")).filter(|path| path.is_file())
}
