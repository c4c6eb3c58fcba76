//! Gathers what became of all messages: writes reports in order, counts, and says what could not be read.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use presend_core::Report;
use presend_core::Severity;
use presend_core::render::{OutputFormat, ReadError, RuleText, Stream, Summary, shown_name};

use super::offered::OfferedEdits;
use super::progress::Progress;
use crate::error::CliError;
use crate::exit::{CLEAN, FAILED, FOUND, INTERRUPTED};
use crate::terminal::say;

/// A rule as it spoke.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct SpokenRule {
    code: String,
    name: String,
    severity: Severity,
}

/// What is kept of a message that was linted.
pub(crate) struct CheckedMessage {
    path: String,
    /// Where it ends among all there is to read, in bytes.
    reached: u64,
    drawn: Vec<u8>,
    /// Where it was given a date that cannot be read, and what to say of it.
    unread_date: Option<ReadError>,
    summary: Summary,
    stops: bool,
    /// Empty where nobody asked for statistics.
    counts: BTreeMap<SpokenRule, usize>,
    /// What the rules that spoke say, by code; empty where the format does not list them.
    rules: Vec<(String, RuleText)>,
    /// Empty where nobody asked for them: the verdict's takes a pass over all the words.
    fingerprints: Vec<String>,
    /// None where nobody is told of them: a text of many private values is searched for each.
    offered: OfferedEdits,
}

impl CheckedMessage {
    /// Keeps of a report what is counted, beside what was drawn of it and what the rules that spoke say; it ends at the byte `reached`
    /// of all there is to read.
    pub(crate) fn new(
        report: &Report<'_>,
        stops: bool,
        reached: u64,
        (drawn, rules): (Vec<u8>, Vec<(String, RuleText)>),
    ) -> CheckedMessage {
        let mut summary = Summary::default();
        summary.add(report);
        let path = shown_name(report);
        let unread_date = report.unread_date().map(|what| ReadError {
            path: path.clone(),
            line: report.message.number.map(|_| report.message.base_line),
            error: what.to_owned(),
        });
        CheckedMessage {
            path,
            reached,
            drawn,
            unread_date,
            summary,
            stops,
            counts: BTreeMap::new(),
            rules,
            fingerprints: Vec::new(),
            offered: OfferedEdits::default(),
        }
    }

    /// Counts the changes that could be made to the report's message, if it is handed in: where a person is told of them.
    pub(crate) fn for_offer(self, report: Option<&Report<'_>>) -> CheckedMessage {
        CheckedMessage { offered: report.map(OfferedEdits::of).unwrap_or_default(), ..self }
    }

    /// Counts how often each rule spoke in the report, if it is handed in: for statistics.
    pub(crate) fn for_statistics(mut self, report: Option<&Report<'_>>) -> CheckedMessage {
        for found in report.iter().flat_map(|report| &report.diagnostics) {
            let (code, name) = (found.code.to_string(), found.name.to_string());
            *self.counts.entry(SpokenRule { code, name, severity: found.severity }).or_default() += 1;
        }
        self
    }

    /// Keeps the fingerprints of the report too, if it is handed in: for a baseline that is to be written.
    pub(crate) fn for_baseline(self, report: Option<&Report<'_>>) -> CheckedMessage {
        let found = |report: &Report<'_>| {
            let of_each = report.diagnostics.iter().map(|found| found.fingerprint.clone());
            of_each.chain(report.verdict_fingerprint()).collect()
        };
        CheckedMessage { fingerprints: report.map(found).unwrap_or_default(), ..self }
    }
}

/// How everything went.
#[derive(Default)]
pub(crate) struct Totals {
    summary: Summary,
    counts: BTreeMap<SpokenRule, usize>,
    pub(crate) fingerprints: BTreeSet<String>,
    /// Some message stops: it holds something that `--fail-on` names.
    pub(crate) stops: bool,
    /// Something could not be read.
    pub(crate) failed: bool,
    /// Somebody asked for an end.
    interrupted: bool,
    offered: OfferedEdits,
}

impl Totals {
    /// Returns the exit code.
    pub(crate) fn code(&self) -> u8 {
        match (self.failed, self.stops) {
            _ if self.interrupted => INTERRUPTED,
            (true, _) => FAILED,
            (_, true) => FOUND,
            _ => CLEAN,
        }
    }
}

/// Says what could not be read and why, for standard error.
pub(crate) fn complaint(ReadError { path, line, error }: &ReadError) -> String {
    let line = line.map_or_else(String::new, |line| format!(":{line}"));
    format!("presend: {path}{line}: {error}")
}

/// Where results go.
pub(crate) struct Sink {
    stream: Stream<io::BufWriter<Box<dyn Write>>>,
    progress: Progress,
    totals: Totals,
    /// Messages that were given a date that cannot be read.
    unread_dates: usize,
}

impl Sink {
    /// Starts an output.
    pub(crate) fn new(out: Box<dyn Write>, format: OutputFormat, progress: Progress) -> Sink {
        let stream = Stream::new(io::BufWriter::new(out), format);
        Sink { stream, progress, totals: Totals::default(), unread_dates: 0 }
    }

    /// Takes a message that was linted.
    ///
    /// # Errors
    /// Returns why the output could not be written.
    pub(crate) fn message(&mut self, message: CheckedMessage) -> Result<(), CliError> {
        self.progress.step(message.reached);
        self.stream.message(&message.path, &message.drawn)?;
        if let Some(unread) = message.unread_date {
            // An archive with dates of another form has them in each of its lines.
            if self.unread_dates == 0 {
                self.progress.aside(|| say(&complaint(&unread)));
            }
            self.unread_dates += 1;
        }
        self.totals.summary.merge(&message.summary);
        self.totals.stops |= message.stops;
        self.totals.offered.add(message.offered);
        for (rule, count) in message.counts {
            *self.totals.counts.entry(rule).or_default() += count;
        }
        for (code, text) in message.rules {
            self.stream.rule(&code, text);
        }
        self.totals.fingerprints.extend(message.fingerprints);
        Ok(())
    }

    /// Passes over a message that was cut out, and ends at this byte of all there is to read.
    pub(crate) fn skip(&mut self, reached: u64) {
        self.progress.step(reached);
    }

    /// Says how many messages were checked before somebody asked for an end, and what they came to.
    pub(crate) fn interrupted(&mut self) {
        self.totals.interrupted = true;
        let what = format!("presend: stopped by Ctrl+C; so far {}", self.totals.summary.sentence());
        self.progress.aside(|| say(&what));
    }

    /// Takes what could not be read, and says so.
    ///
    /// # Errors
    /// Returns why the output could not be written.
    pub(crate) fn error(&mut self, error: ReadError) -> Result<(), CliError> {
        self.totals.failed = true;
        self.progress.aside(|| say(&complaint(&error)));
        Ok(self.stream.error(error)?)
    }

    /// Says what was left out.
    pub(crate) fn note(&self, note: &str) {
        self.progress.aside(|| say(&format!("presend: {note}")));
    }

    /// Closes the output; statistics, and which changes could be made, follow a `full` report. Under other formats statistics go
    /// to standard error.
    ///
    /// # Errors
    /// Returns why the output could not be written.
    pub(crate) fn finish(
        mut self,
        format: OutputFormat,
        is_diff: bool,
        statistics: bool,
    ) -> Result<Totals, CliError> {
        self.progress.clear();
        if self.unread_dates > 1 {
            let others = self.unread_dates - 1;
            let messages = if others == 1 { "message has" } else { "messages have" };
            say(&format!("presend: {others} more {messages} a `date` that cannot be read"));
        }
        self.stream.ends_with(self.totals.code());
        let table = if statistics { self.totals.table() } else { String::new() };
        let mut out = if is_diff {
            // A diff has no closing counts.
            self.stream.into_inner()
        } else {
            self.stream.finish(&self.totals.summary)?
        };
        let is_full = format == OutputFormat::Full && !is_diff;
        if let Some(offer) = self.totals.offered.sentence().filter(|_| is_full) {
            writeln!(out, "\n{offer}")?;
        }
        if is_full && !table.is_empty() {
            write!(out, "\n{table}")?;
        } else {
            table.lines().for_each(say);
        }
        out.flush()?;
        Ok(self.totals)
    }
}

impl Totals {
    /// Lists how often each rule spoke, the most talkative first.
    fn table(&self) -> String {
        let mut rows: Vec<(&SpokenRule, usize)> =
            self.counts.iter().map(|(rule, &count)| (rule, count)).collect();
        rows.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        let mut table = format!("{:>7}  {:<8}  {:<4}  name\n", "count", "severity", "code");
        for (rule, count) in rows {
            table += &format!("{count:>7}  {:<8}  {:<4}  {}\n", rule.severity.name(), rule.code, rule.name);
        }
        table
    }
}
