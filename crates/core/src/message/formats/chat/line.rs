//! Cuts one line of a chat log into time, name and text, in the forms that chat programs write.

use presend_lexicon::names::WordList;

use super::beside::beside_name;
use super::captions::{self, Caption, Voice, is_times};
use super::days::{is_day, is_ruled_day};
use super::header::{self, Form, Tall};
use super::names::{angled, bare_name, before_tab, behind_host, is_name, is_nick, named, to_readers};
use super::rows::{Row, Rows};
use super::stamp::{Stamp, may_have_number, may_have_time, stamp, starts_with_digit};
use crate::builtin::phrases;
use crate::text::Ends;

/// Marks before what the program says itself.
const MARKS: [&str; 7] = ["-!-", "***", "-->", "<--", "===", "---", "--"];

/// Marks of that kind on a line without a time, where `---` alone is a rule.
const BARE_MARKS: [&str; 10] = [
    "-!- ",
    "*** ",
    "**** ",
    "=== ",
    "--- Log ",
    "--- Day ",
    "Session Start: ",
    "Session Ident: ",
    "Session Time: ",
    "Session Close: ",
];

/// Says where in a line a part of it starts.
type Offset<'o> = &'o dyn Fn(&[u8]) -> usize;

/// How the lines of a log are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Style {
    /// Each message has a time in front.
    pub(super) is_timed: bool,
    /// The name stands in `<…>` or between tabs, not before a colon.
    pub(super) is_marked: bool,
    /// Time and name have a line of their own, and the text stands below.
    pub(super) is_headed: bool,
    /// They have two lines or three, and how these are written.
    pub(super) tall: Tall,
}

/// A line that somebody wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said<'l> {
    pub(super) style: Style,
    pub(super) stamp: Option<Stamp<'l>>,
    pub(super) name: &'l [u8],
    /// Where the text starts in the line.
    pub(super) text: usize,
    /// `* name waves`
    pub(super) is_action: bool,
    /// In a log whose messages stand on one line, it would be what the program says: `[time] Ana left`.
    pub(super) is_program: bool,
}

/// What a line of a log is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line<'l> {
    /// Somebody says something.
    Said(Said<'l>),
    /// Somebody comes or goes; the program says something.
    Event,
    /// Text: it goes on from the line before.
    More,
    /// Text goes on from this place: what stands before is the program's.
    GoesOn(usize),
}

impl Style {
    /// Reads a line of a log that is written in this style.
    pub(super) fn read<'l>(self, line: &'l [u8]) -> Line<'l> {
        match self.tall {
            Tall::Captions(voice) => return caption(line, voice),
            Tall::Rows(rows) => return row(line, rows),
            _ if is_ruled_day(line) => return Line::Event,
            _ => {}
        }
        let is_between = self.tall.is_some() || !self.is_timed && !self.is_marked && starts_with_digit(line);
        if is_between && (header::is_time(line) || is_times(line)) {
            return Line::Event;
        }
        match read(line) {
            Line::Said(said) if said.style.tall.is_some() != self.tall.is_some() => Line::More,
            Line::Said(said) if said.style.is_headed != self.is_headed => match said.is_program {
                true => Line::Event,
                false => Line::More,
            },
            Line::Event if self.is_headed => Line::More,
            Line::Said(said) if said.style.is_timed != self.is_timed => Line::More,
            Line::Said(said) if said.is_action => match self.is_timed || self.is_marked {
                true => Line::Said(said),
                false => Line::More,
            },
            Line::Said(said) if said.style.is_marked != self.is_marked => Line::More,
            found => found,
        }
    }
}

/// Returns the length of the lines at the start of a text that are read as one: those of a tall header, or the first.
pub(super) fn unit_len(text: &[u8], tall: Tall) -> usize {
    let line = || memchr::memchr(b'\n', text).map_or(text.len(), |newline| newline + 1);
    match tall {
        Tall::Captions(voice) => captions::unit_len(text, voice),
        Tall::Rows(rows) => rows.unit_len(text),
        _ => tall.header_len(text).unwrap_or_else(line),
    }
}

/// Reads a line of captions, with what stands above it.
fn caption(unit: &[u8], voice: Voice) -> Line<'_> {
    match captions::read(unit, voice) {
        Caption::Said { name, text, minutes } => {
            let style =
                Style { is_timed: false, is_marked: false, is_headed: false, tall: Tall::Captions(voice) };
            let stamp = minutes.map(|minutes| Stamp { date: None, time: b"", minutes, is_plain: true });
            Line::Said(Said { style, stamp, name, text, is_action: false, is_program: false })
        }
        Caption::GoesOn { text: 0 } => Line::More,
        Caption::GoesOn { text } => Line::GoesOn(text),
        Caption::Note => Line::Event,
    }
}

/// Reads a message of a form of its own.
fn row(unit: &[u8], rows: Rows) -> Line<'_> {
    match rows.read(unit) {
        Some(Row { name, stamp, text }) => {
            let style = Style { tall: Tall::Rows(rows), ..Style::default() };
            Line::Said(Said { style, stamp, name, text, is_action: false, is_program: false })
        }
        None if rows.goes_on() => Line::More,
        None => Line::Event,
    }
}

/// Returns a line without the signs that nobody sees before it, and without the blanks behind it.
pub(super) fn bare(line: &[u8]) -> &[u8] {
    let bare = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
    bare.strip_prefix("\u{200e}".as_bytes()).unwrap_or(bare).trim_ascii_end()
}

/// Reads a line by itself, or a tall header.
pub(super) fn read(line: &[u8]) -> Line<'_> {
    let bare = bare(line);
    let offset = |rest: &[u8]| rest.as_ptr() as usize - line.as_ptr() as usize;
    if !may_have_number(bare) {
        return without_time(bare, line, false, &offset);
    }
    // A header on several lines may begin with its time, as a message on one line does.
    let tall = Some(bare).filter(|bare| bare.contains(&b'\n')).and_then(header::read);
    if let Some((name, stamp)) = tall {
        return headed(name, stamp, line, false);
    }
    // Some transcribers make a link of the time.
    let linked = bare.strip_prefix(b"@").filter(|rest| starts_with_digit(rest)).unwrap_or(bare);
    if is_ruled_day(bare) || is_day(bare) {
        return Line::Event;
    }
    let has_time = may_have_time(bare);
    let Some((stamp, rest)) = Some(linked).filter(|_| has_time).and_then(stamp) else {
        return without_time(bare, line, has_time, &offset);
    };
    let is_mark = MARKS.iter().any(|mark| {
        rest.strip_prefix(mark.as_bytes())
            .is_some_and(|more| more.first().is_none_or(u8::is_ascii_whitespace))
    });
    // Konversation names what happened before a tab, where a message has `<name>`.
    let before = linked.head(linked.len() - rest.len());
    let is_other = !rest.starts_with(b"<") && !rest.starts_with(b"*");
    if is_mark || is_other && memchr::memmem::find(before, b"] [").is_some() {
        return Line::Event;
    }
    if let Some((name, [])) = to_readers(rest) {
        return headed(name, Stamp { is_plain: false, ..stamp }, line, false);
    }
    match said(rest, Some(stamp), &offset) {
        Line::More if !stamp.is_plain && is_name(bare_name(rest)) => {
            headed(bare_name(rest), stamp, line, true)
        }
        Line::More if stamp.is_plain => match rest.strip_prefix(b"- ").filter(|name| is_name(name)) {
            Some(name) => headed(name, stamp, line, false),
            None => Line::More,
        },
        // `Ana added Ben`, said by the program.
        Line::More => Line::Event,
        found => found,
    }
}

/// Reads a line that does not begin with a time; where it may have one, that may stand behind the name.
fn without_time<'l>(bare: &'l [u8], line: &'l [u8], has_time: bool, offset: Offset<'_>) -> Line<'l> {
    if BARE_MARKS.iter().any(|mark| bare.starts_with(mark.as_bytes())) {
        return Line::Event;
    }
    let found = said(bare, None, offset);
    if !has_time {
        return found;
    }
    match header::read(bare) {
        Some((name, stamp)) => headed(name, stamp, line, false),
        None => beside_name(bare).map_or(found, |(name, stamp, text)| marked(name, stamp, offset(text))),
    }
}

/// Makes a line whose name has the time beside it.
fn marked<'l>(name: &'l [u8], stamp: Stamp<'l>, text: usize) -> Line<'l> {
    let style = Style { is_timed: true, is_marked: true, is_headed: false, tall: Tall::None };
    Line::Said(Said { style, stamp: Some(stamp), name, text, is_action: false, is_program: false })
}

/// Makes the line above a text of time and name.
fn headed<'l>(name: &'l [u8], stamp: Stamp<'l>, header: &'l [u8], is_program: bool) -> Line<'l> {
    let form = Some(header).filter(|header| header.trim_ascii().contains(&b'\n')).and_then(Form::of);
    let style =
        Style { is_timed: true, is_marked: false, is_headed: true, tall: form.map_or(Tall::None, Tall::Of) };
    Line::Said(Said { style, stamp: Some(stamp), name, text: header.len(), is_action: false, is_program })
}

/// Reads what stands behind the time, if there is one.
fn said<'l>(rest: &'l [u8], stamp: Option<Stamp<'l>>, offset: Offset<'_>) -> Line<'l> {
    let is_timed = stamp.is_some();
    let found = |name: &'l [u8], text: &'l [u8], is_marked: bool, is_action: bool| {
        let text = offset(text.trim_ascii_start());
        let style = Style { is_timed, is_marked, is_headed: false, tall: Tall::None };
        Line::Said(Said { style, stamp, name, text, is_action, is_program: false })
    };
    if let Some((name, text)) = Some(rest).filter(|_| is_timed).and_then(to_readers) {
        return found(name, text, false, false);
    }
    if let Some((name, text)) = angled(rest) {
        return found(name, text, true, false);
    }
    if let Some(action) = rest.strip_prefix(b"* ").or_else(|| rest.strip_prefix(b"*\t")) {
        let action = action.trim_ascii_start();
        let length = action.iter().take_while(|byte| !byte.is_ascii_whitespace()).count();
        let (name, text) = action.split_at(length);
        let text_of = behind_host(text);
        let does = String::from_utf8_lossy(text_of.get(..24).unwrap_or(text_of));
        if phrases(WordList::ChatEvents).iter().any(|event| does.trim_start().starts_with(event)) {
            return Line::Event;
        }
        return if is_nick(name) { found(name, text, true, true) } else { Line::More };
    }
    if let (true, Some((name, text))) = (is_timed, before_tab(rest)) {
        let name = name.trim_ascii();
        let name = name.strip_prefix(b"@").or_else(|| name.strip_prefix(b"+")).unwrap_or(name);
        if is_nick(name) {
            return found(name, text, true, false);
        }
    }
    match named(rest, is_timed) {
        Some((name, text)) => found(name, text, false, false),
        None => Line::More,
    }
}

/// Returns true if and only if there is nothing but blanks.
pub(super) fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(u8::is_ascii_whitespace)
}
