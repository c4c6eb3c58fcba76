//! Says what the settings of a check mean, whoever gave them: the command line, a client of a server, or presend itself.

use std::path::PathBuf;

pub(crate) use presend_core::Profile;
use presend_core::RuleRequest;
use presend_core::Severity;
pub(crate) use presend_core::guidelines::FailOn;
use presend_core::message::{Format, RegionKind};
use presend_core::render::{Columns, OutputFormat, PeopleKey};

use crate::error::CliError;

/// What decides how drafts are linted. The default is that of one draft held in memory.
#[derive(Debug, Clone)]
pub(crate) struct CheckOptions {
    pub(crate) config: ConfigChoice,
    /// The rules that were asked for; they win over those of presend.toml.
    pub(crate) rules: RuleRequest,
    /// `None`: what presend.toml says, else the default.
    pub(crate) fail_on: Option<FailOn>,
    /// `None`: what presend.toml says, else email.
    pub(crate) profile: Option<Profile>,
    /// Lexicons besides the built-in ones.
    pub(crate) lexicons: Vec<PathBuf>,
    /// Regions checked besides the writer's own words.
    pub(crate) include: Vec<RegionKind>,
    /// Add what to say live and what to write afterwards.
    pub(crate) plan: bool,
    /// Keep what sentences hold, for drafts that are checked again and again.
    pub(crate) keeps_sentences: bool,
    pub(crate) threads: Threads,
}

impl Default for CheckOptions {
    fn default() -> CheckOptions {
        CheckOptions {
            config: ConfigChoice::default(),
            rules: RuleRequest::default(),
            fail_on: None,
            profile: None,
            lexicons: Vec::new(),
            include: Vec::new(),
            plan: false,
            keeps_sentences: false,
            threads: Threads::ONE,
        }
    }
}

/// Which presend.toml is used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum ConfigChoice {
    /// The one that is found.
    #[default]
    Search,
    /// This one.
    File(PathBuf),
    /// None, and no `PRESEND_*` variable.
    Isolated,
}

impl ConfigChoice {
    /// Takes what `--config` and `--isolated` say, of which only one can be given.
    pub(crate) fn new(file: Option<PathBuf>, is_isolated: bool) -> ConfigChoice {
        match file {
            _ if is_isolated => ConfigChoice::Isolated,
            Some(file) => ConfigChoice::File(file),
            None => ConfigChoice::Search,
        }
    }
}

/// What is to be read, and how.
#[derive(Debug, Clone)]
pub(crate) struct InputOptions {
    /// Files and folders; `-` is standard input, and so is nothing.
    pub(crate) paths: Vec<PathBuf>,
    /// The name of standard input in reports; its ending chooses the format.
    pub(crate) stdin_name: String,
    /// `None`: found out for each file.
    pub(crate) format: Option<Format>,
    /// Read packed files too.
    pub(crate) archives: bool,
}

/// What is known of every draft; it stands in for what a draft says itself.
#[derive(Debug, Clone, Default)]
pub(crate) struct HeaderOptions {
    /// A file with the headers of a mail; the fields below win over it.
    pub(crate) file: Option<PathBuf>,
    pub(crate) from: Vec<String>,
    pub(crate) to: Vec<String>,
    pub(crate) cc: Vec<String>,
    pub(crate) bcc: Vec<String>,
    pub(crate) subject: Option<String>,
    pub(crate) date: Option<String>,
    /// Number of attachments.
    pub(crate) attachments: Option<usize>,
}

/// What is written about what was found.
#[derive(Debug, Clone)]
pub(crate) struct ReportOptions {
    pub(crate) format: OutputFormat,
    pub(crate) columns: Columns,
    pub(crate) color: ColorChoice,
    /// Hide every word of the draft.
    pub(crate) redact: bool,
    /// Give people pseudonyms made with this key.
    pub(crate) people: Option<PeopleKey>,
    /// `None` is standard output.
    pub(crate) output_file: Option<PathBuf>,
    /// Write nothing; the exit code tells.
    pub(crate) quiet: bool,
    /// Count what each rule found.
    pub(crate) statistics: bool,
    pub(crate) edits: EditMode,
    /// Edits that may change the meaning are made or shown too.
    pub(crate) unsafe_edits: bool,
    /// A file of fingerprints, of which nothing is reported.
    pub(crate) baseline: Option<PathBuf>,
    /// Where the fingerprints of everything found are written.
    pub(crate) write_baseline: Option<PathBuf>,
}

/// What is done with edits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EditMode {
    /// The report suggests them.
    Suggest,
    /// They are made before the report.
    Fix,
    /// They are shown instead of the report.
    Diff,
}

/// When a report is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum ColorChoice {
    /// As the environment and the terminal ask for.
    #[default]
    Auto,
    Always,
    Never,
}

impl ColorChoice {
    /// Every choice.
    pub(crate) const ALL: [ColorChoice; 3] = [ColorChoice::Auto, ColorChoice::Always, ColorChoice::Never];

    /// Returns the name used in options.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            ColorChoice::Auto => "auto",
            ColorChoice::Always => "always",
            ColorChoice::Never => "never",
        }
    }
}

/// Reads `CODE=SEVERITY`, of which the severity may be `off`.
///
/// # Errors
/// Returns what can be written there.
pub(crate) fn severity_of(rule: &str) -> Result<(String, Option<Severity>), CliError> {
    let read = || {
        let (name, level) = rule.split_once('=')?;
        let severity = Severity::parse(level);
        (severity.is_some() || level == "off").then(|| (name.to_owned(), severity))
    };
    read().ok_or_else(|| {
        let known = "error, warning, info, hint or off";
        CliError::Failed(format!("--severity {rule}: write CODE=SEVERITY with {known}"))
    })
}

/// Reads a chance from 0 to 1.
///
/// # Errors
/// Returns what can be written there.
pub(crate) fn chance(text: &str) -> Result<f32, String> {
    let read = text.parse().ok().filter(|chance| (0.0..=1.0).contains(chance));
    read.ok_or_else(|| "write a number from 0 to 1, such as 0.5".to_owned())
}

/// The most threads that can be asked for: more would only wait for each other.
const MOST_THREADS: usize = 1024;

/// Reads a number of threads.
///
/// # Errors
/// Returns what can be written there.
pub(crate) fn threads(text: &str) -> Result<usize, String> {
    let read = text.parse().ok().filter(|count| *count <= MOST_THREADS);
    read.ok_or_else(|| format!("write a number from 0 to {MOST_THREADS}; 0 uses as many as the machine has"))
}

/// How many threads to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Threads(
    /// 0: as many as the machine has.
    usize,
);

impl Threads {
    /// No thread besides the one that is there.
    pub(crate) const ONE: Threads = Threads(1);

    /// Takes a number as it was typed: 0 stands for as many as the machine has.
    pub(crate) const fn typed(number: usize) -> Threads {
        Threads(number)
    }

    /// Returns false if one thread is known to do.
    pub(crate) const fn may_be_many(self) -> bool {
        self.0 != 1
    }

    /// Returns the number. To learn what the machine has, the system opens three files: this is asked where there is work for
    /// many, not for a draft.
    pub(crate) fn count(self) -> usize {
        if self.0 > 0 { self.0 } else { available_threads() }
    }
}

/// Returns how many threads the machine has.
pub(crate) fn available_threads() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn severities_are_read_with_their_rule() {
        let read = |rule: &str| severity_of(rule).map_err(|error| error.reason());
        assert_eq!(read("S001=hint"), Ok(("S001".to_owned(), Some(Severity::Hint))));
        assert_eq!(read("urgency=off"), Ok(("urgency".to_owned(), None)));
        assert_eq!(
            read("S001=loud").unwrap_err(),
            "--severity S001=loud: write CODE=SEVERITY with error, warning, info, hint or off"
        );
        assert!(read("S001").is_err());
    }
}
