//! Finds and reads the presend.toml files that are in force: the project's laid over the user's own.

mod globs;
mod load;
mod notes;
mod places;

pub(crate) use globs::path_glob;
pub(crate) use places::ConfigLookup;

use std::path::{Path, PathBuf};

use presend_core::guidelines::{FailOn, Guidelines, GuidelinesFile};

use crate::error::CliError;
use crate::options::{ConfigChoice, Profile};
use globs::glob_fault;
use load::{Loaded, Loader, without_what_does_not_count};
use places::found;

/// What the presend.toml files in force say together; nothing where there are none.
#[derive(Debug, Default)]
pub(crate) struct Config {
    /// The files, the nearest first.
    paths: Vec<PathBuf>,
    pub(crate) guidelines: Option<Guidelines>,
    /// What a person should know about how the files are read.
    pub(crate) notes: Vec<String>,
}

impl Config {
    /// Finds the presend.toml files in force and reads them.
    ///
    /// # Errors
    /// Returns why one could not be read, or all that is wrong in them.
    pub(crate) fn find(lookup: ConfigLookup<'_>, choice: &ConfigChoice) -> Result<Config, CliError> {
        Config::of(read_all(lookup, choice).end())
    }

    fn of(loaded: Loaded) -> Result<Config, CliError> {
        if !loaded.errors.is_empty() {
            return Err(CliError::Failed(loaded.errors.join("\n")));
        }
        let notes = notes::of(&loaded.layers);
        let (paths, files): (Vec<PathBuf>, Vec<GuidelinesFile>) =
            loaded.layers.into_iter().map(without_what_does_not_count).unzip();
        let guidelines = (!files.is_empty()).then(|| Guidelines::of(files));
        Ok(Config { paths, guidelines, notes })
    }

    /// Returns what they say of `--fail-on`.
    pub(crate) fn fail_on(&self) -> Option<FailOn> {
        self.guidelines.as_ref()?.fail_on()
    }

    /// Returns what they say of `--profile`.
    pub(crate) fn profile(&self) -> Option<Profile> {
        self.guidelines.as_ref()?.profile()
    }

    /// Returns the files with the folders that their paths start from, the nearest last.
    pub(crate) fn layers(&self) -> impl Iterator<Item = (&Path, &GuidelinesFile)> {
        let folders = self.paths.iter().map(|path| path.parent().unwrap_or(Path::new("")));
        let files = self.guidelines.iter().flat_map(|found| found.files());
        let mut layers: Vec<_> = folders.zip(files).collect();
        layers.reverse();
        layers.into_iter()
    }

    /// Returns the paths of the lexicons that they name, those of the nearest last.
    pub(crate) fn lexicons(&self) -> impl Iterator<Item = PathBuf> {
        self.layers().flat_map(|(folder, file)| file.lexicons_in(folder))
    }

    /// Returns the paths of the files, the nearest first.
    pub(crate) fn paths(&self) -> &[PathBuf] {
        &self.paths
    }
}

/// Returns the paths of the presend.toml files in force without those that they build on, the nearest first.
pub(crate) fn paths(lookup: ConfigLookup<'_>, choice: &ConfigChoice) -> Vec<PathBuf> {
    found(lookup, choice).into_iter().map(|(path, _)| path).collect()
}

/// Returns the paths of everything that decides: presend.toml files, those that they build on, calendars and lexicons. What
/// cannot be read is among them, for it may be mended.
pub(crate) fn sources(lookup: ConfigLookup<'_>, choice: &ConfigChoice) -> Vec<PathBuf> {
    let mut loader = read_all(lookup, choice);
    let mut sources = std::mem::take(&mut loader.read);
    let loaded = Loaded { errors: Vec::new(), ..loader.end() };
    sources.extend(Config::of(loaded).iter().flat_map(Config::lexicons));
    sources
}

/// Reads the text of a presend.toml and no file: the lexicons that it names are left out.
///
/// # Errors
/// Returns what is wrong in it.
pub(crate) fn parse(path: PathBuf, text: &str) -> Result<Config, CliError> {
    let mut file = GuidelinesFile::parse(&path.display().to_string(), text, &glob_fault)?;
    file.toml.lexicons.extra.clear();
    Ok(Config { paths: vec![path], guidelines: Some(Guidelines::of([file])), notes: Vec::new() })
}

fn read_all(lookup: ConfigLookup<'_>, choice: &ConfigChoice) -> Loader {
    let mut loader = Loader::default();
    for (path, owner) in found(lookup, choice) {
        loader.load(path, owner);
    }
    loader
}
