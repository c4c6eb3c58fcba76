//! Recognises the header fields over a message that is answered or passed on, in any order and language.

use super::evidence::Evidence;
use super::field_roles::{Role, role_of};
use super::lines::is_blank;
use super::signs::Signs;
use super::tidy::{Line, fold, is_mark};
use crate::builtin::phrases;
use crate::text::{Ends, Span, is_listed};
use presend_lexicon::names::WordList;

/// A longer line names no field in its first words.
const NAME_BYTES: usize = 60;
/// The block has at most this many lines.
const LINES: usize = 16;
/// A value of more words is a sentence.
const VALUE_WORDS: usize = 14;
/// Beside an address stand the names of who wrote it, for whom, and where they work.
const ADDRESS_WORDS: usize = 26;
/// A short form of a title or a kind of company has no more letters.
const SHORT_FORM: usize = 4;

/// Reads a line as a field: what it tells, and its value.
pub(super) fn field<'l>(line: &'l Line<'_>) -> Option<(Role, &'l str)> {
    let (role, value) = (*line.field.get_or_init(|| read_field(line)))?;
    Some((role, value.of(line.tidied())))
}

/// Reads what a field tells, and where its value stands in the tidy form.
fn read_field(line: &Line<'_>) -> Option<(Role, Span)> {
    let is_colon = |byte: u8| byte == b':' || byte >= 0x80;
    if !line.signs().has_any(Signs::COLON.or(Signs::BEYOND))
        || !line.raw.bytes().take(2 * NAME_BYTES).any(is_colon)
    {
        return None;
    }
    let tidied = line.tidied();
    let (before, value) = tidied.split_once(':')?;
    let opened = before.trim_start_matches(is_mark);
    let name = opened.trim_end_matches(is_mark);
    if name.is_empty() || name.len() > NAME_BYTES {
        return None;
    }
    let folded = line.folded_at(before.len() - opened.len(), name.len());
    let role = role_of(folded).or_else(|| role_of_both(folded))?;
    let is_around = |char: char| matches!(char, '*' | '_' | '|' | ' ');
    let (value, end) = (value.trim_start_matches(is_around), value.trim_end_matches(is_around).len());
    let start = tidied.len() - value.len();
    Some((role, Span::new(start, (before.len() + 1 + end).max(start))))
}

/// `发件人/From`, `Von / From`: the name in two languages.
fn role_of_both(names: &str) -> Option<Role> {
    let (one, other) = names.split_once('/')?;
    role_of(one.trim_end()).filter(|role| role_of(other.trim_start()) == Some(*role))
}

/// Reads a line as the name of a field alone, without a colon.
pub(super) fn bare_field(line: &Line<'_>) -> Option<Role> {
    role_of(line.folded())
}

/// Returns true if and only if a line is the field that says when a message was sent.
pub(super) fn is_sent_field(line: &Line<'_>) -> bool {
    field(line).is_some_and(|(role, value)| {
        matches!(role, Role::Sent | Role::Date)
            && value.split_whitespace().take(VALUE_WORDS + 1).count() <= VALUE_WORDS
    })
}

/// Returns true if and only if the full stop at the end of a name belongs to its last word: `Bo Larsen Jr.`, `Hens Inc.`
fn ends_with_short_form(name: &str) -> bool {
    let bare = name.strip_suffix('.').unwrap_or_default();
    let last = bare.rsplit(' ').next().unwrap_or_default();
    last.len() <= SHORT_FORM
        && last.starts_with(char::is_uppercase)
        && bare.split(' ').all(|word| !word.starts_with(char::is_lowercase))
}

/// What the fields of a block prove together.
#[derive(Debug, Default)]
struct Proof {
    roles: Vec<Role>,
    has_address: bool,
    has_moment: bool,
    /// The date has a digit.
    has_day: bool,
}

impl Proof {
    fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Who and when it was sent, as only mail programs call it, or with an address.
    fn is_outlooks(&self) -> bool {
        let is_sent = self.has(Role::Sent) || self.has(Role::Date) && self.has_address && self.has_moment;
        self.has(Role::From) && is_sent
    }

    /// Who and when or what, with an address or a moment; or the fields that only mail programs set together.
    fn holds(&self) -> bool {
        let is_dated = self.has(Role::Sent) || self.has(Role::Date);
        let kinds = [Role::From, Role::To, Role::Subject, Role::Other];
        let count = kinds.into_iter().filter(|role| self.has(*role)).count() + usize::from(is_dated);
        // A journey has a start, an end and a time too, but no subject.
        let may_be_journey = self.has(Role::To) && !self.has(Role::Sent) && !self.has(Role::Subject);
        let is_proven = self.has_address || self.has_moment && !may_be_journey;
        let is_outlooks = self.has(Role::From) && self.has(Role::Sent);
        let is_whole = self.has(Role::From) && self.has_day && self.has(Role::To) && self.has(Role::Subject);
        count >= 2
            && (self.has(Role::From) && (is_proven || is_outlooks || is_whole)
                || is_dated && is_proven && count >= 3)
    }
}

/// Returns the length of the header block that opens the text, if one does.
pub(super) fn reply_header(rest: &str) -> Option<usize> {
    let first = Line::new(rest.split_inclusive('\n').next()?);
    reply_header_from(&first, rest)
}

/// Returns the length of the header block that opens the text, of which the caller has the first line.
pub(super) fn reply_header_from(first: &Line<'_>, rest: &str) -> Option<usize> {
    let (role, value) = field(first)?;
    let mut proof = Proof::default();
    if !opens(role) || !take(&mut proof, role, value) {
        return None;
    }
    let mut is_wanted = value.is_empty();
    let mut len = first.raw.len();
    let mut end = len;
    let is_spaced = stands_apart(rest.tail(len));
    let lines = if is_spaced { 2 * LINES } else { LINES };
    let mut is_apart = false;
    for line in rest.tail(len).split_inclusive('\n').take(lines - 1) {
        len += line.len();
        if is_blank(line) {
            if is_apart || !is_spaced {
                break;
            }
            is_apart = true;
            continue;
        }
        let was_apart = std::mem::take(&mut is_apart);
        match field(&Line::new(line)) {
            Some((role, value)) => {
                if !take(&mut proof, role, value) {
                    if was_apart {
                        break;
                    }
                    return None;
                }
                is_wanted = value.is_empty();
            }
            // A long list of readers, a wrapped date: a line goes with the field above it.
            None if !was_apart && (is_wanted || continues(line)) => {
                proof.has_address |= Evidence::of(line).has_address;
                is_wanted = false;
            }
            None => break,
        }
        end = len;
    }
    (proof.holds() && (!is_spaced || proof.is_outlooks())).then_some(end)
}

/// Returns true if and only if a blank line stands between the fields, each a paragraph of its own.
fn stands_apart(below: &str) -> bool {
    let mut lines = below.split_inclusive('\n');
    lines.next().is_some_and(is_blank) && lines.next().is_some_and(|line| field(&Line::new(line)).is_some())
}

const fn opens(role: Role) -> bool {
    !matches!(role, Role::Other)
}

/// Adds a field; false if its value is a sentence.
fn take(proof: &mut Proof, role: Role, value: &str) -> bool {
    let evidence = Evidence::of(value);
    // `Sent: 3 parcels` tells of something else.
    let role = if role == Role::Sent && !is_when(value, evidence) { Role::Other } else { role };
    let words = if evidence.has_address { ADDRESS_WORDS } else { VALUE_WORDS };
    let is_prose = value.split_whitespace().take(words + 1).count() > words;
    match role {
        Role::From => {
            let is_phrase = value.contains(' ')
                && value.starts_with(char::is_lowercase)
                && !value.contains(char::is_uppercase);
            let is_sentence = is_phrase || value.ends_with(['.', '!', '?']) && !ends_with_short_form(value);
            // An appointment goes from one hour to another, and a draft is from its writer.
            let is_hour = evidence.has_clock && !value.contains(char::is_alphabetic);
            let is_other = is_sentence || is_hour || is_listed(WordList::FirstPerson, &value.to_lowercase());
            if is_prose || is_other && !evidence.has_address {
                return false;
            }
            proof.has_address |= evidence.has_address;
        }
        Role::Sent | Role::Date => {
            proof.has_day |= value.contains(char::is_numeric);
            proof.has_moment |= evidence.has_clock && (evidence.has_year || evidence.has_digit);
        }
        _ => {}
    }
    proof.roles.push(role);
    true
}

/// A time of day, a year, a day of a month, or the name of a day; nothing, where it stands on the next line.
fn is_when(value: &str, evidence: Evidence) -> bool {
    let folded = fold(value);
    let begins = |list: WordList, word: &str| {
        phrases(list)
            .iter()
            .flat_map(|names| names.split(' '))
            .any(|name| !name.is_empty() && word.starts_with(name))
    };
    value.is_empty()
        || evidence.has_clock
        || evidence.has_year
        || !value.is_ascii()
        || evidence.has_digit && folded.split(' ').any(|word| begins(WordList::Months, word))
        || !folded.contains(' ') && begins(WordList::Weekdays, &folded)
}

fn continues(line: &str) -> bool {
    line.starts_with([' ', '\t']) || line.contains('@') || line.trim_end().ends_with(';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_in_any_order_and_dress() {
        for block in [
            "From: Ana\nSent: Monday\nTo: Bo\nSubject: x\n",
            "*From:* Ana\n*Sent:* Monday\n*To:* Bo\n",
            "**Von:** Ana Silva <ana@example.com>\n**Betreff:** Öfen\n",
            "Date: Wed, 16 May 2012 00:15:02 -0600\nSubject: plan\nFrom: ana@example.com\n",
            "  De\u{a0}: Ana Silva <ana@example.com>\n  Envoyé\u{a0}: lundi 4 mai 2026 10:00\n",
            "发件人：Ana <ana@example.com>\n发送时间：2026年5月4日 10:00\n主题：x\n",
            "From: ana@example.com\nDate: Wed, 16 May 2012 00:15:02 -0600\n",
            "From: Ana <ana@example.com>\n\nSent: Monday, 4 May 2026 10:00\n\nTo: Bo\n\nSubject: x\n",
            "From: Dr. Ana O'Silva-Reis Jr.\nSent: Tuesday, March 3, 2026 10:00 AM\nTo: Bo\n",
            "From: list@example.com [mailto:list@example.com] On Behalf Of Ana Silva via Hens & Water Board of the Northern District\nSent: 3 March 2026 10:00\n",
            "Кімнен: Ana <ana@example.com>\nЖіберілген күні: 3 наурыз 2026 ж. 10:00\nКімге: Bo\nТақырыбы: x\n",
            "প্রেরক: Ana <ana@example.com>\nপ্রেরিত: ৩ মার্চ ২০২৬ ১০:০০\nপ্রাপক: Bo\nবিষয়: x\n",
            "发件人/From: Ana <ana@example.com>\n发送时间/Sent: 2026年5月4日 10:00\n收件人 / To: Bo\n",
            "• From: Ana <ana@example.com>\n• Sent: Monday, 4 May 2026 10:00\n• To: Bo\n",
            "From:\nAna <ana@example.com>\nTo:\nBo <bo@example.com>\nSubject: x\n",
        ] {
            assert_eq!(reply_header(&format!("{block}\nwords\n")), Some(block.len()), "{block}");
        }
    }

    #[test]
    fn forms_and_trips_are_own_words() {
        for text in [
            "From: Lisbon\nTo: Oslo\nDate: Monday, 3 March 2026\n",
            "Date: 3 March\nPlace: hall\n",
            "From: what I hear, we lose.\nTo: everybody\nSubject: x\n",
            "Subject: lunch\n\nyes\n",
            "Name: Bo\nDate: 3 March\n",
            "To: do\nFrom: scratch\n",
            "Date: 10 March\nFrom: 10:00\nTo: 11:00\nSubject: gate\n",
            "From: me\nTo: client\nSubject: the plan\nDate: 10 March\n",
            "From: Bo\nTo: Ana\nSubject: x\nDate: y\n",
            "Sent: 3 parcels\nFrom: Oslo\nTo: Rome\n",
            "From: Lisbon\n\nTo: Oslo\n\nDate: 3 March 2026 10:00\n",
            "From: Ana\n\nTo: Bo\n\nyou must go\n",
        ] {
            assert_eq!(reply_header(text), None, "{text}");
        }
    }
}
