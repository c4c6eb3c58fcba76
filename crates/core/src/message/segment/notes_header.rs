//! Recognises the header that Notes sets over an answered message: a name with its organisation, a moment, and fields.

use presend_lexicon::names::WordList;

use super::evidence::Evidence;
use super::field_roles::Role;
use super::lines::is_blank;
use super::reply_header::{bare_field, field};
use super::signs::Signs;
use super::tidy::{Line, has_digit};
use crate::builtin::phrases;
use crate::text::Ends;

/// A longer line is prose.
const LINE_BYTES: usize = 120;
/// A name, and what stands with it, has at most this many words.
const WORDS: usize = 10;
/// The block has at most this many lines.
const LINES: usize = 16;
/// So many blank lines stand between two fields at most.
const BLANKS: usize = 2;

/// Returns the length of such a block, if one opens the text, whose first line is given.
pub(super) fn notes_header(first: &Line<'_>, rest: &str) -> Option<usize> {
    if !first.signs().has_any(Signs::AT.or(Signs::SLASH)) || !names_organisation(first.raw) {
        return None;
    }
    let mut block = Block { is_dated: is_moment(first.raw), ..Block::default() };
    let mut len = first.raw.len();
    let mut end = len;
    for line in rest.tail(len).split_inclusive('\n').take(LINES) {
        len += line.len();
        match block.take(line) {
            Step::On => {}
            Step::Part => end = len,
            Step::Last => {
                end = len;
                break;
            }
            Step::Over => break,
        }
    }
    block.holds().then_some(end)
}

/// What a line does to the block.
enum Step {
    /// It may stand in it.
    On,
    /// It belongs to it.
    Part,
    /// It ends it.
    Last,
    /// It stands below it.
    Over,
}

#[derive(Default)]
struct Block {
    is_dated: bool,
    roles: Vec<Role>,
    /// The last field has its value on the next line.
    is_wanted: bool,
    blanks: usize,
}

impl Block {
    fn take(&mut self, line: &str) -> Step {
        if is_blank(line) {
            self.blanks += 1;
            self.is_wanted = false;
            return if self.blanks > BLANKS { Step::Over } else { Step::On };
        }
        self.blanks = 0;
        if !self.is_dated {
            self.is_dated = is_moment(line);
            return if self.is_dated { Step::Part } else { Step::Over };
        }
        let line = Line::new(line);
        if let Some((role, value)) = field(&line) {
            self.roles.push(role);
            return if role == Role::Subject { Step::Last } else { self.part(value.is_empty()) };
        }
        if let Some(role) = bare_field(&line) {
            self.roles.push(role);
            return self.part(true);
        }
        if answers_to(&line) {
            return Step::Part;
        }
        match (std::mem::take(&mut self.is_wanted), self.roles.last()) {
            (true, Some(Role::Subject)) => Step::Last,
            (true, _) => Step::Part,
            (false, _) => Step::Over,
        }
    }

    const fn part(&mut self, is_wanted: bool) -> Step {
        self.is_wanted = is_wanted;
        Step::Part
    }

    /// A moment, the reader, and a further field.
    fn holds(&self) -> bool {
        self.is_dated && self.roles.contains(&Role::To) && self.roles.len() >= 2
    }
}

/// `Please respond to bo@example.com`: a field without its colon.
fn answers_to(line: &Line<'_>) -> bool {
    line.raw.contains('@')
        && phrases(WordList::FieldsOther)
            .iter()
            .any(|name| name.contains(' ') && line.folded().starts_with(name))
}

/// `Bo Larsen@ACME`, `Bo Larsen/Sales/Acme`, `"Bo Larsen" <bo@example.com>`.
fn names_organisation(line: &str) -> bool {
    let line = line.trim();
    let is_between = |at: usize| {
        let is_part =
            |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
        // A place in brackets or a short form may end the name: `Larsen, Bo (Mill)@ACME`.
        let is_end = |byte: &u8| matches!(byte, b')' | b'"' | b'.');
        let before = line.as_bytes().head(at).last();
        (is_part(before) || before.is_some_and(is_end)) && is_part(line.as_bytes().get(at + 1))
    };
    line.len() <= LINE_BYTES
        && !line.ends_with(['.', '!', '?', ':', ','])
        && memchr::memchr2_iter(b'@', b'/', line.as_bytes()).any(is_between)
        && line.starts_with(|first: char| first == '"' || first.is_alphabetic())
        && line.split_whitespace().take(WORDS + 1).count() <= WORDS
}

/// `03/03/2026 10:00 AM`, alone or behind the name.
fn is_moment(line: &str) -> bool {
    if !has_digit(line) {
        return false;
    }
    let evidence = Evidence::of(line);
    evidence.has_year && evidence.has_clock && line.split_whitespace().take(WORDS + 1).count() <= WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<usize> {
        notes_header(&Line::new(text.split_inclusive('\n').next()?), text)
    }

    #[test]
    fn a_name_a_moment_and_fields() {
        for block in [
            "Bo Larsen@ACME\n03/03/2026 10:00 AM\nTo: Ana Ruiz/Sales/Acme@ACME\ncc:\nSubject: Keys\n",
            "Bo Larsen/Sales/Acme@ACME\n03/03/2026 10:00 AM\n\nTo\nAna Ruiz/Sales/Acme@ACME\ncc\n\nSubject\nKeys for the hall\n",
            "\"Bo Larsen\" <bo@example.com> on 03/03/2001 10:00:00 AM\nTo: Ana Ruiz/Acme@ACME\ncc:\nSubject: Keys\n",
            "Bo Larsen/Acme 03.03.2026 10:00\n\nAn\nAna Ruiz/Acme\nKopie\n\nThema\nSchlüssel\n",
        ] {
            assert_eq!(of(&format!("{block}\nwords\n")), Some(block.len()), "{block}");
        }
    }

    #[test]
    fn addresses_and_dates_in_prose_are_none() {
        for text in [
            "bo@example.com\n03/03/2026 10:00 AM\nwords\n",
            "Meet at 5/6\n03/03/2026 10:00 AM\nBring keys\n",
            "Bo Larsen/Sales\n\nTo: Ana\nSubject: x\n",
            "See a/b on 03/03/2026 at 10:00, please.\nTo: Ana\nSubject: x\n",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
