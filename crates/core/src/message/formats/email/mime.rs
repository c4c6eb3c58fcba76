//! Walks the MIME structure of a message in one pass, without recursion, and lists its leaves.

use std::collections::HashMap;

use super::header::Fields;
use super::media_type::{Encoding, LeafKind, encoding, has_file_name, leaf_kind, media_type, sealed};
use crate::message::unread::UnreadCause;
use crate::text::{Ends, Span};

/// Part numbers are written out to this depth.
const LABEL_DEPTH: usize = 16;

/// A part that holds no parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Leaf {
    pub(super) kind: LeafKind,
    pub(super) encoding: Encoding,
    pub(super) charset: Option<String>,
    /// Its lines flow, and the blank before a soft break goes with the break.
    pub(super) deletes_blanks: bool,
    /// The encoded bytes in the source.
    pub(super) body: Span,
    /// Its part number, `1` or `1.2`.
    pub(super) label: String,
    /// The innermost multipart/alternative it stands in.
    pub(super) alternative: Option<usize>,
    /// Its media type, as reports show it.
    pub(super) media_type: String,
    /// Why nothing can be read in it, if its type says so.
    pub(super) sealed: Option<UnreadCause>,
    /// The file ends before its multipart does.
    pub(super) is_cut_off: bool,
    /// It has the name of a file: text in it was attached, even where it is shown.
    pub(super) is_file: bool,
}

/// An open multipart.
struct Multipart {
    boundary: Vec<u8>,
    children: usize,
    alternative: Option<usize>,
}

/// Lists the leaves of a message in order.
pub(super) fn leaves(bytes: &[u8], fields: &Fields<'_>) -> Vec<Leaf> {
    let body = Span::new(fields.body_start, bytes.len());
    let mut walker = Walker {
        bytes,
        multiparts: Vec::new(),
        open: HashMap::new(),
        leaf: None,
        leaves: Vec::new(),
        alternatives: 0,
        has_text: false,
    };
    walker.enter(fields, body.start);
    if walker.multiparts.is_empty() {
        walker.close_leaf(body.end);
        return walker.leaves;
    }
    walker.walk(body);
    if walker.leaves.is_empty() {
        // A multipart without parts is read as the text that it is.
        let text = Leaf {
            kind: LeafKind::Plain,
            encoding: Encoding::Identity,
            charset: None,
            deletes_blanks: false,
            body,
            label: "1".to_owned(),
            alternative: None,
            media_type: "text/plain".to_owned(),
            sealed: None,
            is_cut_off: false,
            is_file: false,
        };
        walker.leaves.push(text);
    }
    walker.leaves
}

struct Walker<'x> {
    bytes: &'x [u8],
    multiparts: Vec<Multipart>,
    /// Depths at which a boundary is open; found by hash, so that depth costs nothing.
    open: HashMap<Vec<u8>, Vec<usize>>,
    leaf: Option<Leaf>,
    leaves: Vec<Leaf>,
    alternatives: usize,
    /// A leaf so far is text.
    has_text: bool,
}

impl Walker<'_> {
    fn walk(&mut self, body: Span) {
        let bytes = self.bytes;
        let mut line = body.start;
        if !bytes.tail(line).starts_with(b"--") {
            line = next_dashes(bytes, line);
        }
        while line < body.end {
            let end =
                memchr::memchr(b'\n', bytes.tail(line)).map_or(bytes.len(), |newline| line + newline + 1);
            match self.delimiter(Span::new(line + 2, end).of_bytes(bytes)) {
                Some((depth, is_last)) => {
                    self.close_leaf(line_end_before(bytes, line, body.start));
                    self.close_multiparts(if is_last { depth } else { depth + 1 });
                    line = if is_last { end } else { self.open_part(end) };
                    if !bytes.tail(line).starts_with(b"--") {
                        line = next_dashes(bytes, line);
                    }
                }
                None => line = next_dashes(bytes, end - 1),
            }
        }
        // Every multipart that ends says so.
        if let Some(leaf) = &mut self.leaf {
            leaf.is_cut_off = !self.multiparts.is_empty();
        }
        self.close_leaf(body.end);
    }

    /// Returns the depth whose boundary a line is, and whether it closes the multipart.
    fn delimiter(&self, line: &[u8]) -> Option<(usize, bool)> {
        let line = line.trim_ascii_end();
        let depth_of = |boundary: &[u8]| self.open.get(boundary).and_then(|depths| depths.last()).copied();
        if let Some(depth) = depth_of(line) {
            return Some((depth, false));
        }
        line.strip_suffix(b"--").and_then(depth_of).map(|depth| (depth, true))
    }

    fn open_part(&mut self, start: usize) -> usize {
        if let Some(multipart) = self.multiparts.last_mut() {
            multipart.children += 1;
        }
        let mut fields = Fields::parse(self.bytes, start);
        if fields.list.is_empty() && self.bytes.tail(start).starts_with(b"\n") {
            fields.body_start = start + 1;
        } else if fields.list.is_empty() && self.bytes.tail(start).starts_with(b"\r\n") {
            fields.body_start = start + 2;
        }
        self.enter(&fields, fields.body_start);
        // The blank line may be missing: the next delimiter is then looked for in place.
        fields.body_start
    }

    fn enter(&mut self, fields: &Fields<'_>, body_start: usize) {
        let media_type = media_type(fields.value("content-type"));
        let outer = self.multiparts.last().and_then(|multipart| multipart.alternative);
        let Some(boundary) = media_type.boundary.clone() else {
            let kind = leaf_kind(fields, &media_type, self.multiparts.is_empty());
            let is_file = media_type.has_name || has_file_name(fields);
            self.leaf = Some(Leaf {
                kind: if is_file && outer.is_none() { self.kind_of_file(kind) } else { kind },
                encoding: encoding(fields.value("content-transfer-encoding")),
                charset: media_type.charset.clone(),
                deletes_blanks: media_type.deletes_blanks,
                body: Span::new(body_start, body_start),
                label: self.label(),
                alternative: outer,
                sealed: sealed(&media_type),
                media_type: format!("{}/{}", media_type.media, media_type.subtype),
                is_cut_off: false,
                is_file,
            });
            return;
        };
        self.alternatives += 1;
        let alternative = if media_type.subtype == "alternative" { Some(self.alternatives) } else { outer };
        self.open.entry(boundary.clone()).or_default().push(self.multiparts.len());
        self.multiparts.push(Multipart { boundary, children: 0, alternative });
    }

    /// Tells what a part with the name of a file is: text is attached, even where it is shown, unless it is the first of the mail.
    fn kind_of_file(&self, kind: LeafKind) -> LeafKind {
        if self.has_text && is_text(kind) { LeafKind::Attachment } else { kind }
    }

    fn label(&self) -> String {
        if self.multiparts.is_empty() {
            return "1".to_owned();
        }
        let numbers: Vec<String> = self
            .multiparts
            .iter()
            .take(LABEL_DEPTH)
            .map(|multipart| multipart.children.to_string())
            .collect();
        numbers.join(".")
    }

    fn close_leaf(&mut self, end: usize) {
        if let Some(mut leaf) = self.leaf.take() {
            leaf.body.end = end.max(leaf.body.start);
            self.has_text |= is_text(leaf.kind);
            self.leaves.push(leaf);
        }
    }

    fn close_multiparts(&mut self, depth: usize) {
        for multipart in self.multiparts.drain(depth.min(self.multiparts.len())..).rev() {
            if let Some(depths) = self.open.get_mut(&multipart.boundary) {
                depths.pop();
            }
        }
    }
}

fn is_text(kind: LeafKind) -> bool {
    matches!(kind, LeafKind::Plain | LeafKind::Html)
}

/// Returns where the next line with two dashes starts, searching from `from`.
fn next_dashes(bytes: &[u8], from: usize) -> usize {
    memchr::memmem::find(bytes.tail(from), b"\n--").map_or(bytes.len(), |found| from + found + 1)
}

/// The line end before a delimiter belongs to the delimiter.
fn line_end_before(bytes: &[u8], line: usize, floor: usize) -> usize {
    let before = Span::new(floor, line).of_bytes(bytes);
    let bare = before.strip_suffix(b"\n").map_or(before, |bare| bare.strip_suffix(b"\r").unwrap_or(bare));
    floor + bare.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Vec<(LeafKind, String, String)> {
        let fields = Fields::parse(text.as_bytes(), 0);
        let leaves = leaves(text.as_bytes(), &fields);
        leaves.into_iter().map(|leaf| (leaf.kind, leaf.label, leaf.body.of(text).to_owned())).collect()
    }

    #[test]
    fn a_single_part_is_the_body() {
        assert_eq!(list("Subject: x\n\nhi\n"), [(LeafKind::Plain, "1".to_owned(), "hi\n".to_owned())]);
    }

    #[test]
    fn nested_parts_are_numbered() {
        let text = "Content-Type: multipart/mixed; boundary=a\n\npreamble\n--a\n\
            Content-Type: multipart/alternative; boundary=\"b c\"\n\n--b c\n\none\n--b c\nContent-Type: text/html\n\n<p>two\n--b c--\n\
            --a\nContent-Type: application/pdf\n\nxx\n--a\nContent-Type: message/rfc822\n\nSubject: y\n\nz\n--a--\nepilogue";
        let found = list(text);
        let brief: Vec<_> =
            found.iter().map(|(kind, label, body)| (*kind, label.as_str(), body.as_str())).collect();
        assert_eq!(
            brief,
            [
                (LeafKind::Plain, "1.1", "one"),
                (LeafKind::Html, "1.2", "<p>two"),
                (LeafKind::Attachment, "2", "xx"),
                (LeafKind::Message, "3", "Subject: y\n\nz"),
            ]
        );
    }

    #[test]
    fn text_with_the_name_of_a_file_is_attached_unless_it_is_the_first() {
        let part = |name: &str, body: &str| {
            format!("--a\nContent-Type: text/plain\nContent-Disposition: inline{name}\n\n{body}\n")
        };
        let head = "Content-Type: multipart/mixed; boundary=a\n\n";
        let (file, plain) = (part("; filename=a.txt", "old"), part("", "words"));
        let kinds = |text: String| list(&text).into_iter().map(|(kind, ..)| kind).collect::<Vec<_>>();
        assert_eq!(kinds(format!("{head}{plain}{file}--a--\n")), [LeafKind::Plain, LeafKind::Attachment]);
        assert_eq!(kinds(format!("{head}{plain}{plain}--a--\n")), [LeafKind::Plain, LeafKind::Plain]);
        assert_eq!(kinds(format!("{head}{file}{plain}--a--\n")), [LeafKind::Plain, LeafKind::Plain]);
    }

    #[test]
    fn broken_multiparts_are_read_as_far_as_they_go() {
        assert_eq!(list("Content-Type: multipart/mixed; boundary=a\n\nno parts")[0].2, "no parts");
        assert_eq!(list("Content-Type: multipart/mixed\n\nno boundary")[0].2, "no boundary");
        assert_eq!(list("Content-Type: multipart/mixed; boundary=a\n\n--a\n\nnot closed")[0].2, "not closed");
    }

    #[test]
    fn deep_nesting_is_linear() {
        let mut text = String::from("Content-Type: multipart/mixed; boundary=b0\n\n");
        for depth in 0..10_000 {
            text.push_str(&format!("--b{depth}\nContent-Type: multipart/mixed; boundary=b{}\n\n", depth + 1));
        }
        text.push_str("--b10000\n\ndeep");
        assert_eq!(list(&text)[0].2, "deep");
    }
}
