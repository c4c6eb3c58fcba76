//! Reads logs of which each message has a form that no draft has: rows of a table or of XML, or a block of lines with fields.

use super::row_forms::{FROM, adium, line_len, phone, phones_time, pidgin, psi, signal, sms, table_row};
use super::stamp::Stamp;
use crate::text::Ends;

/// The first lines of Kakao's and of Viber's tables.
const TABLES: [(&str, Rows); 2] =
    [("date,user,message", Rows::Kakao), ("date,time,name,phone,message", Rows::Viber)];

/// An XML file has its first message within so many lines.
const LINES_ABOVE: usize = 24;
/// What opens the files in which messages are elements, and what opens one.
const ELEMENTS: [(&str, &str, Rows); 3] = [
    ("<smses ", "<sms ", Rows::Sms),
    ("http://purl.org/net/ulf/ns/", "<message ", Rows::Adium),
    ("<title>Conversation with ", "<", Rows::Pidgin),
];
/// Signal's messages stand below the name of the conversation.
const CONVERSATION: &[u8] = b"Conversation: ";
/// So many messages are looked for where only their form tells.
const LEAST_BLOCKS: usize = 2;

/// Which form the messages of a log have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::message::formats) enum Rows {
    /// `2026-03-12 21:03:10,"Ana","text"`
    Kakao,
    /// `12/03/2026,21:03:10,Ana,+34600000000,text`
    Viber,
    /// `<sms address="+34600000000" body="text" … />`
    Sms,
    /// `<message sender="ana" time="…" alias="Ana"><div>text</div></message>`
    Adium,
    /// `<font …><font size="2">(21:03:10)</font> <b>Ana:</b></font> text<br/>`
    Pidgin,
    /// `|2026-03-12T21:03:10|1|from|N---|text`, of Psi
    Psi,
    /// `From: Ana`, `Type: incoming`, `Sent: …` above the text, of sigtop
    Signal,
    /// `Mar 12, 2026  9:03:10 PM` and the name above the text, of imessage-exporter
    Phone,
}

/// A message, as far as it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row<'l> {
    pub(super) name: &'l [u8],
    pub(super) stamp: Option<Stamp<'l>>,
    /// Where its text begins.
    pub(super) text: usize,
}

impl Rows {
    const ALL: [Rows; 8] = [
        Rows::Kakao,
        Rows::Viber,
        Rows::Sms,
        Rows::Adium,
        Rows::Pidgin,
        Rows::Psi,
        Rows::Signal,
        Rows::Phone,
    ];

    /// Text goes on below the line on which a message begins; else what is no message is nobody's.
    pub(super) fn goes_on(self) -> bool {
        matches!(self, Rows::Kakao | Rows::Viber | Rows::Signal | Rows::Phone)
    }

    /// Reads what is one unit: a line, or the lines above a text.
    pub(super) fn read(self, unit: &[u8]) -> Option<Row<'_>> {
        let line = unit.strip_prefix("\u{feff}".as_bytes()).unwrap_or(unit);
        let found = match self {
            Rows::Kakao => table_row(line, 1),
            Rows::Viber => table_row(line, 2),
            Rows::Sms => sms(line),
            Rows::Adium => adium(line),
            Rows::Pidgin => pidgin(line),
            Rows::Psi => psi(line),
            Rows::Signal => signal(line),
            Rows::Phone => phone(line),
        }?;
        let (name, stamp, rest) = found;
        Some(Row { name, stamp, text: unit.len() - rest.len() })
    }

    /// Returns the length of the unit with which a text starts.
    pub(super) fn unit_len(self, text: &[u8]) -> usize {
        let line = line_len(text);
        match self {
            Rows::Signal if text.starts_with(FROM) => {
                let mut length = 0;
                for line in text.split_inclusive(|byte| *byte == b'\n') {
                    length += line.len();
                    if line.trim_ascii().is_empty() {
                        return length;
                    }
                }
                length
            }
            Rows::Phone if phones_time(text.head(line)).is_some() => line + line_len(text.tail(line)),
            _ => line,
        }
    }
}

/// Sees whether a text is such a log, and where its first message begins.
pub(super) fn rows(head: &[u8]) -> Option<(Rows, usize)> {
    let start = head.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let start = start + if head.tail(start).starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
    let text = head.tail(start);
    match *text.first()? {
        b'<' => elements(text).map(|(rows, at)| (rows, start + at)),
        b'|' => Rows::Psi.read(text.head(line_len(text))).map(|_| (Rows::Psi, start)),
        _ => table(text).or_else(|| blocks(text)).map(|(rows, at)| (rows, start + at)),
    }
}

/// Sees which form one message of such a log has.
pub(super) fn rows_of_message(bytes: &[u8]) -> Option<Rows> {
    Rows::ALL.into_iter().find(|rows| rows.read(bytes.head(rows.unit_len(bytes))).is_some())
}

fn elements(text: &[u8]) -> Option<(Rows, usize)> {
    let has = |sign: &str| memchr::memmem::find(text, sign.as_bytes()).is_some();
    let (_, opening, rows) = ELEMENTS.into_iter().find(|(sign, ..)| has(sign))?;
    let mut at = 0;
    for line in text.split_inclusive(|byte| *byte == b'\n').take(LINES_ABOVE) {
        if line.trim_ascii_start().starts_with(opening.as_bytes()) && rows.read(line).is_some() {
            return Some((rows, at));
        }
        at += line.len();
    }
    None
}

fn table(text: &[u8]) -> Option<(Rows, usize)> {
    let names = text.head(line_len(text));
    let plain: Vec<u8> =
        names.iter().filter(|byte| !matches!(byte, b'"' | b' ' | b'\r' | b'\n')).copied().collect();
    let is_table = |(columns, _): &&(&str, Rows)| plain.eq_ignore_ascii_case(columns.as_bytes());
    let (_, rows) = TABLES.iter().find(is_table)?;
    let below = text.tail(names.len());
    rows.read(below.head(line_len(below))).map(|_| (*rows, names.len()))
}

/// Blocks of lines stand below the name of the conversation, or there are two of them.
fn blocks(text: &[u8]) -> Option<(Rows, usize)> {
    if text.starts_with(CONVERSATION) {
        let at = memchr::memmem::find(text, b"\nFrom: ")? + 1;
        let is_next = text.tail(line_len(text)).head(at - line_len(text)).trim_ascii().is_empty();
        let block = text.tail(at);
        let is_read = Rows::Signal.read(block.head(Rows::Signal.unit_len(block))).is_some();
        return (is_next && is_read).then_some((Rows::Signal, at));
    }
    let (mut at, mut count) = (0, 0);
    while at < text.len() && count < LEAST_BLOCKS {
        let rest = text.tail(at);
        let length = Rows::Phone.unit_len(rest);
        count += usize::from(Rows::Phone.read(rest.head(length)).is_some());
        if count == 0 {
            return None;
        }
        at += length;
    }
    (count >= LEAST_BLOCKS).then_some((Rows::Phone, 0))
}
