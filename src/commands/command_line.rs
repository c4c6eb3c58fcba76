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
    /// Reads the arguments. Describing all options takes as long as a short draft, so usual ones are read by themselves, and for
    /// others only those are described of which some may be named; whatever cannot be read so is read in full, which says why.
    ///
    /// # Errors
    /// Returns what is wrong with them, or the help that they ask for.
    pub(super) fn read(arguments: Vec<OsString>) -> Result<CommandLine, clap::Error> {
        let words = arguments.get(1..).unwrap_or_default();
        match of_plain(words).or_else(|| in_part(&arguments, words)) {
            Some(line) => Ok(line),
            None => CommandLine::try_parse_from(arguments),
        }
    }

    fn of_check(check: CheckArgs) -> CommandLine {
        CommandLine { command: None, check }
    }

    fn of_command(command: Command) -> CommandLine {
        CommandLine { command: Some(command), check: CheckArgs::default() }
    }
}

/// Reads files, folders and usual options of a check, and what mail programs, git, agents and editors write.
fn of_plain(words: &[OsString]) -> Option<CommandLine> {
    if !names_command(words) {
        return CheckArgs::of_plain(words).map(CommandLine::of_check);
    }
    let (name, words) = words.split_first()?;
    let command = match (name.to_str()?, words) {
        ("sendmail", words) => Command::Sendmail(SendmailArgs::of_plain(words)?),
        ("hook", words) => Command::Hook { action: HookAction::of_plain(words)? },
        ("lsp", []) => Command::Lsp(LspArgs::default()),
        _ => return None,
    };
    Some(CommandLine::of_command(command))
}

/// Reads the arguments of a check, or of a command that is started for each message, by a description of these alone.
fn in_part(arguments: &[OsString], words: &[OsString]) -> Option<CommandLine> {
    if !names_command(words) {
        return CheckLine::try_parse_from(arguments).ok().map(|line| CommandLine::of_check(line.check));
    }
    let command = match words.first()?.to_str()? {
        "sendmail" => Command::Sendmail(SendmailLine::try_parse_from(words).ok()?.args),
        "hook" => Command::Hook { action: HookLine::try_parse_from(words).ok()?.action },
        _ => return None,
    };
    Some(CommandLine::of_command(command))
}

/// Returns true if a word may be the name of a subcommand.
fn names_command(words: &[OsString]) -> bool {
    let is_command = |word: &str| word == "help" || Command::has_subcommand(word);
    words.iter().any(|word| word.to_str().is_none_or(is_command))
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
    use proptest::prelude::*;

    /// Words of which some make a line that can be read.
    const WORDS: [&str; 36] = [
        "--quiet",
        "-q",
        "--isolated",
        "--fail-on",
        "--fail-on=never",
        "--format",
        "--format=jsonl",
        "--profile",
        "chat",
        "--stdin-filename",
        "--input-format",
        "--output-file",
        "--threads",
        "--threads=2",
        "--color",
        "never",
        "json",
        "email",
        "--diff",
        "--columns",
        "--config",
        "-",
        "--",
        "",
        "a.eml",
        "x=y",
        "--quiet=1",
        "-qq",
        "--format=",
        "--ask",
        "--keep-dir",
        "--on-findings",
        "--on-error=block",
        "warn",
        "7",
        "-1",
    ];

    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(|word| OsString::from(word.trim_matches('\''))).collect()
    }

    /// Reads a line, whose words may stand in quotation marks, both ways.
    fn assert_read_as_in_full(words: Vec<OsString>) {
        let line = format!("{words:?}");
        let in_full = CommandLine::try_parse_from(&words).map(|line| format!("{line:?}"));
        let read = CommandLine::read(words).map(|line| format!("{line:?}"));
        assert_eq!(
            read.map_err(|error| error.to_string()),
            in_full.map_err(|error| error.to_string()),
            "{line}"
        );
    }

    #[test]
    fn usual_lines_are_read_by_themselves_as_they_are_in_full() {
        for line in [
            "presend",
            "presend -",
            "presend a.eml b",
            "presend --quiet a.eml",
            "presend a --quiet b",
            "presend --threads 2 --format json",
            "presend --isolated --fail-on never -q",
            "presend --stdin-filename b.md --input-format markdown --color=always --profile chat --output-file out",
            "presend sendmail -- cat -t",
            "presend sendmail --on-findings warn --keep-dir kept --isolated -- /usr/sbin/sendmail -i",
            "presend sendmail --ask --on-error=block -- a -- ''",
            "presend hook commit-msg message.txt",
            "presend hook sendemail-validate a.patch",
            "presend hook sendemail-validate a.patch headers",
            "presend hook agent",
            "presend lsp",
        ] {
            assert!(of_plain(&words(line)[1..]).is_some(), "{line}");
            assert_read_as_in_full(words(line));
        }
    }

    #[test]
    fn others_are_read_in_part_or_in_full() {
        for line in [
            "presend --columns char --to bo@example.com",
            "presend sendmail --config presend.toml -- cat",
            "presend hook agent --ask",
            "presend ''",
            "presend --help",
            "presend help",
            "presend rules",
            "presend -x",
            "presend sendmail",
            "presend sendmail -h",
            "presend sendmail a -- b",
            "presend sendmail --",
            "presend hook commit-msg -h",
            "presend hook commit-msg ''",
            "presend lsp --stdio",
        ] {
            assert!(of_plain(&words(line)[1..]).is_none(), "{line}");
            assert_read_as_in_full(words(line));
        }
    }

    proptest! {
        #[test]
        fn any_line_is_read_as_it_is_in_full(
            command in prop::sample::select(&["", "", "sendmail"][..]),
            line in prop::collection::vec(prop::sample::select(&WORDS[..]), 0..7),
        ) {
            let command = (!command.is_empty()).then_some(command);
            assert_read_as_in_full(["presend"].into_iter().chain(command).chain(line).map(OsString::from).collect());
        }
    }
}
