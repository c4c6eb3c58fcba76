//! Recognises an attribution with the quoted words behind it on its line, as programs on telephones write it.

use super::attribution::{Attribution, strength_of};
use super::attribution_form::{Strength, opens_with_form};
use super::lines::is_blank;
use super::quote::mark_below;
use super::signs::Signs;
use super::tidy::Line;
use crate::text::Ends;
use crate::text::boundaries::floor_char;

/// The colon behind the verb stands within so many bytes.
const HEAD_BYTES: usize = 240;

/// `  On Tue, Mar 3, 2026 at 10:00 AM, Ana<ana@example.com> wrote:   words`: set in, or with a gap behind the colon, which nobody
/// types in a sentence that says who wrote what.
pub(super) fn inline_attribution(first: &Line<'_>, rest: &str) -> Option<Attribution> {
    if !first.signs().has_all(Signs::COLON.or(Signs::LESS).or(Signs::AT)) {
        return None;
    }
    let line = first.raw;
    let head = line.head(floor_char(line, HEAD_BYTES));
    if !head.contains('<') || !head.contains('@') {
        return None;
    }
    let is_set_in = line.starts_with([' ', '\u{a0}']);
    let opens_words = |at: usize| {
        let behind = line.tail(at + 1);
        let gap = behind.chars().take_while(|char| matches!(char, ' ' | '\u{a0}')).count();
        !is_blank(behind) && gap >= if is_set_in { 1 } else { 2 }
    };
    let is_head = |at: usize| {
        let head = Line::new(line.head(at + 1));
        opens_with_form(head.folded()) && strength_of(&head) == Some((Strength::Full, true))
    };
    let mut colons = head.match_indices(':').map(|(at, _)| at);
    colons.find(|at| opens_words(*at) && is_head(*at))?;
    Some(Attribution { start: 0, len: line.len(), takes_rest: mark_below(rest.tail(line.len())).is_none() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takes(text: &str) -> bool {
        let line = text.split_inclusive('\n').next().unwrap_or_default();
        inline_attribution(&Line::new(line), text).is_some()
    }

    #[test]
    fn words_behind_the_colon_are_quoted() {
        for head in [
            "  On Tue, Mar 3, 2026 at 10:00 AM, Ana Silva<ana@example.com> wrote:   ",
            "  Am Di., März 3, 2026 at 10:00 schrieb Ana Silva<ana@example.com>:   ",
            "  Le mar., mars 3, 2026 à 10:00, Ana Silva<ana@example.com> a écrit :   ",
            "  El mar, mar 3, 2026 a la(s) 10:00 AM, Ana Silva<ana@example.com> escribió:   ",
            "  Em ter., mar. 3, 2026 às 10:00, Ana Silva<ana@example.com> escreveu: ",
            "\u{a0} Il mar, mar 3, 2026 alle 10:00, Ana Silva<ana@example.com> ha scritto:\u{a0}\u{a0}",
            "On Tue, Mar 3, 2026 at 10:00 AM, Ana Silva<ana@example.com> wrote:   ",
        ] {
            assert!(takes(&format!("{head}The hens are well. Are yours?\nAnd the fence\n")), "{head}");
        }
    }

    #[test]
    fn sentences_about_what_somebody_wrote_are_own() {
        for text in [
            "On Tue, Mar 3, 2026 at 10:00 AM, Ana Silva <ana@example.com> wrote: we are full.\n",
            "  On Tue, Mar 3, 2026 at 10:00 AM, Ana wrote:   we are full.\n",
            "  On the board <ana@example.com> wrote:   we are full.\n",
            "  Ask Ana <ana@example.com> on 3 March 2026 at 10:00:   she knows.\n",
            "  On Tue, Mar 3, 2026 at 10:00 AM, Ana Silva<ana@example.com> wrote:   \n",
        ] {
            assert!(!takes(text), "{text}");
        }
    }
}
