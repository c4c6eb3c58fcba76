//! Replaces a file whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::reason;

/// Writes the new file beside the old one and puts it in its place, so that at no time half a file is there.
///
/// # Errors
/// Returns why the file is still the old one.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let permissions = fs::metadata(path).map_err(|error| reason(&error))?.permissions();
    if permissions.readonly() {
        return Err("it is read-only".to_owned());
    }
    let mut new = NewFile::begin(path).map_err(|error| reason(&error))?;
    let written = new.file.set_permissions(permissions).and_then(|()| new.write_all(bytes));
    written.and_then(|()| new.finish()).map_err(|error| reason(&error))
}

/// A file that is written beside the one whose place it takes when it is whole. What is no plain file, such as a pipe or
/// `/dev/stdout`, is written to as it is.
pub(crate) struct NewFile {
    file: fs::File,
    /// Where it is written, and where it belongs.
    places: Option<(PathBuf, PathBuf)>,
}

impl NewFile {
    /// Begins a file.
    ///
    /// # Errors
    /// Returns why none can be made there.
    pub(crate) fn begin(path: &Path) -> io::Result<NewFile> {
        let old = fs::metadata(path).ok();
        if old.as_ref().is_some_and(|old| !old.is_file()) {
            return Ok(NewFile { file: fs::OpenOptions::new().write(true).open(path)?, places: None });
        }
        // A link stays one.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let (beside, file) = create_beside(&target)?;
        let new = NewFile { file, places: Some((beside, target)) };
        if let Some(old) = old {
            new.file.set_permissions(old.permissions())?;
        }
        Ok(new)
    }

    /// Returns another handle to write with.
    ///
    /// # Errors
    /// Returns why the system has none.
    pub(crate) fn writer(&self) -> io::Result<fs::File> {
        self.file.try_clone()
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// Returns why the old one is still there.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        let Some((beside, target)) = self.places.take() else { return Ok(()) };
        self.file.sync_all().and_then(|()| fs::rename(&beside, target)).inspect_err(|_| remove(&beside))
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if let Some((beside, _)) = &self.places {
            remove(beside);
        }
    }
}

/// Removes what was begun; the file in whose place it would have come is untouched, and a left-over is all that could remain.
fn remove(beside: &Path) {
    let _ = fs::remove_file(beside);
}

fn create_beside(path: &Path) -> io::Result<(PathBuf, fs::File)> {
    let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
    for attempt in 0..16 {
        let mut name = std::ffi::OsString::from(".");
        name.push(path.file_name().unwrap_or_default());
        name.push(format!(".{}-{attempt}.presend", std::process::id()));
        let beside = path.with_file_name(name);
        match fs::File::create_new(&beside) {
            Ok(file) => return Ok((beside, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}
