//! Describes the command line of the hooks.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Who asks, or what is to be installed.
#[derive(Debug, Subcommand)]
pub(crate) enum HookAction {
    /// Check a commit message, as git's commit-msg hook
    CommitMsg {
        /// The file with the message
        file: PathBuf,
        /// What happens to a message that presend could not check
        #[arg(long, value_name = "ACTION", default_value = "pass", value_parser = ["pass", "block"])]
        on_error: String,
    },
    /// Check a patch before it is mailed, as git's sendemail-validate hook
    SendemailValidate {
        /// The file with the patch
        file: PathBuf,
        /// The file with the final headers
        headers: Option<PathBuf>,
        /// What happens to a patch that presend could not check
        #[arg(long, value_name = "ACTION", default_value = "pass", value_parser = ["pass", "block"])]
        on_error: String,
    },
    /// Check the drafts in an agent's tool call, read as JSON from standard input
    Agent(Agent),
    /// Write the hook files of git
    Install {
        /// For which program
        #[arg(value_parser = ["git"])]
        program: String,
        /// For all repositories, by core.hooksPath
        #[arg(long)]
        global: bool,
    },
    /// Take the hook files of git away
    Uninstall {
        /// For which program
        #[arg(value_parser = ["git"])]
        program: String,
        /// For all repositories
        #[arg(long)]
        global: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Agent {
    /// Leave the decision to the person, instead of blocking
    #[arg(long)]
    pub(crate) ask: bool,
    /// A further field of tool calls: NAME holds text, KIND=NAME a subject, from, to, cc or bcc
    #[arg(long, value_name = "[KIND=]NAME", value_delimiter = ',')]
    pub(crate) field: Vec<String>,
    /// Mildest severity that blocks
    #[arg(long, value_name = "SEVERITY", value_parser = ["error", "warning", "info", "never"])]
    pub(crate) fail_on: Option<String>,
    /// Kind of writing
    #[arg(long, value_parser = ["email", "chat", "commit"])]
    pub(crate) profile: Option<String>,
    /// Use this presend.toml, instead of the one in your configuration folder
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}
