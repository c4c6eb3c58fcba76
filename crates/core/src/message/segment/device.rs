//! Recognises the line that a device or a program adds below a message: `Sent from my phone`.

use std::sync::{LazyLock, OnceLock};

use presend_lexicon::names::WordList;

use super::heads::{first_three, last_three};
use super::lines::is_blank;
use super::name_block::is_contact;
use super::signs::Signs;
use super::tidy::{Line, is_mark};
use crate::builtin::{WORDS, phrases};
use crate::text::{Ends, group_by_number, is_listed};

/// A longer line is a sentence.
const LINE_BYTES: usize = 160;
/// So many lines are looked at below it.
const LINES_BELOW: usize = 20;
/// At most so many words stand in the place of the device.
const MOST_WORDS: usize = 7;

/// Stands for the device and for its network in a form.
const PLACEHOLDER: &[u8] = "…".as_bytes();

/// Three bytes of a form tell how it begins, and one more that no blank before the device is among them.
const LOOKED_AT: usize = 4;

/// How many bytes there are.
const BYTES: usize = 256;

/// How a line of a device is built: what stands before its name, between it and its network, and at the end.
#[derive(Debug, Clone, Copy)]
struct Form {
    before: &'static str,
    between: Option<&'static str>,
    after: &'static str,
}

/// A form as it is written, and read when a line may first have it: most are never looked at.
#[derive(Debug)]
struct Written {
    text: &'static [u8],
    form: OnceLock<Option<Form>>,
}

impl Written {
    fn form(&self) -> Option<&Form> {
        let read = || std::str::from_utf8(self.text).ok().and_then(Form::of);
        self.form.get_or_init(read).as_ref()
    }
}

/// The forms, and the lines without a device, in the order of their places.
#[derive(Debug)]
struct Forms {
    list: Vec<Written>,
    /// Where the forms of each place end: those of the next place begin there.
    ends: Vec<usize>,
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let lists = [WordList::DeviceForms, WordList::DeviceNotes, WordList::DeviceLines];
    let forms: Vec<&[u8]> = lists.into_iter().flat_map(|list| WORDS.get(list).bytes()).collect();
    let (list, ends) = group_by_number(&forms, 2 * BYTES, |form| {
        let before = if form.starts_with(PLACEHOLDER) { b"" } else { *form };
        place(before, if form.ends_with(PLACEHOLDER) { b"" } else { form })
    });
    let list = list.into_iter().map(|text| Written { text, form: OnceLock::new() }).collect();
    Forms { list, ends }
});

/// Returns how a form begins before its first placeholder: no more than is looked at, or less where another sign begins with the same
/// byte.
fn before_device(form: &'static [u8]) -> &'static [u8] {
    let begin = form.head(LOOKED_AT);
    let end = begin.iter().position(|byte| Some(byte) == PLACEHOLDER.first());
    end.map_or(begin, |end| begin.head(end).trim_ascii_end())
}

/// Returns likewise how a form ends behind its last placeholder.
fn behind_device(form: &'static [u8]) -> &'static [u8] {
    let end = form.tail(form.len().saturating_sub(LOOKED_AT));
    let start = end.iter().rposition(|byte| Some(byte) == PLACEHOLDER.last());
    start.map_or(end, |start| end.tail(start + 1).trim_ascii_start())
}

impl Forms {
    /// Returns the forms of a place.
    fn at(&self, place: usize) -> &[Written] {
        let end = |place: usize| self.ends.get(place).copied().unwrap_or_default();
        self.list.between(place.checked_sub(1).map_or(0, end), end(place))
    }
}

/// Returns true if and only if a line is what a device adds: all of it, not a sentence that begins like it.
pub(super) fn is_device_line(line: &Line<'_>) -> bool {
    let bytes = line.raw.as_bytes();
    if bytes.len() > LINE_BYTES
        || bytes.iter().all(|byte| !byte.is_ascii_alphabetic() && *byte < 0x80)
        || !may_be_of_device(line)
    {
        return false;
    }
    let tidied = line.tidied();
    let opened = tidied.trim_start_matches(is_mark);
    let bare = opened.trim_end_matches(is_mark).trim_end_matches(['.', '!', '。']);
    let folded = line.folded_at(tidied.len() - opened.len(), bare.len());
    let unlinked = without_links(folded);
    is_tracking(folded)
        || phrases(WordList::DeviceLines).iter().any(|whole| begins_with(folded, whole.trim_end_matches('!')))
        || is_device_note(folded)
        || has_form(folded, folded)
        || unlinked.is_some_and(|line| has_form(folded, &line))
}

/// Returns true if a line may be one by how it begins or ends; a line with a link, which may be left out of it, may always be.
fn may_be_of_device(line: &Line<'_>) -> bool {
    if line.signs().has_all(Signs::COLON.or(Signs::SLASH)) {
        return true;
    }
    let bytes = line.raw.as_bytes();
    let (Some(begin), Some(end)) = (first_three(bytes), last_three(bytes)) else { return true };
    // The second byte, unless the device may stand there, leaves out most.
    let is_alike = |form: &&Written| match form.text.get(1) {
        Some(second) if *second != b' ' && Some(second) != PLACEHOLDER.first() => *second == begin[1],
        _ => true,
    };
    let opens = |form: &Written| begin.starts_with(before_device(form.text).head(3));
    let opened = FORMS.at(place(&begin, b"")).iter().filter(is_alike).any(opens);
    let is_end = |form: &Written| {
        let behind = behind_device(form.text);
        end.ends_with(behind.tail(behind.len().saturating_sub(3)))
    };
    opened || FORMS.at(place(b"", &end)).iter().any(is_end) || !FORMS.at(place(b"", b"")).is_empty()
}

/// Most phrases differ in the first byte already.
fn begins_with(line: &str, phrase: &str) -> bool {
    line.as_bytes().first() == phrase.as_bytes().first() && line.starts_with(phrase)
}

/// Returns the length of a block that such a line opens: with addresses and more such lines right below it.
pub(super) fn block_len(line: &Line<'_>, rest: &str) -> usize {
    let goes_on = |below: &&str| !is_blank(below) && (is_contact(below) || is_device_line(&Line::new(below)));
    let below = rest.tail(line.raw.len()).split_inclusive('\n').take(LINES_BELOW);
    line.raw.len() + below.take_while(goes_on).map(str::len).sum::<usize>()
}

/// Returns the place of a form: by its first byte; of those that open with the device by their last byte, behind all others.
fn place(before: &[u8], after: &[u8]) -> usize {
    let byte = |byte: &u8| usize::from(*byte);
    before.first().map(byte).unwrap_or_else(|| BYTES + after.last().map_or(0, byte))
}

/// Returns true if and only if a line, which began so before a link was left out of it, has one of the forms; by how it begins and ends
/// most are left out before they are read.
fn has_form(begin: &str, line: &str) -> bool {
    let bytes = line.as_bytes();
    let fits = |form: &Written| form.form().is_some_and(|form| form.fits(line));
    let opens = |form: &&Written| bytes.starts_with(before_device(form.text));
    let closes = |form: &&Written| bytes.ends_with(behind_device(form.text));
    FORMS.at(place(begin.as_bytes(), b"")).iter().filter(opens).any(fits)
        || FORMS.at(place(b"", bytes)).iter().filter(closes).any(fits)
        // A form that is all device has no last byte.
        || FORMS.at(place(b"", b"")).iter().any(fits)
}

impl Form {
    /// Reads a form in which `…` stands for the device, and perhaps a second time for the network.
    fn of(text: &'static str) -> Option<Form> {
        let cut = |text: &'static str| text.split_once('…');
        let (before, rest) = cut(text)?;
        let (between, after) = cut(rest).map_or((None, rest), |(between, after)| (Some(between), after));
        Some(Form { before: before.trim(), between, after: after.trim() })
    }

    fn fits(&self, line: &str) -> bool {
        let rest = line.strip_prefix(self.before).and_then(|rest| rest.strip_suffix(self.after));
        match (rest, self.between) {
            (Some(rest), None) => names_device(rest),
            (Some(rest), Some(between)) => rest.split_once(between).is_some_and(|(device, network)| {
                names_device(device) && network.split_whitespace().count() <= MOST_WORDS
            }),
            (None, _) => false,
        }
    }
}

/// A link by which a program sees whether the message was opened, and nothing else.
fn is_tracking(line: &str) -> bool {
    let link = line.trim_matches(['[', ']', '<', '>', '(', ')']).trim();
    // An older program writes `http:`.
    let address = link.strip_prefix("http").map(|rest| rest.strip_prefix('s').unwrap_or(rest));
    let is_known = |address: &str| {
        phrases(WordList::TrackingLinks)
            .iter()
            .any(|start| start.strip_prefix("https").is_some_and(|start| address.starts_with(start)))
    };
    address.is_some_and(|address| !address.contains(char::is_whitespace) && is_known(address))
}

/// Returns a line without the links in brackets, if it has one: `name (https://example.com/), the best app`.
fn without_links(line: &str) -> Option<String> {
    // Most lines have no colon, which is soon seen.
    let colon = memchr::memchr(b':', line.as_bytes())?;
    let link = colon + line.tail(colon).find("://")?;
    let start = line.head(link).rfind(['(', '<', '['])?;
    let len = line.tail(link).find([')', '>', ']']).map_or(line.len() - link, |at| at + 1);
    Some(format!("{}{}", line.head(start).trim_end(), line.tail(link + len)))
}

/// A device or a program, perhaps in a link, and an excuse at most.
fn names_device(words: &str) -> bool {
    let words = words.trim_matches([' ', '[', '<', '(', '"', '-', '\u{5be}']);
    let (name, rest) = match words.split_once(['.', ',', ';', '|', '!']) {
        Some((name, rest)) if rest.starts_with(' ') => (name, rest.trim()),
        _ => words.split_once(" - ").or_else(|| words.split_once(" – ")).unwrap_or((words, "")),
    };
    let follows = rest.is_empty() || is_excuse(rest) || is_link(rest) || is_device(rest);
    let count = name.split_whitespace().count();
    let is_short = count <= MOST_WORDS
        || is_link(name.rsplit(' ').next().unwrap_or_default()) && count <= MOST_WORDS + 2;
    is_short && follows && is_device(name)
}

fn is_excuse(text: &str) -> bool {
    phrases(WordList::Excuses).iter().any(|excuse| text.starts_with(excuse))
}

/// `Sent on the go`: no device, and an excuse at most.
fn is_device_note(line: &str) -> bool {
    // Most differ in the first byte.
    let begins = |note: &[u8]| line.as_bytes().first() == note.first() && line.as_bytes().starts_with(note);
    WORDS.get(WordList::DeviceNotes).bytes().filter(|note| begins(note)).any(|note| {
        let rest = line.tail(note.len());
        let excuse = rest.trim_start_matches([' ', '.', ',', ';', '-', '–', '!']);
        rest.is_empty() || excuse.len() < rest.len() && is_excuse(excuse)
    })
}

fn is_link(text: &str) -> bool {
    !text.contains(' ') && (text.contains("://") || text.starts_with("www.")) || text.starts_with('<')
}

fn is_device(name: &str) -> bool {
    is_listed(WordList::Programs, name)
        || phrases(WordList::Devices).iter().any(|device| {
            name.find(device).is_some_and(|at| {
                // Some languages set an article or a word for device before the name.
                let before = name.head(at).split_whitespace().count();
                let whole = !name.head(at).ends_with(|char: char| char.is_ascii_alphabetic());
                before <= 3 && whole
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_devices() {
        for line in [
            "Sent from my iPhone",
            "Sent from my phone",
            "Sent from my iPhone, please excuse typos.",
            "Get Outlook for iOS<https://aka.ms/o0ukef>",
            "Sent from Mail for Windows 10",
            "Von meinem iPhone gesendet",
            "Envoyé de mon iPhone",
            "iPhoneから送信",
            "发自我的iPhone",
            "iPhone'umdan gönderildi",
            "Lähetetty iPhonesta",
            "Отправлено с iPhone",
            "나의 iPhone에서 보냄",
            "أُرسلت من الـ iPhone",
            "Odesláno z iPhonu",
            "Sent with [Proton Mail](https://proton.me/) secure email.",
            "Sent from my BlackBerry 10 smartphone on the Example Wireless 4G network.",
            "Sent from my mobile - please excuse typos",
            "Sent on the go",
            "Von unterwegs gesendet.",
            "Mobil gesendet, bitte entschuldigen Sie Tippfehler",
            "Apologies for brevity, sent from my phone",
            "Sent from Edison Mail",
            "Sent from Workspace ONE Boxer",
            "Verzonden vanaf mijn mobiel",
            "https://share.polymail.io/v1/z/a/NWE1/k3Ln",
            "[ https://share.polymail.io/v1/z/b/NWE1/k3Ln ]",
            "<https://t.yesware.com/tt/4f1c>",
            "Transcribed by https://otter.ai",
            "Sent via Superhuman ( https://sprh.mn/?vip=ana@example.com )",
            "Sent from Mailspring (https://getmailspring.com/), the best free email app for work",
        ] {
            assert!(is_device_line(&Line::new(line)), "{line}");
        }
    }

    #[test]
    fn each_known_line_is_known_by_how_it_begins_or_ends() {
        let lists =
            [WordList::DeviceForms, WordList::DeviceNotes, WordList::DeviceLines, WordList::TrackingLinks];
        for text in lists.into_iter().flat_map(phrases) {
            for line in
                [text.replace('…', "iPhone"), format!("** {}. *\r\n", text.to_uppercase().replace('…', "x"))]
            {
                assert!(may_be_of_device(&Line::new(&line)), "{line}");
            }
        }
        for line in ["We are late again.\n", "The hens are well\n"] {
            assert!(!may_be_of_device(&Line::new(line)), "{line}");
        }
    }

    #[test]
    fn sentences_that_begin_like_them_are_own() {
        for line in [
            "Sent from my desk, which you can clear now: you are fired.",
            "Sent from my heart",
            "Sent on the go, as all that you do",
            "Sent on the going rate",
            "Mobil gesendet hat er nichts",
            "Apologies for brevity, but you are fired",
            "Sent from my mobile - as you would know if you read it",
            "https://share.polymail.io/v1/z/a/NWE1/k3Ln is all you ever send",
            "https://example.com/share.polymail.io/v1/z/a",
            "https://share.polymail.io/help",
            "Transcribed by hand",
            "Sent from my phone because I am on the train and you did not answer",
            "Sent with love",
            "Get the boxes ready",
            "Sent from my phone. You are fired.",
            "Sent from my phone on the worst network, you idiot, and you know it",
            "Sent via Superhuman (https://example.com), which you never open",
        ] {
            assert!(!is_device_line(&Line::new(line)), "{line}");
        }
    }
}
