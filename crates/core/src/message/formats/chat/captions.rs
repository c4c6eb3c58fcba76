//! Reads captions of calls, as WebVTT, SubRip and the chats of Google Meet have them: what stands above each, and who says it.

use super::names::{before, is_name, named};
use crate::text::Ends;

/// Longer lines are no times.
const TIMES_BYTES: usize = 160;
/// A longer tag is text.
const TAG_BYTES: usize = 160;
/// So many captions make a file, where it does not say itself that it is one.
const LEAST_CAPTIONS: usize = 2;

/// How captions say who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::message::formats) enum Voice {
    /// `<v Ana>text</v>`
    Tag,
    /// `1 "Ana" (7)`, above the times.
    Number,
    /// The name has a line of its own below the times.
    Line,
    /// `Ana: text`, in nearly every caption.
    Colon,
    /// `Ana: text`, in some of them: a name is short there.
    SomeColon,
    /// They do not.
    Nobody,
}

/// What a line of captions is, with what stands above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Caption<'l> {
    /// Somebody speaks, from this place on; `minutes` from the beginning of the call.
    Said { name: &'l [u8], text: usize, minutes: Option<u16> },
    /// Whoever spoke goes on from this place.
    GoesOn { text: usize },
    /// What the program notes.
    Note,
}

/// What stands above a caption: perhaps its number, and from when to when it is shown.
#[derive(Debug, Clone, Copy)]
struct Head<'l> {
    length: usize,
    name: Option<&'l [u8]>,
    times: Times,
}

#[derive(Debug, Clone, Copy)]
struct Times {
    minutes: u16,
    /// Minutes and seconds have one digit where one is enough.
    is_short: bool,
}

/// Sees whether a text is a file of captions: how they say who speaks, and where the first one begins.
pub(super) fn captions(bytes: &[u8]) -> Option<(Voice, usize)> {
    let bare = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let says_so = bare.starts_with(b"WEBVTT");
    let (mut heads, mut tags, mut numbers, mut colons, mut lines) = (0, 0, 0, 0, 0);
    let mut first = None;
    let mut at = bytes.len() - bare.len();
    while at < bytes.len() {
        let rest = bytes.tail(at);
        let Some(head) = head(rest) else {
            if !says_so && first.is_none() && !rest.head(line_len(rest)).trim_ascii().is_empty() {
                return None;
            }
            at += line_len(rest);
            continue;
        };
        first = first.or(Some(at));
        at += head.length;
        let text = bytes.tail(at);
        heads += 1;
        tags += usize::from(tag(text).is_some());
        numbers += usize::from(head.name.is_some());
        colons += usize::from(named(text.head(line_len(text)), true).is_some());
        lines += usize::from(head.times.is_short);
    }
    let voice = match () {
        () if tags > 0 => Voice::Tag,
        () if numbers > 0 => Voice::Number,
        () if lines > 0 => Voice::Line,
        () if colons >= LEAST_CAPTIONS && colons * 5 >= heads * 4 => Voice::Colon,
        () if colons >= LEAST_CAPTIONS => Voice::SomeColon,
        () => Voice::Nobody,
    };
    first.filter(|_| says_so || heads >= LEAST_CAPTIONS).map(|first| (voice, first))
}

/// Sees how one message of a file of captions, which begins with one of them, says who speaks.
pub(super) fn voice_of_message(bytes: &[u8]) -> Option<Voice> {
    let Some(head) = head(bytes) else { return tag(bytes).map(|_| Voice::Tag) };
    Some(match () {
        () if tag(bytes.tail(head.length)).is_some() => Voice::Tag,
        () if head.name.is_some() => Voice::Number,
        () if head.times.is_short => Voice::Line,
        () => Voice::Colon,
    })
}

/// Returns the length of what is read as one: a line of a caption, with what stands above it, up to where another speaks.
pub(super) fn unit_len(text: &[u8], voice: Voice) -> usize {
    let above = above_len(text);
    let below = text.tail(above);
    let line = below.head(line_len(below));
    let other = memchr::memmem::find_iter(line, b"<v").find(|at| *at > 0 && tag(line.tail(*at)).is_some());
    let is_last = line.trim_ascii().is_empty();
    above
        + match other {
            Some(other) if voice == Voice::Tag => other,
            _ if above > 0 && is_last => 0,
            _ => line.len(),
        }
}

/// Returns the length of what stands above the words of such a unit.
pub(super) fn above_len(unit: &[u8]) -> usize {
    head(unit).map_or(0, |head| head.length)
}

/// Reads such a unit.
pub(super) fn read(unit: &[u8], voice: Voice) -> Caption<'_> {
    let head = head(unit);
    let start = head.map_or(0, |head| head.length);
    let minutes = head.map(|head| head.times.minutes);
    let text = unit.tail(start);
    let from = |rest: &[u8]| unit.len() - rest.trim_ascii_start().len();
    if head.is_none() && text.strip_prefix(b"NOTE").is_some_and(|rest| rest.trim_ascii_start() != rest) {
        return Caption::Note;
    }
    let is_new = head.is_some();
    let found = match voice {
        Voice::Tag => tag(text).map(|(name, length)| (name, from(text.tail(length)))),
        Voice::Number => head.and_then(|head| head.name).map(|name| (name, start)),
        Voice::Line => Some((text.trim_ascii(), unit.len())).filter(|(name, _)| is_new && is_name(name)),
        // A second speaker of one caption has a dash in front.
        Voice::Colon | Voice::SomeColon => text
            .strip_prefix(b"- ")
            .or(is_new.then_some(text))
            .and_then(|text| named(text, voice == Voice::Colon))
            .map(|(name, rest)| (name, from(rest))),
        Voice::Nobody => None,
    };
    match found {
        Some((name, text)) => Caption::Said { name, text, minutes },
        None => Caption::GoesOn { text: start },
    }
}

/// Returns true if and only if a line says from when to when the next one is shown.
pub(super) fn is_times(line: &[u8]) -> bool {
    times(line).is_some()
}

fn line_len(text: &[u8]) -> usize {
    memchr::memchr(b'\n', text).map_or(text.len(), |newline| newline + 1)
}

fn head(text: &[u8]) -> Option<Head<'_>> {
    let first = text.head(line_len(text));
    if let Some(times) = times(first) {
        return Some(Head { length: first.len(), name: None, times });
    }
    let number = first.trim_ascii();
    let name = numbered(number);
    // Whatever is said may stand above the times of the next caption, where no line is left blank: a word, but no number.
    let is_number = name.is_some()
        || number.iter().any(u8::is_ascii_digit) && number.iter().all(|byte| byte.is_ascii_graphic());
    let rest = text.tail(first.len());
    let second = rest.head(if is_number { line_len(rest) } else { 0 });
    times(second).map(|times| Head { length: first.len() + second.len(), name, times })
}

/// `12 "Ana Reis" (314159)`
fn numbered(line: &[u8]) -> Option<&[u8]> {
    let digits = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let quoted = line.tail(digits).strip_prefix(b" \"").filter(|_| digits > 0)?;
    let (name, rest) = before(quoted, b'"')?;
    (rest.is_empty() || rest.starts_with(b" (")).then_some(name)
}

/// `<v Ana Reis>`, `<v.loud Ana Reis>`: the name and the length.
fn tag(text: &[u8]) -> Option<(&[u8], usize)> {
    let inside = text.strip_prefix(b"<v").filter(|rest| matches!(rest.first(), Some(b' ' | b'\t' | b'.')))?;
    let end = inside.iter().take(TAG_BYTES).position(|byte| matches!(byte, b'>' | b'<' | b'\n'))?;
    let name = inside.head(end);
    let name = name.tail(name.iter().position(u8::is_ascii_whitespace)?).trim_ascii();
    (inside.get(end) == Some(&b'>') && !name.is_empty()).then_some((name, end + 3))
}

/// `00:03:05.123 --> 00:03:08.123 align:start`, `00:03:05.123,00:03:08.123`
fn times(line: &[u8]) -> Option<Times> {
    let starts = line.first().is_some_and(u8::is_ascii_digit);
    let text = std::str::from_utf8(line).ok().filter(|line| starts && line.len() <= TIMES_BYTES)?.trim_end();
    if let Some((from, to)) = text.split_once("-->") {
        let to = to.trim_start().split([' ', '\t']).next()?;
        return time(from.trim_end()).filter(|_| time(to).is_some());
    }
    let (from, to) = text.split_once(',')?;
    time(from).filter(|_| from.contains('.') && time(to).is_some())
}

/// `00:03:05.123`, `03:05,123`, `0:3:5.12`
fn time(text: &str) -> Option<Times> {
    let (clock, part) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let is_number =
        |field: &&str| matches!(field.len(), 1..=3) && field.bytes().all(|byte| byte.is_ascii_digit());
    let fields: Vec<&str> = clock.split(':').collect();
    if !fields.iter().chain([&part]).all(is_number) {
        return None;
    }
    let number = |field: &str| field.parse::<u16>().unwrap_or_default();
    let (hours, minutes, seconds) = match *fields {
        [hours, minutes, seconds] => (number(hours), minutes, seconds),
        [minutes, seconds] => (0, minutes, seconds),
        _ => return None,
    };
    let minutes_of_day = (hours % 24) * 60 + number(minutes) % 60;
    Some(Times {
        minutes: minutes_of_day,
        is_short: minutes.len() == 1 && seconds.len() <= 2 && fields.len() == 3,
    })
}
