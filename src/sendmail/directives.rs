//! Reads what a message asks of presend, and removes that from it: the `X-Presend` header, and lines of ignores.

use std::ops::Range;

use memchr::memmem;

use presend_core::Source;
use presend_core::line_ignores;
use presend_core::message::{self, Format, email};
use presend_core::message::{IGNORE_DIRECTIVE, Message};

/// The header field.
const FIELD: &str = "x-presend";

/// What a signed, encrypted or doubled text says about itself, folded: no line can be removed from one without a trace.
const UNTOUCHABLE: [&[u8]; 6] = [
    b"multipart/signed",
    b"multipart/encrypted",
    b"multipart/alternative",
    b"application/pkcs7-mime",
    b"application/x-pkcs7-mime",
    b"-----begin pgp ",
];

/// What a message asks for.
#[derive(Debug)]
pub(super) struct Directives {
    /// It is to be sent without a check.
    pub(super) skips: bool,
    /// Codes, groups and names to leave alone.
    pub(super) ignores: Vec<String>,
    /// How many of them stand in lines that are removed; others in the text are not heeded.
    pub(super) heeded_lines: usize,
    /// The message as it is to be sent: without the field and the lines, else byte for byte.
    pub(super) outgoing: Vec<u8>,
}

impl Directives {
    /// Reads a message.
    pub(super) fn of(message: &[u8]) -> Directives {
        let mut directives =
            Directives { skips: false, ignores: Vec::new(), heeded_lines: 0, outgoing: Vec::new() };
        let mut cuts = directives.read_fields(message);
        directives.read_lines(message, &mut cuts);
        cuts.sort_by_key(|cut| cut.start);
        cuts.dedup();
        directives.outgoing.reserve_exact(message.len());
        let mut at = 0;
        for cut in cuts {
            // Of two cuts that overlap the second begins where the first ended.
            directives.outgoing.extend_from_slice(message.get(at..cut.start).unwrap_or_default());
            at = at.max(cut.end);
        }
        directives.outgoing.extend_from_slice(message.get(at..).unwrap_or_default());
        directives
    }

    /// Reads the fields of that name, and returns where they stand.
    fn read_fields(&mut self, message: &[u8]) -> Vec<Range<usize>> {
        let fields = email::fields_named(message, FIELD);
        fields.iter().for_each(|(_, value)| self.read_value(value));
        fields.into_iter().map(|(lines, _)| lines).collect()
    }

    /// Reads `skip`, or `ignore=` or `skip=` with codes, groups and names.
    fn read_value(&mut self, value: &str) {
        match value.trim().split_once('=') {
            Some((verb, list)) if matches!(verb.trim(), "ignore" | "skip") => {
                let names = list.split([',', ' ', '\t', '\r', '\n']).filter(|name| !name.is_empty());
                self.ignores.extend(names.map(str::to_owned));
            }
            Some(_) => {}
            None => self.skips |= value.trim().eq_ignore_ascii_case("skip"),
        }
    }

    /// Reads the lines of ignores in the writer's own words, if there are any.
    fn read_lines(&mut self, raw: &[u8], cuts: &mut Vec<Range<usize>>) {
        // Only what stands there verbatim can be removed; most messages are spared the rest.
        if memmem::find(raw, IGNORE_DIRECTIVE.as_bytes()).is_none() {
            return;
        }
        let message = message::read(Source::new("message", raw), Format::Email);
        let ignores = line_ignores(&message);
        let folded = raw.to_ascii_lowercase();
        let is_fixed = UNTOUCHABLE.iter().any(|sign| memmem::find(&folded, sign).is_some());
        let is_flowed = memmem::find(&folded, b"format=flowed").is_some();
        for ignore in ignores {
            let line = line_of(&message, raw, (ignore.label.part, ignore.label.span));
            if let Some(line) = line.filter(|line| !(is_fixed || is_flowed && flows(raw, line))) {
                self.ignores.push(ignore.selector);
                self.heeded_lines += 1;
                cuts.push(line);
            }
        }
    }
}

/// Returns true if and only if a line of a flowed text goes on on the next one, or goes on from the one before: cut, it would leave
/// half of a paragraph.
fn flows(raw: &[u8], line: &Range<usize>) -> bool {
    let goes_on = |lines: &[u8]| {
        let line = lines.strip_suffix(b"\n").unwrap_or(lines);
        line.strip_suffix(b"\r").unwrap_or(line).ends_with(b" ")
    };
    let before = raw.get(..line.start).unwrap_or_default();
    goes_on(raw.get(line.clone()).unwrap_or_default()) || goes_on(before)
}

/// Returns the bytes of the line in which an ignore stands, if it stands there verbatim and alone.
fn line_of(
    message: &Message<'_>,
    raw: &[u8],
    (part, span): (usize, presend_core::Span),
) -> Option<Range<usize>> {
    let part = message.parts.get(part)?;
    let found = part.source_span(raw, span);
    if raw.get(found.start..found.end)? != span.of(&part.text).as_bytes() {
        return None;
    }
    let start = memchr::memrchr(b'\n', raw.get(..found.start)?).map_or(0, |newline| newline + 1);
    let newline = memchr::memchr(b'\n', raw.get(found.end..)?);
    let end = newline.map_or(raw.len(), |newline| found.end + newline + 1);
    let (before, line) = (raw.get(..start)?, raw.get(start..end)?.trim_ascii());
    let mut bare = line;
    while let Some(rest) = bare.split_first().filter(|(first, _)| b"#/ \t".contains(first)) {
        bare = rest.1;
    }
    let is_whole = bare.starts_with(IGNORE_DIRECTIVE.as_bytes()) && bare.contains(&b']');
    // A soft line break of quoted-printable joins lines: what is cut must be one.
    let is_joined = line.ends_with(b"=") || before.ends_with(b"=\n") || before.ends_with(b"=\r\n");
    (is_whole && !is_joined).then_some(start..end)
}
