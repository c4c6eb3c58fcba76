//! Counts the lines at the start of a text to tell a chat log, and how it is written, from everything else.

use std::collections::HashMap;

use super::banner::{banner, head, transcript_head};
use super::captions::{captions, is_times};
use super::days::is_ruled_day;
use super::header::{self, Form, Tall};
use super::line::{Line, Said, Style, read, unit_len};
use super::rows::rows;
use super::speakers::words_among;

/// The place of the style whose messages stand below a line of time and name.
const HEADED: usize = 4;

/// The place of the style whose messages stand below lines of name and time.
const TALL: usize = 5;
/// A message below a date in brackets has no more lines, on an average.
const LINES_OF_ONE: usize = 6;
/// So many headers of plain times make a chat, where somebody speaks again.
const PLAIN_HEADERS: usize = 3;

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
    /// The first line is one of time and name alone, or the first lines are a tall header.
    opens_headed: bool,
    opens_tall: bool,
    /// Tall headers right below another, with no text; headers on one line likewise.
    empty: usize,
    bare: usize,
    /// Messages with a date in brackets in front.
    dressed: usize,
    /// Messages with a tab behind the name, as tables have it.
    tabbed: usize,
    /// Tall headers whose time could as well stand in a programme of the day.
    plain_headers: usize,
    /// How the tall headers are written: as the first one is.
    tall: Option<Form>,
    /// Lines of time and name alone that may be a program's.
    programs: usize,
    /// Messages with a time that could stand in prose.
    plain: usize,
    /// Messages whose minute is no multiple of five.
    odd: usize,
    /// Words that stand above times, and are no names.
    words: Vec<&'l [u8]>,
}

/// What is said in one style.
#[derive(Debug, Default)]
struct Tally<'l> {
    messages: usize,
    /// Somebody speaks again after another did.
    takes_turns: bool,
    /// Who speaks, and how often.
    names: HashMap<&'l [u8], usize>,
    first: &'l [u8],
    last: &'l [u8],
}

/// Tells how much a text looks like a chat log by its start.
pub(crate) fn likeness(bytes: &[u8]) -> Likeness {
    if captions(head(bytes)).is_some() || rows(head(bytes)).is_some() {
        return Likeness::Sure;
    }
    let counts = count(bytes);
    let best = counts.best();
    let Some(tally) = counts.by_style.get(best) else { return Likeness::None };
    let (said, style) = (tally.messages, counts.style_of(best));
    if style.tall.is_some() {
        return if counts.is_tall_chat() { Likeness::Sure } else { Likeness::None };
    }
    if style.is_headed {
        // A programme of a day has bare times too, but nobody takes a second turn.
        // Nor are its times between the steps of five minutes.
        let has_turns = tally.takes_turns && tally.names.len() * 3 <= said * 2 && counts.odd * 3 >= said;
        let is_sure = counts.plain * 2 <= said || has_turns;
        // A list of songs has nothing below each; somebody may send a picture.
        let is_said = counts.bare * 4 <= said;
        return if counts.opens_headed && said >= 2 && is_sure && is_said {
            Likeness::Sure
        } else {
            Likeness::None
        };
    }
    let events = counts.events + counts.programs;
    let has_turns = said >= 3 && tally.takes_turns;
    // What stands below a date in brackets and a name may be long.
    let lines_of_one = if counts.dressed * 2 > said { LINES_OF_ONE } else { 2 };
    if said < 2 || (said + events) * lines_of_one <= counts.full {
        return Likeness::None;
    }
    let is_html = memchr::memmem::find(head(bytes), b"</").is_some();
    match (style.is_timed, style.is_marked) {
        (true, is_marked) if counts.plain * 2 > said && !has_turns && (!is_marked || counts.tabbed > 0) => {
            Likeness::None
        }
        (true, _) => Likeness::Sure,
        (false, true) if has_turns && !is_html => Likeness::Sure,
        (false, false) if has_turns && transcript_head(bytes) > 0 => Likeness::Sure,
        // A dump of fields has turns by chance; people say more than one thing each.
        (false, false) if has_turns && said * 5 >= counts.full * 4 && tally.names.len() * 2 <= said => {
            Likeness::Named
        }
        _ => Likeness::None,
    }
}

/// Returns the style of the most messages at the start of a log, `None` where there is none; and the words of it that stand above
/// times and are no names.
pub(super) fn style(bytes: &[u8]) -> (Option<Style>, Vec<&[u8]>) {
    if let Some((voice, _)) = captions(head(bytes)) {
        return (Some(Style { tall: Tall::Captions(voice), ..Style::default() }), Vec::new());
    }
    if let Some((rows, _)) = rows(head(bytes)) {
        return (Some(Style { tall: Tall::Rows(rows), ..Style::default() }), Vec::new());
    }
    let counts = count(bytes);
    let best = counts.best();
    ((counts.said(best) > 0).then(|| counts.style_of(best)), counts.words)
}

fn count(bytes: &[u8]) -> LineCounts<'_> {
    let mut counts = LineCounts::default();
    let mut rest = head(bytes);
    rest = rest.get(banner(rest)..).unwrap_or_default();
    let (mut was_tall, mut was_headed) = (false, false);
    while !rest.is_empty() {
        let (line, below) = rest.split_at(unit_len(rest, counts.tall_sought()));
        rest = below;
        if line.trim_ascii().is_empty() {
            continue;
        }
        if line.first().is_some_and(u8::is_ascii_digit) && (is_times(line) || header::is_time(line))
            || is_ruled_day(line)
        {
            continue;
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
        let is_dated = matches!(found, Line::Said(Said { stamp: Some(stamp), .. }) if stamp.date.is_some());
        counts.dressed += usize::from(is_dated && matches!(line.first(), Some(b'[' | b'(')));
        let is_marked = matches!(found, Line::Said(Said { style, .. }) if style.is_marked);
        counts.tabbed += usize::from(is_marked && !line.contains(&b'<') && line.contains(&b'\t'));
        let is_headed = matches!(found, Line::Said(Said { style, .. }) if style.is_headed && !is_tall);
        counts.bare += usize::from(is_headed && was_headed);
        was_headed = is_headed;
        match found {
            Line::Said(said) => counts.add(&said),
            Line::Event => counts.events += 1,
            Line::More | Line::GoesOn(_) => {}
        }
    }
    counts.empty += usize::from(was_tall);
    counts.bare += usize::from(was_headed);
    counts.drop_words();
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
            let turns = tally.names.entry(said.name).or_default();
            *turns += 1;
            tally.takes_turns |= *turns > 1;
        }
        tally.first = if tally.messages == 1 { said.name } else { tally.first };
        self.odd += usize::from(said.stamp.is_some_and(|stamp| stamp.minutes % 5 != 0));
        self.plain += usize::from(said.stamp.is_some_and(|stamp| stamp.is_plain));
    }

    /// Takes back what names above times were counted that are words.
    fn drop_words(&mut self) {
        let tally = &mut self.by_style[TALL];
        self.words = words_among(&tally.names, tally.first);
        for word in &self.words {
            tally.messages -= tally.names.remove(word).unwrap_or_default();
        }
        tally.takes_turns = tally.names.values().any(|turns| *turns > 1);
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
