//! Traces places in a guidelines file to lines and keys, for errors.

use crate::error::Error;

/// A guidelines file as it was read.
#[derive(Clone, Copy)]
pub(super) struct FileText<'a> {
    /// The file as found.
    pub(super) path: &'a str,
    /// Its text.
    pub(super) text: &'a str,
}

impl FileText<'_> {
    /// Makes an error that points at a byte of the file.
    pub(super) fn error(self, offset: usize, key: &str, reason: String) -> Error {
        Error::guidelines(self.path, self.line_of(offset), key, reason)
    }

    /// Makes an error of what the reader of TOML says.
    pub(super) fn toml_error(self, error: toml::de::Error) -> Error {
        let offset = error.span().map_or(0, |span| span.start);
        Error::guidelines_toml(self.path, self.line_of(offset), self.key_at(offset), error)
    }

    /// Returns the line of a byte, from 1.
    pub(super) fn line_of(self, offset: usize) -> usize {
        line_of(self.text, offset)
    }

    /// Returns the key on the line of a byte; empty where there is none.
    fn key_at(self, offset: usize) -> String {
        let text = self.text;
        let start = text.get(..offset).map_or(0, |before| before.rfind('\n').map_or(0, |at| at + 1));
        let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or("");
        let key = line.split('=').next().unwrap_or("").trim();
        let is_key = line.contains('=')
            && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '"'));
        if is_key { key.to_owned() } else { String::new() }
    }
}

/// Returns the line of a byte, from 1.
pub(super) fn line_of(text: &str, offset: usize) -> usize {
    1 + text.as_bytes().iter().take(offset).filter(|&&byte| byte == b'\n').count()
}
