//! Describes the command line: what can be typed, before it means anything.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand};

pub(crate) use super::edit::Edit;
pub(crate) use super::native_host::NativeHost;
pub(crate) use super::sendmail::Sendmail;

use super::hook::HookAction;

/// What stands below the help.
const AFTER_HELP: &str = "\
Examples:
  presend draft.eml                       check a draft
  presend --profile chat < note.txt       check what is piped in
  presend --diff drafts                   show the safe changes in a folder
  presend --format jsonl --output-file report.jsonl sent.mbox

Exit codes:
  0  nothing at or above --fail-on
  1  something, or under the default --fail-on a verdict to hold
  2  could not do it: usage, config, reading or writing";

/// Checks message drafts before they are sent: what is sensitive, urgent or charged, and whether to write at all.
#[derive(Debug, Parser)]
#[command(name = "presend", version, args_conflicts_with_subcommands = true, after_help = AFTER_HELP)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) check: Check,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Explain a rule by code or name, or the `verdict`
    Explain {
        /// A code or name, or `verdict`
        #[arg(required_unless_present = "why", conflicts_with = "why")]
        topic: Option<String>,
        /// Say for a draft which words, shapes and rules weigh on each axis
        #[arg(long, value_name = "FILE")]
        why: Option<PathBuf>,
    },
    /// List the rules
    Rules {
        /// How to list them
        #[arg(long, default_value = "table", value_parser = ["table", "json"])]
        format: String,
    },
    /// Check or list a lexicon file
    Lexicon {
        #[command(subcommand)]
        action: LexiconAction,
    },
    /// Write a presend.toml, or show the one in force
    Config {
        #[command(subcommand)]
        action: ConfigAction,
    },
    /// List the next hours that people share
    Overlap(Overlap),
    /// Check the message on standard input, then hand it to the real sendmail
    Sendmail(Sendmail),
    /// Start an editor, and check what was written
    Edit(Edit),
    /// Answer a hook of another program, or install one
    Hook {
        #[command(subcommand)]
        action: HookAction,
    },
    /// Serve editors on standard input and output, by the Language Server Protocol
    Lsp {
        /// What clients add for a server on standard input and output; there is no other way
        #[arg(long, hide = true)]
        stdio: bool,
    },
    /// Serve the tool `lint_draft` to an agent (MCP on standard input and output)
    Mcp,
    /// Answer an extension of Thunderbird, by native messaging
    NativeHost(NativeHost),
    /// Print a completion script
    Completions { shell: clap_complete::Shell },
    /// Print the manual page
    Man,
}

#[derive(Debug, Args)]
pub(crate) struct Overlap {
    /// Who, by name or address; nobody means everyone in presend.toml
    #[arg(value_name = "PEOPLE")]
    pub(crate) people: Vec<String>,
    /// For how many days
    #[arg(long, value_name = "N", default_value_t = 7, value_parser = clap::value_parser!(u16).range(1..=60))]
    pub(crate) days: u16,
    /// Format of the list
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json"])]
    pub(crate) format: String,
    /// Use this presend.toml
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub(crate) config: Option<PathBuf>,
    /// Use no presend.toml and no PRESEND_* variable
    #[arg(long)]
    pub(crate) isolated: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LexiconAction {
    /// Compile a lexicon and try its examples
    Test { file: PathBuf },
    /// Put a lexicon in order: rules and terms sorted, each term once, lists wrapped at 100 columns
    Fmt { file: PathBuf },
    /// List the rules of a lexicon
    List { file: PathBuf },
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigAction {
    /// Write a commented presend.toml here
    Init,
    /// Print what is in force and from where
    Show,
}

#[derive(Debug, Default, Args)]
pub(crate) struct Check {
    /// Files or folders to check; `-` or nothing reads standard input
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Name to show for standard input; its ending chooses the format
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<String>,
    /// Format of the input, instead of looking
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(["text", "markdown", "email", "html", "mbox", "jsonl", "chat", "slack", "ics", "git-patch", "commit-msg"]))]
    pub(crate) input_format: Option<String>,
    /// Format of the report
    #[arg(long, value_name = "FORMAT", value_parser = ["full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "rdjson", "rdjsonl"])]
    pub(crate) format: Option<String>,
    /// Write the report to a file
    #[arg(long, value_name = "FILE")]
    pub(crate) output_file: Option<PathBuf>,
    /// Mildest severity that makes the exit code 1
    #[arg(long, value_name = "SEVERITY", value_parser = ["error", "warning", "info", "never"])]
    pub(crate) fail_on: Option<String>,
    /// Only these codes, groups or names
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) select: Vec<String>,
    /// Not these codes, groups or names
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,
    /// Severity of a code, group or name: error, warning, info, hint or off
    #[arg(long, value_name = "CODE=SEVERITY", value_delimiter = ',')]
    pub(crate) severity: Vec<String>,
    /// Kind of writing
    #[arg(long, value_parser = ["email", "chat", "commit"])]
    pub(crate) profile: Option<String>,
    /// A lexicon beside the built-in ones
    #[arg(long, value_name = "FILE")]
    pub(crate) lexicon: Vec<PathBuf>,
    /// Use this presend.toml
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub(crate) config: Option<PathBuf>,
    /// Use no presend.toml and no PRESEND_* variable
    #[arg(long)]
    pub(crate) isolated: bool,
    /// Check these regions too
    #[arg(long, value_name = "REGIONS", value_delimiter = ',', value_parser = ["quotes", "forwards", "signature", "code"])]
    pub(crate) include: Vec<String>,
    /// Who writes
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) from: Vec<String>,
    /// Who reads
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) to: Vec<String>,
    /// Who reads along
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) cc: Vec<String>,
    /// Who reads along unseen
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) bcc: Vec<String>,
    /// The subject
    #[arg(long, value_name = "TEXT")]
    pub(crate) subject: Option<String>,
    /// The date it is sent
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
    /// Number of attachments
    #[arg(long, value_name = "N")]
    pub(crate) attachments: Option<usize>,
    /// Leave out what this file of fingerprints knows
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write the fingerprints of everything found
    #[arg(long, value_name = "FILE")]
    pub(crate) write_baseline: Option<PathBuf>,
    /// Headers of a mail in a file, which stand in for the draft's own
    #[arg(long, value_name = "FILE")]
    pub(crate) headers: Option<PathBuf>,
    /// Make the safe changes, then report what is left
    #[arg(long, conflicts_with = "diff")]
    pub(crate) fix: bool,
    /// Print what --fix would change, and change nothing
    #[arg(long)]
    pub(crate) diff: bool,
    /// Add what to say live and what to write afterwards
    #[arg(long)]
    pub(crate) plan: bool,
    /// What columns of concise output count
    #[arg(long, default_value = "byte", value_parser = ["byte", "char", "utf16"])]
    pub(crate) columns: String,
    /// Number of threads; 0 chooses
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) threads: usize,
    /// When to colour
    #[arg(long, value_name = "WHEN", default_value = "auto", value_parser = ["auto", "always", "never"])]
    pub(crate) color: String,
    /// Print nothing; the exit code tells
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// Count what each rule found
    #[arg(long)]
    pub(crate) statistics: bool,
    /// Hide every word of the draft
    #[arg(long)]
    pub(crate) redact: bool,
}
