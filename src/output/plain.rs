//! Writes pages of text in which nothing commands a terminal, whoever wrote the files that the words come from.

use std::io::{self, Write};

use presend_core::render::sanitize;

/// Text on its way to standard output; tabs and line ends are the only characters of control that get through.
pub(crate) struct PlainText<W: Write> {
    out: W,
    /// The line that is not whole yet.
    line: Vec<u8>,
}

impl<W: Write> PlainText<W> {
    pub(crate) fn new(out: W) -> PlainText<W> {
        PlainText { out, line: Vec::new() }
    }

    fn write_lines(&mut self, until: usize) -> io::Result<()> {
        let lines: Vec<u8> = self.line.drain(..until).collect();
        let text = String::from_utf8_lossy(&lines);
        let safe = |text: &str| text.split('\t').map(sanitize).collect::<Vec<_>>().join("\t");
        let text = text.split('\n').map(safe).collect::<Vec<_>>().join("\n");
        self.out.write_all(text.as_bytes())
    }
}

impl<W: Write> Write for PlainText<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.line.extend_from_slice(bytes);
        if let Some(end) = memchr::memrchr(b'\n', &self.line) {
            self.write_lines(end + 1)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.write_lines(self.line.len())?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_commands_a_terminal_is_written_out() {
        let mut shown = Vec::new();
        let mut out = PlainText::new(&mut shown);
        for piece in ["a\u{1b}]52;c;x\u{7}\tb\n".as_bytes(), b"\xc2", b"\x9b1m\n", "\u{202e}é".as_bytes()] {
            out.write_all(piece).unwrap();
        }
        out.flush().unwrap();
        assert_eq!(String::from_utf8(shown).unwrap(), "a\\u{1b}]52;c;x\\u{7}\tb\n\\u{9b}1m\n\\u{202e}é");
    }
}
