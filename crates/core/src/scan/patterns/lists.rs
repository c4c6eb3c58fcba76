//! Finds the values in the list below a line that says that secrets follow: bullets, lines, rows.

use super::columns::is_secret;
use crate::scan::validators::validator;
use crate::text::{Ends, Span};
use presend_lexicon::names::Validator;

/// What opens the item of a list or encloses its pieces.
const AROUND: [char; 9] = [' ', '\t', '"', '\'', '`', '*', '_', '(', ')'];
/// What stands between the name of an item and its value.
const SEPARATORS: [&str; 13] =
    [" - ", " – ", " — ", "->", "=>", "→", ": ", ":\t", "=", "|", "\t", " / ", ";"];
/// What may stand between the head and the end of its line.
const BEHIND: [char; 5] = [':', ' ', '\t', '*', '_'];
/// An item has at most so many bytes.
const LONGEST_ITEM: usize = 160;
/// A list ends where so many lines in a row hold no value.
const LINES_WITHOUT: usize = 3;
/// The name of an item has at most so many words, where a blank alone stands before the value.
const WORDS_OF_NAME: usize = 1;

/// Returns the values of the items below the line in which a head ends. What may as well be a name counts only where each item
/// has a value; lines of which few have one tell rules about passwords.
pub(super) fn list(text: &str, head: Span) -> Vec<Span> {
    let mut start =
        head.end + text.tail(head.end).len() - text.tail(head.end).trim_start_matches(BEHIND).len();
    // On the line of the head itself commas stand between the items.
    let is_inline = !text.tail(start).trim_start_matches('\r').starts_with('\n');
    let ends: &[char] = if is_inline { &[',', ';', '\n'] } else { &['\n'] };
    let (mut values, mut others, mut without) = (Vec::new(), 0, 0);
    while start < text.len() && without < LINES_WITHOUT {
        let rest = text.tail(start);
        let line = Span::new(start, start + rest.find(ends).unwrap_or(rest.len()));
        start = if is_inline && text.tail(line.end).starts_with('\n') { text.len() } else { line.end + 1 };
        match item(text, line) {
            Some(value) => {
                others += std::mem::take(&mut without);
                values.push(value);
            }
            None if line.of(text).trim().is_empty() => {}
            None => without += 1,
        }
    }
    // What follows the last value is not of the list.
    let is_whole = others == 0;
    values.retain(|value| is_whole || is_certain(value.of(text)));
    if others > values.len() { Vec::new() } else { values }
}

/// Returns the value of an item: its last piece that may be secret, or all of it.
fn item(text: &str, line: Span) -> Option<Span> {
    let written = line.of(text).trim_end();
    if written.len() > LONGEST_ITEM || written.ends_with(':') {
        return None;
    }
    let opened = without_bullet(written);
    let from = line.start + (written.len() - opened.len());
    let pieces = pieces(opened);
    let value = match *pieces {
        [(at, piece)] => {
            let words = piece.split_whitespace().count();
            let last = piece.rsplit(char::is_whitespace).next().unwrap_or(piece);
            let is_value = words <= WORDS_OF_NAME + 1 && is_random(last);
            is_value.then_some((at + piece.len() - last.len(), last))
        }
        _ => pieces.iter().skip(1).rev().find(|(_, piece)| may_be_value(piece)).copied(),
    };
    value.map(|(at, piece)| Span::new(from + at, from + at + piece.len()))
}

/// Leaves out a bullet or a number before an item.
fn without_bullet(line: &str) -> &str {
    let line = line.trim_start_matches([' ', '\t', '>', '|']);
    let behind = line.strip_prefix(['-', '*', '•', '+', '–', '·', '▪']);
    let numbered = || {
        let rest = line.trim_start_matches(|sign: char| sign.is_ascii_digit());
        rest.strip_prefix(['.', ')']).filter(|_| rest.len() < line.len() && rest.len() + 3 > line.len())
    };
    let behind = behind.or_else(numbered).filter(|rest| rest.starts_with([' ', '\t']));
    behind.unwrap_or(line).trim_start()
}

/// Cuts an item where a name ends and a value begins, with the place of each piece.
fn pieces(item: &str) -> Vec<(usize, &str)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    while start <= item.len() {
        let rest = item.tail(start);
        let next = SEPARATORS.iter().filter_map(|sign| Some((rest.find(sign)?, sign.len()))).min();
        let (end, length) = next.unwrap_or((rest.len(), 1));
        let piece = rest.head(end);
        let inner = piece.trim_start_matches(AROUND);
        let at = start + piece.len() - inner.len();
        let inner = inner.trim_end_matches(|sign| AROUND.contains(&sign) || matches!(sign, '.' | ','));
        if !inner.is_empty() {
            pieces.push((at, inner));
        }
        start += end + length;
    }
    pieces
}

/// Signs that nobody writes but for a secret.
fn is_certain(value: &str) -> bool {
    let has = |test: fn(&u8) -> bool| value.bytes().any(|byte| test(&byte));
    let is_mixed = || has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase);
    validator(Validator::Strong)(value) || is_mixed() && is_random(value)
}

/// What looks like a token and is no name.
fn is_random(value: &str) -> bool {
    let passes = |test: Validator| validator(test)(value);
    !value.contains(char::is_whitespace)
        && !is_elsewhere(value)
        && (passes(Validator::Strong) || passes(Validator::SecretLike))
}

/// What may be a password behind the name of an item.
fn may_be_value(value: &str) -> bool {
    is_secret(value) && !is_elsewhere(value)
}

/// `https://…`, `ana@example.com`, `OPS-4312`, `order_id2`: an address, a ticket or a name.
fn is_elsewhere(value: &str) -> bool {
    let is_host = |host: &str| {
        host.contains('.') && host.bytes().all(|sign| sign.is_ascii_alphanumeric() || b".-".contains(&sign))
    };
    let is_address = value.contains("://") || value.rsplit_once('@').is_some_and(|(_, host)| is_host(host));
    let are = |pieces: &[&str], test: fn(u8) -> bool| {
        let letters =
            |piece: &&str| piece.trim_end_matches(|sign: char| sign.is_ascii_digit()).bytes().all(test);
        pieces.len() > 1 && pieces.iter().all(letters)
    };
    let by_dash: Vec<&str> = value.split('-').collect();
    let by_line: Vec<&str> = value.split(['_', '.']).collect();
    is_address
        || are(&by_dash, |sign| sign.is_ascii_uppercase())
        || are(&by_line, |sign| sign.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn below(text: &str) -> Vec<&str> {
        list(text, Span::new(0, "Passwords".len())).into_iter().map(|value| value.of(text)).collect()
    }

    #[test]
    fn values_stand_in_the_items_of_a_list() {
        for text in [
            "Passwords:\n- moor: Qu4y!Fe2n\n- glen: Lo3ch#Tarn\n",
            "Passwords:\nmoor - Qu4y!Fe2n\nglen – Lo3ch#Tarn",
            "Passwords:\n\nQu4y!Fe2n\nLo3ch#Tarn\n\nSee you at the moor.\n",
            "Passwords:\n1. moor = `Qu4y!Fe2n`\n2) glen -> \"Lo3ch#Tarn\".",
            "Passwords:\r\nmoor Qu4y!Fe2n\r\nglen Lo3ch#Tarn\r\n",
            "Passwords:\n| moor | Qu4y!Fe2n |\n| glen | Lo3ch#Tarn |",
            "Passwords:\nmoor\tQu4y!Fe2n\t2024-01-05\nglen\tLo3ch#Tarn\t2024-02-06",
            "Passwords:\n* moor / Qu4y!Fe2n\n* kiln: ask Bo\n* glen / Lo3ch#Tarn",
            "Passwords: moor Qu4y!Fe2n, glen Lo3ch#Tarn\nkiln: Ke4stre!",
            "Passwords: moor: Qu4y!Fe2n; glen: Lo3ch#Tarn",
        ] {
            assert_eq!(below(text), ["Qu4y!Fe2n", "Lo3ch#Tarn"], "{text}");
        }
        assert_eq!(below("Passwords:\n- moor: quay7fen\n- glen: loch3tarn"), ["quay7fen", "loch3tarn"]);
        assert_eq!(
            below("Passwords:\n- moor: fen-quay-98\n- all others: Lo3chTarn"),
            ["fen-quay-98", "Lo3chTarn"]
        );
    }

    #[test]
    fn rules_about_passwords_and_places_of_them_are_no_values() {
        for text in [
            "Passwords:\n- at least 12 signs\n- one digit, e.g. 7\n- never used twice",
            "Passwords:\n- moor: see 1Password\n- glen: OPS-4312\n- kiln: ********",
            "Passwords:\n- changed every 90 days\n- min12chars",
            "Keys:\n- order_id2\n- customer.key3\n- TILL-42",
            "Passwords:\n1. Open build42\n2. Reset it\n3. Look at OPS-4312",
            "Passwords:\n- moor: <password>\n- glen: changeme",
            "Passwords:\n- https://a.example/Qu4y!x\n- ana2b@example.com",
            "Passwords:\n- length: 12\n- changed: every 90 days\n- since: v2.4",
            "Passwords:",
            "Passwords:\n\n\n",
        ] {
            assert_eq!(below(text), [""; 0], "{text}");
        }
    }
}
