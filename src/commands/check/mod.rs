//! Runs a check: finds the settings of each PATH, checks what is in them, and says how it went.

pub(crate) mod args;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::CommandFactory;

use crate::error::CliError;
use crate::exit::CLEAN;
use crate::exit::FAILED;
use crate::exit::FOUND;
use crate::input::reader::{self as input, Units};
use crate::output::baseline;
use crate::output::fix;
use crate::output::progress::Progress;
use crate::output::sink::Sink;
use crate::output::style;
use crate::session::batch::Checker;
use crate::session::configured_linter::{self as settings, Setup};
use crate::session::header_overrides::HeaderOverrides;
use crate::terminal::say;
use args::{Check, Cli};
use presend_core::message::format::Format;
use presend_core::render::{OutputFormat, Renderer};

/// One PATH and the index of its setup.
struct Place {
    /// `None` is standard input.
    path: Option<PathBuf>,
    setup: usize,
}

/// What is to be read, and how; can be read more than once.
pub(crate) struct Inputs {
    places: Vec<Place>,
    format: Option<Format>,
    stdin_name: String,
    /// What came in on standard input, if it had to be kept.
    pub(crate) stdin: Option<Arc<[u8]>>,
}

impl Inputs {
    /// Lines up everything that is to be read.
    pub(crate) fn units(&self) -> Units<'_> {
        Box::new(self.places.iter().flat_map(|place| match (&place.path, &self.stdin) {
            (Some(path), _) => input::path(path, self.format, place.setup),
            (None, Some(bytes)) => {
                let reader = Box::new(io::Cursor::new(bytes.clone()));
                input::stdin(reader, &self.stdin_name, self.format, place.setup)
            }
            (None, None) => {
                let reader = Box::new(io::BufReader::new(io::stdin()));
                input::stdin(reader, &self.stdin_name, self.format, place.setup)
            }
        }))
    }

    /// Returns true if and only if standard input is among them.
    pub(crate) fn has_stdin(&self) -> bool {
        self.places.iter().any(|place| place.path.is_none())
    }

    fn are_many(&self) -> bool {
        self.places.iter().filter_map(|place| place.path.as_ref()).any(|path| {
            let format = self.format.or_else(|| Format::by_name(&path.to_string_lossy()));
            path.is_dir()
                || matches!(format, Some(Format::Mbox | Format::Jsonl | Format::Chat | Format::Slack))
        })
    }
}

/// Runs a check.
pub(crate) fn run(args: &Check) -> Result<u8, CliError> {
    if args.paths.is_empty() && io::stdin().is_terminal() {
        say(Cli::command().render_help().to_string().trim_end());
        return Ok(FAILED);
    }
    let (setups, mut inputs) = prepare(args)?;
    let (format, options) = style::drawing(args);
    let known = args.baseline.as_deref().map(baseline::read).transpose().map_err(CliError::Failed)?;
    let checker = Checker {
        setups,
        renderer: Renderer::new(format, options),
        given: HeaderOverrides::new(args)?,
        known: known.unwrap_or_default(),
        diff: args.diff,
        names_channels: format == OutputFormat::Full,
        redact: args.redact,
        quiet: args.quiet,
        threads: settings::threads(args.threads),
    };
    let fixed = if args.fix { fix::run(&checker, &mut inputs) } else { Ok(true) };
    let code = match fixed.and_then(|fixed| Ok((fixed, report(args, &checker, &inputs, format)?))) {
        Ok((true, code)) => code,
        Ok((false, _)) => FAILED,
        Err(CliError::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => CLEAN,
        Err(stop) => return Err(stop),
    };
    Ok(code)
}

/// Writes the report and what goes with it.
fn report(args: &Check, checker: &Checker, inputs: &Inputs, format: OutputFormat) -> Result<u8, CliError> {
    let is_many = inputs.are_many() && settings::leaves_terminal_alone(args);
    let mut sink = Sink::new(output(args, inputs)?, format, Progress::new(is_many));
    checker.all(inputs.units(), &mut |result| sink.put(result))?;
    let done = sink.finish(format, args.diff, args.statistics && !args.quiet)?;
    if let Some(path) = &args.write_baseline {
        baseline::write(path, done.fingerprints).map_err(CliError::Failed)?;
    }
    Ok(match (done.failed, done.stops) {
        (true, _) => FAILED,
        (_, true) => FOUND,
        _ => CLEAN,
    })
}

/// Opens what the report is written to. A draft that was piped in to be fixed has standard output for itself.
fn output(args: &Check, inputs: &Inputs) -> Result<Box<dyn Write>, CliError> {
    Ok(match &args.output_file {
        _ if args.quiet => Box::new(io::sink()),
        Some(path) => Box::new(std::fs::File::create(path).map_err(|error| CliError::of_file(path, &error))?),
        None if args.fix && inputs.has_stdin() => Box::new(io::stderr()),
        None => Box::new(io::stdout()),
    })
}

/// Finds the setup of each PATH, sharing those of one presend.toml.
fn prepare(args: &Check) -> Result<(Vec<Setup>, Inputs), CliError> {
    let mut paths = args.paths.clone();
    if paths.is_empty() {
        paths.push("-".into());
    }
    paths.sort_by(|a, b| a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()));
    paths.dedup();
    let mut inputs = Inputs {
        places: Vec::new(),
        format: args.input_format.as_deref().and_then(Format::parse),
        stdin_name: args.stdin_filename.clone().unwrap_or_else(|| "<stdin>".to_owned()),
        stdin: None,
    };
    let mut setups: Vec<Setup> = Vec::new();
    for path in paths {
        let path = (path.as_os_str() != "-").then_some(path);
        let shown = path.as_deref().unwrap_or(Path::new(&inputs.stdin_name));
        let config = settings::find_config(folder(shown), args.config.as_deref(), args.isolated)?;
        let setup = match setups.iter().position(|setup| setup.config == config.path) {
            Some(setup) => setup,
            None => {
                setups.push(settings::setup(args, config)?);
                setups.len() - 1
            }
        };
        inputs.places.push(Place { path, setup });
    }
    Ok((setups, inputs))
}

/// Returns the folder from which a presend.toml is looked for.
fn folder(path: &Path) -> &Path {
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new("")) };
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}
