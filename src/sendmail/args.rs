//! Describes the options of `presend sendmail`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Sendmail {
    /// What happens to a message that should not be sent as it is
    #[arg(long, value_name = "ACTION", default_value = "block", value_parser = ["block", "warn"])]
    pub(crate) on_findings: String,
    /// What happens to a message that presend could not check
    #[arg(long, value_name = "ACTION", default_value = "send", value_parser = ["send", "block"])]
    pub(crate) on_error: String,
    /// Folder for messages that were not sent
    #[arg(long, value_name = "DIR")]
    pub(crate) keep_dir: Option<PathBuf>,
    /// Ask on the terminal, where there is one, whether to send anyway
    #[arg(long)]
    pub(crate) ask: bool,
    /// Use this presend.toml
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub(crate) config: Option<PathBuf>,
    /// Use no presend.toml and no PRESEND_* variable
    #[arg(long)]
    pub(crate) isolated: bool,
    /// The real sendmail with its arguments
    #[arg(last = true, required = true, value_name = "MTA")]
    pub(crate) mta: Vec<OsString>,
}
