//! Reads presend.toml files from the disk, with those that they build on and the calendars that they name.

use std::io::Read;
use std::path::{Path, PathBuf};

use presend_core::guidelines::{AgentToml, Folder, GuidelinesFile, Layer, Layers};

use super::globs;
use super::places::Owner;
use crate::error::{CliError, reason};
use crate::named_file::read_settings_text;

/// What was read so far.
pub(super) struct Loader {
    /// The nearest first.
    layers: Layers<'static>,
    /// Whose the files are that were found.
    owners: Vec<Owner>,
    /// Why files that were found could not be read.
    errors: Vec<String>,
    /// Every file that was to be read.
    pub(super) read: Vec<PathBuf>,
}

/// What was read in the end.
pub(super) struct Loaded {
    /// The nearest first.
    pub(super) layers: Vec<(Owner, Layer)>,
    /// What is wrong, one error a line.
    pub(super) errors: Vec<String>,
}

impl Default for Loader {
    fn default() -> Loader {
        let layers = Layers::new(&Disk);
        Loader { layers, owners: Vec::new(), errors: Vec::new(), read: Vec::new() }
    }
}

impl Loader {
    /// Reads a file, and those that it builds on.
    pub(super) fn load(&mut self, path: PathBuf, owner: Owner) {
        let text = read_settings_text(&path);
        self.read.push(path.clone());
        match text {
            Ok(text) => {
                self.owners.push(owner);
                self.layers.add(path, &text);
                self.read.append(&mut self.layers.read);
                self.errors.extend(self.layers.errors.drain(..).map(|error| error.to_string()));
            }
            Err(error) => self.errors.push(CliError::of_file(&path, &error).reason()),
        }
    }

    /// Says whose each file is that was read.
    pub(super) fn end(self) -> Loaded {
        let owner = |layer: &Layer| self.owners.get(layer.root).copied().unwrap_or(Owner::Project);
        let layers = self.layers.layers.into_iter().map(|layer| (owner(&layer), layer)).collect();
        Loaded { layers, errors: self.errors }
    }
}

/// Returns path and file; of a project's file without what counts only in the user's own.
pub(super) fn without_what_does_not_count((owner, layer): (Owner, Layer)) -> (PathBuf, GuidelinesFile) {
    let Layer { path, mut file, .. } = layer;
    if owner == Owner::Project {
        file.toml.agent = AgentToml::default();
    }
    (path, file)
}

/// The files of this machine.
struct Disk;

impl Folder for Disk {
    /// What is not a file could keep presend waiting for ever.
    fn read(&self, path: &Path, most: u64) -> Result<Vec<u8>, String> {
        let fault = |error: std::io::Error| reason(&error);
        if !std::fs::metadata(path).map_err(fault)?.is_file() {
            return Err("it is not a file".to_owned());
        }
        let mut bytes = Vec::new();
        let file = std::fs::File::open(path).map_err(fault)?;
        file.take(most).read_to_end(&mut bytes).map_err(fault)?;
        Ok(bytes)
    }

    fn is_same(&self, one: &Path, other: &Path) -> bool {
        let real = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        one == other || real(one) == real(other)
    }

    /// Writes a path as a person in the current folder would.
    fn shown(&self, path: &Path) -> String {
        let here = std::env::current_dir().ok();
        let below = here.as_deref().and_then(|here| path.strip_prefix(here).ok());
        below.unwrap_or(path).display().to_string()
    }

    fn glob_fault(&self, glob: &str) -> Option<String> {
        globs::glob_fault(glob)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_is_not_waited_for() {
        assert_eq!(Disk.read(Path::new("/dev/zero"), 8).unwrap_err(), "it is not a file");
    }
}
