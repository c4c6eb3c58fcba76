//! Reads the zip file in which Slack exports come, entry by entry.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;

use presend_core::message::slack::Directory;
use zip::ZipArchive;

use super::slack_day::{self, DIRECTORY_LISTS, MAX_BYTES, is_list, name_of, read_all};
use super::unit::{InputSource, MessageBytes, Unit, Units, only, unreadable};
use crate::error;

/// Reads the days of an export in the order of their names.
pub(super) fn read(path: &Path, linter: usize) -> Units<'static> {
    let shown = path.display().to_string();
    let zip = match File::open(path).map_err(|error| error::reason(&error)).and_then(|file| {
        ZipArchive::new(BufReader::new(file)).map_err(|error| format!("not a readable zip file: {error}"))
    }) {
        Ok(zip) => zip,
        Err(reason) => return only(unreadable(&shown, None, reason)),
    };
    let mut days: Vec<(String, usize)> = (0..zip.len())
        .filter_map(|index| Some((zip.name_for_index(index)?.ok()?.into_owned(), index)))
        .filter(|(name, _)| is_day(name))
        .collect();
    days.sort();
    if days.is_empty() {
        return only(unreadable(&shown, None, "no day of a Slack export in this zip file"));
    }
    let mut export = ZipExport { zip, shown, file: path.into(), linter };
    let (directory, faults) = export.directory();
    let days = days.into_iter().flat_map(move |(name, index)| export.day(&name, index, &directory));
    Box::new(faults.into_iter().chain(days))
}

/// `general/2026-03-01.json`, but neither a list nor a file of the system that packed it.
fn is_day(name: &str) -> bool {
    name.ends_with(".json") && name.contains('/') && !is_list(name) && !name.starts_with("__MACOSX/")
}

/// An open zip file.
struct ZipExport {
    zip: ZipArchive<BufReader<File>>,
    /// Its path as reports show it.
    shown: String,
    file: Arc<Path>,
    linter: usize,
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
        read_all(entry)
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

    fn day(&mut self, name: &str, index: usize, directory: &Arc<Directory>) -> Vec<Unit<MessageBytes>> {
        let path = self.inside(name).into();
        let source = InputSource { path, file: Some(self.file.clone()), linter: self.linter };
        match self.read(index) {
            Ok(bytes) => slack_day::cut(&source, &bytes, directory, true),
            Err(reason) => vec![unreadable(&source.path, None, reason)],
        }
    }
}
