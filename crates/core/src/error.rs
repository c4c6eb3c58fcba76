//! Says what went wrong before a text could be linted: in a lexicon, in the guidelines, in the name of a rule, in a time.

use presend_lexicon::{LexiconError, Visible};

/// Why a linter could not be built, or guidelines not be read. Linting itself cannot fail.
///
/// It is displayed as `path:line: reason` where a file is to blame, with one such line for each error of a file; what a
/// terminal would obey or hide stands there as an escape.
#[derive(Debug, Clone)]
pub struct Error(Box<Cause>);

/// What is wrong with a value of a guidelines file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct GuidelinesError {
    /// The file as it was named.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The key with those around it; may be empty.
    pub key: String,
    /// What is wrong and what to do.
    pub reason: String,
}

impl std::fmt::Display for GuidelinesError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let GuidelinesError { path, line, column, key, reason } = self;
        write!(f, "{}:{line}:{column}: ", Visible(path))?;
        if !key.is_empty() {
            write!(f, "`{}`: ", Visible(key))?;
        }
        write!(f, "{}", Visible(reason))
    }
}

impl std::error::Error for GuidelinesError {}

/// What an [`Error`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A user's lexicon has errors: [`Error::lexicon_errors`] lists all of them.
    Lexicon,
    /// The guidelines hold values that cannot be right: [`Error::guidelines_errors`] lists all of them.
    Guidelines,
    /// No rule has the code, group or name that was asked for: [`Error::unknown_rule`] returns it.
    UnknownRule,
    /// A text is not a time.
    Time,
}

#[derive(Debug, Clone)]
enum Cause {
    Lexicon(Vec<LexiconError>),
    Guidelines(Vec<GuidelinesError>),
    UnknownRule(String),
    Time { path: String, reason: String, source: jiff::Error },
}

impl Error {
    /// Makes the error on a code, group or name that no rule has.
    pub(crate) fn no_rule(name: &str) -> Error {
        Error(Box::new(Cause::UnknownRule(name.to_owned())))
    }

    /// Makes the error on a text of a file that is not a time.
    pub(crate) fn time(path: &str, reason: String, source: jiff::Error) -> Error {
        Error(Box::new(Cause::Time { path: path.to_owned(), reason, source }))
    }

    /// Returns what it is about.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match *self.0 {
            Cause::Lexicon(_) => ErrorKind::Lexicon,
            Cause::Guidelines(_) => ErrorKind::Guidelines,
            Cause::UnknownRule(_) => ErrorKind::UnknownRule,
            Cause::Time { .. } => ErrorKind::Time,
        }
    }

    /// Returns the file that is to blame, as it was named; of several errors that of the first.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match &*self.0 {
            Cause::Lexicon(errors) => errors.first().map(|error| error.path.as_str()),
            Cause::Guidelines(errors) => errors.first().map(|error| error.path.as_str()),
            Cause::Time { path, .. } => Some(path),
            Cause::UnknownRule(_) => None,
        }
    }

    /// Returns the line of that file, from 1, where it is known.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        match &*self.0 {
            Cause::Lexicon(errors) => errors.first().map(|error| error.line),
            Cause::Guidelines(errors) => errors.first().map(|error| error.line),
            Cause::UnknownRule(_) | Cause::Time { .. } => None,
        }
    }

    /// Returns every error of the user's lexicons; empty for other kinds.
    #[must_use]
    pub fn lexicon_errors(&self) -> &[LexiconError] {
        match &*self.0 {
            Cause::Lexicon(errors) => errors,
            _ => &[],
        }
    }

    /// Returns every error of the guidelines; empty for other kinds.
    #[must_use]
    pub fn guidelines_errors(&self) -> &[GuidelinesError] {
        match &*self.0 {
            Cause::Guidelines(errors) => errors,
            _ => &[],
        }
    }

    /// Returns the code, group or name that no rule has.
    #[must_use]
    pub fn unknown_rule(&self) -> Option<&str> {
        match &*self.0 {
            Cause::UnknownRule(name) => Some(name),
            _ => None,
        }
    }
}

impl From<Vec<LexiconError>> for Error {
    fn from(errors: Vec<LexiconError>) -> Error {
        Error(Box::new(Cause::Lexicon(errors)))
    }
}

impl From<Vec<GuidelinesError>> for Error {
    fn from(errors: Vec<GuidelinesError>) -> Error {
        Error(Box::new(Cause::Guidelines(errors)))
    }
}

/// Writes errors, one a line.
fn write_lines(f: &mut std::fmt::Formatter<'_>, errors: &[impl std::fmt::Display]) -> std::fmt::Result {
    for (number, error) in errors.iter().enumerate() {
        let line_end = if number == 0 { "" } else { "\n" };
        write!(f, "{line_end}{error}")?;
    }
    Ok(())
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &*self.0 {
            Cause::Lexicon(errors) => write_lines(f, errors),
            Cause::Guidelines(errors) => write_lines(f, errors),
            Cause::UnknownRule(name) => {
                write!(
                    f,
                    "no rule has the code, group or name `{}`; `presend rules` lists them",
                    Visible(name)
                )
            }
            Cause::Time { path, reason, .. } => write!(f, "{}: {}", Visible(path), Visible(reason)),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            Cause::Lexicon(errors) => errors.first().map(|error| error as _),
            Cause::Guidelines(errors) => errors.first().map(|error| error as _),
            Cause::Time { source, .. } => Some(source),
            Cause::UnknownRule(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::*;

    #[test]
    fn every_error_of_a_lexicon_has_a_line() {
        let error = |line| LexiconError { path: "a.toml".to_owned(), line, reason: "empty term".to_owned() };
        let both = Error::from(vec![error(3), error(9)]);
        assert_eq!(both.to_string(), "a.toml:3: empty term\na.toml:9: empty term");
        assert_eq!((both.kind(), both.path(), both.line()), (ErrorKind::Lexicon, Some("a.toml"), Some(3)));
        assert_eq!(both.lexicon_errors().len(), 2);
        assert_eq!(both.source().unwrap().to_string(), "a.toml:3: empty term");
    }

    #[test]
    fn every_error_of_guidelines_has_a_place() {
        let error = |line, key: &str| GuidelinesError {
            path: "p.toml".to_owned(),
            line,
            column: 4,
            key: key.to_owned(),
            reason: "`x` is wrong".to_owned(),
        };
        let both = Error::from(vec![error(2, "me.address"), error(5, "")]);
        assert_eq!(both.to_string(), "p.toml:2:4: `me.address`: `x` is wrong\np.toml:5:4: `x` is wrong");
        assert_eq!((both.kind(), both.path(), both.line()), (ErrorKind::Guidelines, Some("p.toml"), Some(2)));
        assert_eq!(both.guidelines_errors().len(), 2);
        assert!(both.lexicon_errors().is_empty());
    }
}
