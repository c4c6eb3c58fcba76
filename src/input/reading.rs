//! Holds what goes with the reading of files from one to the next.

use presend_core::message::Format;

use super::slack_day::DirectoryCache;

/// What is read of files, and how; goes from one file to the next.
pub(crate) struct Reading {
    /// `None`: found out for each file.
    pub(super) format: Option<Format>,
    /// Number of the linter of the PATH.
    pub(super) linter: usize,
    /// Read packed files too.
    pub(super) archives: bool,
    /// The file was not named, but found in a folder.
    pub(super) walked: bool,
    /// Bytes of the files before this one.
    pub(super) before: u64,
    pub(super) directories: DirectoryCache,
}

impl Reading {
    /// Starts to read a PATH.
    pub(crate) fn new(format: Option<Format>, linter: usize, archives: bool) -> Reading {
        let directories = DirectoryCache::default();
        Reading { format, linter, archives, walked: false, before: 0, directories }
    }

    /// Goes on with what lies in an archive, as if it had been found in a folder.
    pub(super) fn for_archive(&self) -> Reading {
        let Reading { format, linter, archives, before, .. } = *self;
        Reading { walked: true, before, ..Reading::new(format, linter, archives) }
    }
}
