//! Starts the sendmail that lints first.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use super::closed_set::{named, one_of};
use super::greeting::ask_for_draft;
use super::plain_line::{self, PlainOption, Takes};
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

/// What accounts of mail programs are set up with.
const OPTIONS: [PlainOption<SendmailArgs>; 5] = [
    PlainOption { names: &["--isolated"], takes: Takes::Nothing(|args| args.isolated = true) },
    PlainOption { names: &["--ask"], takes: Takes::Nothing(|args| args.ask = true) },
    PlainOption {
        names: &["--keep-dir"],
        takes: Takes::Value(|args, folder| {
            args.keep_dir = Some(PathBuf::from(folder));
            Some(())
        }),
    },
    PlainOption {
        names: &["--on-findings"],
        takes: Takes::Value(|args, action| {
            named(OnFindings::ALL, OnFindings::name, action).map(|action| args.on_findings = action)
        }),
    },
    PlainOption {
        names: &["--on-error"],
        takes: Takes::Value(|args, action| {
            named(OnError::ALL, OnError::name, action).map(|action| args.on_error = action)
        }),
    },
];

impl SendmailArgs {
    /// Reads usual options, none of them twice, and the real sendmail behind `--`.
    pub(super) fn of_plain(words: &[OsString]) -> Option<SendmailArgs> {
        let at = words.iter().position(|word| word == "--")?;
        let (options, mta) = (words.get(..at)?, words.get(at + 1..)?);
        let mut args = SendmailArgs {
            on_findings: OnFindings::Block,
            on_error: OnError::Send,
            keep_dir: None,
            ask: false,
            config: None,
            isolated: false,
            mta: mta.to_vec(),
        };
        let is_plain = plain_line::read(&OPTIONS, options, &mut args)?.is_empty();
        (is_plain && !mta.is_empty()).then_some(args)
    }
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
