//! Finds chats that are pasted into a mail: rows with a date, a time and who speaks, two or more of them.

use memchr::memmem;
use presend_lexicon::names::RegionKind;

use super::line::{Line, Said, read};
use crate::message::marker::Marker;
use crate::message::model::Segment;
use crate::text::{Span, each_line};

/// A longer line is no row.
const ROW_BYTES: usize = 2048;
/// A message goes on over no more lines before the next row.
const LINES_BETWEEN: usize = 12;
/// Stands between a name and the date behind it.
const HEADER: &str = ", [";
/// A name has no more words.
const NAME_WORDS: usize = 4;

/// Adds the chats that are pasted into a text to what is known to be no own words of it, where they stand clear of that.
pub(crate) fn with_pasted(text: &str, range: Span, fixed: Vec<Segment>) -> Vec<Segment> {
    let found = pasted(text, range);
    if found.is_empty() {
        return fixed;
    }
    let is_clear = |chat: &Segment| fixed.iter().all(|other| !other.span.overlaps(chat.span));
    let mut all: Vec<Segment> = found.into_iter().filter(is_clear).collect();
    all.extend(fixed);
    all.sort_by_key(|segment| segment.span.start);
    all
}

/// How a row is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    /// What is said stands behind the name.
    Line,
    /// It stands below the row.
    Header,
}

/// A chat that is open.
struct Chat {
    start: usize,
    /// Where the last line ends that is surely of it.
    end: usize,
    rows: usize,
    row: Row,
    /// Lines since the last row that are not blank, and whether a blank one stands below them.
    lines: usize,
    is_apart: bool,
}

/// Returns the chats of a stretch, in order and apart.
fn pasted(text: &str, range: Span) -> Vec<Segment> {
    let mut found = Vec::new();
    let mut open: Option<Chat> = None;
    let mut pos = range.start;
    // Where a date may stand behind a name.
    let headers = memmem::find_iter(range.of(text).as_bytes(), HEADER).map(|at| range.start + at);
    let mut headers = headers.peekable();
    for line in each_line(range.of(text)) {
        let end = pos + line.len();
        while headers.next_if(|at| *at < pos).is_some() {}
        let has_header = headers.peek().is_some_and(|at| *at < end);
        // Nearly no line is a row, as its first byte tells.
        let may_be_row = has_header || line.as_bytes().first().is_some_and(may_begin_row);
        match (if may_be_row { row(line) } else { None }, &mut open) {
            (Some(row), Some(chat)) if chat.row == row && (!chat.is_apart || row == Row::Header) => {
                *chat = Chat { start: chat.start, end, rows: chat.rows + 1, row, lines: 0, is_apart: false };
            }
            (Some(row), _) => {
                close(&mut open, &mut found);
                open = Some(Chat { start: pos, end, rows: 1, row, lines: 0, is_apart: false });
            }
            (None, Some(chat)) if line.trim().is_empty() => {
                chat.is_apart |= chat.lines > 0 || chat.row == Row::Line;
            }
            (None, Some(chat)) if chat.is_apart || chat.lines >= LINES_BETWEEN => {
                close(&mut open, &mut found);
            }
            (None, Some(chat)) => {
                chat.lines += 1;
                // Below a row that holds its words a line may be the writer's, unless another row follows.
                chat.end = if chat.row == Row::Header { end } else { chat.end };
            }
            (None, None) => {}
        }
        pos = end;
    }
    close(&mut open, &mut found);
    found
}

fn close(open: &mut Option<Chat>, found: &mut Vec<Segment>) {
    if let Some(Chat { start, end, rows: 2.., .. }) = open.take() {
        found.push(Segment::marked(RegionKind::Quote, Span::new(start, end), Marker::Attribution));
    }
}

/// Returns false if no row begins with the byte, but one that has a name before its date.
const fn may_begin_row(first: &u8) -> bool {
    // Signs that nobody sees may stand in front.
    matches!(first, b'[' | b'0'..=b'9' | 0xE2 | 0xEF)
}

/// Reads a line as a row: `[02.03.26, 10:00:05] Bo Larsen: words`, `02.03.26, 10:00 - Bo Larsen: words`,
/// `[3/2/2026 10:00 AM] Bo Larsen`, `Bo Larsen, [02.03.2026 10:00]`.
fn row(line: &str) -> Option<Row> {
    let line = line.trim_end().trim_start_matches(['\u{feff}', '\u{200e}']);
    let opens = line.starts_with('[') || line.starts_with(|first: char| first.is_ascii_digit());
    if line.len() > ROW_BYTES || !opens && !line.contains(HEADER) {
        return None;
    }
    let Line::Said(Said { style, stamp: Some(stamp), name, is_action: false, .. }) = read(line.as_bytes())
    else {
        return None;
    };
    let date = stamp.date?;
    // Somebody's own notes of a day begin with a bare date and time.
    let start = name.as_ptr() as usize - line.as_ptr() as usize;
    let is_programs = line.starts_with('[')
        || style.is_headed && !opens
        || line
            .get(date.len()..start)
            .is_some_and(|between| between.starts_with(", ") && between.ends_with("- "));
    (is_programs && is_persons(name)).then_some(if style.is_headed { Row::Header } else { Row::Line })
}

/// A name with capitals, or a number.
fn is_persons(name: &[u8]) -> bool {
    let name = String::from_utf8_lossy(name);
    let words = name.split_whitespace();
    words.clone().count() <= NAME_WORDS
        && words.clone().all(|word| {
            let letters = word.trim_start_matches(['(', '~', '+', '"', '@']);
            !letters.starts_with(char::is_lowercase)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        pasted(text, Span::new(0, text.len())).iter().map(|chat| chat.span.of(text)).collect()
    }

    #[test]
    fn rows_of_programs_are_a_chat() {
        for chat in [
            "[02.03.26, 10:00:05] Bo Larsen: The kiln is off\n[02.03.26, 10:01:05] Bo Larsen: Ha\n",
            "02.03.26, 10:00 - Bo Larsen: The kiln is off\nand cold\n02.03.26, 10:01 - +34 600 000 000: Ha\n",
            "[3/2/2026 10:00 AM] Bo Larsen\nThe kiln is off.\n[3/2/2026 10:05 AM] Larsen, Bo (External)\nSorry.\n",
            "Bo Larsen, [02.03.2026 10:00]\nThe kiln is off.\n\nMira Holt, [02.03.2026 10:05]\nSorry.\n",
        ] {
            assert_eq!(found(&format!("See:\n\n{chat}\nYou broke it.\n")), [chat]);
        }
    }

    #[test]
    fn notes_of_a_day_and_single_rows_are_own() {
        for text in [
            "2026-03-02 10:00 Bo: no answer\n2026-03-02 10:05 Bo: no answer\n",
            "02.03.2026 10:00 Bo was late\n02.03.2026 10:30 Bo was still late\n",
            "[02.03.26, 10:00] Bo Larsen: The kiln is off\nThat is what he said.\n",
            "[02.03.2026 10:00] server down: restarted it\n[02.03.2026 10:05] all well: went home\n",
            "10:00 Bo: late\n10:05 Bo: late\n",
            "[1] Bo: late\n[2] Bo: late\n",
            "[Ana] yes\n[Ana] no\n",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
        let text = "[02.03.26, 10:00:05] Bo Larsen: off\n[02.03.26, 10:01:05] Bo Larsen: Ha\nYou broke it.\n";
        assert!(found(text)[0].ends_with("Ha\n"));
    }
}
