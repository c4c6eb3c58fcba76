//! Says what went wrong before a text could be linted: in a lexicon, in the guidelines, in the name of a rule, in a time.

use presend_lexicon::{LexiconError, Visible};

/// Why a linter could not be built, or guidelines not be read. Linting itself cannot fail.
///
/// It is displayed as `path:line: reason` where a file is to blame, with one such line for each error in a lexicon; what a
/// terminal would obey or hide stands there as an escape.
#[derive(Debug, Clone)]
pub struct Error(Box<Cause>);

/// What an [`Error`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A user's lexicon has errors: [`Error::lexicon_errors`] lists all of them.
    Lexicon,
    /// The guidelines hold a value that cannot be right.
    Guidelines,
    /// No rule has the code, group or name that was asked for: [`Error::unknown_rule`] returns it.
    UnknownRule,
    /// A text is not a time.
    Time,
}

#[derive(Debug, Clone)]
enum Cause {
    Lexicon(Vec<LexiconError>),
    Guidelines { path: String, line: usize, key: String, reason: String, source: Option<toml::de::Error> },
    UnknownRule(String),
    Time { path: String, reason: String, source: jiff::Error },
}

impl Error {
    /// Makes the error on a value of a guidelines file; `key` may be empty, `line` counts from 1.
    pub(crate) fn guidelines(path: &str, line: usize, key: &str, reason: String) -> Error {
        let (path, key) = (path.to_owned(), key.to_owned());
        Error(Box::new(Cause::Guidelines { path, line, key, reason, source: None }))
    }

    /// Makes the error on a guidelines file that is not TOML, or has a key or a type that it must not have.
    pub(crate) fn guidelines_toml(path: &str, line: usize, key: String, source: toml::de::Error) -> Error {
        let (path, reason) = (path.to_owned(), source.message().trim().to_owned());
        Error(Box::new(Cause::Guidelines { path, line, key, reason, source: Some(source) }))
    }

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
            Cause::Guidelines { .. } => ErrorKind::Guidelines,
            Cause::UnknownRule(_) => ErrorKind::UnknownRule,
            Cause::Time { .. } => ErrorKind::Time,
        }
    }

    /// Returns the file that is to blame, as it was named; of several errors that of the first.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match &*self.0 {
            Cause::Lexicon(errors) => errors.first().map(|error| error.path.as_str()),
            Cause::Guidelines { path, .. } | Cause::Time { path, .. } => Some(path),
            Cause::UnknownRule(_) => None,
        }
    }

    /// Returns the line of that file, from 1, where it is known.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        match &*self.0 {
            Cause::Lexicon(errors) => errors.first().map(|error| error.line),
            Cause::Guidelines { line, .. } => Some(*line),
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

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &*self.0 {
            Cause::Lexicon(errors) => {
                for (number, error) in errors.iter().enumerate() {
                    let line_end = if number == 0 { "" } else { "\n" };
                    write!(f, "{line_end}{error}")?;
                }
                Ok(())
            }
            Cause::Guidelines { path, line, key, reason, .. } if key.is_empty() => {
                write!(f, "{}:{line}: {}", Visible(path), Visible(reason))
            }
            Cause::Guidelines { path, line, key, reason, .. } => {
                write!(f, "{}:{line}: `{}`: {}", Visible(path), Visible(key), Visible(reason))
            }
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
            Cause::Guidelines { source, .. } => source.as_ref().map(|error| error as _),
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
    fn the_reader_of_toml_is_the_source() {
        let source = toml::from_str::<toml::Table>("a = ").unwrap_err();
        let error = Error::guidelines_toml("p.toml", 1, String::new(), source.clone());
        assert_eq!(error.to_string(), format!("p.toml:1: {}", source.message().trim()));
        assert_eq!(error.source().unwrap().to_string(), source.to_string());
        let error = Error::guidelines("p.toml", 2, "me.address", "`x` is wrong".to_owned());
        assert_eq!(error.to_string(), "p.toml:2: `me.address`: `x` is wrong");
        assert!(error.source().is_none());
    }
}
