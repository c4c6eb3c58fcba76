//! Says what the options of the sendmail mean.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::options::CheckOptions;

/// What the sendmail does, and with which program it sends.
#[derive(Debug)]
pub(crate) struct SendmailOptions {
    pub(crate) on_findings: OnFindings,
    pub(crate) on_error: OnError,
    /// Folder for messages that were not sent; `None` is one in the user's state folder.
    pub(crate) keep_folder: Option<PathBuf>,
    /// Ask on the terminal whether to send anyway.
    pub(crate) ask: bool,
    pub(crate) check: CheckOptions,
    /// The real sendmail with its arguments; not empty.
    pub(crate) mta: Vec<OsString>,
}

/// What happens to a message that should not be sent as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnFindings {
    /// It is kept.
    Block,
    /// It is sent, after the report.
    Warn,
}

impl OnFindings {
    /// Every choice.
    pub(crate) const ALL: [OnFindings; 2] = [OnFindings::Block, OnFindings::Warn];

    /// Returns the name used in options.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            OnFindings::Block => "block",
            OnFindings::Warn => "warn",
        }
    }
}

/// What happens to a message that presend could not check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnError {
    /// It is sent, for a linter must not stop the mail.
    Send,
    /// It is kept.
    Block,
}

impl OnError {
    /// Every choice.
    pub(crate) const ALL: [OnError; 2] = [OnError::Send, OnError::Block];

    /// Returns the name used in options.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            OnError::Send => "send",
            OnError::Block => "block",
        }
    }
}
