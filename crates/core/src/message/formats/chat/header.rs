//! Reads the line above a text that has the name and the time, as programs copy messages out of their windows.

use super::captions::Voice;
use super::names::is_name;
use super::rows::Rows;
use super::stamp::{Stamp, alone, stamp};
use crate::text::{Ends, each_line_of};

/// Longer lines are text.
const HEADER_BYTES: usize = 96;

/// Slack marks what programs say.
const PROGRAM: &str = "APP";

/// A day may stand before the time: `Today at`.
const DAY_BYTES: usize = 24;

/// Reads `Ana, [12.03.2026 21:03]`, `Ana — Today at 9:03 PM`, `Ana Reis  [9:03 PM]`; of a tall header all its lines.
pub(super) fn read(line: &[u8]) -> Option<(&[u8], Stamp<'_>)> {
    let line = line.trim_ascii();
    if line.len() > HEADER_BYTES || !line.iter().any(u8::is_ascii_digit) {
        return None;
    }
    let text = std::str::from_utf8(line).ok()?;
    if let Some((time, name)) = text.split_once('\n').filter(|(first, _)| is_time(first.as_bytes())) {
        return on_line(name, time.trim());
    }
    if let Some((name, rest)) = text.split_once('\n') {
        let rest = rest.trim().strip_prefix('—').unwrap_or(rest);
        return on_line(name, rest.trim());
    }
    if let Some((name, rest)) = text.split_once(", [") {
        let rest = rest.strip_suffix(':').unwrap_or(rest).strip_suffix(']')?;
        return whole(name, rest);
    }
    if let Some((name, time)) = text.strip_prefix('[').and_then(|text| text.split_once("] ")) {
        return whole(name, time.trim()).or_else(|| of_day(time.trim(), name));
    }
    if let Some((name, time)) = in_brackets(text).or_else(|| text.rsplit_once(" - ")) {
        return bare(name, time.trim());
    }
    if let Some(found) = behind_comma(text).or_else(|| with_seconds(text)) {
        return Some(found);
    }
    let (name, rest) = text.split_once(" — ").or_else(|| text.split_once("  "))?;
    let rest = rest.trim();
    let rest = rest.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(rest);
    bare(name, rest)
}

/// `Ana Reis, Thu 9:03 PM, Edited`, as Google Chat copies it; people write the hours of a day so.
fn behind_comma(text: &str) -> Option<(&[u8], Stamp<'_>)> {
    let (name, rest) = text.split_once(", ")?;
    let (name, stamp) = on_line(name, rest.split(", ").next().unwrap_or_default())?;
    Some((name, Stamp { is_plain: true, ..stamp }))
}

/// `Ana 2026/3/12 21:03:10`, as WeChat copies it.
fn with_seconds(text: &str) -> Option<(&[u8], Stamp<'_>)> {
    let (name, time) = text.split_at_checked(text.find(|digit: char| digit.is_ascii_digit())?)?;
    let (name, stamp) = whole(name.strip_suffix(' ')?, time)?;
    let has_seconds = stamp.time.iter().filter(|byte| **byte == b':').count() == 2;
    (has_seconds && stamp.date.is_some()).then_some((name, Stamp { is_plain: true, ..stamp }))
}

/// `[Yesterday 3:04 PM] Ana Reis`: a word for the day before the time.
fn of_day<'l>(name: &'l str, time: &'l str) -> Option<(&'l [u8], Stamp<'l>)> {
    let (day, time) = time.split_once(' ')?;
    (day.len() <= DAY_BYTES && day.chars().all(char::is_alphabetic)).then(|| whole(name, time))?
}

/// `Ana Reis (0:03):`, as transcribers write it.
fn in_brackets(text: &str) -> Option<(&str, &str)> {
    text.strip_suffix(':').unwrap_or(text).strip_suffix(')')?.rsplit_once(" (")
}

/// Returns name and time, which is plain where neither a date nor the half of the day stands with it.
fn bare<'l>(name: &'l str, time: &'l str) -> Option<(&'l [u8], Stamp<'l>)> {
    on_line(name, time)
        .map(|(name, stamp)| (name, Stamp { is_plain: is_plain_time(time.as_bytes()), ..stamp }))
}

/// Returns name and time if there is nothing behind the time, before which a day may stand, or the mark of a program.
fn on_line<'l>(name: &'l str, time: &'l str) -> Option<(&'l [u8], Stamp<'l>)> {
    let time = time.strip_prefix(PROGRAM).map_or(time, str::trim_start);
    whole(name, time).or_else(|| whole(name, behind_day(time)?))
}

/// How the tall headers of a log are written. A log has one form: what has another is text, such as one word of a message above
/// the bare time at which its writer goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    /// The time stands above the name.
    opens_with_time: bool,
    /// The time is set in by blanks.
    is_set_in: bool,
    /// The half of the day stands behind the time.
    has_half: bool,
    /// The time could as well stand in a programme of the day.
    pub(super) is_plain: bool,
    /// The name begins with a small letter.
    is_small: bool,
}

/// Which tall headers are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Tall {
    /// None: time and name stand on one line.
    #[default]
    None,
    Any,
    Of(Form),
    /// The log is a file of captions, above which their times stand.
    Captions(Voice),
    /// Each message has a form of its own, of a line or of several.
    Rows(Rows),
}

impl Tall {
    /// Returns true if and only if time and name have lines of their own.
    pub(super) fn is_some(self) -> bool {
        self != Tall::None
    }

    /// Returns true if and only if a name and a time stand above each message, the time first.
    pub(super) fn opens_with_time(self) -> bool {
        matches!(self, Tall::Of(form) if form.opens_with_time)
    }

    /// Returns the length of a header that is looked for, with which a text starts.
    pub(super) fn header_len(self, text: &[u8]) -> Option<usize> {
        let length = match self {
            Tall::Any | Tall::Of(_) => tall_len(text)?,
            Tall::None | Tall::Captions(_) | Tall::Rows(_) => return None,
        };
        let is_wanted = |form: Form| match self {
            Tall::Of(known) => known.goes_with(form),
            _ => true,
        };
        Form::of(text.head(length)).is_some_and(is_wanted).then_some(length)
    }
}

impl Form {
    /// Returns true if and only if a header may stand in a log whose first one is written like this: what sets its times in, has
    /// halves of the day or gives names a capital letter does so everywhere.
    fn goes_with(self, other: Form) -> bool {
        self.opens_with_time == other.opens_with_time
            && (other.is_set_in || !self.is_set_in)
            && (other.has_half || !self.has_half)
            && (self.is_small || !other.is_small)
    }

    /// Sees how a tall header is written.
    pub(super) fn of(header: &[u8]) -> Option<Form> {
        let header = header.trim_ascii_end();
        let (first, last) =
            (header.split(|byte| *byte == b'\n').next()?, header.rsplit(|byte| *byte == b'\n').next()?);
        let opens_with_time = is_time(first);
        let (time, name) = if opens_with_time { (first, last) } else { (last, first) };
        let time = time.strip_prefix(PROGRAM.as_bytes()).unwrap_or(time);
        let name = std::str::from_utf8(name.trim_ascii()).ok()?;
        Some(Form {
            opens_with_time,
            is_set_in: time.starts_with(b"  "),
            has_half: time.trim_ascii().last().is_some_and(u8::is_ascii_alphabetic),
            is_plain: is_plain_time(time),
            is_small: name.starts_with(char::is_lowercase),
        })
    }
}

/// Returns the length of a header on more than one line with which a text starts, as some programs copy messages: the name,
/// perhaps a dash, and the time; or the time and the name.
fn tall_len(text: &[u8]) -> Option<usize> {
    let mut lines = each_line_of(text);
    let name = lines.next()?;
    let may_be_time = name.first().is_some_and(u8::is_ascii_digit);
    if !may_be_time && !is_name(name.trim_ascii()) {
        return None;
    }
    let second = lines.next()?;
    if may_be_time && is_time(name) {
        return is_name(second.trim_ascii()).then_some(name.len() + second.len());
    }
    if may_be_time && !is_name(name.trim_ascii()) {
        return None;
    }
    // `Great` above `see you at 9:03` is no header: a day stands before a time that is set in, or below a dash.
    if is_time(second) || second.starts_with(b"  ") && is_moment(second) {
        return Some(name.len() + second.len());
    }
    let third = lines.next().filter(|line| second.trim_ascii() == "—".as_bytes() && is_moment(line))?;
    Some(name.len() + second.len() + third.len())
}

/// Returns true if and only if a line holds a time and nothing else, before which a day may stand.
fn is_moment(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    line.len() <= HEADER_BYTES
        && std::str::from_utf8(line).is_ok_and(|line| !line.is_empty() && on_line("a", line).is_some())
}

/// Returns true if and only if a line holds a time and nothing else, perhaps behind the mark of a program: then whoever spoke last goes on.
pub(super) fn is_time(line: &[u8]) -> bool {
    std::str::from_utf8(line.trim_ascii()).is_ok_and(|time| {
        let time = time.strip_prefix(PROGRAM).map_or(time, str::trim_start);
        !time.is_empty() && whole("a", time).is_some()
    })
}

/// Returns true if and only if a time could as well stand in a programme of the day: it is not set in, and has neither a date
/// nor the half of the day.
fn is_plain_time(time: &[u8]) -> bool {
    time.trim_ascii_end().iter().all(|byte| byte.is_ascii_digit() || *byte == b':')
}

/// Returns name and time if there is nothing behind the time.
fn whole<'l>(name: &'l str, time: &'l str) -> Option<(&'l [u8], Stamp<'l>)> {
    // Whether there is a name is seen sooner than whether there is a time.
    let name = Some(name.trim().as_bytes()).filter(|name| is_name(name))?;
    // The reader of times wants something behind them.
    let start = time.as_bytes();
    let (found, rest) = stamp(start).or_else(|| alone(start))?;
    rest.is_empty().then_some((name, found))
}

/// Passes over `Today at `.
fn behind_day(rest: &str) -> Option<&str> {
    let digit = rest.find(|character: char| character.is_ascii_digit())?;
    let (day, time) = rest.split_at_checked(digit)?;
    (!day.is_empty() && day.len() <= DAY_BYTES && !day.contains([':', '.', '?', '!'])).then_some(time)
}
