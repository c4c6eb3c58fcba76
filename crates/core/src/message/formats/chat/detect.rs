//! Counts the lines at the start of a text to tell a chat log, and how it is written, from everything else.

use std::collections::HashSet;

use presend_lexicon::names::WordList;

use super::header::{self, Form, Tall};
use super::line::{Line, Said, Style, is_cue, read, unit_len};
use crate::builtin::phrases;
use crate::text::Ends;

/// How much of a text is looked at, in bytes.
const HEAD_BYTES: usize = 8 * 1024;

/// The place of the style whose messages stand below a line of time and name.
const HEADED: usize = 4;

/// The place of the style whose messages stand below lines of name and time.
const TALL: usize = 5;
/// So many headers of plain times make a chat, where somebody speaks again.
const PLAIN_HEADERS: usize = 3;

/// A banner has rules of at least so many signs,
const RULE_BYTES: usize = 20;
/// and at most so many lines.
const BANNER_LINES: usize = 12;
/// What stands before the last word of a title.
const DASHES: [&str; 3] = ["-", "–", "—"];

/// How much a text looks like a chat log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Likeness {
    /// Times or brackets before the names: nothing else looks like this.
    Sure,
    /// Names that take turns before colons; header fields look alike.
    Named,
    /// It is not a chat.
    None,
}

/// What the lines of a text are.
#[derive(Debug, Default)]
struct LineCounts<'l> {
    /// Lines that are not blank.
    full: usize,
    events: usize,
    /// What is said by style: timed counts two, marked one; the last two have time and name on lines of their own.
    by_style: [Tally<'l>; 6],
    /// Lines that say from when to when the next one is shown.
    cues: usize,
    /// The first line is one of time and name alone.
    opens_headed: bool,
    /// The first lines are a tall header.
    opens_tall: bool,
    /// Tall headers right below another, with no text.
    empty: usize,
    /// Tall headers whose time could as well stand in a programme of the day.
    plain_headers: usize,
    /// How the tall headers are written: as the first one is.
    tall: Option<Form>,
    /// Lines of time and name alone that may be a program's.
    programs: usize,
    /// Messages with a time that could stand in prose.
    plain: usize,
}

/// What is said in one style.
#[derive(Debug, Default)]
struct Tally<'l> {
    messages: usize,
    /// Somebody speaks again after another did.
    takes_turns: bool,
    names: HashSet<&'l [u8]>,
    last: &'l [u8],
}

/// Tells how much a text looks like a chat log by its start.
pub(crate) fn likeness(bytes: &[u8]) -> Likeness {
    let counts = count(bytes);
    let best = counts.best();
    let Some(tally) = counts.by_style.get(best) else { return Likeness::None };
    let (said, style) = (tally.messages, counts.style_of(best));
    if style.tall.is_some() {
        return if counts.is_tall_chat() { Likeness::Sure } else { Likeness::None };
    }
    if style.is_headed {
        return if counts.opens_headed && said >= 2 { Likeness::Sure } else { Likeness::None };
    }
    let events = counts.events + counts.programs;
    let has_turns = said >= 3 && tally.takes_turns;
    if said < 2 || (said + events) * 2 <= counts.full {
        return Likeness::None;
    }
    let is_html = memchr::memmem::find(head(bytes), b"</").is_some();
    match (style.is_timed, style.is_marked) {
        (true, false) if counts.plain * 2 > said && !has_turns => Likeness::None,
        (true, _) => Likeness::Sure,
        (false, true) if has_turns && !is_html => Likeness::Sure,
        (false, false) if has_turns && (transcript_head(bytes) > 0 || counts.cues >= said) => Likeness::Sure,
        // A dump of fields has turns by chance; people say more than one thing each.
        (false, false) if has_turns && said * 5 >= counts.full * 4 && tally.names.len() * 2 <= said => {
            Likeness::Named
        }
        _ => Likeness::None,
    }
}

/// Returns the style of the most messages at the start of a log; `None` where there is none.
pub(super) fn style(bytes: &[u8]) -> Option<Style> {
    let counts = count(bytes);
    let best = counts.best();
    (counts.said(best) > 0).then(|| counts.style_of(best))
}

/// Returns the length of what a program writes above a log: which server or channel, between two rules of `=`; or which meeting,
/// down to a line that says that a transcript follows.
pub(super) fn banner(bytes: &[u8]) -> usize {
    ruled_banner(bytes).max(transcript_head(bytes))
}

/// `Kiln planning - Transcript`, perhaps with those who were there and `Transcript` below it.
fn transcript_head(bytes: &[u8]) -> usize {
    let (mut length, mut found) = (0, 0);
    for line in bytes.split_inclusive(|byte| *byte == b'\n').take(BANNER_LINES) {
        length += line.len();
        // The last word of a line is looked at, before which nothing stands or a dash.
        let words = line.trim_ascii_end();
        let start = memchr::memrchr(b' ', words).map_or(0, |blank| blank + 1);
        let (before, title) = (words.head(start).trim_ascii_end(), words.tail(start));
        let is_apart = before.is_empty() || DASHES.iter().any(|dash| before.ends_with(dash.as_bytes()));
        let is_title = |known: &&str| known.len() == title.len() && lower(title) == **known;
        if is_apart && phrases(WordList::TranscriptTitles).iter().any(is_title) {
            found = length;
        }
    }
    found
}

fn lower(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).to_lowercase()
}

fn ruled_banner(bytes: &[u8]) -> usize {
    let is_rule = |line: &[u8]| line.len() >= RULE_BYTES && line.iter().all(|byte| *byte == b'=');
    let mut length = 0;
    for (number, line) in bytes.split_inclusive(|byte| *byte == b'\n').take(BANNER_LINES).enumerate() {
        let bare = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line).trim_ascii();
        length += line.len();
        match (number, is_rule(bare)) {
            (0, false) => return 0,
            (1.., true) => return length,
            _ => {}
        }
    }
    0
}

fn head(bytes: &[u8]) -> &[u8] {
    match bytes.get(..HEAD_BYTES) {
        None => bytes,
        // The line that is cut off says nothing.
        Some(head) => memchr::memrchr(b'\n', head).and_then(|newline| head.get(..newline)).unwrap_or(head),
    }
}

fn count(bytes: &[u8]) -> LineCounts<'_> {
    let mut counts = LineCounts::default();
    let mut rest = head(bytes);
    rest = rest.get(banner(rest)..).unwrap_or_default();
    let mut was_tall = false;
    while !rest.is_empty() {
        let (line, below) = rest.split_at(unit_len(rest, counts.tall_sought()));
        rest = below;
        if line.trim_ascii().is_empty() {
            continue;
        }
        if line.first().is_some_and(u8::is_ascii_digit) {
            let is_cue = is_cue(line);
            counts.cues += usize::from(is_cue);
            if is_cue || header::is_time(line) {
                continue;
            }
        }
        counts.full += 1;
        let found = read(line);
        let form = match found {
            Line::Said(Said { style: Style { tall: Tall::Of(form), .. }, .. }) => Some(form),
            _ => None,
        };
        let is_tall = form.is_some();
        counts.tall = counts.tall.or(form);
        counts.empty += usize::from(is_tall && was_tall);
        counts.plain_headers += usize::from(form.is_some_and(|form| form.is_plain));
        was_tall = is_tall;
        match found {
            Line::Said(said) => counts.add(&said),
            Line::Event => counts.events += 1,
            Line::More => {}
        }
    }
    counts.empty += usize::from(was_tall);
    counts
}

impl<'l> LineCounts<'l> {
    fn style_of(&self, index: usize) -> Style {
        let tall = if index == TALL { self.tall_sought() } else { Tall::None };
        let (is_timed, is_headed) = (index >= 2, index >= HEADED);
        Style { is_timed, is_marked: !is_headed && index % 2 == 1, is_headed, tall }
    }

    fn tall_sought(&self) -> Tall {
        self.tall.map_or(Tall::Any, Tall::Of)
    }

    fn add(&mut self, said: &Said<'l>) {
        let index = match said.style.is_headed {
            true if said.style.tall.is_some() => TALL,
            true => HEADED,
            false => usize::from(said.style.is_timed) * 2 + usize::from(said.style.is_marked),
        };
        self.opens_headed |= self.full == 1 && index == HEADED;
        self.opens_tall |= self.full == 1 && index == TALL;
        self.programs += usize::from(said.is_program);
        // `* name waves` is a bullet to a text without times and brackets.
        if said.is_action && !said.style.is_timed {
            return;
        }
        let Some(tally) = self.by_style.get_mut(index) else { return };
        tally.messages += 1;
        if tally.last != said.name {
            tally.last = said.name;
            tally.takes_turns |= !tally.names.insert(said.name);
        }
        self.plain += usize::from(said.stamp.is_some_and(|stamp| stamp.is_plain));
    }

    fn said(&self, style: usize) -> usize {
        self.by_style.get(style).map_or(0, |tally| tally.messages)
    }

    /// A programme of a day has names and times too, but no text below each, or a time that people write.
    fn is_tall_chat(&self) -> bool {
        let said = self.said(TALL);
        let is_said = self.opens_tall && said >= 2 && self.empty == 0;
        let has_turns = said >= PLAIN_HEADERS && self.by_style[TALL].takes_turns;
        is_said
            && match self.tall_sought().opens_with_time() {
                // A programme of the day is written so, and may have a break twice.
                true => has_turns && self.by_style[TALL].names.len() * 3 <= said * 2,
                false => self.plain_headers == 0 || has_turns,
            }
    }

    /// Returns the style with the most messages, a timed one before another; one whose messages stand on one line before
    /// one whose lines may as well be a program's.
    fn best(&self) -> usize {
        let others = (0..TALL).map(|style| self.said(style)).sum::<usize>();
        if self.said(TALL) > 0 && (self.opens_tall || others == 0) && self.said(TALL) * 2 > others {
            return TALL;
        }
        let on_one_line = self.said(2) + self.said(3);
        let is_headed = self.opens_headed || self.said(0) + self.said(1) == 0;
        if is_headed
            && self.said(HEADED) > 0
            && (on_one_line == 0 || self.said(HEADED) - self.programs > on_one_line)
        {
            return HEADED;
        }
        (0..HEADED).max_by_key(|&index| (self.said(index), index)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use crate::message::Format;

    #[test]
    fn logs_are_known_by_their_lines() {
        for text in [
            "[12:03] ana: is the kiln off?\n[12:04] ben: since ten\n",
            "12:03 <ana> is the kiln off?\n12:04 <@ben> since ten\n",
            "12:03 ana: is the kiln off?\n12:04 ben: since ten\n12:05 ana: good\n",
            "<ana> is the kiln off?\n<ben> since ten\n<ana> good\n",
            "12/03/2026, 12:03 - Ana Silva: is the kiln off?\n12/03/2026, 12:04 - Ben: since ten\n",
            "[12/03/2026, 9:03:10 PM] Ana: is it off?\n[12/03/2026, 9:04:00 PM] +44 7700 900123: yes\n",
            "2026-03-12 12:03:10\tana\tis it off?\n2026-03-12 12:04:00\t@ben\tsince ten\n",
            "2026-03-12T12:03:10 <ana-b> is it off?\n2026-03-12T12:04:00 <ben> since ten\n\n",
            "--- Log opened Thu Mar 12 12:00:00 2026\n12:01 -!- ben [b@host] has joined #kiln\n12:03 < ana> off?\n12:04 * ben nods\n",
            "ana: is the kiln off?\nben: since ten\nana: good\nben: see you\n",
            "Ana Reis\n  9:03 AM\nis it off?\nBen\n  9:04 AM\nyes\n",
            "Ana\n12:03\nis it off?\n\nBen\n12:04\nyes\n\nAna\n12:05\ngood\n",
            "Kiln - Transcript\nAttendees\nAna, Ben\nTranscript\n00:00:00\n \nAna Reis: off?\nBen: yes\n00:05:00\nAna Reis: good\n",
            "00:03:05.123,00:03:08.123\nAna: is it off?\n\n00:03:15.123,00:03:18.123\nBen: yes\n\n00:04:05.123,00:04:08.123\nAna: good\n",
            "12:03\nAna\nis it off?\n12:04\nBen\nyes\n12:05\nAna\ngood\n12:06\nBen\nbye\n",
            "Ana Reis\n  9:03 AM\nis it off?\nno\n9:05\nstop it\nBen\n  9:06 AM\nyes\nsorry\n9:07\nlater\n",
            "[Ana] [오전 9:03] is it off?\n[Ben] [오전 9:04] yes\n[Ana] [오후 1:04] good\n",
        ] {
            assert_eq!(Format::detect("<stdin>", text.as_bytes()), Format::Chat, "{text}");
        }
    }

    #[test]
    fn drafts_and_mails_are_not_chats() {
        for text in [
            "Ana: hello",
            "Ana: hello\nBen: hi\n",
            "gardener: look under the bench",
            "10:00 Opening: Ana\n10:15 Figures: Ben\n10:30 Questions: all\n",
            "Q: is it open?\nA: yes\nQ: until when?\nA: ten\n",
            "fix: one line\n\nSigned-off-by: Ana\nReviewed-by: Ben\nSigned-off-by: Ana\n",
            "Pros: cheap\nCons: slow\nPros: near\nCons: loud\n",
            "Hi Ben,\n\nana: said no\nben: said yes\nana: said no again\n\nWhat do we do now?\nBest\nCarla",
            "<p> one\n<p> two\n<b> three </b>\n<p> four\n",
            "2026-03-12 12:03:10 ERROR: disk full\n2026-03-12 12:03:11 INFO: retry\n",
            "See you at 12:03.\n12:03 is when the train leaves\n",
            "pin {\ndraggable: true\nmarker: i\nwidth: 7\ndraggable: true\nheight: 3\nlayer: top\ncolour: red\n",
            "From: a@example.com\nTo: b@example.com\n\nana: hi\nben: hi\nana: bye\n",
            "Opening\n10:00\nAna speaks\nFigures\n10:15\nBen speaks\n",
            "Hi Ben\nsee you at 9:03\nor so\n\nGreat\nsee you at 9:04\n\nBye\n",
            "10:00\nOpening\nAna speaks\n10:15\nFigures\nBen speaks\n10:30\nQuestions\nfor all\n",
            "10:00 AM\nOpening\nAna speaks\n10:15 AM\nBreak\n10:30 AM\nFigures\nBen speaks\n11:00 AM\nBreak\n",
            "Transcript\n\nHi Ben,\nthe transcript of the call is below.\nAna\n",
            "Opening\n10:00\nFigures\n10:15\nOpening\n10:30\n",
            "Opening\n10:00-10:15\nAna welcomes all\nBudget\n10:15-11:00\nBen speaks",
            "Opening\n10:00 AM\nFigures\n10:15 AM\nQuestions\n10:30 AM\n",
        ] {
            assert_ne!(Format::detect("<stdin>", text.as_bytes()), Format::Chat, "{text}");
        }
    }
}
