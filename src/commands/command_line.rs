//! Describes the command line: what can be typed, before it means anything.

use std::ffi::OsString;

use clap::{Parser, Subcommand};

use super::check::args::CheckArgs;
use super::config::ConfigAction;
use super::edit::EditArgs;
use super::explain::ExplainArgs;
use super::hook::args::HookAction;
use super::lexicon::LexiconAction;
use super::lsp::LspArgs;
use super::native_host::NativeHostArgs;
use super::overlap::OverlapArgs;
use super::report::ReportArgs;
use super::rules::RulesArgs;
use super::sendmail::SendmailArgs;

/// What stands below the short help.
const AFTER_HELP: &str = "\
presend --help lists every option, presend COMMAND --help those of a command.";

/// What stands below the long help. docs/environment.md says more of each variable; a test compares them.
const AFTER_LONG_HELP: &str = "\
Examples:
  presend draft.eml                       check a draft
  presend --profile chat < note.txt       check what is piped in
  presend --diff drafts                   show the safe changes in a folder
  presend --format jsonl --output-file report.jsonl sent.mbox

Exit codes:
  0  found nothing that --fail-on names
  1  found something
  2  could not check: usage, config, reading or writing

Environment:
  PRESEND_CONFIG                     the presend.toml to use, as with --config
  PRESEND_FORCE                      1 sends or commits without a check, once
  PRESEND_NOW                        the time that counts as now, such as 2026-03-10T09:00:00Z
  NO_COLOR, CLICOLOR_FORCE, CLICOLOR colour never, always, or (if 0) not on a terminal";

/// Checks message drafts before they are sent: what is sensitive, urgent or charged, and whether to write at all.
#[derive(Debug, Parser)]
#[command(name = "presend", version, args_conflicts_with_subcommands = true, after_help = AFTER_HELP, after_long_help = AFTER_LONG_HELP)]
pub(super) struct CommandLine {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) check: CheckArgs,
}

/// The same where no subcommand is named: only the options of a check.
#[derive(Debug, Parser)]
#[command(name = "presend", disable_help_flag = true)]
struct CheckLine {
    #[command(flatten)]
    check: CheckArgs,
}

impl CommandLine {
    /// Reads the arguments. Describing all subcommands takes as long as a short draft, so it is left out where none is
    /// named; whatever cannot be read so is read in full, which says why.
    ///
    /// # Errors
    /// Returns what is wrong with them, or the help that they ask for.
    pub(super) fn read(arguments: Vec<OsString>) -> Result<CommandLine, clap::Error> {
        let is_command = |word: &str| word == "help" || Command::has_subcommand(word);
        if !arguments.iter().skip(1).any(|word| word.to_str().is_none_or(is_command))
            && let Ok(line) = CheckLine::try_parse_from(&arguments)
        {
            return Ok(CommandLine { command: None, check: line.check });
        }
        CommandLine::try_parse_from(arguments)
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Explain a rule by code or name, or the `verdict`
    Explain(ExplainArgs),
    /// List the rules
    Rules(RulesArgs),
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
    Overlap(OverlapArgs),
    /// Write a page on what your own messages in archives have in common
    Report(ReportArgs),
    /// Check the message on standard input, then hand it to the real sendmail
    Sendmail(SendmailArgs),
    /// Start an editor, and check what was written
    Edit(EditArgs),
    /// Answer a hook of another program, or install one
    Hook {
        #[command(subcommand)]
        action: HookAction,
    },
    /// Serve editors on standard input and output, by the Language Server Protocol
    Lsp(LspArgs),
    /// Serve the tool `lint_draft` to an agent (MCP on standard input and output)
    Mcp,
    /// Answer an extension of Thunderbird, by native messaging
    NativeHost(NativeHostArgs),
    /// Print a completion script
    Completions { shell: clap_complete::Shell },
    /// Print the manual page
    Man,
}
