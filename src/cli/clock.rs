//! Tells the time, which `PRESEND_NOW` may set: for tests, and to ask about another day.

use std::env;

use jiff::Timestamp;

use super::CliError;

/// Returns the time of the machine, or that of `PRESEND_NOW` unless `isolated`.
pub(crate) fn now(isolated: bool) -> Result<Timestamp, CliError> {
    let given = env::var("PRESEND_NOW").ok().filter(|text| !isolated && !text.is_empty());
    let Some(text) = given else { return Ok(Timestamp::now()) };
    text.parse().map_err(|_| {
        CliError::Failed(format!("PRESEND_NOW: `{text}` is not a time such as 2026-03-10T09:00:00Z"))
    })
}
