//! Reads the variables by which presend is told things: the time, a presend.toml, and to go on without a check.

use std::env;
use std::path::PathBuf;

use jiff::Timestamp;

use crate::error::CliError;

/// What forces.
const YES: [&str; 3] = ["1", "true", "yes"];
/// What does not.
const NO: [&str; 4] = ["", "0", "false", "no"];

/// Returns the time of the machine, or that of `PRESEND_NOW` unless `isolated`: for tests, and to ask about another day.
///
/// # Errors
/// Returns why `PRESEND_NOW` is not a time.
pub(crate) fn now(isolated: bool) -> Result<Timestamp, CliError> {
    let set = env::var("PRESEND_NOW").ok().filter(|text| !isolated && !text.is_empty());
    let Some(text) = set else { return Ok(Timestamp::now()) };
    text.parse().map_err(|_| {
        CliError::Failed(format!("PRESEND_NOW: `{text}` is not a time such as 2026-03-10T09:00:00Z"))
    })
}

/// Returns the presend.toml that `PRESEND_CONFIG` names.
pub(crate) fn config() -> Option<PathBuf> {
    env::var_os("PRESEND_CONFIG").filter(|path| !path.is_empty()).map(PathBuf::from)
}

/// Returns true if and only if the person asked by `PRESEND_FORCE` to go on without a check.
///
/// # Errors
/// Returns that its value is neither yes nor no; then nothing is forced.
pub(crate) fn is_forced() -> Result<bool, String> {
    let value = env::var_os("PRESEND_FORCE").unwrap_or_default();
    let value = value.to_string_lossy();
    match value.trim().to_lowercase().as_str() {
        yes if YES.contains(&yes) => Ok(true),
        no if NO.contains(&no) => Ok(false),
        other => Err(format!(
            "PRESEND_FORCE: `{other}` is neither 1, true, yes nor 0, false, no; nothing is forced"
        )),
    }
}

/// Returns true if and only if git says that it opens no editor: it then takes no line of the message for a comment.
pub(crate) fn has_no_editor() -> bool {
    env::var_os("GIT_EDITOR").is_some_and(|value| value == ":")
}
