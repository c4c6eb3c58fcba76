//! Writes text as it would be without the signs that phones, word processors and wrapped lines put between the groups of a number.

use memchr::{memchr_iter, memchr3_iter, memmem};

use crate::text::word_forms::plain_form;
use crate::text::{Ends, Span};
use crate::words::Block;

/// Groups of numbers are no longer; the longest stand in cards.
const LONGEST_GROUP: usize = 8;

/// A value that shows in the plain form of a place only stands in so many bytes on either side of it: more than patterns see.
const REACH: usize = 640;

/// Whether something is a value is told by so many bytes on either side of it.
const AROUND: usize = 400;

/// A text in plain signs, and where in the text it was made of each stretch of it stands.
#[derive(Debug, Default)]
pub(super) struct PlainText {
    pub(super) text: String,
    /// Places in this text and in the other from which on both run alike.
    origins: Vec<(usize, usize)>,
    /// The place in the other text behind the last sign taken.
    end: usize,
    /// The stretch of the other text in which enough is seen on both sides.
    known: Span,
}

impl PlainText {
    /// Returns the plain forms of those stretches of a block that have another.
    pub(super) fn of(text: &str, block: &Block) -> Vec<PlainText> {
        let stretches = || block.stretches.iter().map(|(_, span)| *span);
        let places: Vec<usize> = stretches()
            .flat_map(|span| unusual_places(span.of(text)).into_iter().map(move |at| span.start + at))
            .collect();
        let (Some(first), Some(last)) = (stretches().next(), stretches().next_back()) else {
            return Vec::new();
        };
        let whole = Span::new(first.start, last.end);
        let windows = windows(text.as_bytes(), whole, &places);
        windows.into_iter().map(|window| PlainText::of_window(text, stretches(), (whole, window))).collect()
    }

    fn of_window(
        text: &str,
        stretches: impl Iterator<Item = Span>,
        (whole, window): (Span, Span),
    ) -> PlainText {
        let left = if window.start == whole.start { 0 } else { window.start + AROUND };
        let right = if window.end == whole.end { usize::MAX } else { window.end - AROUND };
        let mut plain = PlainText { known: Span::new(left, right.max(left)), ..PlainText::default() };
        let inside = stretches.map(|span| Span::new(span.start.max(window.start), span.end.min(window.end)));
        for span in inside.filter(|span| span.start < span.end) {
            if plain.end != span.start && !plain.text.is_empty() {
                plain.text.push('\n');
            }
            plain.add(span.of(text), span.start);
        }
        plain
    }

    /// Returns true if and only if enough was seen around a stretch of the other text to know what stands there.
    pub(super) const fn knows(&self, origin: Span) -> bool {
        self.known.contains(origin)
    }

    /// Returns where a stretch of the plain text stands in the other.
    pub(super) fn origin(&self, span: Span) -> Span {
        let place = |at: usize| {
            let after = self.origins.partition_point(|&(here, _)| here <= at);
            self.origins.get(after.saturating_sub(1)).map_or(at, |&(here, there)| there + at - here)
        };
        let last = span.end.saturating_sub(1).max(span.start);
        Span::new(place(span.start), self.end.min(place(last) + self.width(last)))
    }

    /// Returns how many bytes of the other text the sign at a place was made of.
    fn width(&self, at: usize) -> usize {
        let after = self.origins.partition_point(|&(here, _)| here <= at);
        match (self.origins.get(after.saturating_sub(1)), self.origins.get(after)) {
            (Some(&(here, there)), Some(&(next, then))) if next == at + 1 => then - there - (at - here),
            _ => 1,
        }
    }

    fn add(&mut self, text: &str, base: usize) {
        self.origins.push((self.text.len(), base));
        let mut at = 0;
        loop {
            let usual = usual_run(text.as_bytes().tail(at));
            self.text.push_str(text.between(at, at + usual));
            at += usual;
            let Some(character) = text.tail(at).chars().next() else { break };
            let length = character.len_utf8();
            let plain = plain_form(character);
            let skipped = match plain {
                '\n' => wrap_at(text.as_bytes(), at),
                ' ' => self.second_blank(text, at + length),
                _ => None,
            };
            let taken = skipped.map_or(length, |end| end - at);
            if skipped.is_some() {
                self.text.truncate(self.text.trim_end_matches([' ', '\r']).len());
            }
            let is_hyphenated = skipped.is_some() && self.text.ends_with('-');
            if !is_invisible(character) && !is_hyphenated {
                self.text.push(if skipped.is_some() { ' ' } else { plain });
            }
            at += taken;
            if skipped.is_some() || !character.is_ascii() {
                self.origins.push((self.text.len(), base + at));
            }
        }
        self.end = base + text.len();
    }

    /// Returns the place behind the second of two blanks, of which the first ends at `at`, between the groups of a number.
    fn second_blank(&self, text: &str, at: usize) -> Option<usize> {
        let before = self.text.bytes().next_back()?;
        let mut rest = text.get(at..)?.char_indices();
        let is_blank = rest.next().is_some_and(|(_, second)| plain_form(second) == ' ');
        let (length, next) = rest.next()?;
        let next = u8::try_from(plain_form(next)).ok()?;
        (is_blank && is_of_number(before, next)).then_some(at + length)
    }
}

/// Returns the stretches of a block around some places, in order and apart. They begin and end at blanks.
fn windows(bytes: &[u8], whole: Span, places: &[usize]) -> Vec<Span> {
    let forth = |from: usize| {
        let from = from.min(whole.end);
        bytes
            .between(from, whole.end)
            .iter()
            .position(u8::is_ascii_whitespace)
            .map_or(whole.end, |at| from + at)
    };
    let mut windows: Vec<Span> = Vec::new();
    // Where the run of non-blanks ends that the reach of the last place ends in.
    let mut settled = 0;
    for near in joined(places) {
        let floor = windows.last().map_or(whole.start, |last| last.end);
        let back = |from: usize| {
            let before = bytes.between(floor, from.max(floor));
            before.iter().rposition(u8::is_ascii_whitespace).map_or(floor, |at| floor + at)
        };
        if near.end < settled {
            continue;
        }
        settled = forth(near.end);
        let start = back(back(near.start).saturating_sub(AROUND));
        let end = forth(settled + AROUND);
        match windows.last_mut() {
            Some(last) if start == last.end => last.end = end,
            _ => windows.push(Span::new(start, end)),
        }
    }
    windows
}

/// Returns the reach of each place, those that touch as one.
fn joined(places: &[usize]) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for &place in places {
        match joined.last_mut() {
            Some(last) if place <= last.end + REACH => last.end = place + REACH,
            _ => joined.push(Span::new(place.saturating_sub(REACH), place + REACH)),
        }
    }
    joined
}

/// Returns the places of a text at which something stands between signs of a value that its plain form has not.
fn unusual_places(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut places: Vec<usize> =
        memchr_iter(b'\n', bytes).filter(|at| wrap_at(bytes, *at).is_some()).collect();
    let is_gap = |at: &usize| match (at.checked_sub(1).and_then(|at| bytes.get(at)), bytes.get(at + 2)) {
        (Some(before), Some(after)) => is_of_number(*before, *after),
        _ => false,
    };
    places.extend(memmem::find_iter(bytes, b"  ").filter(is_gap));
    if !text.is_ascii() {
        places.extend(other_signs(text));
    }
    places.sort_unstable();
    places
}

/// Returns where signs beyond ASCII that the plain form has not stand at a letter or digit.
fn other_signs(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    // The bytes that such signs begin with; the ideographic blank is looked for by itself, for many letters begin as it does.
    memchr3_iter(0xC2, 0xE2, 0xEF, bytes).chain(memmem::find_iter(bytes, "\u{3000}")).filter(|&at| {
        let Some((before, rest)) = text.split_at_checked(at) else { return false };
        let mut rest = rest.chars();
        let character = rest.next().unwrap_or(' ');
        if !is_invisible(character) && plain_form(character) == character {
            return false;
        }
        let left = plain_form(before.chars().next_back().unwrap_or(' '));
        let right = plain_form(rest.next().unwrap_or(' '));
        match character {
            // Dashes stand between words too.
            '\u{2012}'..='\u{2015}' => left.is_ascii_digit() && right.is_ascii_digit(),
            _ => left.is_ascii_alphanumeric() || right.is_ascii_alphanumeric(),
        }
    })
}

/// Returns how many bytes from here on stay as they are: signs of ASCII, with blanks one by one inside a line.
fn usual_run(bytes: &[u8]) -> usize {
    let is_unusual = |(at, byte): (usize, &u8)| match byte {
        b'\n' | 0x80.. => true,
        b' ' => bytes.get(at + 1).is_none_or(|next| matches!(next, b' ' | 0x80..)),
        _ => false,
    };
    bytes.iter().enumerate().position(is_unusual).unwrap_or(bytes.len())
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Returns true if and only if two signs may be neighbours in a number, such as a card's or an account's.
const fn is_of_number(before: u8, after: u8) -> bool {
    let both = is_group_sign(before) && is_group_sign(after);
    both && (before.is_ascii_digit() || after.is_ascii_digit())
}

const fn is_group_sign(byte: u8) -> bool {
    byte.is_ascii_digit() || byte.is_ascii_uppercase()
}

/// Returns the place behind a line break, and behind the signs of a quote, where it stands between the groups of one number.
fn wrap_at(bytes: &[u8], newline: usize) -> Option<usize> {
    let blanks =
        bytes.head(newline).iter().rev().take(3).take_while(|byte| matches!(byte, b' ' | b'\r' | b'-'));
    let before = newline - blanks.count();
    let marks = bytes.tail(newline + 1).iter().take(LONGEST_GROUP - 1);
    let after = newline + 1 + marks.take_while(|byte| matches!(byte, b' ' | b'>')).count();
    if !is_of_number(*bytes.get(before.checked_sub(1)?)?, *bytes.get(after)?) {
        return None;
    }
    let is_group = |byte: &&u8| is_group_sign(**byte);
    let left = bytes.head(before).iter().rev().take(LONGEST_GROUP + 1).take_while(is_group).count();
    let right = bytes.tail(after).iter().take(LONGEST_GROUP + 1).take_while(is_group).count();
    if left > LONGEST_GROUP || right > LONGEST_GROUP {
        return None;
    }
    // Numbers below each other are a list: those of one number have neighbours on their line.
    let is_joint =
        |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(|byte| matches!(byte, b' ' | b'-'));
    let has_sign =
        |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(|byte| is_group_sign(*byte));
    let on_left = before.checked_sub(left + 1);
    let on_right = Some(after + right);
    let has_left = is_joint(on_left) && has_sign(on_left.and_then(|at| at.checked_sub(1)));
    let has_right = is_joint(on_right) && has_sign(on_right.map(|at| at + 1));
    (has_left || has_right).then_some(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::RegionKind;

    fn plain(text: &str) -> Option<PlainText> {
        let stretches = vec![(RegionKind::Body, Span::new(0, text.len()))];
        PlainText::of(text, &Block { part: 0, stretches }).pop()
    }

    #[test]
    fn usual_text_has_no_other_form() {
        for text in
            ["", "all is well – as “ever”\nAB\n", "12\n13\n14\n", "a  b", "Grüße, Zoë", "1234\n5678\n9012"]
        {
            assert!(plain(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn what_was_put_between_groups_is_left_out_and_places_are_traced() {
        for (text, expected, value) in [
            ("is 12\u{a0}34\u{202f}56 ok", "is 12 34 56 ok", "12\u{a0}34\u{202f}56"),
            ("is 12\u{2011}34  56 ok", "is 12-34 56 ok", "12\u{2011}34  56"),
            ("is 12 34\n> 56 ok", "is 12 34 56 ok", "12 34\n> 56"),
            ("is 12-34-\r\n56 ok", "is 12-34-56 ok", "12-34-\r\n56"),
            ("is １２ ３４ ５６ ok", "is 12 34 56 ok", "１２ ３４ ５６"),
            ("is \u{200b}12 34 56\u{200b} ok", "is 12 34 56 ok", "12 34 56"),
            ("is 12 \u{a0}34 56, ok", "is 12 34 56, ok", "12 \u{a0}34 56"),
        ] {
            let plain = plain(text).unwrap_or_else(|| panic!("{text:?}"));
            assert_eq!(plain.text, expected);
            let end = expected.rfind("56").unwrap() + 2;
            let found = plain.origin(Span::new(3, end));
            assert_eq!(found.of(text).trim_matches('\u{200b}'), value, "{text:?}");
        }
    }
}
