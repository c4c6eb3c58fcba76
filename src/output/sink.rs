//! Gathers the outcomes of all messages: writes reports in order, counts, and says what could not be read.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use crate::error::CliError;
use crate::output::progress::Progress;
use crate::terminal::say;
use presend_core::diagnostic::Severity;
use presend_core::render::{OutputFormat, ReadError, Stream, Summary};

/// A rule as it spoke.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Counted {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) severity: Severity,
}

/// What one message led to.
#[derive(Default)]
pub(crate) struct Outcome {
    pub(crate) path: String,
    pub(crate) drawn: Vec<u8>,
    pub(crate) summary: Summary,
    pub(crate) stops: bool,
    pub(crate) counts: BTreeMap<Counted, usize>,
    pub(crate) fingerprints: Vec<String>,
}

/// One thing for the sink.
pub(crate) enum Put {
    /// A message was checked.
    Outcome(Outcome),
    /// Something could not be read.
    Error(ReadError),
    /// Something was left out.
    Note(String),
}

/// How everything went.
#[derive(Default)]
pub(crate) struct Total {
    summary: Summary,
    counts: BTreeMap<Counted, usize>,
    pub(crate) fingerprints: BTreeSet<String>,
    /// Something is at or above `--fail-on`.
    pub(crate) stops: bool,
    /// Something could not be read.
    pub(crate) failed: bool,
}

/// Where results go.
pub(crate) struct Sink {
    stream: Stream<io::BufWriter<Box<dyn Write>>>,
    progress: Progress,
    total: Total,
}

impl Sink {
    /// Starts an output.
    pub(crate) fn new(out: Box<dyn Write>, format: OutputFormat, progress: Progress) -> Sink {
        let stream = Stream::new(io::BufWriter::new(out), format);
        Sink { stream, progress, total: Total::default() }
    }

    /// Takes what became of one message.
    pub(crate) fn put(&mut self, put: Put) -> Result<(), CliError> {
        match put {
            Put::Note(note) => self.progress.aside(|| say(&format!("presend: {note}"))),
            Put::Error(error) => {
                self.total.failed = true;
                let line = error.line.map_or_else(String::new, |line| format!(":{line}"));
                self.progress.aside(|| say(&format!("presend: {}{line}: {}", error.path, error.error)));
                self.stream.error(error)?;
            }
            Put::Outcome(outcome) => {
                self.progress.step();
                self.stream.message(&outcome.path, &outcome.drawn)?;
                self.total.summary.merge(&outcome.summary);
                self.total.stops |= outcome.stops;
                for (rule, count) in outcome.counts {
                    self.stream.rule(&rule.code, &rule.name);
                    *self.total.counts.entry(rule).or_default() += count;
                }
                self.total.fingerprints.extend(outcome.fingerprints);
            }
        }
        Ok(())
    }

    /// Closes the output; `statistics` stand below a `full` report, else on standard error.
    pub(crate) fn finish(
        self,
        format: OutputFormat,
        diff: bool,
        statistics: bool,
    ) -> Result<Total, CliError> {
        self.progress.clear();
        let table = if statistics { self.total.table() } else { String::new() };
        let mut out = if diff {
            // A diff has no closing counts.
            self.stream.into_inner()
        } else {
            self.stream.finish(&self.total.summary)?
        };
        if format == OutputFormat::Full && !diff && !table.is_empty() {
            write!(out, "\n{table}")?;
        } else {
            table.lines().for_each(say);
        }
        out.flush()?;
        Ok(self.total)
    }
}

impl Total {
    /// Lists how often each rule spoke, the most talkative first.
    fn table(&self) -> String {
        let mut rows: Vec<(&Counted, usize)> =
            self.counts.iter().map(|(rule, &count)| (rule, count)).collect();
        rows.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        let mut table = format!("{:>7}  {:<8}  {:<4}  name\n", "count", "severity", "code");
        for (rule, count) in rows {
            table += &format!("{count:>7}  {:<8}  {:<4}  {}\n", rule.severity.name(), rule.code, rule.name);
        }
        table
    }
}
