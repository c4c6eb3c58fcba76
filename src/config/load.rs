//! Reads presend.toml files with those that they build on and the calendars that they name.

use std::io::Read;
use std::path::{Path, PathBuf};

use presend_core::guidelines::{AgentToml, GuidelinesFile, Value, days_off, is_calendar_file};

use super::globs::glob_fault;
use super::places::Owner;
use crate::error::{CliError, reason};
use crate::named_file::read_settings_text;

/// Files that one presend.toml can build on, directly or through others.
const MOST_FILES: usize = 64;

/// A file that another one names is not larger than this many bytes.
const MOST_BYTES: u64 = 4 << 20;

/// A file that was read.
pub(super) struct Layer {
    pub(super) path: PathBuf,
    pub(super) owner: Owner,
    pub(super) file: GuidelinesFile,
}

/// What was read so far.
#[derive(Default)]
pub(super) struct Loader {
    /// The nearest first.
    pub(super) layers: Vec<Layer>,
    /// What is wrong, one error a line.
    pub(super) errors: Vec<String>,
    /// Every file that was to be read.
    pub(super) read: Vec<PathBuf>,
}

impl Layer {
    /// Returns path and file; of a project's file without what counts only in the user's own.
    pub(super) fn without_what_does_not_count(mut self) -> (PathBuf, GuidelinesFile) {
        if self.owner == Owner::Project {
            self.file.toml.agent = AgentToml::default();
        }
        (self.path, self.file)
    }
}

impl Loader {
    /// Reads a file, and those that it builds on.
    pub(super) fn load(&mut self, path: PathBuf, owner: Owner) {
        let text = read_settings_text(&path);
        self.read.push(path.clone());
        match text {
            Ok(text) => self.add(path, &text, owner, &mut Vec::new()),
            Err(error) => self.errors.push(CliError::of_file(&path, &error).reason()),
        }
    }

    /// Takes the text of a file; `chain` holds those that led to it.
    fn add(&mut self, path: PathBuf, text: &str, owner: Owner, chain: &mut Vec<PathBuf>) {
        let mut file = match GuidelinesFile::parse(&shown(&path), text, &glob_fault) {
            Ok(file) => file,
            Err(error) => return self.errors.push(error.to_string()),
        };
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        self.read_calendars(&folder, &mut file);
        let extends = file.toml.extends.clone();
        let named = file.clone();
        chain.push(path.clone());
        self.layers.push(Layer { path, owner, file });
        let mut errors = Vec::new();
        // Of those that a file builds on the later ones win.
        for value in extends.iter().rev() {
            if let Err(why) = self.follow(folder.join(value.get_ref()), owner, chain) {
                errors.push(named.error("extends", value, &why).to_string());
            }
        }
        self.errors.extend(errors.into_iter().rev());
        chain.pop();
    }

    /// Reads a file that the last one of the chain builds on.
    fn follow(&mut self, path: PathBuf, owner: Owner, chain: &mut Vec<PathBuf>) -> Result<(), String> {
        if let Some(first) = chain.iter().position(|above| is_same(above, &path)) {
            let circle = chain.iter().skip(first).chain([&path]);
            let circle: Vec<String> = circle.map(|path| shown(&tidy(path))).collect();
            return Err(format!("makes a circle: {}; take it out of one of them", circle.join(" -> ")));
        }
        if self.layers.iter().any(|layer| is_same(&layer.path, &path)) {
            return Ok(());
        }
        if self.layers.len() > MOST_FILES {
            return Err(format!("is one too many: presend.toml can build on at most {MOST_FILES} files"));
        }
        let path = tidy(&path);
        self.read.push(path.clone());
        let bytes = read_named(&path)?;
        let text = String::from_utf8(bytes).map_err(|_| "cannot be read: it is not UTF-8".to_owned())?;
        self.add(path, &text, owner, chain);
        Ok(())
    }

    /// Puts the days of calendars in the place of their names.
    fn read_calendars(&mut self, folder: &Path, file: &mut GuidelinesFile) {
        let named = file.clone();
        for (key, days) in file.toml.holidays_mut() {
            let (calendars, mut known): (Vec<Value>, Vec<Value>) =
                std::mem::take(days).into_iter().partition(|day| is_calendar_file(day.get_ref()));
            for calendar in calendars {
                let path = folder.join(calendar.get_ref());
                self.read.push(path.clone());
                match read_named(&path).and_then(|bytes| days_off(&bytes)) {
                    Ok(found) => {
                        known.extend(found.iter().map(|day| Value::new(calendar.span(), day.to_string())));
                    }
                    Err(why) => self.errors.push(named.error(key, &calendar, &why).to_string()),
                }
            }
            *days = known;
        }
    }
}

/// Reads a file that a presend.toml names. What is not a file of a usual size could keep presend waiting for ever.
fn read_named(path: &Path) -> Result<Vec<u8>, String> {
    let fault = |error: std::io::Error| format!("cannot be read: {}", reason(&error));
    let data = std::fs::metadata(path).map_err(fault)?;
    if !data.is_file() {
        return Err("cannot be read: it is not a file".to_owned());
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(fault)?;
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(fault)?;
    match bytes.len() as u64 > MOST_BYTES {
        true => Err(format!("cannot be read: it has more than {} MB", MOST_BYTES >> 20)),
        false => Ok(bytes),
    }
}

/// Writes a path as a person in the current folder would.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let below = here.as_deref().and_then(|here| path.strip_prefix(here).ok());
    below.unwrap_or(path).display().to_string()
}

fn is_same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    one == other || real(one) == real(other)
}

/// Takes `.` and `name/..` out of a path.
fn tidy(path: &Path) -> PathBuf {
    use std::path::Component;
    let mut tidy = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(tidy.components().next_back(), Some(Component::Normal(_))) => {
                tidy.pop();
            }
            other => tidy.push(other),
        }
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_without_detours() {
        for (path, expected) in [
            ("/a/./b/../c.toml", "/a/c.toml"),
            ("../x/presend.toml", "../x/presend.toml"),
            ("a/../../b", "../b"),
        ] {
            assert_eq!(tidy(Path::new(path)), Path::new(expected));
        }
    }

    #[test]
    fn what_is_no_file_is_not_waited_for() {
        assert_eq!(read_named(Path::new("/dev/zero")).unwrap_err(), "cannot be read: it is not a file");
    }
}
