//! Lays the headers of options and of `--headers` over a draft's own.

use std::borrow::Cow;

use crate::commands::check::args::Check;
use crate::error::CliError;
use presend_core::message::{Coding, Headers, Message, Origin, Part, Region, RegionKind, email};
use presend_core::text::{Source, Span};

/// What was given about every draft; it stands in for what the draft says itself.
pub(crate) struct HeaderOverrides {
    headers: Headers,
    attachments: Option<usize>,
    /// True if `--profile` was typed: then no path and no line of jsonl chooses another.
    pub(crate) has_profile: bool,
}

impl HeaderOverrides {
    /// Reads `--headers` and lays the options over it.
    pub(crate) fn new(args: &Check) -> Result<HeaderOverrides, CliError> {
        let mut headers = match &args.headers {
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
        apply(&mut headers, &typed(args));
        Ok(HeaderOverrides { headers, attachments: args.attachments, has_profile: args.profile.is_some() })
    }

    /// Lays what was given over a draft's own headers.
    pub(crate) fn apply(&self, message: &mut Message<'_>) {
        lay_headers(&self.headers, message);
        message.attachments = self.attachments.or(message.attachments);
    }
}

/// Lays fields over a draft's own; a subject takes the place of the one that was linted.
pub(crate) fn lay_headers(headers: &Headers, message: &mut Message<'_>) {
    apply(&mut message.headers, headers);
    let Some(subject) = &headers.subject else { return };
    let origin = Origin::Decoded { span: Span::new(0, 0), coding: Coding::Opaque };
    let text = Cow::Owned(subject.clone());
    message.parts.push(Part { label: Some(Cow::Borrowed("subject")), text, origin });
    message.regions.retain(|region| region.kind != RegionKind::Subject);
    let part = message.parts.len() - 1;
    let span = Span::new(0, subject.len());
    message.regions.insert(0, Region { kind: RegionKind::Subject, part, span });
}

fn apply(own: &mut Headers, given: &Headers) {
    let (mut from, mut reply_to) = (None, None);
    let places = &mut own.places;
    // What was given stands in no line of the draft.
    for (own, given, place) in [
        (&mut own.from, &given.from, &mut from),
        (&mut own.to, &given.to, &mut places.to),
        (&mut own.cc, &given.cc, &mut places.cc),
        (&mut own.bcc, &given.bcc, &mut places.bcc),
        (&mut own.reply_to, &given.reply_to, &mut reply_to),
    ] {
        if !given.is_empty() {
            own.clone_from(given);
            *place = None;
        }
    }
    if given.date.is_some() {
        places.date = None;
    }
    for (own, given) in
        [(&mut own.subject, &given.subject), (&mut own.date, &given.date), (&mut own.presend, &given.presend)]
    {
        if given.is_some() {
            own.clone_from(given);
        }
    }
    if !given.references.is_empty() {
        own.references.clone_from(&given.references);
    }
    own.is_bulk |= given.is_bulk;
}

/// Reads the addresses of the options as a mail's header would be read.
fn typed(args: &Check) -> Headers {
    let mut headers = of_lists([&args.from, &args.to, &args.cc, &args.bcc]);
    headers.subject.clone_from(&args.subject);
    headers.date.clone_from(&args.date);
    headers
}

/// Reads lists of addresses, those of From, To, Cc and Bcc, as a mail's header would be read.
pub(crate) fn of_lists(lists: [&[String]; 4]) -> Headers {
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
