//! Describes the options of `presend report`, and says what they mean.

use std::path::PathBuf;

use clap::Args;
use presend_core::RuleRequest;
use presend_core::message::Format;

use crate::commands::closed_set::one_of;
use crate::options::{CheckOptions, ConfigChoice, InputOptions, Profile, Threads, chance};
use crate::session::archive_cut::{ArchiveCut, Moment};

// Not a doc comment: clap would take it for what the command is about.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct ReportArgs {
    /// Files, folders or archives; `-` reads standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Write the page to a file
    #[arg(long, value_name = "FILE")]
    pub(super) output_file: Option<PathBuf>,
    /// An address you write from, or your name in chats; may be given more than once. Default: `me.address` of presend.toml
    #[arg(long, value_name = "ADDRESS")]
    pub(super) me: Vec<String>,
    /// Read what is packed in zip, gz and zst files too
    #[arg(long)]
    archives: bool,
    /// Only messages sent on this day or later, or from this instant on
    #[arg(long, value_name = "DATE", value_parser = Moment::parse)]
    since: Option<Moment>,
    /// Only messages sent on this day or earlier, or until this instant
    #[arg(long, value_name = "DATE", value_parser = Moment::parse)]
    until: Option<Moment>,
    /// Only so many of your messages, the same ones in every run
    #[arg(long, value_name = "N", value_parser = at_least_one, allow_negative_numbers = true)]
    pub(super) sample: Option<usize>,
    /// Format of the input, instead of detecting it
    #[arg(long, value_name = "FORMAT", value_parser = one_of(Format::ALL, Format::name))]
    input_format: Option<Format>,
    /// Leave out what is less certain than this, from 0 to 1
    #[arg(long, value_name = "CHANCE", value_parser = chance, allow_negative_numbers = true)]
    min_confidence: Option<f32>,
    /// Only these codes, groups or names
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    select: Vec<String>,
    /// Not these codes, groups or names
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Kind of writing
    #[arg(long, value_parser = one_of(Profile::ALL, Profile::name))]
    profile: Option<Profile>,
    /// A lexicon to use besides the built-in ones
    #[arg(long, value_name = "FILE")]
    lexicon: Vec<PathBuf>,
    /// Use this presend.toml
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    config: Option<PathBuf>,
    /// Use no presend.toml and no PRESEND_* variable
    #[arg(long)]
    isolated: bool,
    /// Number of threads; 0 picks a number
    #[arg(long, value_name = "N", default_value_t = 0)]
    threads: usize,
    /// Show no word of a message
    #[arg(long)]
    pub(super) redact: bool,
}

/// What stands below the help.
const AFTER_HELP: &str = "\
The page shows only your own messages: those of others are counted but never shown.

Examples:
  presend report --output-file report.html sent.mbox
  presend report --me ana@example.com --me \"Ana Lima\" mail/ chat-export.json > report.html";

impl ReportArgs {
    /// Says which messages are looked at; whose they are is another matter.
    pub(super) fn cut(&self) -> ArchiveCut {
        ArchiveCut::new(self.since, self.until, false)
    }

    /// Says what is to be read, and how it is linted.
    pub(super) fn options(&self) -> (InputOptions, CheckOptions) {
        let input = InputOptions {
            paths: self.paths.clone(),
            stdin_name: "<stdin>".to_owned(),
            format: self.input_format,
            archives: self.archives,
        };
        let check = CheckOptions {
            config: ConfigChoice::new(self.config.clone(), self.isolated),
            rules: RuleRequest {
                select: self.select.clone(),
                ignore: self.ignore.clone(),
                severities: Vec::new(),
                min_confidence: self.min_confidence,
            },
            profile: self.profile,
            lexicons: self.lexicon.clone(),
            threads: Threads::typed(self.threads),
            ..CheckOptions::default()
        };
        (input, check)
    }
}

/// A page about no message says nothing.
fn at_least_one(text: &str) -> Result<usize, String> {
    let read = text.parse().ok().filter(|count| *count > 0);
    read.ok_or_else(|| "write how many, such as 500".to_owned())
}
