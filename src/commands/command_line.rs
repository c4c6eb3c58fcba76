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

/// The same for `presend sendmail`.
#[derive(Debug, Parser)]
#[command(name = "sendmail", disable_help_flag = true)]
struct SendmailLine {
    #[command(flatten)]
    args: SendmailArgs,
}

/// The same for `presend hook`.
#[derive(Debug, Parser)]
#[command(name = "hook", disable_help_flag = true, disable_help_subcommand = true)]
struct HookLine {
    #[command(subcommand)]
    action: HookAction,
}

impl CommandLine {
    /// Reads the arguments. Describing all options takes as long as a short draft, so only those are described of which some may
    /// be named; whatever cannot be read so is read in full, which says why.
    ///
    /// # Errors
    /// Returns what is wrong with them, or the help that they ask for.
    pub(super) fn read(arguments: Vec<OsString>) -> Result<CommandLine, clap::Error> {
        let words = arguments.get(1..).unwrap_or_default();
        match plain_paths(words).or_else(|| of_check(&arguments)) {
            Some(check) => Ok(CommandLine { command: None, check }),
            None => match of_program(words) {
                Some(command) => Ok(CommandLine { command: Some(command), check: CheckArgs::default() }),
                None => CommandLine::try_parse_from(arguments),
            },
        }
    }
}

/// Returns true if and only if a word is the name of a subcommand.
fn is_command(word: &str) -> bool {
    word == "help" || Command::has_subcommand(word)
}

/// Reads words that are nothing but files or folders, or none at all.
fn plain_paths(words: &[OsString]) -> Option<CheckArgs> {
    let is_path =
        |word: &str| !word.is_empty() && (word == "-" || !word.starts_with('-')) && !is_command(word);
    let are_paths = words.iter().all(|word| word.to_str().is_some_and(is_path));
    are_paths.then(|| CheckArgs::of_paths(words))
}

/// Reads the options of a check.
fn of_check(arguments: &[OsString]) -> Option<CheckArgs> {
    let names_none = arguments.iter().skip(1).all(|word| word.to_str().is_some_and(|word| !is_command(word)));
    names_none.then(|| CheckLine::try_parse_from(arguments).ok()).flatten().map(|line| line.check)
}

/// Reads the arguments of a command that a mail program, git or an agent starts for each message.
fn of_program(words: &[OsString]) -> Option<Command> {
    match words.first()?.to_str()? {
        "sendmail" => SendmailLine::try_parse_from(words).ok().map(|line| Command::Sendmail(line.args)),
        "hook" => HookLine::try_parse_from(words).ok().map(|line| Command::Hook { action: line.action }),
        _ => None,
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a line, whose words may stand in quotation marks, both ways.
    fn assert_read_as_in_full(line: &str) {
        let words: Vec<OsString> =
            line.split(' ').map(|word| OsString::from(word.trim_matches('\''))).collect();
        let in_full = CommandLine::try_parse_from(&words).map(|line| format!("{line:?}"));
        let read = CommandLine::read(words).map(|line| format!("{line:?}"));
        assert_eq!(
            read.map_err(|error| error.to_string()),
            in_full.map_err(|error| error.to_string()),
            "{line}"
        );
    }

    #[test]
    fn what_is_read_in_part_is_what_is_read_in_full() {
        for line in [
            "presend",
            "presend -",
            "presend a.eml b",
            "presend --quiet a.eml",
            "presend --threads 2 --format json",
            "presend sendmail -- cat -t",
            "presend sendmail --on-findings warn --keep-dir kept --isolated -- /usr/sbin/sendmail -i",
            "presend hook commit-msg message.txt",
            "presend hook agent",
        ] {
            assert_read_as_in_full(line);
        }
    }

    #[test]
    fn what_is_no_file_is_read_in_full() {
        for line in [
            "presend ''",
            "presend --help",
            "presend help",
            "presend rules",
            "presend -x",
            "presend sendmail",
            "presend sendmail -h",
            "presend hook commit-msg -h",
        ] {
            assert_read_as_in_full(line);
        }
    }
}
