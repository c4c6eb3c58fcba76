//! Recognises a card: the lines of a signature below a mark or between rules, each of a name, a title, an address, a device.

use super::attribution::attribution;
use super::device::is_device_line;
use super::lines::is_blank;
use super::message_opening::message_opening;
use super::name_block::{is_contact, is_title};
use super::tidy::Line;
use crate::text::{Ends, each_line};

/// A card below a mark is at most this long.
const CARD_BYTES: usize = 800;
/// It has at most this many lines.
const CARD_LINES: usize = 10;
/// A rule around one has at least so many signs,
const RULE_SIGNS: usize = 8;
/// and no more that differ.
const RULE_KINDS: usize = 4;

/// All of the text, if it is a card.
pub(super) fn whole_card_len(below: &str) -> Option<usize> {
    let mut lines = below.split('\n').filter(|line| !is_blank(line));
    let is_short = below.len() <= CARD_BYTES && below.trim_end().split('\n').count() <= CARD_LINES;
    let opens = is_short && lines.next().is_some_and(is_of_card);
    (opens && lines.all(is_of_card)).then_some(below.len())
}

/// One paragraph that is a card, if what follows is a quotation.
pub(super) fn card_above_quotation_len(below: &str) -> Option<usize> {
    let card = below.split_inclusive('\n').take_while(|line| !is_blank(line));
    let (lines, len) =
        card.take(CARD_LINES + 1).fold((0, 0), |(lines, len), line| (lines + 1, len + line.len()));
    let (card, after) = below.split_at(len);
    let is_card = (1..=CARD_LINES).contains(&lines) && len <= CARD_BYTES && card.lines().all(is_of_card);
    (is_card && opens_quotation(after)).then_some(len)
}

/// A card between two rules that are alike, with an address or a number in it, and nothing but a quotation below.
pub(super) fn ruled_card_len(rest: &str) -> Option<usize> {
    let mut lines = each_line(rest);
    let rule = lines.next().filter(|line| is_rule(line))?;
    let (mut len, mut count, mut has_contact) = (rule.len(), 0, false);
    for line in lines {
        if line.trim() == rule.trim() {
            let end = len + line.len();
            let after = rest.tail(end);
            let is_card = has_contact && (after.trim().is_empty() || opens_quotation(after));
            return is_card.then_some(end);
        }
        len += line.len();
        if is_blank(line) {
            continue;
        }
        count += 1;
        if count > CARD_LINES || len > CARD_BYTES || line.contains(['。', '、']) || !is_of_card(line) {
            return None;
        }
        has_contact |= is_contact(line);
    }
    None
}

fn is_rule(line: &str) -> bool {
    if line.as_bytes().first().is_none_or(u8::is_ascii_alphanumeric) {
        return false;
    }
    let line = line.trim();
    let mut kinds: Vec<char> = Vec::new();
    let is_drawn = line.chars().all(|sign| {
        if !kinds.contains(&sign) {
            kinds.push(sign);
        }
        !sign.is_alphanumeric() && !sign.is_whitespace() && kinds.len() <= RULE_KINDS
    });
    is_drawn && line.chars().count() >= RULE_SIGNS
}

fn is_of_card(line: &str) -> bool {
    is_title(line) || is_contact(line) || is_device_line(&Line::new(line))
}

/// Returns true if and only if the next line that is not blank opens somebody else's message.
fn opens_quotation(after: &str) -> bool {
    let blank = after.split_inclusive('\n').take_while(|line| is_blank(line));
    let rest = after.tail(blank.map(str::len).sum::<usize>());
    let Some(line) = rest.split_inclusive('\n').next() else { return false };
    let line = Line::new(line);
    rest.starts_with('>') || message_opening(&line, rest).is_some() || attribution(&line, rest).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_stand_between_rules_that_are_alike() {
        for text in [
            "====================\nMira Holt, PhD\nInstitute of Hens\nPhone: +34 600 000 000\n====================\n",
            "**********\n株式会社サンプル\n花子（Hanako）\nTEL: 03-0000-0000\n**********\n\n",
            "────────────\nMira Holt\nmira@example.com\n────────────\n\n> old\n",
            "*:;;;:*:;;;:*\nMira Holt\nmira@example.com\n*:;;;:*:;;;:*\n",
        ] {
            assert!(ruled_card_len(text).is_some(), "{text}");
        }
        for text in [
            "==========\nThe End\n==========\n",
            "==========\nCall +34 600 000 000 and say that it is over.\n==========\n",
            "==========\nMira Holt\nmira@example.com\n==========\n\nShe is the one who broke it.\n",
            "==========\nMira Holt\nmira@example.com\n----------\n",
            "**********\n明日、来ないでください\nTEL: 03-0000-0000\n**********\n",
            "====\nMira Holt\nmira@example.com\n====\n",
        ] {
            assert_eq!(ruled_card_len(text), None, "{text}");
        }
    }
}
