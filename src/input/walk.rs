//! Reads one PATH: a file that was named, or the drafts in a folder.

use std::cell::Cell;
use std::cmp::Ordering;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use presend_core::message::Format;
use presend_core::render::ReadError;

use super::names::{Packing, is_draft, is_packed_draft};
use super::reading::Reading;
use super::unit::{InputSource, Reached, Unit, Units, only, unreadable};
use super::{packed, reader, slack_zip};

/// Reads one PATH; `before` counts the bytes of the files that were read.
pub(crate) fn path(path: &Path, mut reading: Reading, before: Rc<Cell<u64>>) -> Units<'static> {
    if !path.is_dir() {
        return file(path, &mut reading, &before);
    }
    let files = drafts(path, reading.archives);
    if files.is_empty() {
        return only(unreadable(&path.display().to_string(), None, "no drafts found in this folder"));
    }
    reading.walked = true;
    Box::new(files.into_iter().flat_map(move |found| match found {
        Ok(found) => file(&found, &mut reading, &before),
        Err(error) => only(Unit::Error(error)),
    }))
}

/// Returns how many bytes there are to read; `None` where that cannot be told.
pub(super) fn size(path: &Path, archives: bool) -> Option<u64> {
    let of_file =
        |path: &Path| fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|found| found.len());
    if !path.is_dir() {
        return of_file(path);
    }
    Some(drafts(path, archives).iter().flatten().filter_map(|draft| of_file(draft)).sum())
}

/// Returns true if and only if a file is the one that was named, or one of the drafts in the folder.
pub(super) fn reads(path: &Path, file: &Path, archives: bool) -> bool {
    if !path.is_dir() {
        return is_same(path, file);
    }
    // Most reports are written outside of the folder, which is then not walked.
    let is_inside = || fs::canonicalize(file).ok()?.starts_with(fs::canonicalize(path).ok()?).then_some(());
    is_inside().is_some() && drafts(path, archives).iter().flatten().any(|draft| is_same(draft, file))
}

/// Returns true if and only if two paths lead to one file.
pub(crate) fn is_same(a: &Path, b: &Path) -> bool {
    #[cfg(unix)]
    let inode = |path: &Path| {
        use std::os::unix::fs::MetadataExt;
        fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|found| (found.dev(), found.ino()))
    };
    #[cfg(not(unix))]
    let inode = |path: &Path| fs::canonicalize(path).ok().filter(|path| path.is_file());
    inode(a).is_some_and(|found| inode(b) == Some(found))
}

fn file(path: &Path, reading: &mut Reading, before: &Cell<u64>) -> Units<'static> {
    reading.before = before.get();
    let units = open(path, reading);
    before.set(reading.before.saturating_add(fs::metadata(path).map_or(0, |data| data.len())));
    units
}

fn open(path: &Path, reading: &mut Reading) -> Units<'static> {
    let packing = Packing::of(path);
    if let Some(packing) = packing.filter(|_| reading.archives) {
        return packed::read(path, packing, reading);
    }
    if packing == Some(Packing::Zip) && matches!(reading.format, None | Some(Format::Slack)) {
        return slack_zip::read(path, reading.linter, reading.before);
    }
    let (name, reached) = (path.display().to_string(), Reached::plain(reading.before));
    let file = Some(path.into());
    let source = InputSource { path: name.into(), file, linter: reading.linter, inner: None, reached };
    match File::open(path) {
        Ok(file) => {
            let file = BufReader::with_capacity(1 << 16, file);
            let Reading { format, walked, directories, .. } = reading;
            reader::read(source, Box::new(file), *format, *walked, directories)
        }
        Err(error) => only(source.failed(&error)),
    }
}

/// Lists the drafts under a folder, sorted by bytes, followed by what could not be read.
fn drafts(folder: &Path, archives: bool) -> Vec<Result<PathBuf, ReadError>> {
    // Like git, which knows no home folder but this; the crate would ask the C library (see `UserFolders`).
    let knows_home = cfg!(windows) || std::env::var_os("HOME").is_some_and(|home| !home.is_empty());
    let walk = ignore::WalkBuilder::new(folder).require_git(false).git_global(knows_home).build();
    let mut found: Vec<Result<PathBuf, ReadError>> = walk
        .filter_map(|entry| match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                let is_read = |path| is_draft(path) || archives && is_packed_draft(path);
                (is_file && is_read(entry.path())).then(|| Ok(entry.into_path()))
            }
            Err(error) => {
                let path = folder.display().to_string();
                Some(Err(ReadError { path, line: None, error: error.to_string() }))
            }
        })
        .collect();
    found.sort_by(|a, b| match (a, b) {
        (Ok(a), Ok(b)) => a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()),
        (Ok(_), Err(_)) => Ordering::Less,
        (Err(_), Ok(_)) => Ordering::Greater,
        (Err(a), Err(b)) => a.error.cmp(&b.error),
    });
    found
}
