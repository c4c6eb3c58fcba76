//! Runs a check: finds the settings of each PATH, checks what is in them, and says how it went.

mod archive_args;
pub(super) mod args;
mod choice;
mod header_args;
mod outputs;
mod plain;

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};

use super::greeting;
use crate::config::{Config, ConfigLookup};
use crate::error::CliError;
use crate::exit::{FAILED, INTERRUPTED};
use crate::input::inputs::Inputs;
use crate::input::unit::{MessageBytes, Unit};
use crate::interrupt::Interrupt;
use crate::options::{CheckOptions, EditMode, InputOptions, ReportOptions, Threads};
use crate::output::fix::{Changes, Fixes, MessageFix};
use crate::output::progress::Progress;
use crate::output::sink::{CheckedMessage, Sink};
use crate::output::{baseline, style};
use crate::session::archive_cut::ArchiveCut;
use crate::session::batch::{self, Looked};
use crate::session::configured_linter::ConfiguredLinter;
use crate::session::header_overrides::HeaderOverrides;
use crate::session::lint_session::{LintOutcome, LintSession};
use crate::terminal::say;
use args::{CheckArgs, CheckRequest};
pub(super) use outputs::is_no_input;
use presend_core::Applicability;
use presend_core::render::{self, OutputFormat, ReadError, RenderOptions};

/// Changes are looked for anew at most so often; what is left then is left.
const MOST_ROUNDS: usize = 10;

/// Why `--mine` keeps nothing.
const NOT_KNOWN: &str = "--mine: presend does not know who you are; write your address under [me] in presend.toml: \
    address = \"you@example.com\"";

/// A check that is ready to run.
struct Check {
    session: LintSession,
    cut: ArchiveCut,
    /// Only so many messages.
    sample: Option<usize>,
    threads: Threads,
    interrupt: Interrupt,
    options: ReportOptions,
    style: RenderOptions,
}

/// Runs a check.
///
/// # Errors
/// Returns what is wrong with the settings, or why a stream failed.
pub(super) fn run(args: CheckArgs) -> Result<u8, CliError> {
    if args.paths.is_empty() && io::stdin().is_terminal() {
        greeting::introduce();
        return Ok(FAILED);
    }
    let CheckRequest { input, cut, sample, headers, check: options, report } = args.request()?;
    let (linters, mut inputs) = line_up(input, &options)?;
    if inputs.has_stdin() {
        greeting::ask_for_draft();
    }
    let written = [("--output-file", &report.output_file), ("--write-baseline", &report.write_baseline)];
    for (option, path) in written {
        if let Some(path) = path.as_deref() {
            is_no_input((option, path), &inputs, &options, headers.file.as_deref())?;
        }
    }
    if report.format == OutputFormat::Full && !report.quiet {
        let notes: BTreeSet<&String> = linters.iter().flat_map(ConfiguredLinter::notes).collect();
        notes.iter().for_each(|note| say(&format!("presend: note: {note}")));
    }
    let accepted = report.baseline.as_deref().map(baseline::read).transpose().map_err(CliError::Failed)?;
    let overrides = HeaderOverrides::new(&headers, options.profile.is_some())?;
    let session = LintSession::of_check(linters, overrides, accepted.unwrap_or_default());
    if cut.mine && !session.knows_me() {
        return Err(CliError::Failed(NOT_KNOWN.to_owned()));
    }
    // At a terminal nobody types an archive, and a read from it would wait on.
    let may_wait = inputs.has_stdin() && io::stdin().is_terminal();
    let interrupt = if may_wait { Interrupt::default() } else { Interrupt::watch() };
    let (threads, style) = (options.threads, style::of_report(&report));
    Check { session, cut, sample, threads, interrupt, style, options: report }.run(&mut inputs)
}

/// Lines up what is to be read, and builds the linter of each PATH, one for those of one presend.toml.
pub(super) fn line_up(
    input: InputOptions,
    options: &CheckOptions,
) -> Result<(Vec<ConfiguredLinter>, Inputs), CliError> {
    let mut linters: Vec<ConfiguredLinter> = Vec::new();
    let inputs = Inputs::new(input, |folder| {
        let config = Config::find(ConfigLookup::From(folder), &options.config)?;
        if let Some(number) = linters.iter().position(|linter| linter.is_of(&config)) {
            return Ok(number);
        }
        linters.push(ConfiguredLinter::new(options, config)?);
        Ok::<usize, CliError>(linters.len() - 1)
    })?;
    Ok((linters, inputs))
}

impl Check {
    /// Makes the safe edits where they are wanted, then reports.
    fn run(&self, inputs: &mut Inputs) -> Result<u8, CliError> {
        if self.sample.is_some() {
            inputs.keep_stdin()?;
        }
        let all_fixed = self.options.edits != EditMode::Fix || self.fix(inputs)?;
        if self.interrupt.came() {
            say("presend: stopped by Ctrl+C before the report");
            return Ok(INTERRUPTED);
        }
        let code = self.report(inputs)?;
        Ok(if all_fixed { code } else { FAILED })
    }

    /// Fixes files, and writes what was piped in to standard output, where it also stays for the report on what is left. A change
    /// may uncover another, so this goes on until there is none. Returns false if some file could not be written.
    fn fix(&self, inputs: &mut Inputs) -> Result<bool, CliError> {
        inputs.keep_stdin()?;
        let (mut changes, mut fixes) = (Changes::default(), Fixes::default());
        for _ in 0..MOST_ROUNDS {
            fixes = self.fixes(inputs)?;
            if self.interrupt.came() || fixes.is_empty() || !changes.write(&fixes) {
                break;
            }
            if let Some(fixed) = inputs.kept_stdin().map(|bytes| fixes.fix_piped(bytes)) {
                inputs.replace_stdin(fixed);
            }
        }
        changes.tell(&fixes, self.options.quiet);
        if let Some(fixed) = inputs.kept_stdin() {
            let mut out = io::stdout().lock();
            out.write_all(fixed)?;
            out.flush()?;
        }
        Ok(changes.all_written())
    }

    /// Collects the edits of all messages.
    fn fixes(&self, inputs: &Inputs) -> Result<Fixes, CliError> {
        let mut fixes = Fixes::default();
        let fix = |raw: &MessageBytes, outcome: &LintOutcome<'_, '_>| {
            Some(MessageFix::of(&outcome.report, self.least(), (raw.file.clone(), raw.offset)))
        };
        let threads = (self.threads, &self.interrupt);
        batch::for_each(
            inputs.units(),
            threads,
            (&|raw| self.look(raw, &self.cut, |_| None), &fix),
            &mut |unit| {
                // What cannot be read is left to the report.
                if let Unit::Message(Some(fix)) = unit {
                    fixes.add(fix);
                }
                Ok(())
            },
        )?;
        Ok(fixes)
    }

    /// Returns which edits are made or shown.
    fn least(&self) -> Applicability {
        if self.options.unsafe_edits { Applicability::Unsafe } else { Applicability::Safe }
    }

    /// Lints a message that is kept; `left_out` says what is known of one that is not.
    fn look<'m, T>(
        &self,
        raw: &'m MessageBytes,
        cut: &ArchiveCut,
        left_out: impl Fn(&MessageBytes) -> T,
    ) -> Result<Looked<'m, '_, T>, ReadError> {
        let outcome = self.session.lint_kept(raw, cut)?;
        Ok(outcome.map_or_else(|| Looked::Done(left_out(raw)), |outcome| Looked::Linted(Box::new(outcome))))
    }

    /// Writes the report and what goes with it.
    fn report(&self, inputs: &Inputs) -> Result<u8, CliError> {
        let options = &self.options;
        let is_many = inputs.are_many() && style::leaves_terminal_alone(options);
        let (out, new_file) = outputs::open(options, inputs)?;
        let mut sink = Sink::new(out, options.format, Progress::new(is_many, || inputs.size()));
        self.lint(inputs, &mut sink)?;
        if self.interrupt.came() {
            sink.interrupted();
        }
        if let Some(told) = self.cut.told() {
            sink.note(&told);
        }
        let is_diff = options.edits == EditMode::Diff;
        let totals = sink.finish(options.format, is_diff, options.statistics && !options.quiet)?;
        if let Some((path, file)) = options.output_file.as_deref().zip(new_file) {
            file.finish().map_err(|error| CliError::of_file(path, &error))?;
        }
        let code = totals.code();
        // One of some messages would take those of the others for new.
        if let Some(path) = options.write_baseline.as_ref().filter(|_| code != INTERRUPTED) {
            baseline::write(path, totals.fingerprints).map_err(CliError::Failed)?;
        }
        Ok(code)
    }

    /// Lints the messages that are kept, and hands them on in order.
    fn lint(&self, inputs: &Inputs, sink: &mut Sink) -> Result<(), CliError> {
        let threads = (self.threads, &self.interrupt);
        let (units, none) = (self.chosen(inputs)?, ArchiveCut::default());
        // Those of a sample were cut before.
        let cut = if self.sample.is_some() { &none } else { &self.cut };
        let check = |raw: &MessageBytes, outcome: &LintOutcome<'_, '_>| Ok(self.checked(raw, outcome));
        batch::for_each(
            units,
            threads,
            (&|raw| self.look(raw, cut, |raw| Err(raw.reached)), &check),
            &mut |unit| {
                match unit {
                    Unit::Message(Ok(message)) => return sink.message(message),
                    Unit::Message(Err(reached)) => sink.skip(reached),
                    Unit::Error(error) => return sink.error(error),
                    Unit::Note(note) => sink.note(&note),
                }
                Ok(())
            },
        )
    }

    /// Makes of a message what is written and told of it.
    fn checked(&self, raw: &MessageBytes, outcome: &LintOutcome<'_, '_>) -> CheckedMessage {
        let (options, report) = (&self.options, &outcome.report);
        let is_listed = options.format == OutputFormat::Sarif;
        let drawn = (self.draw(outcome), if is_listed { outcome.rule_texts() } else { Vec::new() });
        CheckedMessage::new(report, outcome.stops, raw.reached, drawn)
            .for_baseline(options.write_baseline.as_ref().map(|_| report))
            .for_offer(self.tells_offer().then_some(report))
            .for_statistics((options.statistics && !options.quiet).then_some(report))
    }

    /// Whether the end says which changes could be made: below a report for a person, which a diff is not.
    fn tells_offer(&self) -> bool {
        let ReportOptions { format, edits, quiet, .. } = &self.options;
        *format == OutputFormat::Full && *edits != EditMode::Diff && !quiet
    }

    fn draw(&self, outcome: &LintOutcome<'_, '_>) -> Vec<u8> {
        if self.options.quiet {
            return Vec::new();
        }
        match self.options.edits {
            EditMode::Diff => {
                render::diff(&outcome.report, &self.style, self.least()).unwrap_or_default().into_bytes()
            }
            EditMode::Fix | EditMode::Suggest => outcome.draw(self.options.format, self.style),
        }
    }
}
