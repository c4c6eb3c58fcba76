//! Describes the options of a check, and says what they mean.

use std::path::{Path, PathBuf};

use clap::Args;
use presend_core::RuleRequest;
use presend_core::message::{Format, RegionKind};
use presend_core::render::{Columns, OutputFormat};

use super::archive_args::ArchiveArgs;
use super::header_args::HeaderArgs;
use crate::commands::closed_set::one_of;
use crate::error::CliError;
use crate::options::{
    CheckOptions, ColorChoice, ConfigChoice, EditMode, FailOn, HeaderOptions, InputOptions, Profile,
    ReportOptions, Threads, chance, severity_of, threads,
};
use crate::output::people_key;
use crate::session::archive_cut::ArchiveCut;

/// The regions that can be checked besides the writer's own words.
const INCLUDABLE: [RegionKind; 4] =
    [RegionKind::Quote, RegionKind::Forward, RegionKind::Signature, RegionKind::Code];

// Not a doc comment: clap would take it for what the whole program is about.
#[derive(Debug, Default, Args)]
pub(crate) struct CheckArgs {
    /// Files or folders to check; `-` reads standard input, as does leaving them out when input is piped in
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Name to show for standard input; its extension chooses the format
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub(super) stdin_filename: Option<String>,
    /// Format of the input, instead of detecting it
    #[arg(long, value_name = "FORMAT", value_parser = one_of(Format::ALL, Format::name), hide_short_help = true)]
    pub(super) input_format: Option<Format>,
    /// Format of the report
    #[arg(long, value_name = "FORMAT", value_parser = one_of(OutputFormat::ALL, OutputFormat::name))]
    pub(super) format: Option<OutputFormat>,
    /// Write the report to a file
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    pub(super) output_file: Option<PathBuf>,
    /// What makes the exit code 1, separated by commas: error, warning or info; reword, hold or talk; how sure a verdict must be;
    /// or never [default: error,0.9]
    #[arg(long, value_name = "WHAT", value_parser = FailOn::parse)]
    pub(super) fail_on: Option<FailOn>,
    /// Leave out what is less certain than this, from 0 to 1
    #[arg(long, value_name = "CHANCE", value_parser = chance, allow_negative_numbers = true, hide_short_help = true)]
    min_confidence: Option<f32>,
    /// Only these codes, groups or names
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    select: Vec<String>,
    /// Not these codes, groups or names
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Severity of a code, group or name: error, warning, info, hint or off
    #[arg(long, value_name = "CODE=SEVERITY", value_delimiter = ',', hide_short_help = true)]
    severity: Vec<String>,
    /// Kind of writing [default: what presend.toml or the format says, else email]
    #[arg(long, value_parser = one_of(Profile::ALL, Profile::name))]
    pub(super) profile: Option<Profile>,
    /// A lexicon to use besides the built-in ones
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    lexicon: Vec<PathBuf>,
    /// Use this presend.toml
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    config: Option<PathBuf>,
    /// Use no presend.toml and no PRESEND_* variable
    #[arg(long, hide_short_help = true)]
    pub(super) isolated: bool,
    /// Check these regions too
    #[arg(long, value_name = "REGIONS", value_delimiter = ',', value_parser = one_of(INCLUDABLE, include_name), hide_short_help = true)]
    include: Vec<RegionKind>,
    #[command(flatten)]
    headers: HeaderArgs,
    /// Leave out what this file of fingerprints lists
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    baseline: Option<PathBuf>,
    /// Write the fingerprints of everything found
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    write_baseline: Option<PathBuf>,
    /// Make the changes that keep the meaning, then report what is left
    #[arg(long, group = "edits")]
    fix: bool,
    /// Print what --fix would change, and change nothing
    #[arg(long, group = "edits")]
    diff: bool,
    /// With --fix or --diff: also the changes that may lose words or shift the meaning
    #[arg(long, requires = "edits", hide_short_help = true)]
    unsafe_fixes: bool,
    /// Add what to say live and what to write afterwards
    #[arg(long, hide_short_help = true)]
    plan: bool,
    /// What columns of concise output count
    #[arg(long, default_value = "byte", value_parser = one_of(Columns::ALL, Columns::name), hide_short_help = true)]
    columns: Columns,
    /// Number of threads; 0 picks a number
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = threads, allow_negative_numbers = true, hide_short_help = true)]
    pub(super) threads: usize,
    /// When to colour
    #[arg(long, value_name = "WHEN", default_value = "auto", value_parser = one_of(ColorChoice::ALL, ColorChoice::name), hide_short_help = true)]
    pub(super) color: ColorChoice,
    /// Print nothing; only set the exit code
    #[arg(long, short)]
    pub(super) quiet: bool,
    /// Count what each rule found
    #[arg(long, hide_short_help = true)]
    statistics: bool,
    #[command(flatten)]
    archive: ArchiveArgs,
    /// Hide every word of the draft
    #[arg(long, hide_short_help = true)]
    redact: bool,
    /// Give people and chats pseudonyms, the same in every run
    #[arg(long, hide_short_help = true)]
    hide_people: bool,
    /// File with the key for pseudonyms; created if it is missing
    #[arg(long, hide_short_help = true, value_name = "FILE", requires = "hide_people")]
    people_key: Option<PathBuf>,
}

/// What a check was asked for.
pub(super) struct CheckRequest {
    pub(super) input: InputOptions,
    pub(super) cut: ArchiveCut,
    /// Only so many messages.
    pub(super) sample: Option<usize>,
    pub(super) headers: HeaderOptions,
    pub(super) check: CheckOptions,
    pub(super) report: ReportOptions,
}

impl CheckArgs {
    /// Returns the first of the files or folders.
    pub(crate) fn first_path(&self) -> Option<&Path> {
        self.paths.first().map(PathBuf::as_path)
    }

    /// Says what was typed.
    ///
    /// # Errors
    /// Returns which `--severity` or which address cannot be read.
    pub(super) fn request(self) -> Result<CheckRequest, CliError> {
        let severities = self.severity.iter().map(|rule| severity_of(rule));
        let severities = severities.collect::<Result<Vec<_>, CliError>>()?;
        let key = self.hide_people.then(|| people_key::load(self.people_key.as_deref())).transpose()?;
        let stdin_name = self.stdin_filename.unwrap_or_else(|| "<stdin>".to_owned());
        let (paths, format, archives) = (self.paths, self.input_format, self.archive.archives);
        Ok(CheckRequest {
            input: InputOptions { paths, stdin_name, format, archives },
            cut: self.archive.cut(),
            sample: self.archive.sample,
            headers: self.headers.options(self.profile)?,
            check: CheckOptions {
                config: ConfigChoice::new(self.config, self.isolated),
                rules: RuleRequest {
                    select: self.select,
                    ignore: self.ignore,
                    severities,
                    min_confidence: self.min_confidence,
                },
                fail_on: self.fail_on,
                profile: self.profile,
                lexicons: self.lexicon,
                include: self.include,
                plan: self.plan,
                keeps_sentences: false,
                threads: Threads::typed(self.threads),
            },
            report: ReportOptions {
                format: self.format.unwrap_or(OutputFormat::Full),
                columns: self.columns,
                color: self.color,
                redact: self.redact,
                people: key,
                output_file: self.output_file,
                quiet: self.quiet,
                statistics: self.statistics,
                edits: edit_mode(self.fix, self.diff),
                unsafe_edits: self.unsafe_fixes,
                baseline: self.baseline,
                write_baseline: self.write_baseline,
            },
        })
    }
}

/// Says what is done with safe edits; only one of the two options can be given.
fn edit_mode(fix: bool, diff: bool) -> EditMode {
    match (fix, diff) {
        (true, _) => EditMode::Fix,
        (false, true) => EditMode::Diff,
        (false, false) => EditMode::Suggest,
    }
}

/// Returns the name of a region in `--include`.
fn include_name(kind: RegionKind) -> &'static str {
    match kind {
        RegionKind::Quote => "quotes",
        RegionKind::Forward => "forwards",
        RegionKind::Code => "code",
        kind => kind.name(),
    }
}
