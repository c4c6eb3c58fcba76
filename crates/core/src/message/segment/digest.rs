//! Recognises the preface of a digest, which a mailing list sends its readers instead of single messages.

use presend_lexicon::names::WordList;

use super::tidy::Line;
use crate::builtin::phrases;
use crate::text::Ends;

/// The line is no longer.
const LINE_BYTES: usize = 160;
/// The preface has its list of contents within so many bytes.
const PREFACE_BYTES: usize = 4096;
/// What stands before the name of the list, and behind it.
const NAME: char = '…';

/// Returns true if and only if a text opens with such a preface: where messages to the list go, in two lines, and below them
/// where its readers write to whoever keeps it. All of it is the list's.
pub(super) fn is_preface(line: &Line<'_>, rest: &str) -> bool {
    if line.raw.len() > LINE_BYTES {
        return false;
    }
    // The line below is looked at first: that of prose is seldom set in.
    let below = rest.tail(line.raw.len());
    if !below.starts_with([' ', '\t']) {
        return false;
    }
    let next = below.split('\n').next().unwrap_or_default();
    if !next.contains('@') || next.trim().contains(' ') {
        return false;
    }
    let folded = line.folded();
    let is_opening = phrases(WordList::DigestOpenings).iter().any(|form| match form.split_once(NAME) {
        Some((before, behind)) => {
            folded.starts_with(before.trim_end())
                && folded.trim_end_matches(':').ends_with(behind.trim_start())
        }
        None => false,
    });
    let preface = below.get(..PREFACE_BYTES).unwrap_or(below);
    is_opening && preface.contains("-request@")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(text: &str) -> bool {
        is_preface(&Line::new(text.split_inclusive('\n').next().unwrap_or_default()), text)
    }

    #[test]
    fn a_preface_is_told_from_a_request() {
        let below = "\n\tkiln@example.org\n\nTo leave, write to\n\tkiln-request@example.org\n";
        for opening in [
            "Send Kiln mailing list submissions to",
            "Um E-Mails an die Liste Ofen zu schicken, nutzen Sie bitte die Adresse",
            "Envoyez vos messages pour la liste Four à",
            "Invia le richieste di iscrizione alla lista Forno all'indirizzo",
        ] {
            assert!(is(&format!("{opening}{below}")), "{opening}");
        }
        assert!(!is("Send Kiln mailing list submissions to me, you idiot\n"));
        assert!(!is("Send Kiln mailing list submissions to\n\tkiln@example.org\n\nYou never do.\n"));
        assert!(!is(&format!("Send your work to{below}")));
    }
}
