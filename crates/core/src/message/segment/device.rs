//! Recognises the line that a device or a program adds below a message: `Sent from my phone`.

use std::sync::LazyLock;

use presend_lexicon::names::WordList;

use super::tidy::{MARKS, fold, tidy};
use crate::builtin::phrases;

/// A longer line is a sentence.
const LINE_BYTES: usize = 160;
/// At most so many words stand in the place of the device.
const WORDS: usize = 7;

static FORMS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let forms = phrases(WordList::DeviceForms).iter();
    forms
        .filter_map(|form| form.split_once('…').map(|(before, after)| (before.trim(), after.trim())))
        .collect()
});

/// Returns true if and only if a line is what a device adds: all of it, not a sentence that begins like it.
pub(super) fn is_device_line(line: &str) -> bool {
    if line.len() > LINE_BYTES {
        return false;
    }
    let tidied = tidy(line);
    let folded = fold(tidied.trim_matches(MARKS).trim_end_matches(['.', '!', '。']));
    let has_link = line.contains("://");
    // Some languages end with the verb, and the link follows it.
    let unlinked = folded.rsplit_once('<').map_or(&*folded, |(words, _)| words.trim_end());
    phrases(WordList::DeviceLines).iter().any(|whole| folded.starts_with(whole.trim_end_matches('!')))
        || FORMS.iter().any(|(before, after)| {
            let named = |line: &str| {
                let rest = line.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
                rest.is_some_and(names_device)
            };
            named(&folded) || has_link && named(unlinked)
        })
}

/// A device or a program, perhaps in a link, and an excuse at most.
fn names_device(words: &str) -> bool {
    let words = words.trim_matches([' ', '[', '<', '(', '"', '-', '\u{5be}']);
    let (name, rest) = match words.split_once(['.', ',', ';', '|', '!']) {
        Some((name, rest)) if rest.starts_with(' ') => (name, rest.trim()),
        _ => (words, ""),
    };
    let is_excuse = |text: &str| phrases(WordList::Excuses).iter().any(|excuse| text.starts_with(excuse));
    let follows = rest.is_empty() || is_excuse(rest) || is_link(rest) || is_device(rest);
    let count = name.split_whitespace().count();
    let is_short =
        count <= WORDS || is_link(name.rsplit(' ').next().unwrap_or_default()) && count <= WORDS + 2;
    is_short && follows && is_device(name)
}

fn is_link(text: &str) -> bool {
    !text.contains(' ') && (text.contains("://") || text.starts_with("www.")) || text.starts_with('<')
}

fn is_device(name: &str) -> bool {
    phrases(WordList::Programs).contains(&name)
        || phrases(WordList::Devices).iter().any(|device| {
            name.find(device).is_some_and(|at| {
                // Some languages set an article or a word for device before the name.
                let before = name[..at].split_whitespace().count();
                let whole = !name[..at].ends_with(|char: char| char.is_ascii_alphabetic());
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
        ] {
            assert!(is_device_line(line), "{line}");
        }
    }

    #[test]
    fn sentences_that_begin_like_them_are_own() {
        for line in [
            "Sent from my desk, which you can clear now: you are fired.",
            "Sent from my heart",
            "Sent from my phone because I am on the train and you did not answer",
            "Sent with love",
            "Get the boxes ready",
            "Sent from my phone. You are fired.",
        ] {
            assert!(!is_device_line(line), "{line}");
        }
    }
}
