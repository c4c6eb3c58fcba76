//! Tells a log that a program exported, in a file named `.txt`, from a draft with a chat in it.

use presend_lexicon::names::WordList;

use super::banner::{head, named_banner};
use super::days::{is_day, is_ruled_day};
use super::detect::{Likeness, likeness};
use super::line::{Line, Said, bare, read};
use super::rows::rows;
use super::stamp::stamp;
use crate::builtin::phrases;
use crate::text::Ends;

/// So many rows of a phone are a log, whatever stands below.
const MANY_ROWS: usize = 8;

/// Returns true if and only if a text is a log as phones export it, in files named `.txt`, or as programs copy it: a date and a time in
/// brackets, or with a dash behind them, beside each name. A few rows with a paragraph below them may be a draft about the chat that is pasted above.
pub(crate) fn is_log_of_program(bytes: &[u8]) -> bool {
    let start = head(bytes);
    if rows(start).is_some() {
        return true;
    }
    let announced = named_banner(start);
    let is_row = |line: &[u8]| match announced {
        0 => is_programs_row(line),
        _ => matches!(read(line), Line::Said(Said { stamp: Some(_), .. })),
    };
    let start = start.tail(announced);
    let mut lines = start.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    // What the program says itself has a date too.
    let first = lines.find(
        |line| !matches!(read(line), Line::Event if stamp(bare(line)).is_some() || is_between_days(line)),
    );
    if !first.is_some_and(is_row) || likeness(bytes) != Likeness::Sure {
        return false;
    }
    let has_rows = |text: &[u8], count| {
        text.split(|byte| *byte == b'\n').filter(|line| is_row(line)).take(count).count() == count
    };
    let text = start.trim_ascii();
    let blank = memchr::memmem::rfind(text, b"\n\n").max(memchr::memmem::rfind(text, b"\n\r\n"));
    has_rows(start, MANY_ROWS)
        || has_rows(text.tail(blank.unwrap_or(0)), 1)
        || announced > 0 && is_one_paragraph(below_last(text, is_row))
}

/// Returns what stands below the last row.
fn below_last(text: &[u8], is_row: impl Fn(&[u8]) -> bool) -> &[u8] {
    let (mut at, mut end) = (0, 0);
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        at += line.len();
        end = if is_row(line) { at } else { end };
    }
    text.tail(end)
}

fn is_one_paragraph(text: &[u8]) -> bool {
    let lines = text.trim_ascii().split(|byte| *byte == b'\n');
    lines.filter(|line| line.trim_ascii().is_empty()).count() <= usize::from(text.trim_ascii().is_empty())
}

/// Returns true if and only if a page is a log that a program keeps as HTML.
pub(crate) fn is_log_in_html(bytes: &[u8]) -> bool {
    rows(head(bytes)).is_some()
}

fn is_between_days(line: &[u8]) -> bool {
    is_ruled_day(line) || is_day(bare(line))
}

/// `12/03/2026, 12:03 - Ana: hi`, `[12.03.26, 12:03:10] Ana: hi` or `Ana Reis, [12.03.2026 12:03]` above the text.
fn is_programs_row(line: &[u8]) -> bool {
    let Line::Said(Said { style, stamp: Some(at), name, .. }) = read(line) else { return false };
    let before = line.head(name.as_ptr() as usize - line.as_ptr() as usize).trim_ascii_end();
    let opens = bare(line).first().is_some_and(|first| *first == b'[' || first.is_ascii_digit());
    // Behind a time alone, what looks like a name may be a note: `[12.03.2026 12:03] Restarted`.
    let is_programs = match style.is_headed {
        true => !opens,
        false => {
            bare(line).starts_with(b"[")
                || bare(line).starts_with(b"(")
                || before.ends_with(b"-")
                || before.ends_with(b",") && has_half(before)
        }
    };
    is_programs && at.date.is_some()
}

/// `2026. 3. 12. 오후 9:03,`: a date with a word for the half of the day, as phones of some languages write it before a name.
fn has_half(stamp: &[u8]) -> bool {
    let text = std::str::from_utf8(stamp).unwrap_or_default();
    let mut halves = phrases(WordList::ChatMornings).iter().chain(phrases(WordList::ChatAfternoons));
    halves.any(|half| !half.is_ascii() && text.contains(half))
}

#[cfg(test)]
mod tests {
    use crate::message::Format;

    #[test]
    fn what_a_phone_exports_is_a_chat_in_a_file_named_txt() {
        let by_name = |text: &str| Format::detect("WhatsApp Chat with Bo.txt", text.as_bytes());
        let joined = "12/03/2026, 09:14 - Messages and calls are end-to-end encrypted.\n";
        let row = |minute: usize| format!("[12.03.26, 12:{minute:02}:10] Ana: off?\n");
        let many: String = (10..18).map(row).collect();
        for text in [
            "12/03/2026, 12:03 - Ana Silva: is the kiln off?\n12/03/2026, 12:04 - Ben: since ten\n",
            &format!("{joined}12/03/26, 12:03 PM - Ana: off?\n12/03/26, 12:04 PM - Ben: yes\nall of them\n"),
            "\u{200e}[12.03.26, 12:03:10] Ana: off?\r\n[12.03.26, 12:04:10] Ben: first\r\n\r\nsecond\r\n[12.03.26, 12:05:10] Ana: good\r\n",
            "12.3.2026 klo 21.03 - Aino: moi\n12.3.2026 klo 21.04 - Bo: hei\n",
            "Ana Reis, [12.03.2026 12:03]\noff?\n\nBen, [12.03.2026 12:04]\nyes\n",
            "[12:03, 12.3.2026] Ana: off?\n[12:04, 12.3.2026] Ben: yes\n",
            "2026. 3. 12. 오후 9:03, 민수 : off?\n2026. 3. 12. 오후 9:04, Ben : yes\n",
            &format!("{many}first\n\nsecond\n"),
        ] {
            assert_eq!(by_name(text), Format::Chat, "{text}");
        }
        for text in [
            "[12.03.26, 12:03:10] Ana: off?\n[12.03.26, 12:04:10] Ben: no\n\nHi Carla, this is what they wrote.\n",
            "Ana Reis, [12.03.2026 12:03]\noff?\n\nBen, [12.03.2026 12:04]\nno\n\nHi Carla, this is what they wrote.\n",
            "Hi Carla, look:\n[12.03.26, 12:03:10] Ana: off?\n[12.03.26, 12:04:10] Ben: no\n",
            "2026-03-02 10:00 Bo: no answer\n2026-03-02 10:05 Bo: no answer\n",
            "[12.03.2026 12:03] Restarted\nstill slow\n[12.03.2026 12:05] Left\nyou are all fired\n",
            "[12:03] ana: is the kiln off?\n[12:04] ben: since ten\n",
            "12/03/2026, 12:03 - Ana was late\n12/03/2026, 12:04 - Ben was not\n",
        ] {
            assert_eq!(by_name(text), Format::Text, "{text}");
        }
    }
}
