//! Describes the command line of the hooks.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::commands::closed_set::one_of;
use crate::options::{FailOn, Profile};

/// Who asks, or what is to be installed.
#[derive(Debug, Subcommand)]
pub(crate) enum HookAction {
    /// Check a commit message, as git's commit-msg hook
    CommitMsg {
        /// The file with the message
        file: PathBuf,
        /// What happens to a message that presend could not check
        #[arg(long, value_name = "ACTION", default_value = "pass")]
        on_error: OnHookError,
    },
    /// Check a patch before it is mailed, as git's sendemail-validate hook
    SendemailValidate {
        /// The file with the patch
        file: PathBuf,
        /// The file with the final headers
        headers: Option<PathBuf>,
        /// What happens to a patch that presend could not check
        #[arg(long, value_name = "ACTION", default_value = "pass")]
        on_error: OnHookError,
    },
    /// Check the drafts in an agent's tool call, read as JSON from standard input
    Agent(AgentArgs),
    /// Write git's hook files
    Install {
        /// The program to set up
        program: HookedProgram,
        /// For all repositories, through core.hooksPath
        #[arg(long)]
        global: bool,
    },
    /// Remove git's hook files
    Uninstall {
        /// The program to set up
        program: HookedProgram,
        /// For all repositories
        #[arg(long)]
        global: bool,
    },
}

impl HookAction {
    /// Reads the arguments of a hook without options, as git and agents write them.
    pub(crate) fn of_plain(words: &[OsString]) -> Option<HookAction> {
        let (name, files) = words.split_first()?;
        let is_file =
            |file: &OsString| file.to_str().is_some_and(|file| !file.is_empty() && !file.starts_with('-'));
        let on_error = OnHookError::Pass;
        match (name.to_str()?, files) {
            ("agent", []) => Some(HookAction::Agent(AgentArgs::default())),
            ("commit-msg", [file]) if is_file(file) => {
                Some(HookAction::CommitMsg { file: file.into(), on_error })
            }
            ("sendemail-validate", [file, headers @ ..])
                if headers.len() < 2 && files.iter().all(is_file) =>
            {
                let headers = headers.first().map(PathBuf::from);
                Some(HookAction::SendemailValidate { file: file.into(), headers, on_error })
            }
            _ => None,
        }
    }
}

/// What happens to a text that presend could not check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OnHookError {
    Pass,
    Block,
}

/// A program that has hooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum HookedProgram {
    Git,
}

#[derive(Debug, Default, Args)]
pub(crate) struct AgentArgs {
    /// Leave the decision to the person, instead of blocking
    #[arg(long)]
    pub(super) ask: bool,
    /// Another field of tool calls: NAME holds text, KIND=NAME a subject, from, to, cc or bcc
    #[arg(long, value_name = "[KIND=]NAME", value_delimiter = ',')]
    pub(super) field: Vec<String>,
    /// What blocks, separated by commas: a severity, verdicts, how sure a verdict must be; or never. Default: error,0.9
    #[arg(long, value_name = "WHAT", value_parser = FailOn::parse)]
    pub(super) fail_on: Option<FailOn>,
    /// Kind of writing
    #[arg(long, value_parser = one_of(Profile::ALL, Profile::name))]
    pub(super) profile: Option<Profile>,
    /// Use this presend.toml, instead of the one in your configuration folder
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
}
