//! Reads how long a thread is from its references, its subject and what it quotes.

use jiff::civil::{Date, DateTime, Time};
use presend_lexicon::names::{RegionKind, WordList};

use super::model::Message;
use super::segment::{Above, above_quotation};
use crate::builtin::phrases;
use crate::text::is_listed;

/// Quoted text beyond this many bytes says nothing more about the length of a thread.
const READ_BYTES: usize = 256 << 10;

/// Lines with more words than this are prose, not the line above a quotation.
const ATTRIBUTION_WORDS: usize = 30;

/// What is known of the messages before this one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Thread {
    /// Earlier messages of the thread at least.
    pub earlier: usize,
    /// How often the subject says `Re:`; `Re[3]:` counts three times.
    pub answers: usize,
    /// The subject says that the message passes something on.
    pub is_forward: bool,
    /// When earlier messages were written, by the lines above quotations, each on its writer's clock.
    pub dates: Vec<DateTime>,
}

impl Thread {
    /// Reads the thread of a message.
    #[must_use]
    pub fn of(message: &Message<'_>) -> Thread {
        let (answers, is_forward) = openings(message.headers.subject.as_deref().unwrap_or(""));
        let mut thread = Thread { answers, is_forward, ..Thread::default() };
        let (mut levels, mut left) = (0, READ_BYTES);
        let (mut attributions, mut banners, mut fields) = (0, 0, 0);
        for region in message.regions.iter().filter(|region| region.kind == RegionKind::Quote) {
            let Some(part) = message.parts.get(region.part) else { continue };
            for line in region.span.of(&part.text).lines() {
                left = left.saturating_sub(line.len() + 1);
                if left == 0 {
                    break;
                }
                levels = levels.max(quote_level(line));
                let bare = line.trim_start_matches(['>', ' ', '\t']);
                match above_quotation(bare) {
                    Some(Above::Attribution) => attributions += 1,
                    Some(Above::Banner) => banners += 1,
                    Some(Above::Sent) => fields += 1,
                    None => continue,
                }
                thread.dates.extend(date_in(bare));
            }
        }
        // A banner and the fields below it are of one message.
        attributions += banners.max(fields);
        thread.earlier = message.headers.references.len().max(levels).max(attributions).max(answers.min(1));
        thread
    }

    /// Returns true if and only if this answers, or passes on, an earlier message.
    #[must_use]
    pub fn is_reply(&self) -> bool {
        self.earlier > 0 || self.is_forward
    }
}

/// Returns true if and only if a subject is that of an earlier message, with `Re:` or `Fwd:` before it: its words were chosen by
/// whoever began the thread. The name of a list may stand in brackets before that.
#[must_use]
pub(crate) fn repeats_subject(subject: &str) -> bool {
    let mut rest = subject.trim_start();
    while let Some((_, after)) = rest.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
        rest = after.trim_start();
    }
    openings(rest) != (0, false)
}

/// Counts the `Re:` of a subject, and tells whether it is passed on.
fn openings(subject: &str) -> (usize, bool) {
    let (mut answers, mut is_forward, mut rest) = (0, false, subject.trim_start());
    while let Some((opening, after)) = rest.split_once(':') {
        let letters = opening
            .trim_end_matches(['[', ']', '(', ')', ' ', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        let word = letters.trim().to_ascii_lowercase();
        if is_listed(WordList::ReplyPrefixes, &word) {
            let number: String = opening.chars().filter(char::is_ascii_digit).collect();
            answers += number.parse().unwrap_or(1).clamp(1, 100);
        } else if is_listed(WordList::ForwardPrefixes, &word) {
            is_forward = true;
        } else {
            break;
        }
        rest = after.trim_start();
    }
    (answers, is_forward)
}

/// Counts the quotation marks at the start of a line.
fn quote_level(line: &str) -> usize {
    line.chars().take_while(|&c| c == '>' || c == ' ').filter(|&c| c == '>').count()
}

/// Finds a date and a time in the line above a quotation, as mail programs write them.
fn date_in(line: &str) -> Option<DateTime> {
    let spaced: String = line.chars().map(|char| if is_between(char) { ' ' } else { char }).collect();
    let words = spaced.split(' ').filter(|word| !word.is_empty()).take(ATTRIBUTION_WORDS);
    let (mut year, mut month, mut day, mut time, mut whole) = (None, None, None, None, None);
    for word in words {
        let half = word.replace('.', "").to_ascii_lowercase();
        let number = word.trim_end_matches('.').parse::<i16>().ok();
        if let Some(date) = word.parse::<Date>().ok().or_else(|| date_of_numbers(word)) {
            whole = Some(date);
        } else if let Some(found) = clock(word) {
            time = Some(found);
        } else if let (Some(found), "pm") = (time, half.as_str()) {
            time = Time::new((found.hour() % 12) + 12, found.minute(), 0, 0).ok();
        } else if let (Some(found), "am") = (time, half.as_str()) {
            time = Time::new(found.hour() % 12, found.minute(), 0, 0).ok();
        } else if let Some(found) = number.filter(|year| (1970..2100).contains(year)) {
            year = Some(found);
        } else if let Some(found) = number.filter(|day| (1..=31).contains(day)) {
            day = Some(found);
        } else if let Some(found) = month_of(word).filter(|_| month.is_none() || time.is_none()) {
            month = Some(found);
        }
    }
    let date = match whole {
        Some(date) => date,
        None => Date::new(year?, month?, i8::try_from(day?).ok()?).ok()?,
    };
    Some(date.to_datetime(time?))
}

/// Returns true if and only if a sign stands between the words of a date.
const fn is_between(char: char) -> bool {
    matches!(char, ' ' | ',' | '\u{202f}' | '\u{a0}' | '(' | ')' | '日' | '일' | '،')
}

/// Reads `5.3.2026`, `2026年5月3` and `2026/5/3`; `5/3/2026` is another day elsewhere.
fn date_of_numbers(word: &str) -> Option<Date> {
    let mut numbers = word.split(['.', '/', '年', '月', '년', '월']).filter(|part| !part.is_empty());
    let [first, second, third] = [numbers.next()?, numbers.next()?, numbers.next()?].map(str::parse::<i16>);
    let (first, month, third) = (first.ok()?, i8::try_from(second.ok()?).ok()?, third.ok()?);
    if first >= 1970 {
        return Date::new(first, month, i8::try_from(third).ok()?).ok();
    }
    if !word.contains('.') || third < 1970 {
        return None;
    }
    Date::new(third, month, i8::try_from(first).ok()?).ok()
}

/// Reads `10:03`, `10:03:22`, `10.03` or `10:03pm`.
fn clock(word: &str) -> Option<Time> {
    let lower = word.to_ascii_lowercase();
    let bare = lower.trim_end_matches("am").trim_end_matches("pm").trim_end_matches(':');
    let separator = if bare.contains(':') || bare.len() < 4 { ':' } else { '.' };
    let mut fields = bare.split(separator);
    let (hour, minute) = (fields.next()?.parse::<i8>().ok()?, fields.next()?.parse::<i8>().ok()?);
    let hour = match lower.ends_with("pm") {
        true => (hour % 12) + 12,
        false => hour,
    };
    Time::new(hour, minute, 0, 0).ok()
}

/// Reads the name of a month, in any language, by the longest beginning that fits.
fn month_of(word: &str) -> Option<i8> {
    let lower = word.to_lowercase();
    let is_word = lower.chars().all(|char| char.is_alphabetic() || char == '.');
    let fits = |names: &str| names.split(' ').filter(|name| lower.starts_with(name)).map(str::len).max();
    let months = phrases(WordList::Months).iter().zip(1..);
    let best =
        months.filter_map(|(names, month)| fits(names).map(|len| (len, month))).max_by_key(|(len, _)| *len);
    best.filter(|_| is_word).map(|(_, month)| month)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::*;
    use crate::message::formats::email;
    use crate::text::Source;

    fn thread(mail: &str) -> Thread {
        Thread::of(&email::read(Source::new("a.eml", mail.as_bytes())))
    }

    #[test]
    fn subjects_count_their_answers() {
        for (subject, answers, is_forward) in [
            ("Re: scope", 1, false),
            ("RE: Re: AW: scope", 3, false),
            ("Re[4]: scope", 4, false),
            ("Fwd: Re: scope", 1, true),
            ("Reply: scope", 0, false),
            ("scope: Re: x", 0, false),
            ("Re: 12:30 works", 1, false),
        ] {
            assert_eq!(openings(subject), (answers, is_forward), "{subject}");
        }
    }

    #[test]
    fn a_subject_is_repeated_behind_its_openings() {
        for subject in [
            "Re: scope",
            " AW: Re: scope",
            "[rota] Re: [PATCH] scope",
            "Fwd: scope",
            "SV: scope",
            "[x] [y] Re[2]: scope",
        ] {
            assert!(repeats_subject(subject), "{subject}");
        }
        for subject in ["scope", "Reply: scope", "scope: Re: x", "[Re: scope", "", "[rota]"] {
            assert!(!repeats_subject(subject), "{subject}");
        }
    }

    #[test]
    fn references_and_quotes_tell_the_depth() {
        assert_eq!(thread("Subject: x\nReferences: <1@a> <2@a>\nIn-Reply-To: <3@a>\n\nhi").earlier, 3);
        let quoted = thread(
            "Subject: Re: x\n\nno\n\nOn Tue, Mar 10, 2026 at 3:04 PM Ana <a@b.c> wrote:\n> why\n>\n> On 9 Mar 2026, at 10:03, Ben wrote:\n>> so\n",
        );
        assert_eq!((quoted.earlier, quoted.answers), (2, 1));
        let dates: Vec<String> = quoted.dates.iter().map(ToString::to_string).collect();
        assert_eq!(dates, ["2026-03-10T15:04:00", "2026-03-09T10:03:00"]);
        assert!(!thread("Subject: x\n\nhi").is_reply());
        assert!(thread("Subject: Fwd: x\n\nhi").is_reply());
    }

    #[test]
    fn lines_above_quotations_are_dated() {
        for (line, date) in [
            ("On 2026-03-09 10:03, Ben wrote:", Some("2026-03-09T10:03:00")),
            ("Sent: Monday, March 9, 2026 10:03 AM", Some("2026-03-09T10:03:00")),
            ("On Mon, Mar 9, 2026 at 12:03 AM Ben wrote:", Some("2026-03-09T00:03:00")),
            ("On Monday Ben wrote:", None),
            ("Am Mo., 9. März 2026 um 10:03 Uhr schrieb Ben:", Some("2026-03-09T10:03:00")),
            ("Le lun. 9 févr. 2026 à 10:03, Ben a écrit :", Some("2026-02-09T10:03:00")),
            ("пн, 9 марта 2026 г. в 10:03, Ben <b@c.d>:", Some("2026-03-09T10:03:00")),
            ("ma 9. marraskuuta 2026 klo 10.03 Ben kirjoitti:", Some("2026-11-09T10:03:00")),
            ("2026年3月9日(月) 10:03 Ben <b@c.d>:", Some("2026-03-09T10:03:00")),
            ("Gesendet: 09.03.2026 10:03", Some("2026-03-09T10:03:00")),
            ("Sent: 9/3/2026 10:03", None),
            ("On 31 Feb 2026 at 10:03 Ben wrote:", None),
        ] {
            assert_eq!(date_in(line).map(|found| found.to_string()).as_deref(), date, "{line}");
        }
    }

    #[test]
    fn threads_are_heard_in_other_languages() {
        for (above, marks) in [
            ("Am 09.03.2026 um 10:03 schrieb Ben <b@c.d>:", true),
            ("Le 9 mars 2026 à 10:03, Ben a écrit :", true),
            (
                "-----Ursprüngliche Nachricht-----\nVon: Ben <b@c.d>\nGesendet: 09.03.2026 10:03\nAn: Ana\n",
                false,
            ),
            ("Fra: Ben <b@c.d>\nSendt: 9. marts 2026 10:03\nTil: Ana\n", false),
        ] {
            let found =
                thread(&format!("Subject: x\n\nno\n\n{above}\n{} why\n", if marks { ">" } else { "" }));
            assert_eq!(found.earlier, 1, "{above}");
            assert_eq!(found.dates.len(), 1, "{above}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_a_thread(subject in any::<String>(), body in any::<String>()) {
            let _ = openings(&subject);
            let _ = (date_in(&body), above_quotation(&body), quote_level(&body));
        }
    }
}
