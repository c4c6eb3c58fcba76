//! Starts the sendmail that lints first.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use super::closed_set::one_of;
use super::greeting::ask_for_draft;
use crate::options::{CheckOptions, ConfigChoice};
use crate::sendmail::options::{OnError, OnFindings, SendmailOptions};
use crate::sendmail::{self, exit};

/// The code of a command line that cannot be used.
pub(super) const USAGE: u8 = exit::USAGE;

#[derive(Debug, Args)]
pub(super) struct SendmailArgs {
    /// What happens to a message that should not be sent as it is
    #[arg(long, value_name = "ACTION", default_value = "block", value_parser = one_of(OnFindings::ALL, OnFindings::name))]
    on_findings: OnFindings,
    /// What happens to a message that presend could not check
    #[arg(long, value_name = "ACTION", default_value = "send", value_parser = one_of(OnError::ALL, OnError::name))]
    on_error: OnError,
    /// Folder for messages that were not sent
    #[arg(long, value_name = "DIR")]
    keep_dir: Option<PathBuf>,
    /// Ask on the terminal, where there is one, whether to send anyway
    #[arg(long)]
    ask: bool,
    /// Use this presend.toml
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    config: Option<PathBuf>,
    /// Use no presend.toml and no PRESEND_* variable
    #[arg(long)]
    isolated: bool,
    /// The real sendmail with its arguments
    #[arg(last = true, required = true, value_name = "MTA")]
    mta: Vec<OsString>,
}

/// Reads a message, lints it, and sends or keeps it.
pub(super) fn run(args: SendmailArgs) -> u8 {
    ask_for_draft();
    let config = ConfigChoice::new(args.config, args.isolated);
    sendmail::run(&SendmailOptions {
        on_findings: args.on_findings,
        on_error: args.on_error,
        keep_folder: args.keep_dir,
        ask: args.ask,
        check: CheckOptions { config, ..CheckOptions::default() },
        mta: args.mta,
    })
}
