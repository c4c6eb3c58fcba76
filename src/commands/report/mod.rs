//! Runs `presend report`: reads messages, counts what one person's have in common, and writes a page about it.

mod args;

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use presend_core::message::Message;
use presend_core::render::ReadError;

use super::check::{is_no_input, line_up};
use crate::error::CliError;
use crate::exit::{CLEAN, FAILED, INTERRUPTED};
use crate::habits::{Habits, Me, OwnMessage, Seen};
use crate::habits_page::{About, RuleText, page};
use crate::input::inputs::Inputs;
use crate::input::read_message::read_message;
use crate::input::unit::{MessageBytes, Unit, Units};
use crate::interrupt::Interrupt;
use crate::options::Threads;
use crate::output::progress::Progress;
use crate::output::replace::NewFile;
use crate::output::sink::complaint;
use crate::session::archive_cut::ArchiveCut;
use crate::session::batch::{self, Looked};
use crate::session::chosen::{Standing, chosen};
use crate::session::configured_linter::ConfiguredLinter;
use crate::session::header_overrides::HeaderOverrides;
use crate::session::lint_session::{LintOutcome, LintSession};
use crate::terminal::say;
pub(super) use args::ReportArgs;

/// A report that is ready to be made.
struct Reporter {
    session: LintSession,
    /// Whose messages it is about, one for each linter of the session.
    writers: Vec<Me>,
    /// Which messages are looked at.
    cut: ArchiveCut,
    /// Only so many messages of the person.
    sample: Option<usize>,
    interrupt: Interrupt,
    threads: Threads,
    /// Words of messages may be shown.
    shows_words: bool,
}

/// Makes the report.
///
/// # Errors
/// Returns what is wrong with the settings, why nothing can be told, or why the page could not be written.
pub(super) fn run(args: &ReportArgs) -> Result<u8, CliError> {
    let output = args.output_file.as_deref();
    if output.is_none() && io::stdout().is_terminal() {
        let why = "the report is a page for a browser: name a file with --output-file, such as report.html";
        return Err(CliError::Failed(why.to_owned()));
    }
    let (input, options) = args.options();
    let (linters, mut inputs) = line_up(input, &options)?;
    let writers = linters.iter().map(|linter| writer(args, linter)).collect::<Result<Vec<Me>, CliError>>()?;
    if let Some(path) = output {
        is_no_input(("--output-file", path), &inputs, &options, None)?;
        // What cannot be written is told before an archive is read, not after.
        NewFile::begin(path).map_err(|error| CliError::of_file(path, &error))?;
    }
    let session = LintSession::of_check(linters, HeaderOverrides::default(), BTreeSet::new());
    let (cut, interrupt) = (args.cut(), interrupt(&inputs));
    let (threads, shows_words, sample) = (options.threads, !args.redact, args.sample);
    if sample.is_some() {
        inputs.keep_stdin()?;
    }
    let reporter = Reporter { session, writers, cut, sample, interrupt, threads, shows_words };
    let habits = reporter.read(&inputs)?;
    if reporter.interrupt.came() {
        return Ok(INTERRUPTED);
    }
    if habits.own.all() == 0 {
        return Err(nothing(&habits, &reporter.writers));
    }
    write(output, &reporter.draw(&habits))?;
    Ok(if habits.unread > 0 { FAILED } else { CLEAN })
}

/// Watches for Ctrl+C; where somebody types, a read would wait on, and the system's own end is better.
fn interrupt(inputs: &Inputs) -> Interrupt {
    if inputs.has_stdin() && io::stdin().is_terminal() { Interrupt::default() } else { Interrupt::watch() }
}

/// Tells whose messages are meant: as was said, else as presend.toml says.
fn writer(args: &ReportArgs, linter: &ConfiguredLinter) -> Result<Me, CliError> {
    if !args.me.is_empty() {
        return Ok(Me::new(args.me.iter().map(String::as_str)));
    }
    linter.my_address().map(|address| Me::new([address])).ok_or_else(|| {
        let file = match linter.config_path() {
            Some(path) => format!("{} names none", path.display()),
            None => "there is no presend.toml; `presend config init` writes one".to_owned(),
        };
        CliError::Failed(format!(
            "report shows only your own messages, so it needs the address you write from, and {file}.\n\
             Set `address` under [me] in presend.toml, or give it here: --me ana@example.com"
        ))
    })
}

/// Says that none of the messages is the person's.
fn nothing(habits: &Habits, writers: &[Me]) -> CliError {
    let names = writers.first().map_or_else(String::new, |me| me.names().join(", "));
    let others = habits.others + habits.nameless;
    CliError::Failed(format!(
        "no message by {names}, and {others} by others or without a name: nothing was written.\n\
         Give the address you write from, or your name in chats: --me ana@example.com"
    ))
}

/// Writes the page, to a file whole or not at all.
fn write(output: Option<&Path>, page: &str) -> Result<(), CliError> {
    let Some(path) = output else {
        let mut out = io::stdout().lock();
        out.write_all(page.as_bytes())?;
        return Ok(out.flush()?);
    };
    let written = NewFile::begin(path)
        .and_then(|mut file| file.write_all(page.as_bytes()).and_then(|()| file.finish()));
    written.map_err(|error| CliError::of_file(path, &error))
}

impl Reporter {
    /// Reads everything, and counts.
    fn read(&self, inputs: &Inputs) -> Result<Habits, CliError> {
        let mut progress = Progress::new(inputs.are_many(), || inputs.size());
        let mut habits = Habits::default();
        let threads = (self.threads, &self.interrupt);
        let own = |raw: &MessageBytes, outcome: &LintOutcome<'_, '_>| {
            let seen = self.unlinted(raw, &outcome.report.message).unwrap_or_else(|| {
                let clock = outcome.clock();
                Seen::Own(Box::new(OwnMessage::of(&outcome.report, clock, raw.format, self.shows_words)))
            });
            (raw.reached, Some(seen))
        };
        let (units, none) = (self.chosen(inputs)?, ArchiveCut::default());
        // What a sample is taken from was cut before.
        let cut = if self.sample.is_some() { &none } else { &self.cut };
        batch::for_each(units, threads, (&|raw| self.look(raw, cut), &own), &mut |unit| {
            match unit {
                Unit::Message((reached, seen)) => {
                    progress.step(reached);
                    seen.into_iter().for_each(|seen| habits.add(seen));
                }
                Unit::Error(error) => {
                    habits.unread += 1;
                    progress.aside(|| say(&complaint(&error)));
                }
                Unit::Note(note) => progress.aside(|| say(&format!("presend: {note}"))),
            }
            Ok(())
        })?;
        if self.interrupt.came() {
            // Half an archive has other habits.
            let stopped =
                format!("presend: stopped by Ctrl+C after {} messages; no page was written", progress.done());
            progress.aside(|| say(&stopped));
        }
        progress.clear();
        if let Some(told) = self.cut.told() {
            say(&format!("presend: {told}"));
        }
        Ok(habits)
    }

    /// Returns what is to be read: everything, or of the person's messages those of the sample, with the others marked.
    fn chosen<'i>(&self, inputs: &'i Inputs) -> Result<Units<'i>, CliError> {
        let Some(size) = self.sample else { return Ok(inputs.units()) };
        let standing = |raw: &MessageBytes| match read_message(raw) {
            Ok(message) if !self.session.is_kept(raw, &message, &self.cut) => Standing::LeftOut,
            Ok(message) if Seen::of_others(&message, self.me(raw), raw.format).is_none() => {
                Standing::Candidate
            }
            _ => Standing::Certain,
        };
        chosen(&|| inputs.units(), size, (self.threads, &self.interrupt), &standing)
    }

    #[expect(clippy::indexing_slicing, reason = "there is one for each linter")]
    fn me(&self, raw: &MessageBytes) -> &Me {
        &self.writers[raw.linter]
    }

    /// Returns what is counted of a message that is not the person's, or left out by a sample.
    fn unlinted(&self, raw: &MessageBytes, message: &Message<'_>) -> Option<Seen> {
        let others = Seen::of_others(message, self.me(raw), raw.format);
        others.or_else(|| (!raw.is_chosen).then(|| Seen::not_chosen(message)))
    }

    /// Looks at one message. Those of others are linted too where words are shown: what they tell in secret, the person may repeat
    /// in the same file.
    fn look<'m>(
        &self,
        raw: &'m MessageBytes,
        cut: &ArchiveCut,
    ) -> Result<Looked<'m, '_, (u64, Option<Seen>)>, ReadError> {
        let message = read_message(raw)?;
        if !self.session.is_kept(raw, &message, cut) {
            return Ok(Looked::Done((raw.reached, None)));
        }
        if let Some(seen) = self.unlinted(raw, &message).filter(|_| !self.shows_words) {
            return Ok(Looked::Done((raw.reached, Some(seen))));
        }
        Ok(Looked::Linted(Box::new(self.session.lint_read(raw, message))))
    }

    fn draw(&self, habits: &Habits) -> String {
        let rules = |code: &str| {
            let rule = self.session.rule(code)?;
            Some(RuleText { name: rule.name(), message: rule.message(), help: rule.help() })
        };
        let clock = self.session.linter().team().me();
        let Some(me) = self.writers.first() else { return String::new() };
        let (cut, shows_words) = (self.cut.told(), self.shows_words);
        page(habits, &About { me, rules: &rules, clock: clock.map(|clock| &**clock), cut, shows_words })
    }
}
