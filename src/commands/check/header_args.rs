//! Describes the options that say what the headers of a draft would say, and refuses what no header says.

use std::path::PathBuf;

use clap::Args;
use presend_core::is_date;
use presend_core::message::Headers;

use crate::error::CliError;
use crate::options::{HeaderOptions, Profile};

/// What these options stand under in the help.
const HEADING: &str = "About the message";

#[derive(Debug, Default, Args)]
pub(super) struct HeaderArgs {
    /// Who writes
    #[arg(long, help_heading = HEADING, value_name = "ADDRESS")]
    from: Vec<String>,
    /// Who reads: an address, or with `--profile chat` a nick or a #channel; may be given more than once
    #[arg(long, help_heading = HEADING, value_name = "ADDRESS")]
    to: Vec<String>,
    /// Who gets a copy
    #[arg(long, help_heading = HEADING, value_name = "ADDRESS", hide_short_help = true)]
    cc: Vec<String>,
    /// Who gets a blind copy
    #[arg(long, help_heading = HEADING, value_name = "ADDRESS", hide_short_help = true)]
    bcc: Vec<String>,
    /// The subject
    #[arg(long, help_heading = HEADING, value_name = "TEXT")]
    subject: Option<String>,
    /// When it is sent, such as `2026-03-10 17:30` or `Tue, 10 Mar 2026 17:30:00 +0100`
    #[arg(long, help_heading = HEADING, value_name = "DATE", value_parser = date, hide_short_help = true)]
    date: Option<String>,
    /// Number of attachments
    #[arg(long, help_heading = HEADING, value_name = "N", value_parser = count, allow_negative_numbers = true, hide_short_help = true)]
    attachments: Option<usize>,
    /// File with the headers of a mail, used instead of the draft's own
    #[arg(long, help_heading = HEADING, value_name = "FILE", hide_short_help = true)]
    headers: Option<PathBuf>,
}

impl HeaderArgs {
    /// Says what was typed; a nick or a channel is an address in a chat alone.
    ///
    /// # Errors
    /// Returns which value is not an address.
    pub(super) fn options(self, profile: Option<Profile>) -> Result<HeaderOptions, CliError> {
        let lists = [("--from", &self.from), ("--to", &self.to), ("--cc", &self.cc), ("--bcc", &self.bcc)];
        for (option, value) in
            lists.iter().flat_map(|(option, list)| list.iter().map(move |value| (option, value)))
        {
            if !is_address(value, profile == Some(Profile::Chat)) {
                return Err(CliError::Failed(format!(
                    "{option} {value}: write an address such as bo@example.com or \"Bo <bo@example.com>\"; a nick or \
                     #channel needs --profile chat"
                )));
            }
        }
        Ok(HeaderOptions {
            file: self.headers,
            from: self.from,
            to: self.to,
            cc: self.cc,
            bcc: self.bcc,
            subject: self.subject,
            date: self.date,
            attachments: self.attachments,
        })
    }
}

/// Returns true if and only if a value holds addresses; in a chat a name is one.
fn is_address(value: &str, is_chat: bool) -> bool {
    let read = Headers::of_lists([&[value.to_owned()], &[], &[], &[]]).from;
    let is_mail = |address: &str| {
        let parts = address.rsplit_once('@');
        parts.is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty())
            && !address.contains(char::is_whitespace)
    };
    if is_chat || value.starts_with('#') {
        return !value.trim().is_empty();
    }
    !read.is_empty() && read.iter().all(|one| is_mail(&one.address))
}

fn date(text: &str) -> Result<String, String> {
    if is_date(text) {
        return Ok(text.to_owned());
    }
    Err("write a date and a time, such as 2026-03-10 17:30 (on your own clock), 2026-03-10T17:30:00+01:00 or \
         Tue, 10 Mar 2026 17:30:00 +0100"
        .to_owned())
}

fn count(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| "write how many there are, such as 0 or 2".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_words() {
        for value in
            ["bo@example.com", "Bo <bo@example.com>", "bo@example.com, al@example.org", "\"B, o\" <b@x.y>"]
        {
            assert!(is_address(value, false), "{value}");
        }
        for value in ["not-an-address", "", "bo@", "@example.com", "bo at example.com", "a b"] {
            assert!(!is_address(value, false), "{value}");
        }
    }

    #[test]
    fn a_chat_has_nicks_and_channels() {
        for value in ["bo", "#team", "@bo", "bo@example.com"] {
            assert!(is_address(value, true), "{value}");
        }
        assert!(is_address("#team", false) && !is_address(" ", true));
    }
}
