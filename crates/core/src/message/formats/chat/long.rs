//! Reads dates and times as phones and logs write them in many languages.

use presend_lexicon::names::WordList;

use crate::builtin::phrases;
use crate::text::{Ends, is_listed};

/// Bytes in which date and time stand.
const STAMP_BYTES: usize = 80;

/// Signs and words that stand between date and time: at most this many bytes of letters.
const WORD_BYTES: usize = 8;

/// A date and a time at the start of a line.
pub(super) struct LongStamp<'l> {
    pub(super) date: &'l [u8],
    pub(super) time: &'l [u8],
    pub(super) minutes: u16,
    pub(super) rest: &'l [u8],
}

/// Returns the length of a date with its year at the start of a text, in digits of ASCII.
pub(super) fn date_len(text: &str) -> Option<usize> {
    let mut cursor = Cursor { text, at: 0 };
    cursor.date()?;
    let year = text.head(cursor.at).split(|sign: char| !sign.is_ascii_digit()).any(|field| field.len() == 4);
    year.then_some(cursor.at)
}

/// What is read of a line so far.
struct Cursor<'l> {
    text: &'l str,
    at: usize,
}

/// Reads a date and the time behind it.
pub(super) fn read(line: &[u8]) -> Option<LongStamp<'_>> {
    let head = line.get(..STAMP_BYTES).unwrap_or(line);
    // Most lines have no number there, in whatever digits.
    if head.iter().all(|byte| byte.is_ascii() && !byte.is_ascii_digit()) {
        return None;
    }
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        // What is cut in the midst of a character, or is none, ends it.
        Err(error) => std::str::from_utf8(head.get(..error.valid_up_to())?).ok()?,
    };
    let mut cursor = Cursor { text, at: 0 };
    cursor.skip_marks();
    let start = cursor.at;
    cursor.date()?;
    let date = line.get(start..cursor.at)?;
    cursor.skip_signs();
    let before = cursor.half_before();
    let time_start = cursor.at;
    let (hour, minute) = cursor.time()?;
    let after = cursor.half_after();
    let time = line.get(time_start..cursor.at)?;
    cursor.year_after();
    let hour = match before.or(after) {
        Some(is_afternoon) if (1..=12).contains(&hour) => hour % 12 + if is_afternoon { 12 } else { 0 },
        _ => hour,
    };
    let minutes = (hour < 24 && minute < 60).then_some(hour * 60 + minute)?;
    Some(LongStamp { date, time, minutes, rest: line.get(cursor.at..)? })
}

/// Marks of direction, which phones set around numbers.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}')
}

fn digit(character: char) -> Option<u16> {
    let zero = match character {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{966}'..='\u{96f}' => '\u{966}',
        _ => return None,
    };
    u16::try_from(u32::from(character) - u32::from(zero)).ok()
}

impl<'l> Cursor<'l> {
    fn rest(&self) -> &'l str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip(&mut self, is_skipped: impl Fn(char) -> bool) {
        self.at = self.text.len() - self.rest().trim_start_matches(is_skipped).len();
    }

    fn skip_marks(&mut self) {
        self.skip(is_mark);
    }

    /// Reads a number of at most four digits, and the length of it.
    fn number(&mut self) -> Option<(u16, usize)> {
        self.skip_marks();
        let digits: Vec<u16> = self.rest().chars().map_while(digit).take(5).collect();
        if digits.is_empty() || digits.len() > 4 {
            return None;
        }
        let bytes: usize = self.rest().chars().take(digits.len()).map(char::len_utf8).sum();
        self.at += bytes;
        Some((digits.iter().fold(0, |sum, digit| sum * 10 + digit), digits.len()))
    }

    fn word_of(&mut self, words: WordList) -> bool {
        let rest = self.rest();
        let word = rest.head(rest.len() - rest.trim_start_matches(char::is_alphabetic).len());
        let is_known = !word.is_empty() && is_listed(words, &word.to_lowercase());
        self.at += if is_known { word.len() } else { 0 };
        is_known
    }

    /// `12. 3. 2026`, `2026年3月12日`, `12-Mar-26`, `Mon Jun 18`
    fn date(&mut self) -> Option<()> {
        if self.word_of(WordList::ChatDays) {
            self.skip(|sign| sign == ' ' || sign == ',');
        }
        if self.word_of(WordList::ChatMonths) {
            self.skip(|sign| sign == ' ');
            self.number().filter(|(day, _)| (1..=31).contains(day))?;
            self.year_in_date();
            return Some(());
        }
        if self.word_of(WordList::ChatFullMonths) {
            self.skip(|sign| sign == ' ');
            self.number().filter(|(day, _)| (1..=31).contains(day))?;
            // Without the year somebody may write it.
            return self.year_in_date().then_some(());
        }
        let mut fields = vec![self.number()?];
        while fields.len() < 3 {
            let before = self.at;
            self.skip(|sign| {
                matches!(sign, '/' | '-' | '.' | ' ' | '年' | '月' | '년' | '월') || is_mark(sign)
            });
            if self.at == before {
                return None;
            }
            fields.push(if self.word_of(WordList::ChatMonths) { (1, 2) } else { self.number()? });
        }
        self.skip(|sign| matches!(sign, '日' | '일'));
        let years = fields.iter().filter(|(_, length)| *length == 4).count();
        let is_date = years <= 1
            && fields.iter().all(|(value, length)| *length != 3 && *value > 0)
            && fields.iter().filter(|(value, _)| *value <= 31).count() >= 2;
        is_date.then_some(())
    }

    /// Passes over commas, dashes and one word such as `klo` or `às`.
    fn skip_signs(&mut self) {
        let is_sign = |sign: char| {
            matches!(sign, ' ' | ',' | '.' | '-' | '–' | '،' | '\u{a0}' | '\u{202f}') || is_mark(sign)
        };
        self.skip(is_sign);
        let word = self.rest().len() - self.rest().trim_start_matches(char::is_alphabetic).len();
        let letters = self.rest().get(..word).unwrap_or_default();
        let is_half = [WordList::ChatAfternoons, WordList::ChatMornings]
            .into_iter()
            .any(|list| phrases(list).iter().any(|half| letters.eq_ignore_ascii_case(half)));
        if word > 0 && word <= WORD_BYTES && !is_half {
            self.at += word;
            self.skip(is_sign);
        }
    }

    /// `下午9:03`
    fn half_before(&mut self) -> Option<bool> {
        let found = self.half();
        self.skip(|sign| sign == ' ' || is_mark(sign));
        found
    }

    /// `9:03 p. m.`
    fn half_after(&mut self) -> Option<bool> {
        let before = self.at;
        self.skip(|sign| matches!(sign, ' ' | '\u{a0}' | '\u{202f}') || is_mark(sign));
        let found = self.half();
        if found.is_none() {
            self.at = before;
            self.skip_marks();
        }
        found
    }

    fn half(&mut self) -> Option<bool> {
        let mut letters = String::new();
        let mut taken = 0;
        for character in self.rest().chars() {
            let is_between = matches!(character, '.' | ' ' | '\u{a0}' | '\u{202f}');
            if !character.is_alphabetic() && (!is_between || letters.is_empty()) {
                break;
            }
            if !is_between {
                letters.extend(character.to_lowercase());
            }
            taken += character.len_utf8();
            let found = [(WordList::ChatAfternoons, true), (WordList::ChatMornings, false)]
                .into_iter()
                .find(|(words, _)| is_listed(*words, &letters));
            if let Some((_, is_afternoon)) = found {
                self.at += taken;
                if self.rest().starts_with('.') {
                    self.at += 1;
                }
                return Some(is_afternoon);
            }
            if letters.len() > WORD_BYTES {
                break;
            }
        }
        None
    }

    /// `9:03`, `21.03.10`
    fn time(&mut self) -> Option<(u16, u16)> {
        let (hour, _) = self.number().filter(|(_, length)| *length <= 2)?;
        let sign = self.rest().chars().next().filter(|sign| matches!(sign, ':' | '.'))?;
        self.at += 1;
        let (minute, _) = self.number().filter(|(_, length)| *length == 2)?;
        let before = self.at;
        if self.rest().starts_with(sign) {
            self.at += 1;
            if self.number().is_none_or(|(_, length)| length != 2) {
                self.at = before;
            }
        }
        Some((hour, minute))
    }

    /// `, 2026`, behind month and day.
    fn year_in_date(&mut self) -> bool {
        let before = self.at;
        self.skip(|sign| sign == ',' || sign == ' ');
        let is_year = self.number().is_some_and(|(year, length)| length == 4 && year >= 1990);
        if !is_year {
            self.at = before;
        }
        is_year
    }

    /// ` 2026`, as the C library writes it behind the time.
    fn year_after(&mut self) {
        let before = self.at;
        self.skip(|sign| sign == ' ');
        if before == self.at || self.number().is_none_or(|(year, length)| length != 4 || year < 1990) {
            self.at = before;
        }
    }
}
