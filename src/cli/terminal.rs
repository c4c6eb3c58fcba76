//! Asks on the terminal itself, where standard input is a message or belongs to another program.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};

/// The terminal that controls this process.
pub(crate) struct Terminal {
    file: File,
}

impl Terminal {
    /// Opens it; mail programs often start a sendmail without one.
    pub(crate) fn open() -> Option<Terminal> {
        let path = if cfg!(windows) { "CON" } else { "/dev/tty" };
        OpenOptions::new().read(true).write(true).open(path).ok().map(|file| Terminal { file })
    }

    /// Writes a text and a question, and returns what is typed, without blanks and in lower case; nothing where the
    /// terminal has gone.
    pub(crate) fn ask(&mut self, text: &str, question: &str) -> String {
        let mut answer = String::new();
        if self.file.write_all(format!("{text}{question} ").as_bytes()).is_ok() {
            // What cannot be read is no answer.
            let _ = BufReader::new(&self.file).read_line(&mut answer);
        }
        answer.trim().to_lowercase()
    }
}
