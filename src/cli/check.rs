//! Checks drafts: reads in batches, lints side by side, writes in input order.

use std::any::Any;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use clap::CommandFactory;
use rayon::prelude::*;

use super::args::{Check, Cli};
use super::input::{self, Raw, Unit, Units};
use super::settings::{self, Setup};
use super::{CLEAN, FAILED, FOUND, Stop, baseline, say};
use crate::diagnostic::{Action, Report, Severity};
use crate::message::format::{self, Format};
use crate::message::{Coding, Headers, Message, Origin, Part, Region, RegionKind, email, jsonl};
use crate::render::{self, ReadError, Renderer, Stream, Summary};
use crate::text::{Source, Span};

/// A batch ends at this many messages,
const BATCH_MESSAGES: usize = 256;
/// or at this many bytes.
const BATCH_BYTES: usize = 4 << 20;
/// Below this a batch is done on the spot: a thread pool would take longer to start.
const SMALL: usize = 256 << 10;

/// What one message led to.
#[derive(Default)]
struct Outcome {
    path: String,
    drawn: Vec<u8>,
    summary: Summary,
    stops: bool,
    counts: BTreeMap<String, usize>,
    fingerprints: Vec<String>,
}

/// What all messages are checked with.
struct Checker {
    setups: Vec<Setup>,
    renderer: Renderer,
    fail_on: Option<Severity>,
    /// A verdict to hold counts only under the default `--fail-on`.
    holds: bool,
    typed: Headers,
    attachments: Option<usize>,
    known: BTreeSet<String>,
    diff: bool,
    redact: bool,
    quiet: bool,
}

/// Runs a check.
pub(crate) fn run(args: Check) -> Result<u8, Stop> {
    if args.paths.is_empty() && io::stdin().is_terminal() {
        say(&Cli::command().render_usage().to_string());
        say("Pipe a draft in, or name files and folders; --help tells more.");
        return Ok(FAILED);
    }
    let (setups, units) = prepare(&args)?;
    let (format, options) = settings::drawing(&args);
    let known = args.baseline.as_deref().map(baseline::read).transpose().map_err(Stop::Failed)?;
    let checker = Checker {
        setups,
        renderer: Renderer::new(format, options),
        fail_on: Severity::parse(args.fail_on.as_deref().unwrap_or("error")),
        holds: args.fail_on.is_none(),
        typed: typed_headers(&args),
        attachments: args.attachments,
        known: known.unwrap_or_default(),
        diff: args.diff,
        redact: args.redact,
        quiet: args.quiet,
    };
    let out: Box<dyn Write> = match &args.output_file {
        _ if args.quiet => Box::new(io::sink()),
        Some(path) => {
            let file = std::fs::File::create(path);
            Box::new(file.map_err(|error| Stop::Failed(format!("{}: {error}", path.display())))?)
        }
        None => Box::new(io::stdout()),
    };
    let mut sink = Sink {
        stream: Stream::new(io::BufWriter::new(out), format),
        total: Outcome::default(),
        failed: false,
    };
    let mut closed = checker.all(units, args.threads, &mut sink);
    let Sink { stream, total, failed } = sink;
    if closed.is_ok() {
        // A diff has no closing counts.
        closed = if args.diff {
            drop(stream);
            Ok(())
        } else {
            stream.finish(&total.summary).map_err(Stop::Io)
        };
    }
    match closed {
        Err(Stop::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(CLEAN),
        other => other?,
    }
    if args.statistics {
        total.counts.iter().for_each(|(code, count)| say(&format!("{count:8}  {code}")));
    }
    if let Some(path) = &args.write_baseline {
        baseline::write(path, total.fingerprints.into_iter().collect()).map_err(Stop::Failed)?;
    }
    Ok(if failed {
        FAILED
    } else if total.stops {
        FOUND
    } else {
        CLEAN
    })
}

/// Finds the setup of each PATH, sharing those of one presend.toml, and lines up what is to be read.
fn prepare(args: &Check) -> Result<(Vec<Setup>, Units), Stop> {
    let stdin_name = args.stdin_filename.clone().unwrap_or_else(|| "<stdin>".to_owned());
    let format = args.input_format.as_deref().and_then(Format::parse);
    let mut paths = args.paths.clone();
    if paths.is_empty() {
        paths.push("-".into());
    }
    paths.sort_by(|a, b| a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()));
    let mut setups: Vec<Setup> = Vec::new();
    let mut units: Vec<Box<dyn FnOnce() -> Units>> = Vec::new();
    for path in paths {
        let is_stdin = path.as_os_str() == "-";
        let place = if is_stdin { Path::new(&stdin_name) } else { &path };
        let folder = if place.is_dir() { place } else { place.parent().unwrap_or(Path::new("")) };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let config = settings::find_config(folder, args.config.as_deref(), args.isolated)?;
        let at = match setups.iter().position(|setup| setup.config == config.path) {
            Some(at) => at,
            None => {
                setups.push(settings::setup(args, &config, args.threads != 1)?);
                setups.len() - 1
            }
        };
        let name = stdin_name.clone();
        units.push(Box::new(move || {
            if is_stdin { input::stdin(&name, format, at) } else { input::path(&path, format, at) }
        }));
    }
    Ok((setups, Box::new(units.into_iter().flat_map(|open| open()))))
}

/// Reads the addresses, subject and date of the options as a mail's header would be read.
fn typed_headers(args: &Check) -> Headers {
    let mut text = String::new();
    let one_line = |value: &str| value.replace(['\r', '\n'], " ");
    for (name, values) in [("From", &args.from), ("To", &args.to), ("Cc", &args.cc), ("Bcc", &args.bcc)] {
        if !values.is_empty() {
            text += &format!("{name}: {}\n", one_line(&values.join(", ")));
        }
    }
    let mut headers = if text.is_empty() {
        Headers::default()
    } else {
        email::read(Source::new("options", (text + "\n").into_bytes())).headers
    };
    headers.subject.clone_from(&args.subject);
    headers.date.clone_from(&args.date);
    headers
}

/// Where results go.
struct Sink<W: Write> {
    stream: Stream<W>,
    total: Outcome,
    failed: bool,
}

impl<W: Write> Sink<W> {
    fn put(&mut self, result: Result<Outcome, ReadError>) -> Result<(), Stop> {
        match result {
            Ok(outcome) => {
                self.stream.message(&outcome.path, &outcome.drawn)?;
                self.total.summary.merge(&outcome.summary);
                self.total.stops |= outcome.stops;
                for (code, count) in outcome.counts {
                    *self.total.counts.entry(code).or_default() += count;
                }
                self.total.fingerprints.extend(outcome.fingerprints);
            }
            Err(error) => {
                self.failed = true;
                let line = error.line.map_or_else(String::new, |line| format!(":{line}"));
                say(&format!("presend: {}{line}: {}", error.path, error.error));
                self.stream.error(error)?;
            }
        }
        Ok(())
    }
}

impl Checker {
    fn all<W: Write>(&self, mut units: Units, threads: usize, sink: &mut Sink<W>) -> Result<(), Stop> {
        let mut pool = None;
        loop {
            let (batch, bytes) = next_batch(&mut units);
            if batch.is_empty() {
                return Ok(());
            }
            let results: Vec<Result<Outcome, ReadError>> = if threads == 1 || bytes < SMALL {
                batch.iter().map(|unit| self.unit(unit)).collect()
            } else {
                if pool.is_none() {
                    let built = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
                    pool = Some(built.map_err(|error| Stop::Failed(error.to_string()))?);
                }
                let work = || batch.par_iter().map(|unit| self.unit(unit)).collect();
                pool.as_ref().map_or_else(
                    || batch.iter().map(|unit| self.unit(unit)).collect(),
                    |pool| pool.install(work),
                )
            };
            for (unit, result) in batch.iter().zip(results) {
                match unit {
                    Unit::Note(note) => say(&format!("presend: {note}")),
                    _ => sink.put(result)?,
                }
            }
        }
    }

    fn unit(&self, unit: &Unit) -> Result<Outcome, ReadError> {
        let raw = match unit {
            Unit::Message(raw) => raw,
            Unit::Error(error) => return Err(error.clone()),
            Unit::Note(_) => return Ok(Outcome::default()),
        };
        let checked = catch_unwind(AssertUnwindSafe(|| self.message(raw)));
        checked.unwrap_or_else(|panic| {
            Err(read_error(raw, format!("a fault in presend: {}", panic_text(&*panic))))
        })
    }

    fn message(&self, raw: &Raw) -> Result<Outcome, ReadError> {
        let name = raw.path.to_string();
        let mut message = match raw.format {
            Format::Jsonl => jsonl::read_line(&name, &raw.bytes, raw.line, raw.offset)
                .map_err(|reason| read_error(raw, reason))?,
            format => {
                let mut source = Source::new(name.as_str(), raw.bytes.as_slice());
                (source.base_offset, source.base_line) = (raw.offset, raw.line);
                format::read(source, format)
            }
        };
        self.override_headers(&mut message);
        // The index was handed out with the setup.
        let setup = &self.setups[raw.setup];
        let policy = setup.policy(&raw.path);
        let report = setup.linter.lint_accepting(message, policy, &|found| self.known.contains(found));
        Ok(self.outcome(&report))
    }

    fn outcome(&self, report: &Report<'_>) -> Outcome {
        let fingerprints = report.diagnostics.iter().map(|found| found.fingerprint.clone()).collect();
        let mut outcome =
            Outcome { path: report.message.name.to_string(), fingerprints, ..Outcome::default() };
        outcome.summary.add(report);
        for found in &report.diagnostics {
            *outcome.counts.entry(format!("{} {}", found.code, found.name)).or_default() += 1;
        }
        let grave = |severity| self.fail_on.is_some_and(|least| severity >= least);
        outcome.stops = report.diagnostics.iter().any(|found| grave(found.severity))
            || (self.holds && report.verdict.action == Action::Hold);
        outcome.drawn = match () {
            () if self.quiet => Vec::new(),
            () if self.diff => render::diff(report, self.redact).unwrap_or_default().into_bytes(),
            () => self.renderer.render_report(report),
        };
        outcome
    }

    fn override_headers(&self, message: &mut Message<'_>) {
        let typed = &self.typed;
        let headers = &mut message.headers;
        for (own, given) in [
            (&mut headers.from, &typed.from),
            (&mut headers.to, &typed.to),
            (&mut headers.cc, &typed.cc),
            (&mut headers.bcc, &typed.bcc),
        ] {
            if !given.is_empty() {
                own.clone_from(given);
            }
        }
        if typed.date.is_some() {
            headers.date.clone_from(&typed.date);
        }
        message.attachments = self.attachments.or(message.attachments);
        if let Some(subject) = &typed.subject {
            headers.subject = Some(subject.clone());
            let origin = Origin::Decoded { span: Span::new(0, 0), coding: Coding::Opaque };
            let text = Cow::Owned(subject.clone());
            message.parts.push(Part { label: Some(Cow::Borrowed("subject")), text, origin });
            message.regions.retain(|region| region.kind != RegionKind::Subject);
            let part = message.parts.len() - 1;
            let span = Span::new(0, subject.len());
            message.regions.insert(0, Region { kind: RegionKind::Subject, part, span });
        }
    }
}

fn next_batch(units: &mut Units) -> (Vec<Unit>, usize) {
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

fn panic_text(panic: &(dyn Any + Send)) -> &str {
    let owned = panic.downcast_ref::<String>().map(String::as_str);
    owned.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no reason given")
}
