//! Lays what was said about a draft over what the draft says itself: headers, number of attachments.

use presend_core::message::{Headers, Message};

use crate::error::CliError;
use crate::named_file::read_settings;
use crate::options::HeaderOptions;

/// What was said about every draft; it stands in for what a draft says itself.
#[derive(Debug, Default)]
pub(crate) struct HeaderOverrides {
    headers: Headers,
    attachments: Option<usize>,
    has_profile: bool,
}

impl HeaderOverrides {
    /// Reads the file of headers and lays the fields over it. `has_profile` says that a profile was chosen for all drafts.
    ///
    /// # Errors
    /// Returns why the file could not be read, or that there is no header in it.
    pub(crate) fn new(options: &HeaderOptions, has_profile: bool) -> Result<HeaderOverrides, CliError> {
        let mut headers = match &options.file {
            Some(path) => {
                let bytes = read_settings(path).map_err(|error| CliError::of_file(path, &error))?;
                let headers = Headers::parse(&path.to_string_lossy(), bytes);
                if headers == Headers::default() {
                    let reason = "no mail header that presend knows, such as To: or Subject:";
                    return Err(CliError::Failed(format!("{}: {reason}", path.display())));
                }
                headers
            }
            None => Headers::default(),
        };
        let mut fields = Headers::of_lists([&options.from, &options.to, &options.cc, &options.bcc]);
        fields.subject.clone_from(&options.subject);
        fields.date.clone_from(&options.date);
        headers.take_over(&fields);
        Ok(HeaderOverrides { headers, attachments: options.attachments, has_profile })
    }

    /// Lays them over a draft's own.
    pub(crate) fn apply(&self, message: &mut Message<'_>) {
        self.headers.lay_over(message);
        message.attachments = self.attachments.or(message.attachments);
    }

    /// Returns true if and only if a profile was chosen for all drafts.
    pub(super) fn has_profile(&self) -> bool {
        self.has_profile
    }
}
