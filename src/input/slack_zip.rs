//! Reads the zip file in which Slack exports come, entry by entry.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use presend_core::message::slack::Directory;
use zip::ZipArchive;

use super::slack_day::{self, DIRECTORY_LISTS, MAX_BYTES, is_list, name_of, read_all};
use super::unit::{InputSource, MessageBytes, Reached, Unit, Units, numbered, only, unreadable};
use crate::error;

/// An entry of more than a mebibyte may unpack to so many times its size, and a file to so many times its own beside
/// `ALWAYS_READ`. What people say packs to a tenth.
const MOST_TIMES: u64 = 100;
const SMALL_ENTRY: u64 = 1 << 20;
const ALWAYS_READ: u64 = 64 << 20;
/// No file unpacks to more than this.
const MOST_UNPACKED: u64 = 16 << 30;

/// An open zip file.
pub(super) type Opened = ZipArchive<BufReader<File>>;

const NO_DAY: &str = "no day of a Slack export in this zip file; --archives reads other mail and chats in it";

/// Reads the days of an export in the order of their names.
pub(super) fn read(path: &Path, linter: usize, before: u64) -> Units<'static> {
    let shown = path.display().to_string();
    let (zip, size) = match open(path) {
        Ok(opened) => opened,
        Err(reason) => return only(unreadable(&shown, None, reason)),
    };
    let mut days: Vec<(String, usize)> = (0..zip.len())
        .filter_map(|index| Some((zip.name_for_index(index)?.ok()?.into_owned(), index)))
        .filter(|(name, _)| is_day(name))
        .collect();
    days.sort();
    if days.is_empty() {
        return only(unreadable(&shown, None, NO_DAY));
    }
    let most = size.saturating_mul(MOST_TIMES).saturating_add(ALWAYS_READ).min(MOST_UNPACKED);
    let mut export = ZipExport { zip, shown, file: path.into(), linter, before, done: 0, left: Some(most) };
    let (directory, faults) = export.directory();
    let days = days.into_iter().flat_map(move |(name, index)| export.day(&name, index, &directory));
    Box::new(faults.into_iter().chain(days))
}

/// Opens a zip file, and tells how many bytes it has.
///
/// # Errors
/// Returns why its entries cannot be read.
pub(super) fn open(path: &Path) -> Result<(Opened, u64), String> {
    let file = File::open(path).map_err(|error| error::reason(&error))?;
    let size = file.metadata().map_or(0, |data| data.len());
    let zip = ZipArchive::new(BufReader::new(file));
    let mut zip = zip.map_err(|error| format!("not a readable zip file: {error}"))?;
    match zip.has_overlapping_files() {
        Ok(true) => Err("its entries overlap: no program packs files like that".to_owned()),
        Ok(false) => Ok((zip, size)),
        // Entries that may lie upon each other could unpack to far more than the file holds.
        Err(error) => Err(format!("not a readable zip file: the places of its entries are unclear: {error}")),
    }
}

/// `general/2026-03-01.json`, but neither a list nor a file of the system that packed it.
fn is_day(name: &str) -> bool {
    name.ends_with(".json") && name.contains('/') && !is_list(name) && !name.starts_with("__MACOSX/")
}

/// An open zip file.
struct ZipExport {
    zip: Opened,
    /// Its path as reports show it.
    shown: String,
    file: Arc<Path>,
    linter: usize,
    /// Bytes of the files before this one, and of the entries that were read of this one.
    before: u64,
    done: u64,
    /// Bytes that may still be unpacked; `None` once there were more.
    left: Option<u64>,
}

impl ZipExport {
    fn read(&mut self, index: usize) -> Result<Vec<u8>, String> {
        let entry = self.zip.by_index(index).map_err(|error| format!("cannot be unpacked: {error}"))?;
        if entry.size() > MAX_BYTES {
            return Err(format!(
                "more than {} MiB unpacked: too large for a day of an export",
                MAX_BYTES >> 20
            ));
        }
        if entry.size() > SMALL_ENTRY && entry.size() / MOST_TIMES > entry.compressed_size() {
            return Err(format!("unpacks to more than {MOST_TIMES} times its size: no export does"));
        }
        self.done += entry.compressed_size();
        let bytes = read_all(entry)?;
        self.left = self.left.and_then(|left| left.checked_sub(bytes.len() as u64));
        match self.left {
            Some(_) => Ok(bytes),
            None => {
                Err("the zip file unpacks to more than an export does: the rest of it is not read".to_owned())
            }
        }
    }

    /// Reads the lists of people and channels that are nearest to the root, with what is wrong with them.
    fn directory(&mut self) -> (Arc<Directory>, Vec<Unit<MessageBytes>>) {
        let (mut directory, mut faults) = (Directory::default(), Vec::new());
        for (list, is_users) in DIRECTORY_LISTS {
            let named = (0..self.zip.len()).filter_map(|index| {
                let name = self.zip.name_for_index(index)?.ok()?.into_owned();
                (name_of(&name) == list).then_some((name.matches('/').count(), name, index))
            });
            let Some((_, name, index)) = named.min() else { continue };
            let added = self.read(index).and_then(|bytes| slack_day::add(&mut directory, &bytes, is_users));
            faults.extend(added.err().map(|reason| unreadable(&self.inside(&name), None, reason)));
        }
        (Arc::new(directory), faults)
    }

    fn inside(&self, name: &str) -> String {
        format!("{}/{name}", self.shown)
    }

    fn day(&mut self, name: &str, index: usize, directory: &Arc<Directory>) -> Units<'static> {
        let path = self.inside(name).into();
        if self.left.is_none() {
            // It was said already.
            return Box::new(std::iter::empty());
        }
        let read = self.read(index);
        let reached = Reached::packed(self.before);
        reached.counter().store(self.done, Ordering::Relaxed);
        let (file, inner) = (Some(self.file.clone()), None);
        let source = InputSource { path, file, linter: self.linter, inner, reached };
        match read {
            Ok(bytes) => numbered(Box::new(slack_day::cut(&source, &bytes, directory, true).into_iter())),
            Err(reason) => only(unreadable(&source.path, None, reason)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// Packs entries of so many blanks.
    fn packed(sizes: &[usize]) -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("export.zip");
        let mut zip = ZipWriter::new(File::create(&path).unwrap());
        for (number, size) in sizes.iter().enumerate() {
            zip.start_file(format!("general/{number:04}.json"), SimpleFileOptions::default()).unwrap();
            zip.write_all(format!("[{}]", " ".repeat(*size)).as_bytes()).unwrap();
        }
        zip.finish().unwrap();
        (folder, path)
    }

    fn faults(path: &Path) -> Vec<String> {
        let told = read(path, 0, 0).map(|unit| match unit {
            Unit::Error(error) => format!("{}: {}", error.path, error.error),
            _ => String::new(),
        });
        told.filter(|told| !told.is_empty()).collect()
    }

    #[test]
    fn an_entry_that_unpacks_to_far_more_than_itself_is_not_read() {
        let (_folder, path) = packed(&[4 << 20, 1000]);
        let told = faults(&path);
        assert!(
            told.len() == 1 && told[0].contains("0000.json") && told[0].contains("100 times"),
            "{told:?}"
        );
    }

    #[test]
    fn a_file_that_unpacks_to_far_more_than_itself_is_read_so_far() {
        let (_folder, path) = packed(&[SMALL_ENTRY as usize - 2; 100]);
        let told = faults(&path);
        assert!(told.len() == 1 && told[0].contains("the rest of it is not read"), "{told:?}");
    }

    /// Packs two entries and says that the second begins at this place.
    fn with_second_at(place: u32) -> (tempfile::TempDir, std::path::PathBuf) {
        let (folder, path) = packed(&[5000, 5000]);
        assert!(faults(&path).is_empty(), "{:?}", faults(&path));
        let mut bytes = std::fs::read(&path).unwrap();
        let entry = bytes.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
        bytes[entry + 42..entry + 46].copy_from_slice(&place.to_le_bytes());
        std::fs::write(&path, bytes).unwrap();
        (folder, path)
    }

    #[test]
    fn entries_that_share_their_bytes_are_refused() {
        // Where the first does.
        let (_folder, path) = with_second_at(0);
        let told = faults(&path);
        assert!(told.len() == 1 && told[0].contains("overlap"), "{told:?}");
    }

    #[test]
    fn entries_of_which_cannot_be_told_whether_they_share_bytes_are_refused() {
        // In the middle of another entry, and behind the end of the file.
        for place in [1, u32::MAX - 1] {
            let (_folder, path) = with_second_at(place);
            let told = faults(&path);
            assert!(
                told.len() == 1
                    && told[0].contains("export.zip: not a readable zip file: the places of its entries"),
                "{told:?}"
            );
        }
    }
}
