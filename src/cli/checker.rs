//! Checks drafts: reads in batches, lints side by side, hands results on in input order.

use std::any::Any;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::CliError;
use super::header_overrides::HeaderOverrides;
use super::input::{Raw, Unit, Units};
use super::settings::Setup;
use super::sink::{Counted, Outcome, Put};
use presend_core::Report;
use presend_core::diagnostic::Action;
use presend_core::message::Message;
use presend_core::message::format::{self, Format};
use presend_core::message::{jsonl, slack};
use presend_core::render::{self, FileEdit, ReadError, Renderer};
use presend_core::text::Source;

/// A batch ends at this many messages,
const BATCH_MESSAGES: usize = 256;
/// or at this many bytes.
const BATCH_BYTES: usize = 4 << 20;
/// Below this a batch is done on the spot: a thread pool would take longer to start. No text of less than this is
/// long enough for the linter to cut it in pieces, so rayon's global pool is never started either.
const SMALL: usize = 256 << 10;

/// What all messages are checked with.
pub(crate) struct Checker {
    pub(crate) setups: Vec<Setup>,
    pub(crate) renderer: Renderer,
    pub(crate) given: HeaderOverrides,
    pub(crate) known: BTreeSet<String>,
    pub(crate) diff: bool,
    /// Whether the team's own name of a channel is told.
    pub(crate) names_channels: bool,
    pub(crate) redact: bool,
    pub(crate) quiet: bool,
    pub(crate) threads: usize,
}

/// The safe edits of one message.
pub(crate) struct Fix {
    /// The file it stands in; `None` is standard input.
    pub(crate) file: Option<Arc<Path>>,
    /// Where the message starts in it.
    pub(crate) offset: usize,
    /// Each edit with the bytes that it takes away.
    pub(crate) edits: Vec<(FileEdit, Vec<u8>)>,
}

impl Checker {
    /// Checks everything and hands the outcomes to `put` in input order.
    pub(crate) fn all(
        &self,
        units: Units<'_>,
        put: &mut dyn FnMut(Put) -> Result<(), CliError>,
    ) -> Result<(), CliError> {
        let outcome = |raw: &Raw| self.message(raw, |report| self.outcome(report));
        self.each(units, &outcome, &mut |done| {
            put(match done {
                Done::Message(outcome) => Put::Outcome(outcome),
                Done::Error(error) => Put::Error(error),
                Done::Note(note) => Put::Note(note),
            })
        })
    }

    /// Collects the safe edits of every message that has some. What cannot be read is left to the report.
    pub(crate) fn fixes(&self, units: Units<'_>) -> Result<Vec<Fix>, CliError> {
        let mut fixes = Vec::new();
        let fix = |raw: &Raw| self.message(raw, |report| fix(raw, report));
        self.each(units, &fix, &mut |done| {
            if let Done::Message(fix) = done {
                fixes.extend(Some(fix).filter(|fix| !fix.edits.is_empty()));
            }
            Ok(())
        })?;
        Ok(fixes)
    }

    fn each<T: Send>(
        &self,
        mut units: Units<'_>,
        work: &(dyn Fn(&Raw) -> Result<T, ReadError> + Sync),
        put: &mut dyn FnMut(Done<T>) -> Result<(), CliError>,
    ) -> Result<(), CliError> {
        let mut pool = None;
        loop {
            let (batch, bytes) = next_batch(&mut units);
            if batch.is_empty() {
                return Ok(());
            }
            if pool.is_none() && self.threads > 1 && bytes >= SMALL {
                pool = Some(start(self.threads)?);
            }
            let done: Vec<Done<T>> = match &pool {
                Some(pool) if bytes >= SMALL => {
                    pool.install(|| batch.into_par_iter().map(|unit| caught(unit, work)).collect())
                }
                _ => batch.into_iter().map(|unit| caught(unit, work)).collect(),
            };
            done.into_iter().try_for_each(&mut *put)?;
        }
    }

    fn message<T>(&self, raw: &Raw, then: impl Fn(&Checked<'_>) -> T) -> Result<T, ReadError> {
        let mut message = self.read(raw)?;
        message.is_live |= raw.is_live;
        self.given.apply(&mut message);
        // The index was handed out with the setup.
        let setup = &self.setups[raw.setup];
        let (policy, profile) = setup.policy(&raw.path);
        match profile {
            _ if self.given.has_profile => message.profile = None,
            Some(profile) if message.profile.is_none() => message.profile = Some(profile.to_owned()),
            _ => {}
        }
        let report = setup.linter.lint_accepting(message, policy, &|found| self.known.contains(found));
        Ok(then(&Checked { report, setup }))
    }

    fn read<'r>(&self, raw: &'r Raw) -> Result<Message<'r>, ReadError> {
        match raw.format {
            Format::Jsonl => jsonl::read_line(&raw.path, &raw.bytes, raw.line, raw.offset)
                .map_err(|reason| read_error(raw, reason)),
            Format::Slack => {
                let context = raw.slack.as_deref().cloned().unwrap_or_default();
                slack::read_letter(&raw.path, &raw.bytes, (raw.line, raw.offset), &context)
                    .map_err(|reason| read_error(raw, reason))
            }
            format => {
                let mut source = Source::new(&*raw.path, raw.bytes.as_slice());
                (source.base_offset, source.base_line) = (raw.offset, raw.line);
                Ok(format::read(source, format))
            }
        }
    }

    fn outcome(&self, checked: &Checked<'_>) -> Outcome {
        let Checked { report, setup } = checked;
        let mut outcome = Outcome { path: report.message.name.to_string(), ..Outcome::default() };
        outcome.fingerprints = report.diagnostics.iter().map(|found| found.fingerprint.clone()).collect();
        outcome.summary.add(report);
        for found in &report.diagnostics {
            let (code, name) = (found.code.to_string(), found.name.to_string());
            *outcome.counts.entry(Counted { code, name, severity: found.severity }).or_default() += 1;
        }
        let grave = |severity| setup.fail_on.is_some_and(|least| severity >= least);
        outcome.stops = report.diagnostics.iter().any(|found| grave(found.severity))
            || (setup.holds && report.verdict.action == Action::Hold);
        outcome.drawn = match () {
            () if self.quiet => Vec::new(),
            () if self.diff => render::diff(report, self.redact).unwrap_or_default().into_bytes(),
            () => self.draw(checked),
        };
        outcome
    }

    fn draw(&self, checked: &Checked<'_>) -> Vec<u8> {
        let channel = checked.report.verdict.channel.name();
        match checked.setup.channel(channel).filter(|_| self.names_channels) {
            Some(name) => {
                let mut report = checked.report.clone();
                report.remarks.push(format!("{channel} here: {name}"));
                self.renderer.render_report(&report)
            }
            None => self.renderer.render_report(&checked.report),
        }
    }
}

/// A report and what it was made with.
struct Checked<'m> {
    report: Report<'m>,
    setup: &'m Setup,
}

/// What became of a unit.
enum Done<T> {
    Message(T),
    Error(ReadError),
    Note(String),
}

fn fix(raw: &Raw, checked: &Checked<'_>) -> Fix {
    let source = &checked.report.message.source;
    let with_old = |edit: FileEdit| {
        let old = source.get(edit.span.start..edit.span.end).unwrap_or_default().to_vec();
        (edit, old)
    };
    // The source of a line of jsonl is JSON: its texts are encoded parts, which have no safe edits.
    let edits = render::safe_edits(&checked.report).into_iter().map(with_old).collect();
    Fix { file: raw.file.clone(), offset: raw.offset, edits }
}

fn caught<T>(unit: Unit, work: &(dyn Fn(&Raw) -> Result<T, ReadError> + Sync)) -> Done<T> {
    let raw = match unit {
        Unit::Message(raw) => raw,
        Unit::Error(error) => return Done::Error(error),
        Unit::Note(note) => return Done::Note(note),
    };
    match catch_unwind(AssertUnwindSafe(|| work(&raw))) {
        Ok(Ok(done)) => Done::Message(done),
        Ok(Err(error)) => Done::Error(error),
        Err(panic) => Done::Error(read_error(&raw, format!("a fault in presend: {}", panic_text(&*panic)))),
    }
}

fn start(threads: usize) -> Result<ThreadPool, CliError> {
    ThreadPoolBuilder::new().num_threads(threads).build().map_err(|error| CliError::Failed(error.to_string()))
}

fn next_batch(units: &mut Units<'_>) -> (Vec<Unit>, usize) {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while batch.len() < BATCH_MESSAGES && bytes < BATCH_BYTES {
        let Some(unit) = units.next() else { break };
        if let Unit::Message(raw) = &unit {
            bytes += raw.bytes.len();
        }
        batch.push(unit);
    }
    (batch, bytes)
}

fn read_error(raw: &Raw, error: String) -> ReadError {
    let line = (raw.format == Format::Jsonl || raw.line > 1).then_some(raw.line);
    ReadError { path: raw.path.to_string(), line, error }
}

pub(crate) fn panic_text(panic: &(dyn Any + Send)) -> &str {
    let owned = panic.downcast_ref::<String>().map(String::as_str);
    owned.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no reason given")
}
