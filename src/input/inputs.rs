//! Lines up the PATHs of a check, each with the linter it is checked with.

use std::cell::Cell;
use std::io::{self, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use presend_core::message::Format;

use super::names::Packing;
use super::reading::Reading;
use super::unit::Units;
use super::{reader, walk};
use crate::options::InputOptions;

/// One PATH.
struct InputPath {
    /// `None` is standard input.
    path: Option<PathBuf>,
    /// Number of the linter.
    linter: usize,
}

/// What is to be read, and how; can be read more than once.
pub(crate) struct Inputs {
    paths: Vec<InputPath>,
    format: Option<Format>,
    archives: bool,
    stdin_name: String,
    /// What came in on standard input, if it had to be kept.
    stdin: Option<Arc<[u8]>>,
}

impl Inputs {
    /// Lines up PATHs by their bytes, each once; `linter_of` returns the number of the linter for a folder.
    ///
    /// # Errors
    /// Returns what `linter_of` returns.
    pub(crate) fn new<E>(
        options: InputOptions,
        mut linter_of: impl FnMut(&Path) -> Result<usize, E>,
    ) -> Result<Inputs, E> {
        let InputOptions { mut paths, stdin_name, format, archives } = options;
        if paths.is_empty() {
            paths.push("-".into());
        }
        paths.sort_by(|a, b| a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()));
        paths.dedup();
        let mut inputs = Inputs { paths: Vec::new(), format, archives, stdin_name, stdin: None };
        for path in paths {
            let path = (path.as_os_str() != "-").then_some(path);
            let shown = path.as_deref().unwrap_or(Path::new(&inputs.stdin_name));
            let linter = linter_of(folder_of(shown))?;
            inputs.paths.push(InputPath { path, linter });
        }
        Ok(inputs)
    }

    /// Returns everything that is to be read, in order.
    pub(crate) fn units(&self) -> Units<'_> {
        let before = Rc::new(Cell::new(0));
        Box::new(self.paths.iter().flat_map(move |input| match &input.path {
            Some(path) => {
                walk::path(path, Reading::new(self.format, input.linter, self.archives), before.clone())
            }
            None => reader::stdin(self.stdin(), &self.stdin_name, self.format, input.linter),
        }))
    }

    /// Returns how many bytes there are to read; `None` where that cannot be told, as of standard input.
    pub(crate) fn size(&self) -> Option<u64> {
        self.paths.iter().map(|input| walk::size(input.path.as_deref()?, self.archives)).sum()
    }

    fn stdin(&self) -> Box<dyn io::BufRead> {
        match &self.stdin {
            Some(bytes) => Box::new(Cursor::new(bytes.clone())),
            None => Box::new(BufReader::new(io::stdin())),
        }
    }

    /// Returns true if and only if standard input is among them.
    pub(crate) fn has_stdin(&self) -> bool {
        self.paths.iter().any(|input| input.path.is_none())
    }

    /// Reads standard input, if it is among them, and keeps it, so that it can be read more than once.
    ///
    /// # Errors
    /// Returns why it could not be read.
    pub(crate) fn keep_stdin(&mut self) -> io::Result<()> {
        if self.has_stdin() {
            let mut bytes = Vec::new();
            io::stdin().read_to_end(&mut bytes)?;
            self.stdin = Some(bytes.into());
        }
        Ok(())
    }

    /// Returns what was kept of standard input.
    pub(crate) fn kept_stdin(&self) -> Option<&[u8]> {
        self.stdin.as_deref()
    }

    /// Puts a fixed draft in the place of what came in on standard input.
    pub(crate) fn replace_stdin(&mut self, fixed: Vec<u8>) {
        self.stdin = Some(fixed.into());
    }

    /// Returns true if and only if a file is among what is read.
    pub(crate) fn reads(&self, file: &Path) -> bool {
        self.paths
            .iter()
            .filter_map(|input| input.path.as_deref())
            .any(|path| walk::reads(path, file, self.archives))
    }

    /// Returns true if and only if there may be more messages than PATHs.
    pub(crate) fn are_many(&self) -> bool {
        self.paths.iter().filter_map(|input| input.path.as_ref()).any(|path| {
            let format = self.format.or_else(|| Format::by_name(&path.to_string_lossy()));
            path.is_dir()
                || self.archives && Packing::of(path).is_some()
                || matches!(
                    format,
                    Some(Format::Mbox | Format::Jsonl | Format::Chat | Format::Slack | Format::ChatExport)
                )
        })
    }
}

/// Returns the folder from which a presend.toml is looked for.
fn folder_of(path: &Path) -> &Path {
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new("")) };
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}
