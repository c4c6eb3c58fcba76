//! Says why a command could not do what it was asked for.

use std::io;
use std::path::Path;

/// What stops a command.
#[derive(Debug)]
pub(crate) enum CliError {
    /// Lines for standard error.
    Failed(String),
    /// Writing or reading failed; a closed pipe is success.
    Io(io::Error),
}

impl CliError {
    /// Returns the reason in one or more lines.
    pub(crate) fn reason(&self) -> String {
        match self {
            CliError::Failed(reason) => reason.clone(),
            CliError::Io(error) => reason(error),
        }
    }

    /// Says why a file could not be opened, read or written.
    pub(crate) fn of_file(path: &Path, error: &io::Error) -> CliError {
        CliError::Failed(format!("{}: {}", path.display(), reason(error)))
    }
}

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> CliError {
        CliError::Io(error)
    }
}

/// What is wrong with a lexicon, with presend.toml or with the name of a rule, one error a line.
impl From<presend_core::Error> for CliError {
    fn from(error: presend_core::Error) -> CliError {
        CliError::Failed(error.to_string())
    }
}

/// Returns an error of the system without its number.
pub(crate) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_the_system_is_told_without_its_number() {
        let error = std::fs::read("/no/such/file").unwrap_err();
        assert_eq!(reason(&error), "No such file or directory");
        let error = CliError::of_file(Path::new("a.txt"), &error);
        assert_eq!(error.reason(), "a.txt: No such file or directory");
    }
}
