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
    let (beside, file) = create_beside(path).map_err(|error| reason(&error))?;
    let written = fill(file, bytes, permissions).and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        // The file itself is untouched; a left-over is all that could remain.
        let _ = fs::remove_file(&beside);
        reason(&error)
    })
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

fn fill(mut file: fs::File, bytes: &[u8], permissions: fs::Permissions) -> io::Result<()> {
    file.set_permissions(permissions)?;
    file.write_all(bytes)?;
    file.sync_all()
}
