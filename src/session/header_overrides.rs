//! Lays what was said about a draft over what the draft says itself: headers, number of attachments.

use std::borrow::Cow;

use presend_core::message::{Coding, Headers, Message, Origin, Part, Region, RegionKind, email};
use presend_core::{Source, Span};

use crate::error::CliError;
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
                let bytes = std::fs::read(path).map_err(|error| CliError::of_file(path, &error))?;
                let headers = parse(&path.to_string_lossy(), bytes);
                if headers == Headers::default() {
                    let reason = "no header of a mail that presend knows, such as To: or Subject:";
                    return Err(CliError::Failed(format!("{}: {reason}", path.display())));
                }
                headers
            }
            None => Headers::default(),
        };
        let mut fields = of_lists([&options.from, &options.to, &options.cc, &options.bcc]);
        fields.subject.clone_from(&options.subject);
        fields.date.clone_from(&options.date);
        lay_fields(&fields, &mut headers);
        Ok(HeaderOverrides { headers, attachments: options.attachments, has_profile })
    }

    /// Lays them over a draft's own.
    pub(crate) fn apply(&self, message: &mut Message<'_>) {
        lay_over(&self.headers, message);
        message.attachments = self.attachments.or(message.attachments);
    }

    /// Returns true if and only if a profile was chosen for all drafts.
    pub(super) fn has_profile(&self) -> bool {
        self.has_profile
    }
}

/// Lays fields over a draft's own; a subject takes the place of the one that was linted.
pub(super) fn lay_over(headers: &Headers, message: &mut Message<'_>) {
    lay_fields(headers, &mut message.headers);
    let Some(subject) = &headers.subject else { return };
    let origin = Origin::Decoded { span: Span::new(0, 0), coding: Coding::Opaque };
    let text = Cow::Owned(subject.clone());
    message.parts.push(Part { label: Some(Cow::Borrowed("subject")), text, origin });
    message.regions.retain(|region| region.kind != RegionKind::Subject);
    let part = message.parts.len() - 1;
    let span = Span::new(0, subject.len());
    message.regions.insert(0, Region::new(RegionKind::Subject, part, span));
}

/// Lays fields over others: what is empty leaves the other as it is.
fn lay_fields(over: &Headers, own: &mut Headers) {
    let (mut from, mut reply_to) = (None, None);
    let places = &mut own.places;
    // What was laid over has no place in the draft.
    for (own, over, place) in [
        (&mut own.from, &over.from, &mut from),
        (&mut own.to, &over.to, &mut places.to),
        (&mut own.cc, &over.cc, &mut places.cc),
        (&mut own.bcc, &over.bcc, &mut places.bcc),
        (&mut own.reply_to, &over.reply_to, &mut reply_to),
    ] {
        if !over.is_empty() {
            own.clone_from(over);
            *place = None;
        }
    }
    if over.date.is_some() {
        places.date = None;
    }
    for (own, over) in
        [(&mut own.subject, &over.subject), (&mut own.date, &over.date), (&mut own.presend, &over.presend)]
    {
        if over.is_some() {
            own.clone_from(over);
        }
    }
    if !over.references.is_empty() {
        own.references.clone_from(&over.references);
    }
    own.is_bulk |= over.is_bulk;
}

/// Reads lists of addresses, those of From, To, Cc and Bcc, as a mail's header would be read.
pub(super) fn of_lists(lists: [&[String]; 4]) -> Headers {
    let mut text = String::new();
    let one_line = |value: &str| value.replace(['\r', '\n'], " ");
    for (name, values) in ["From", "To", "Cc", "Bcc"].into_iter().zip(lists) {
        if !values.is_empty() {
            text += &format!("{name}: {}\n", one_line(&values.join(", ")));
        }
    }
    if text.is_empty() { Headers::default() } else { parse("options", text.into_bytes()) }
}

/// Reads the fields of a mail's head.
pub(crate) fn parse(name: &str, mut bytes: Vec<u8>) -> Headers {
    bytes.extend_from_slice(b"\n\n");
    email::read(Source::new(name, bytes)).headers
}
