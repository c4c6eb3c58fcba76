//! Speaks to the person: on standard error, or on the terminal itself where standard input is taken.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};

/// Writes a line to standard error; nobody is left to tell if that fails.
pub(crate) fn say(line: &str) {
    let lines: Vec<String> = line.lines().map(presend_core::render::sanitize).collect();
    let _ = writeln!(io::stderr(), "{}", lines.join("\n"));
}

/// The terminal that controls this process, for standard input may be a message or belong to another program.
pub(crate) struct Terminal {
    file: File,
}

impl Terminal {
    /// Opens it; mail programs often start a sendmail without one. In the background nobody is asked: the system would stop
    /// the process until somebody brings it to the front.
    pub(crate) fn open() -> Option<Terminal> {
        let path = if cfg!(windows) { "CON" } else { "/dev/tty" };
        let file = OpenOptions::new().read(true).write(true).open(path).ok()?;
        is_in_front(&file).then_some(Terminal { file })
    }

    /// Writes a text and a question, and returns what is typed, without blanks and in lower case; nothing where the
    /// terminal has gone.
    pub(crate) fn ask(&mut self, text: &str, question: &str) -> String {
        let mut answer = String::new();
        if self.file.write_all(format!("{text}{question} ").as_bytes()).is_ok() {
            // What cannot be read is not an answer.
            let _ = BufReader::new(&self.file).read_line(&mut answer);
        }
        answer.trim().to_lowercase()
    }
}

#[cfg(unix)]
fn is_in_front(terminal: &File) -> bool {
    rustix::termios::tcgetpgrp(terminal).is_ok_and(|group| group == rustix::process::getpgrp())
}

#[cfg(not(unix))]
fn is_in_front(_: &File) -> bool {
    true
}
