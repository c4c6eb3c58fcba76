//! Recognises the header over a message that is answered where its fields stand in one line: `From: … Sent: … To: … Subject: …`.

use super::evidence::Evidence;
use super::field_roles::{Role, role_of};
use super::signs::Signs;
use super::tidy::{Line, fold, is_mark};
use crate::text::Ends;

/// A longer line is prose.
const LINE_BYTES: usize = 400;
/// Who wrote it, when, to whom and what are so many fields.
const FIELDS: usize = 4;
/// The name of a field has no more words.
const NAME_WORDS: usize = 3;

/// Returns true if and only if a line is such a header: who, when, to whom and what, in this line, and nothing before the first.
pub(super) fn is_header_line(line: &Line<'_>) -> bool {
    if line.raw.len() > LINE_BYTES || !line.signs().has_any(Signs::AT) || !may_have_fields(line) {
        return false;
    }
    let tidied = line.tidied();
    let mut roles: Vec<Role> = Vec::new();
    // What stands up to the second field is who wrote it.
    let mut writer = tidied;
    for (colon, _) in tidied.match_indices(':') {
        let before = tidied.head(colon).trim_end();
        let is_first = roles.is_empty();
        let Some(role) = last_name(before, is_first) else {
            if is_first {
                return false;
            }
            continue;
        };
        if roles.len() == 1 {
            writer = before;
        }
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    let has = |role: Role| roles.contains(&role);
    roles.first() == Some(&Role::From)
        && (has(Role::Sent) || has(Role::Date))
        && has(Role::To)
        && has(Role::Subject)
        && Evidence::of(writer).has_address
        && Evidence::of(tidied).has_clock
}

/// Each field has a colon, if one of another script.
fn may_have_fields(line: &Line<'_>) -> bool {
    line.signs().has_any(Signs::BEYOND)
        || memchr::memchr_iter(b':', line.raw.as_bytes()).take(FIELDS).count() == FIELDS
}

/// Reads the last words in front of a colon as the name of a field: all of them where it is the first.
fn last_name(before: &str, is_first: bool) -> Option<Role> {
    let folded = fold(before.trim_start_matches(is_mark));
    if is_first {
        return role_of(&folded);
    }
    let mut starts = folded.rmatch_indices(' ').map(|(at, _)| at + 1).take(NAME_WORDS);
    starts.find_map(|start| role_of(folded.tail(start).trim_matches(is_mark)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_may_stand_in_one_line() {
        for line in [
            "From: Mira Holt <mira@example.com> Sent: Tuesday, March 3, 2026 10:00 AM To: Bo Larsen <bo@example.com> Subject: Hens",
            "*Von:* Mira Holt <mira@example.com> *Gesendet:* Dienstag, 3. März 2026 10:00 *An:* Bo *Betreff:* Hennen",
            "De : Mira <mira@example.com> Envoyé : mardi 3 mars 2026 10:00 À : Bo Objet : Poules",
        ] {
            assert!(is_header_line(&Line::new(line)), "{line}");
        }
        for line in [
            "From: here to there. Date: Tuesday 10:00. To: Bo. Subject: you are late, ask ana@example.com",
            "From: Mira Sent: Tuesday 10:00 To: Bo Subject: Hens",
            "I said: From: mira@example.com Sent: 3 March 2026 10:00 To: Bo Subject: Hens",
            "From: mira@example.com To: Bo",
        ] {
            assert!(!is_header_line(&Line::new(line)), "{line}");
        }
    }
}
