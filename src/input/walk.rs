//! Reads one PATH: a file that was named, or the drafts in a folder.

use std::cmp::Ordering;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use presend_core::message::Format;
use presend_core::render::ReadError;

use super::slack_day::DirectoryCache;
use super::unit::{InputSource, Unit, Units, only, unreadable};
use super::{reader, slack_zip};

/// Endings of the files that are read in a folder.
const ENDINGS: [&str; 10] = ["eml", "txt", "md", "markdown", "html", "htm", "mbox", "jsonl", "json", "ics"];

/// Reads one PATH.
pub(crate) fn path(path: &Path, format: Option<Format>, linter: usize) -> Units<'static> {
    if !path.is_dir() {
        return file(path, format, linter, false, &mut DirectoryCache::default());
    }
    let files = drafts(path);
    if files.is_empty() {
        return only(unreadable(&path.display().to_string(), None, "no drafts found in this folder"));
    }
    let mut directories = DirectoryCache::default();
    Box::new(files.into_iter().flat_map(move |found| match found {
        Ok(found) => file(&found, format, linter, true, &mut directories),
        Err(error) => only(Unit::Error(error)),
    }))
}

/// Returns true if and only if a file is the one that was named, or one of the drafts in the folder.
pub(super) fn reads(path: &Path, file: &Path) -> bool {
    if !path.is_dir() {
        return is_same(path, file);
    }
    // Most reports are written outside of the folder, which is then not walked.
    let is_inside = || fs::canonicalize(file).ok()?.starts_with(fs::canonicalize(path).ok()?).then_some(());
    is_inside().is_some() && drafts(path).iter().flatten().any(|draft| is_same(draft, file))
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

fn file(
    path: &Path,
    format: Option<Format>,
    linter: usize,
    walked: bool,
    directories: &mut DirectoryCache,
) -> Units<'static> {
    let name = path.display().to_string();
    let is_zip = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("zip"));
    if is_zip && matches!(format, None | Some(Format::Slack)) {
        return slack_zip::read(path, linter);
    }
    let source = InputSource { path: name.into(), file: Some(path.into()), linter };
    match File::open(path) {
        Ok(file) => {
            let file = BufReader::with_capacity(1 << 16, file);
            reader::read(source, Box::new(file), format, walked, directories)
        }
        Err(error) => only(source.failed(&error)),
    }
}

/// Lists the drafts under a folder, sorted by bytes, followed by what could not be read.
fn drafts(folder: &Path) -> Vec<Result<PathBuf, ReadError>> {
    let walk = ignore::WalkBuilder::new(folder).require_git(false).build();
    let mut found: Vec<Result<PathBuf, ReadError>> = walk
        .filter_map(|entry| match entry {
            Ok(entry) => (entry.file_type().is_some_and(|kind| kind.is_file()) && is_draft(entry.path()))
                .then(|| Ok(entry.into_path())),
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

fn is_draft(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    let folder = path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
        || folder.is_some_and(|folder| folder == "cur" || folder == "new")
}
