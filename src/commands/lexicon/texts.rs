//! Reads files of messages, one a line, for the commands that measure a lexicon.

use std::path::Path;

use presend_core::message::{Message, jsonl};

use crate::error::CliError;

/// A file of messages as jsonl.
pub(super) struct Texts {
    name: String,
    bytes: Vec<u8>,
}

impl Texts {
    /// Reads a file.
    ///
    /// # Errors
    /// Returns why it could not be read.
    pub(super) fn read(path: &Path) -> Result<Texts, CliError> {
        let bytes = std::fs::read(path).map_err(|error| CliError::of_file(path, &error))?;
        Ok(Texts { name: path.display().to_string(), bytes })
    }

    /// Returns the lines that are not blank, each with its number from 1.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &[u8])> {
        let lines = self.bytes.split(|byte| *byte == b'\n').zip(1..);
        lines.filter(|(line, _)| !line.trim_ascii().is_empty()).map(|(line, number)| (number, line))
    }

    /// Returns the message of a line.
    ///
    /// # Errors
    /// Returns what is wrong with the line.
    pub(super) fn message<'t>(&'t self, number: usize, line: &'t [u8]) -> Result<Message<'t>, CliError> {
        jsonl::read_line(&self.name, line, number, 0)
            .map_err(|reason| CliError::Failed(format!("{}:{number}: {reason}", self.name)))
    }
}
