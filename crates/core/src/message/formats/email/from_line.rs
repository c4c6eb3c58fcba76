//! Knows the `>` that programs set before a line that opens with `From `, so that it separates no messages.

use presend_lexicon::names::RegionKind;

use crate::message::model::Region;
use crate::text::{Ends, Span};

const FROM: &str = "From ";

/// Returns true if the line holds a time such as `12:30`.
pub(crate) fn has_time(line: &[u8]) -> bool {
    line.windows(5).any(|window| {
        matches!(window, [a, b, b':', c, d] if [a, b, c, d].iter().all(|byte| byte.is_ascii_digit()))
    })
}

/// A `From ` line that was escaped; it stands above or among the fields of a header.
pub(crate) fn is_escaped_separator(line: &[u8]) -> bool {
    let bare = line.trim_ascii_start();
    let signs = bare.iter().take_while(|byte| **byte == b'>').count();
    let rest = bare.tail(signs).strip_prefix(FROM.as_bytes()).map(<[u8]>::trim_ascii);
    signs > 0 && rest.is_some_and(|rest| has_time(rest) || rest.contains(&b'@') && !rest.contains(&b' '))
}

/// Gives lines that were read as quotations back to the writer, where their `>` is no sign of one: `>From ` stands alone,
/// or beside lines that keep a blank behind the sign. The regions stand in `range` of the text of a part.
pub(super) fn own_escaped_lines(text: &str, (part, range): (usize, Span), regions: &mut Vec<Region>) {
    if memchr::memmem::find(range.of(text).as_bytes(), b">From ").is_none() {
        return;
    }
    let mut found = Vec::with_capacity(regions.len());
    for region in regions.drain(..) {
        if region.part == part && region.kind == RegionKind::Quote {
            cut(text, region, &mut found);
        } else {
            found.push(region);
        }
    }
    *regions = found;
}

/// Cuts the escaped lines out of a quotation.
fn cut(text: &str, region: Region, found: &mut Vec<Region>) {
    let Region { kind, part, span, marker } = region;
    let mut quote = span.start;
    let mut pos = span.start;
    let mut before = "";
    for line in span.of(text).split_inclusive('\n') {
        let end = pos + line.len();
        let below = text.tail(end).split('\n').next().unwrap_or_default();
        let above = text
            .head(pos)
            .strip_suffix('\n')
            .map_or("", |above| above.rsplit('\n').next().unwrap_or_default());
        let is_escape = line.starts_with(">From ")
            && (before.is_empty() || before.starts_with('>'))
            && !is_tight_quote(above)
            && !is_tight_quote(below);
        if is_escape {
            let parts = [(kind, quote, pos, marker), (RegionKind::Body, pos, end, None)];
            let spans = parts.map(|(kind, start, end, marker)| Region {
                kind,
                part,
                span: Span::new(start, end),
                marker,
            });
            found.extend(spans.into_iter().filter(|region| !region.span.is_empty()));
            quote = end;
        }
        if !line.trim().is_empty() {
            before = line;
        }
        pos = end;
    }
    if quote < span.end {
        found.push(Region { kind, part, span: Span::new(quote, span.end), marker });
    }
}

/// `>text`, as programs quote that set no blank behind the sign; another escaped line is none.
fn is_tight_quote(line: &str) -> bool {
    line.strip_prefix('>').is_some_and(|rest| !rest.trim_start().is_empty() && !rest.starts_with([' ', '>']))
        && !line.starts_with(">From ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::formats::email::read;
    use crate::text::Source;

    fn own(body: &str) -> String {
        let text = format!("From: ana@example.com\nSubject: x\n\n{body}");
        let message = read(Source::new("draft.eml", text.as_bytes()));
        let body = message.regions.iter().filter(|region| region.kind == RegionKind::Body);
        body.map(|region| region.span.of(&message.parts[region.part].text)).collect::<String>()
    }

    #[test]
    fn an_escaped_line_is_the_writers() {
        for (body, expected) in [
            ("Hello.\n\n>From Monday on we close at six.\n", "Monday"),
            ("We will leave\n>From there by bus.\n", "From there"),
            ("> Which stop?\n>From the second one.\n", "second one"),
            ("> Which stop?\n\n>From here,\n>From now on.\n", "From now on"),
            ("Hello.\n\nOn Monday, Bo wrote:\n> when?\n\n>From six.\n", "From six"),
        ] {
            assert!(own(body).contains(expected), "{body}");
        }
    }

    #[test]
    fn a_quotation_that_opens_with_the_word_stays_one() {
        for body in [
            "On Monday, Bo wrote:\n\n>From here it is far.\n",
            ">I am late.\n>From here it is far.\n",
            ">From here it is far.\n>Come later.\n",
            "> > it\n>>From here it is far.\n",
        ] {
            assert!(!own(body).contains("far"), "{body}");
        }
    }

    #[test]
    fn an_escaped_line_above_the_header_is_no_text() {
        let line = "From ana@example.com Tue Mar  3 10:00:00 2026\n";
        for text in [
            format!(">{line}From: ana@example.com\nSubject: x\n\nwords\n"),
            format!("{line}>{line}From: ana@example.com\nSubject: x\n\nwords\n"),
            format!("From: ana@example.com\n>{line}Subject: x\n\nwords\n"),
        ] {
            let message = read(Source::new("draft.eml", text.as_bytes()));
            let words: Vec<&str> = message
                .regions
                .iter()
                .map(|region| region.span.of(&message.parts[region.part].text))
                .collect();
            assert_eq!(words, ["x", "words\n"], "{text}");
        }
    }
}
