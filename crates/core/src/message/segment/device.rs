//! Recognises the line that a device or a program adds below a message: `Sent from my phone`.

use presend_lexicon::names::WordList;

use super::heads::{first_three, last_three};
use super::lines::is_blank;
use super::name_block::is_contact;
use super::signs::Signs;
use super::tidy::{Line, is_mark};
use crate::builtin::{DEVICE_FORMS, WORDS, phrases};
use crate::text::{Ends, is_listed};

/// A longer line is a sentence.
const LINE_BYTES: usize = 160;
/// So many lines are looked at below it.
const LINES_BELOW: usize = 20;
/// At most so many words stand in the place of the device.
const MOST_WORDS: usize = 7;

/// Stands for the device and for its network in a form.
const PLACEHOLDER: char = '…';

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
    DEVICE_FORMS.may_fit(begin, end)
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

/// Returns true if and only if a line, which began so before a link was left out of it, has one of the forms; by how it begins and ends
/// most are left out before they are read.
fn has_form(begin: &str, line: &str) -> bool {
    let begin = begin.as_bytes().first().copied();
    DEVICE_FORMS.beside(begin, line.as_bytes()).any(|form| fits(form, line).unwrap_or(false))
}

/// Says whether a line is built like a form, in which `…` stands for the device, and perhaps a second time for the network.
fn fits(form: &str, line: &str) -> Option<bool> {
    let (before, behind) = form.split_once(PLACEHOLDER)?;
    let rest = line.strip_prefix(before.trim())?;
    let Some((between, after)) = behind.split_once(PLACEHOLDER) else {
        return rest.strip_suffix(behind.trim()).map(names_device);
    };
    let (device, network) = rest.strip_suffix(after.trim())?.split_once(between)?;
    Some(names_device(device) && network.split_whitespace().count() <= MOST_WORDS)
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
        for form in phrases(WordList::DeviceForms) {
            let line = form.replace(PLACEHOLDER, "iphone");
            let mut known = DEVICE_FORMS.beside(line.bytes().next(), line.as_bytes());
            assert!(known.any(|known| known == *form), "{form}");
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
