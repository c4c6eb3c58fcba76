//! Finds the fields of a mail's head whose values are not shown around a change: keys and passes travel in such.

use memchr::memchr_iter;

use crate::message::{Message, RegionKind};
use crate::text::{Ends, Span};

/// Fields that hold what a mail program shows anyway.
const SHOWN: [&str; 16] = [
    "bcc",
    "cc",
    "content-disposition",
    "content-transfer-encoding",
    "content-type",
    "date",
    "from",
    "in-reply-to",
    "message-id",
    "mime-version",
    "references",
    "reply-to",
    "sender",
    "subject",
    "to",
    "x-presend",
];

/// Returns where in the source the values of all other fields stand.
pub(super) fn unfamiliar_fields(message: &Message<'_>) -> Vec<Span> {
    let is_text = |kind| !matches!(kind, RegionKind::Subject | RegionKind::Header);
    let starts = message.regions.iter().filter(|region| is_text(region.kind)).filter_map(|region| {
        let part = message.parts.get(region.part)?;
        Some(part.source_span(&message.source, region.span).start)
    });
    let limit = starts.min().unwrap_or(message.source.len()).min(message.source.len());
    let (mut found, mut start, mut hides) = (Vec::new(), 0, false);
    for newline in memchr_iter(b'\n', message.source.head(limit)) {
        let line = message.source.between(start, newline);
        let value = match line {
            [b' ' | b'\t', ..] => Some(0),
            _ => field(line).map(|name| {
                hides = !SHOWN.iter().any(|shown| name.eq_ignore_ascii_case(shown.as_bytes()));
                name.len() + 1
            }),
        };
        let Some(value) = value else { break };
        if hides && start + value < newline {
            found.push(Span::new(start + value, newline));
        }
        start = newline + 1;
    }
    found
}

/// Returns the name of the field that a line begins.
fn field(line: &[u8]) -> Option<&[u8]> {
    let name = line.split(|byte| *byte == b':').next()?;
    let is_name = !name.is_empty() && name.len() < line.len();
    (is_name && name.iter().all(|byte| byte.is_ascii_graphic())).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::message::Region;

    #[test]
    fn fields_that_no_mail_program_shows_are_hidden_with_their_folded_lines() {
        let text = "Subject: News\nX-Api-Key: abc\n def\nTo: bo@example.com\n\nX-Note: kept\n";
        let mut report = sample::report(text);
        let body = Span::new(text.find("X-Note").unwrap(), text.len());
        report.message.regions = vec![Region::new(RegionKind::Body, 0, body)];
        let hidden: Vec<&str> =
            unfamiliar_fields(&report.message).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(hidden, [" abc", " def"]);
        report.message.regions = vec![Region::new(RegionKind::Body, 0, Span::new(0, text.len()))];
        assert!(unfamiliar_fields(&report.message).is_empty());
    }
}
