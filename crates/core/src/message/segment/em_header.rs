//! Recognises the header that eM Client sets over an answered message: fields without colons, each with its value behind its name.

use super::evidence::Evidence;
use super::field_roles::{Role, role_of};
use super::signs::Signs;
use super::tidy::{Line, is_mark};
use crate::text::Ends;

/// A line is no longer.
const LINE_BYTES: usize = 240;
/// The block has at most this many lines,
const LINES: usize = 8;
/// and the name of a field so many words.
const NAME_WORDS: usize = 2;

/// Returns the length of such a block, if one opens the text, whose first line is given: who wrote it, with an address in brackets,
/// to whom, when and what.
pub(super) fn em_header(first: &Line<'_>, rest: &str) -> Option<usize> {
    let (mut len, mut roles) = (0, Vec::new());
    // The first field is that of the writer, with an address between its brackets.
    if !first.signs().has_any(Signs::LESS.or(Signs::QUOTE))
        || !first.signs().has_all(Signs::AT.or(Signs::GREATER))
    {
        return None;
    }
    for raw in rest.split_inclusive('\n').take(LINES) {
        let line = Line::new(raw);
        let Some((role, value)) = named(&line) else { break };
        let evidence = Evidence::of(value);
        let is_whole = match role {
            Role::From => evidence.has_address && value.ends_with('>'),
            Role::To => evidence.has_address,
            Role::Sent | Role::Date => evidence.has_year && evidence.has_clock,
            Role::Subject => !value.is_empty(),
            Role::Other => evidence.has_address,
        };
        if !is_whole || roles.contains(&role) && role != Role::Other {
            return None;
        }
        roles.push(role);
        len += raw.len();
        if role == Role::Subject {
            break;
        }
    }
    let has = |role: Role| roles.contains(&role);
    let is_dated = has(Role::Date) || has(Role::Sent);
    (roles.first() == Some(&Role::From) && has(Role::To) && is_dated && has(Role::Subject)).then_some(len)
}

/// Reads the first words of a line as the name of a field, and the rest as its value.
fn named<'l>(line: &'l Line<'_>) -> Option<(Role, &'l str)> {
    let tidied = line.tidied();
    if line.raw.len() > LINE_BYTES {
        return None;
    }
    let blanks = tidied.match_indices(' ').take(NAME_WORDS);
    let roles = blanks.filter_map(|(at, _)| {
        let name = tidied.head(at).trim_matches(is_mark).to_lowercase();
        role_of(&name).map(|role| (role, tidied.tail(at + 1).trim_matches(is_mark)))
    });
    roles.last()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<usize> {
        em_header(&Line::new(text.split_inclusive('\n').next()?), text)
    }

    #[test]
    fn fields_without_colons_are_a_header() {
        for block in [
            "From \"Bo Berg\" <bo@example.com>\nTo \"Ana\" <ana@example.com>\nDate 03/03/2026 10:00:05\nSubject The kiln\n",
            "Von \"Bo Berg\" <bo@example.com>\nAn \"Ana\" <ana@example.com>\nDatum 03.03.2026 10:00:05\nBetreff Der Ofen\n",
            "De \"Bo Berg\" <bo@example.com>\nÀ \"Ana\" <ana@example.com>\nCc \"Cy\" <cy@example.com>\nDate 03/03/2026 10:00:05\nObjet Le four\n",
        ] {
            assert_eq!(of(&format!("{block}\nold words\n")), Some(block.len()), "{block}");
        }
        for text in [
            "From \"Bo\" I heard nothing.\nTo Ana I wrote on 03/03/2026 10:00.\nSubject closed.\n",
            "From Bo <bo@example.com>\nYou must go.\n",
            "From Oslo <b>\nTo Rome\nDate 03/03/2026 10:00\nSubject trip\n",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
