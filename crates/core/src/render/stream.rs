//! Puts drawn messages into one output in order: document frames, separators, errors and the closing summary.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::formats::OutputFormat;
#[cfg(feature = "csv")]
use super::formats::csv;
use super::read_error::ReadError;
use super::summary::Summary;
use super::wire::to_line;

/// One output of one format. Call [`message`](Stream::message) and [`error`](Stream::error) in input order, then
/// [`finish`](Stream::finish) once.
#[derive(Debug)]
pub struct Stream<W> {
    out: W,
    format: OutputFormat,
    started: bool,
    path: Option<String>,
    errors: Vec<ReadError>,
    /// Codes and names of the rules that spoke, where the format lists them.
    rules: BTreeMap<String, String>,
    #[cfg(feature = "snippets")]
    after_block: Option<bool>,
}

impl<W: Write> Stream<W> {
    /// Starts an output; nothing is written before the first call.
    pub fn new(out: W, format: OutputFormat) -> Stream<W> {
        Stream {
            out,
            format,
            started: false,
            path: None,
            errors: Vec::new(),
            rules: BTreeMap::new(),
            #[cfg(feature = "snippets")]
            after_block: None,
        }
    }

    /// Writes a message that [`Renderer::render_report`](super::Renderer::render_report) drew. Messages of one path that
    /// follow each other share one entry in `json`.
    ///
    /// # Errors
    /// Returns what the writer returns.
    pub fn message(&mut self, path: &str, drawn: &[u8]) -> io::Result<()> {
        match self.format {
            OutputFormat::Json => self.document_message(path, drawn),
            #[cfg(feature = "snippets")]
            OutputFormat::Full => self.block(drawn),
            #[cfg(feature = "csv")]
            OutputFormat::Csv => self.row(drawn),
            _ if self.format.opening().is_some() => self.entries(drawn),
            _ => self.out.write_all(drawn),
        }
    }

    /// Notes a message that could not be read: in its place in `jsonl` and `csv`, at the end in `json`; line formats leave it to
    /// the caller's standard error.
    ///
    /// # Errors
    /// Returns what the writer returns.
    pub fn error(&mut self, error: ReadError) -> io::Result<()> {
        match self.format {
            OutputFormat::Jsonl => writeln!(self.out, "{}", to_line(&error)),
            #[cfg(feature = "csv")]
            OutputFormat::Csv => self.row(csv::unread(&error).as_bytes()),
            OutputFormat::Json | OutputFormat::Sarif => {
                self.errors.push(error);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Notes a rule that spoke, for formats that list them.
    pub fn rule(&mut self, code: &str, name: &str) {
        if self.format == OutputFormat::Sarif && !self.rules.contains_key(code) {
            self.rules.insert(code.to_owned(), name.to_owned());
        }
    }

    /// Closes the output, flushes it and gives it back.
    ///
    /// # Errors
    /// Returns what the writer returns.
    pub fn finish(mut self, summary: &Summary) -> io::Result<W> {
        match self.format {
            OutputFormat::Json => self.close_document(summary)?,
            _ if self.format.opening().is_some() => self.close_entries()?,
            #[cfg(feature = "csv")]
            OutputFormat::Csv => self.row(b"")?,
            #[cfg(feature = "snippets")]
            OutputFormat::Full if summary.messages > 1 => writeln!(self.out, "\n{}", summary.sentence())?,
            _ => {}
        }
        self.out.flush()?;
        Ok(self.out)
    }

    /// Gives the output back without closing it.
    #[must_use]
    pub fn into_inner(self) -> W {
        self.out
    }

    /// Flushes what was written so far, for output that somebody follows.
    ///
    /// # Errors
    /// Returns what the writer returns.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Writes what is drawn for a person. A blank line sets blocks apart; verdicts of one line each stand together.
    #[cfg(feature = "snippets")]
    fn block(&mut self, drawn: &[u8]) -> io::Result<()> {
        if drawn.is_empty() {
            return Ok(());
        }
        let is_block = memchr::memchr(b'\n', drawn).is_some_and(|first| first + 1 < drawn.len());
        if self.after_block.is_some_and(|after_block| after_block || is_block) {
            self.out.write_all(b"\n")?;
        }
        self.after_block = Some(is_block);
        self.out.write_all(drawn)
    }

    /// Writes a row, below the names of the columns.
    #[cfg(feature = "csv")]
    fn row(&mut self, row: &[u8]) -> io::Result<()> {
        if !self.started {
            self.out.write_all(csv::head().as_bytes())?;
        }
        self.started = true;
        self.out.write_all(row)
    }

    /// Writes entries of the one list of a document.
    fn entries(&mut self, drawn: &[u8]) -> io::Result<()> {
        if drawn.is_empty() {
            return Ok(());
        }
        let separator = if self.started { ",\n" } else { self.format.opening().unwrap_or_default() };
        self.started = true;
        self.out.write_all(separator.as_bytes())?;
        self.out.write_all(drawn)
    }

    fn close_entries(&mut self) -> io::Result<()> {
        if !self.started {
            self.out.write_all(self.format.opening().unwrap_or_default().as_bytes())?;
        }
        let close = self.format.closing(&self.rules, &self.errors);
        self.out.write_all(close.as_bytes())
    }

    fn open_document(&mut self) -> io::Result<()> {
        if self.started {
            return Ok(());
        }
        self.started = true;
        let version = env!("CARGO_PKG_VERSION");
        write!(self.out, r#"{{"schema":1,"tool":{{"name":"presend","version":"{version}"}},"files":["#)
    }

    fn document_message(&mut self, path: &str, drawn: &[u8]) -> io::Result<()> {
        self.open_document()?;
        if self.path.as_deref() == Some(path) {
            self.out.write_all(b",\n")?;
        } else {
            self.out.write_all(if self.path.is_some() { b"\n]},\n" } else { b"\n" })?;
            writeln!(self.out, "{{\"path\":{},\"messages\":[", to_line(&path))?;
            self.path = Some(path.to_owned());
        }
        self.out.write_all(drawn)
    }

    fn close_document(&mut self, summary: &Summary) -> io::Result<()> {
        self.open_document()?;
        if self.path.is_some() {
            self.out.write_all(b"\n]}\n")?;
        }
        writeln!(self.out, "],\n\"errors\":{},\n\"summary\":{}}}", to_line(&self.errors), to_line(summary))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{RenderOptions, Renderer, sample};
    use super::*;

    fn output(format: OutputFormat, paths: &[&str]) -> String {
        let mut out = Vec::new();
        let mut summary = Summary::default();
        let mut stream = Stream::new(&mut out, format);
        for path in paths {
            let mut report = sample::dismissal();
            report.message.name = (*path).to_owned().into();
            summary.add(&report);
            let drawn = Renderer::new(format, RenderOptions::default()).render_report(&report);
            stream.message(path, &drawn).unwrap();
        }
        let error = ReadError { path: "bad\"".into(), line: Some(3), error: "no text".into() };
        stream.error(error).unwrap();
        stream.finish(&summary).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_document_groups_messages_that_follow_each_other() {
        let text = output(OutputFormat::Json, &["a", "a", "b\"", "a"]);
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        let files = document["files"].as_array().unwrap();
        let paths: Vec<_> = files.iter().map(|file| file["path"].as_str().unwrap()).collect();
        assert_eq!(paths, ["a", "b\"", "a"]);
        assert_eq!(files[0]["messages"].as_array().unwrap().len(), 2);
        assert_eq!(document["errors"][0]["line"], 3);
        assert_eq!(document["summary"]["messages"], 4);
        assert_eq!(document["summary"]["talk"], 4);
        assert!(document["files"][0]["messages"][0].get("path").is_none());
    }

    #[test]
    fn an_empty_document_is_a_document() {
        let text = output(OutputFormat::Json, &[]);
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(document["files"].as_array().unwrap().len(), 0);
    }

    #[test]
    fn errors_stand_in_place_in_jsonl() {
        let text = output(OutputFormat::Jsonl, &["a"]);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[1], r#"{"path":"bad\"","line":3,"error":"no text"}"#);
        assert!(lines[0].starts_with(r#"{"path":"a","#));
    }

    #[test]
    #[cfg(feature = "snippets")]
    fn full_output_closes_an_archive_with_its_counts() {
        let text = output(OutputFormat::Full, &["a", "b"]);
        assert!(text.ends_with(
            "\n\n2 messages: 2 errors, 2 warnings, 0 info, 0 hints; 0 write, 0 reword, 0 hold, 2 talk\n"
        ));
        assert!(!output(OutputFormat::Full, &["a"]).contains("messages:"));
    }
}
