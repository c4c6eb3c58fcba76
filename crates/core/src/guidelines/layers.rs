//! Lines up presend.toml files with those that they build on and the calendars that they name; files are read by the caller.

use std::path::{Component, Path, PathBuf};

use super::file::Value;
use super::{GuidelinesFile, days_off, is_calendar_file};
use crate::error::GuidelinesError;

/// Files that one presend.toml can build on, directly or through others.
const MOST_FILES: usize = 64;

/// A file that another one names is not larger than this many bytes.
const MOST_BYTES: u64 = 4 << 20;

/// What the files lie in: a file system, or whatever stands for one.
pub trait Folder {
    /// Reads a file, of a larger one no more than `most` bytes.
    ///
    /// # Errors
    /// Returns why it cannot be read, in a few words such as `it is not a file`.
    fn read(&self, path: &Path, most: u64) -> Result<Vec<u8>, String>;

    /// Returns true if and only if two paths lead to one file.
    fn is_same(&self, one: &Path, other: &Path) -> bool {
        one == other
    }

    /// Writes a path as a person wants to see it.
    fn shown(&self, path: &Path) -> String {
        path.display().to_string()
    }

    /// Says what is wrong with a glob of `[[paths]]`; nothing for who has no use for it.
    fn glob_fault(&self, _glob: &str) -> Option<String> {
        None
    }
}

/// A file that was read.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Layer {
    /// Where it lies.
    pub path: PathBuf,
    /// The number of the file that was added and led to it, from 0.
    pub root: usize,
    /// What it says, the days of calendars in the place of their names.
    pub file: GuidelinesFile,
}

/// Files with those that they build on.
pub struct Layers<'f> {
    folder: &'f dyn Folder,
    roots: usize,
    /// The nearest first.
    pub layers: Vec<Layer>,
    /// What is wrong.
    pub errors: Vec<GuidelinesError>,
    /// Every file that was to be read because another one names it.
    pub read: Vec<PathBuf>,
}

impl<'f> Layers<'f> {
    /// Starts without a file.
    #[must_use]
    pub fn new(folder: &'f dyn Folder) -> Layers<'f> {
        Layers { folder, roots: 0, layers: Vec::new(), errors: Vec::new(), read: Vec::new() }
    }

    /// Adds a file, over which those that were added before are laid, and reads what it builds on.
    pub fn add(&mut self, path: PathBuf, text: &str) {
        self.take(path, text, &mut Vec::new());
        self.roots += 1;
    }

    /// Takes the text of a file; `chain` holds those that led to it.
    fn take(&mut self, path: PathBuf, text: &str, chain: &mut Vec<PathBuf>) {
        let glob_fault = |glob: &str| self.folder.glob_fault(glob);
        let mut file = match GuidelinesFile::parse(&self.folder.shown(&path), text, &glob_fault) {
            Ok(file) => file,
            Err(error) => return self.errors.extend_from_slice(error.guidelines_errors()),
        };
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        self.read_calendars(&folder, &mut file);
        let extends = file.toml.extends.clone();
        let named = file.clone();
        chain.push(path.clone());
        self.layers.push(Layer { path, root: self.roots, file });
        let mut errors = Vec::new();
        // Of those that a file builds on the later ones win.
        for value in extends.iter().rev() {
            if let Err(why) = self.follow(folder.join(value.get_ref()), chain) {
                errors.push(named.error("extends", value, &why));
            }
        }
        self.errors.extend(errors.into_iter().rev());
        chain.pop();
    }

    /// Reads a file that the last one of the chain builds on.
    fn follow(&mut self, path: PathBuf, chain: &mut Vec<PathBuf>) -> Result<(), String> {
        let path = tidy(&path);
        if let Some(first) = chain.iter().position(|above| self.folder.is_same(above, &path)) {
            let circle = chain.iter().skip(first).chain([&path]);
            let circle: Vec<String> = circle.map(|path| self.folder.shown(&tidy(path))).collect();
            return Err(format!("makes a circle: {}; take it out of one of them", circle.join(" -> ")));
        }
        if self.layers.iter().any(|layer| self.folder.is_same(&layer.path, &path)) {
            return Ok(());
        }
        if self.layers.len() > MOST_FILES {
            return Err(format!("is one too many: presend.toml can build on at most {MOST_FILES} files"));
        }
        let bytes = self.read_named(&path)?;
        let text = String::from_utf8(bytes).map_err(|_| "cannot be read: it is not UTF-8".to_owned())?;
        self.take(path, &text, chain);
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
                match self.read_named(&path).and_then(|bytes| days_off(&bytes)) {
                    Ok(found) => {
                        known.extend(found.iter().map(|day| Value::new(calendar.span(), day.to_string())));
                    }
                    Err(why) => self.errors.push(named.error(key, &calendar, &why)),
                }
            }
            *days = known;
        }
    }

    /// Reads a file that another one names.
    fn read_named(&mut self, path: &Path) -> Result<Vec<u8>, String> {
        self.read.push(path.to_owned());
        let bytes = self.folder.read(path, MOST_BYTES + 1).map_err(|why| format!("cannot be read: {why}"))?;
        match bytes.len() as u64 > MOST_BYTES {
            true => Err(format!("cannot be read: it has more than {} MB", MOST_BYTES >> 20)),
            false => Ok(bytes),
        }
    }
}

impl GuidelinesFile {
    /// Returns the paths of the lexicons that it names, for a file that lies in a folder.
    pub fn lexicons_in(&self, folder: &Path) -> impl Iterator<Item = PathBuf> {
        self.toml.lexicons.extra.iter().map(move |extra| folder.join(extra.get_ref()))
    }
}

/// Takes `.` and `name/..` out of a path.
fn tidy(path: &Path) -> PathBuf {
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
    use std::collections::BTreeMap;

    use super::*;
    use crate::guidelines::Guidelines;

    struct Memory(BTreeMap<&'static str, Vec<u8>>);

    impl Folder for Memory {
        fn read(&self, path: &Path, most: u64) -> Result<Vec<u8>, String> {
            let found = path.to_str().and_then(|path| self.0.get(path)).ok_or("it is not there")?;
            Ok(found.iter().copied().take(usize::try_from(most).unwrap()).collect())
        }
    }

    fn read(memory: &Memory) -> Layers<'_> {
        let mut layers = Layers::new(memory);
        let text = String::from_utf8(memory.0["a/presend.toml"].clone()).unwrap();
        layers.add("a/presend.toml".into(), &text);
        layers
    }

    #[test]
    fn files_are_read_with_what_they_build_on() {
        let day = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260612\r\nSUMMARY:fair\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        let memory = Memory(BTreeMap::from([
            ("a/presend.toml", b"extends = [\"../b/far.toml\", \"near.toml\"]\n[rules]\nS001 = \"hint\"\n".to_vec()),
            ("b/far.toml", b"[rules]\nS001 = \"off\"\nU001 = \"off\"\n[hours]\nholidays = [\"days.ics\"]\n[lexicons]\nextra = [\"own.toml\"]\n".to_vec()),
            ("a/near.toml", b"[rules]\nU001 = \"info\"\n".to_vec()),
            ("b/days.ics", day.as_bytes().to_vec()),
        ]));
        let found = read(&memory);
        let paths: Vec<&str> = found.layers.iter().map(|layer| layer.path.to_str().unwrap()).collect();
        assert_eq!((paths, found.errors.len()), (vec!["a/presend.toml", "a/near.toml", "b/far.toml"], 0));
        assert_eq!(found.read.len(), 3);
        let far = found.layers.last().unwrap();
        assert_eq!(far.file.lexicons_in(Path::new("b")).collect::<Vec<_>>(), [Path::new("b/own.toml")]);
        let toml = Guidelines::of(found.layers.into_iter().map(|layer| layer.file)).toml;
        assert_eq!(toml.hours.holidays[0].get_ref(), "2026-06-12");
        assert_eq!(
            [&toml.rules["S001"], &toml.rules["U001"]].map(|value| value.get_ref().as_str()),
            ["hint", "info"]
        );
    }

    #[test]
    fn what_is_wrong_has_its_place() {
        let large = vec![b'#'; usize::try_from(MOST_BYTES + 1).unwrap()];
        let memory = Memory(BTreeMap::from([
            (
                "a/presend.toml",
                b"extends = [\"b.toml\", \"gone.toml\", \"large.toml\", \"bytes.toml\"]\n".to_vec(),
            ),
            (
                "a/b.toml",
                b"extends = [\"./x/../presend.toml\"]\n[hours]\nholidays = [\"gone.ics\"]\n".to_vec(),
            ),
            ("a/large.toml", large),
            ("a/bytes.toml", b"\xff".to_vec()),
        ]));
        let said: Vec<String> = read(&memory).errors.iter().map(ToString::to_string).collect();
        for (said, wanted) in said.iter().zip([
            "a/b.toml:3:13: `hours.holidays`: `gone.ics` cannot be read: it is not there",
            "a/b.toml:1:12: `extends`: `./x/../presend.toml` makes a circle: a/presend.toml -> a/b.toml -> a/presend.toml; \
             take it out of one of them",
            "a/presend.toml:1:22: `extends`: `gone.toml` cannot be read: it is not there",
            "a/presend.toml:1:35: `extends`: `large.toml` cannot be read: it has more than 4 MB",
            "a/presend.toml:1:49: `extends`: `bytes.toml` cannot be read: it is not UTF-8",
        ]) {
            assert_eq!(said, wanted);
        }
        assert_eq!(said.len(), 5, "{said:?}");
    }

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
}
