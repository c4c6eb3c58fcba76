//! Recognises the fields that the writer set at the top: of a memo, in capitals or below a title, or of a draft that is a file.

use crate::builtin::WORDS;
use presend_lexicon::names::WordList;

use super::evidence::Evidence;
use super::field_roles::Role;
use super::lines::{is_blank, is_blank_text, last_line};
use super::reply_header::{field, reply_header_from};
use super::tidy::{Line, is_mark};
use crate::text::{Ends, is_listed};

/// What stands above the fields of a memo is its title, and no longer.
const TITLE_BYTES: usize = 240;

/// Returns the length of the fields that the writer set at the top of `rest`, whose first line is given: of a memo, or of a draft that
/// is a file or a field of its own.
/// Where a quotation stands below the fields of a draft, it is an answer that is typed below, and they are those of the other message.
pub(super) fn own_head(above: &str, first: &Line<'_>, rest: &str, is_draft: bool) -> Option<usize> {
    // No head is without a field, and nearly no line is one.
    field(first)?;
    if !is_draft || !is_blank_text(above) {
        return memo_head(above, first, rest).or_else(|| announced_head(above, first, rest));
    }
    let is_quoted_below = |len: &usize| rest.tail(*len).trim_start().starts_with('>');
    reply_header_from(first, rest).filter(|len| !is_quoted_below(len))
}

/// Returns the length of the fields of a memo that open `rest`, where nothing but its title and more of its fields stands `above`.
///
/// What mail programs set above a message looks alike, but says when it was sent to the minute, and has the writer's words above.
fn memo_head(above: &str, first: &Line<'_>, rest: &str) -> Option<usize> {
    if above.len() > TITLE_BYTES {
        return None;
    }
    let full = || above.split('\n').filter(|line| !is_blank(line));
    let is_titled = full().any(is_title);
    if !is_titled && !full().all(is_capital_field) {
        return None;
    }
    let len = reply_header_from(first, rest)?;
    let block = rest.head(len);
    let (mut roles, mut has_address, mut has_moment) = (Vec::new(), false, false);
    for line in full().chain(block.split('\n')) {
        let tidy = Line::new(line);
        let Some((role, value)) = field(&tidy) else { continue };
        let evidence = Evidence::of(value);
        has_address |= role == Role::From && evidence.has_address;
        has_moment |= role == Role::Date && evidence.has_clock;
        if !is_titled && !is_capital_field(line) {
            return None;
        }
        roles.push(role);
    }
    let has = |role: Role| roles.contains(&role);
    let is_memo = has(Role::From)
        && has(Role::To)
        && (has(Role::Subject) || has(Role::Date))
        && !has(Role::Sent)
        && !(has_address && has_moment);
    is_memo.then_some(len)
}

/// Returns the length of the fields of a draft that the writer announces in the line above them: `Here is my draft:`. What a program
/// set above a message says when it was sent, to the minute.
fn announced_head(above: &str, first: &Line<'_>, rest: &str) -> Option<usize> {
    let line = Line::new(last_line(above.trim_end()));
    let says_so = line.folded().ends_with(':')
        && WORDS.get(WordList::DraftAnnouncements).iter().any(|phrase| line.folded().contains(phrase));
    let len = says_so.then(|| reply_header_from(first, rest)).flatten()?;
    let is_sent = rest.head(len).split('\n').any(|line| {
        let tidy = Line::new(line);
        field(&tidy).is_some_and(|(role, value)| {
            role == Role::Sent || role == Role::Date && Evidence::of(value).has_clock
        })
    });
    (!is_sent).then_some(len)
}

fn is_title(line: &str) -> bool {
    let line = Line::new(line);
    let title = line.folded().trim_matches(|sign: char| is_mark(sign) || sign == ':');
    is_listed(WordList::MemoTitles, title)
}

/// A field whose name is all in capitals.
fn is_capital_field(line: &str) -> bool {
    let name = line.split(':').next().unwrap_or_default();
    field(&Line::new(line)).is_some()
        && name.contains(char::is_uppercase)
        && name.chars().all(|sign| !sign.is_alphabetic() || sign.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Line<'_> {
        Line::new(text.split_inclusive('\n').next().unwrap())
    }

    #[test]
    fn fields_in_capitals_or_below_a_title_are_the_writers() {
        let capitals = "TO: All Staff\nFROM: Dana Hill, HR\nDATE: March 3, 2026\nSUBJECT: Parking\n";
        let plain = "To:   Bo\nFrom: Ana <ana@example.com>\nDate: 3 March 2026\nRe:   Lunch\n";
        for (above, block) in [
            ("", capitals),
            ("\n", "**FROM:** Dana\n**TO:** Bo\n**DATE:** 3 March\n**RE:** Lunch\n"),
            ("M E M O\n\n", plain),
            ("Harbour Works\n# MEMORANDUM\n\n", plain),
            ("TO: All Staff\n\n", "FROM: dana@example.com\nDATE: March 3\nSUBJECT: Parking\n"),
        ] {
            let text = format!("{block}\nwords\n");
            assert_eq!(memo_head(above, &first(&text), &text), Some(block.len()), "{above}{block}");
        }
    }

    #[test]
    fn the_fields_of_a_draft_that_is_announced_are_the_writers() {
        let fields = "From: Ana <ana@example.com>\nTo: bo@example.org\nSubject: gate\n";
        let sent = "From: Ana <ana@example.com>\nDate: 3 March 2026 10:00\nTo: Bo\nSubject: gate\n";
        for (above, block, is_own) in [
            ("Hi Bo,\nhere is my draft:\n\n", fields, true),
            ("This is what I want to send to the client:\n", fields, true),
            ("What do you think of this draft:\n", sent, false),
            ("Here is his answer:\n", fields, false),
            ("The draft is done.\n", fields, false),
        ] {
            let text = format!("{block}\nwords\n");
            let own = announced_head(above, &first(&text), &text);
            assert_eq!(own, is_own.then_some(block.len()), "{above}{block}");
        }
    }

    #[test]
    fn what_programs_set_above_a_message_is_not() {
        let dated = "FROM: ana@example.com\nTO: Bo\nDATE: Wed, 16 May 2012 00:15:02 -0600\nSUBJECT: plan\n";
        let outlooks = "FROM: Ana\nSENT: Monday\nTO: Bo\nSUBJECT: plan\n";
        let plain = "From: Ana\nDate: 3 March 2026\nTo: Bo\nSubject: plan\n";
        let chinese = "发件人：Ana <ana@example.com>\n收件人：Bo\n日期：2026年5月4日\n主题：x\n";
        for (above, block) in [
            ("", dated),
            ("", outlooks),
            ("", plain),
            ("", chinese),
            ("MEMO\n\n", outlooks),
            ("See below.\n\n", "FROM: Ana\nDATE: 3 March\nTO: Bo\nSUBJECT: plan\n"),
        ] {
            assert_eq!(memo_head(above, &first(block), block), None, "{above}{block}");
        }
    }
}
