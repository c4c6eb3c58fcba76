//! Finds the values in the column of a table whose head says that they are secret.

use crate::scan::validators::validator;
use crate::text::{Ends, Span};
use presend_lexicon::names::Validator;

/// What stands between the cells of a table.
const SEPARATORS: [char; 4] = ['\t', '|', ';', ','];
/// What stands around the value of a cell.
const AROUND: [char; 6] = [' ', '\t', '"', '\'', '`', '*'];
/// A line has at most so many bytes before its head, and behind it.
const LONGEST_HEAD: usize = 512;
/// A password in a cell has at least so many signs.
const LEAST_SIGNS: usize = 6;

/// Returns the values below the head of a column, line after line, as long as the lines have as many cells as the head. What
/// stands inside a table heads none, so that each line is looked at once.
pub(super) fn column(text: &str, head: Span) -> Vec<Span> {
    let Some((line, separator)) = line_of(text, head) else { return Vec::new() };
    let count = cells(text, line, separator).count();
    let number = cells(text, line, separator).take_while(|cell| cell.end < head.start).count();
    let is_row = |row: Span| count > 1 && cells(text, row, separator).take(count + 1).count() == count;
    if line.start > 0
        && start_of_line(text, line.start - 1).is_none_or(|start| is_row(Span::new(start, line.start - 1)))
    {
        return Vec::new();
    }
    let mut values = Vec::new();
    let mut start = line.end + 1;
    while start < text.len() {
        let rest = text.tail(start);
        let row = Span::new(start, start + rest.find('\n').unwrap_or(rest.len()));
        if !is_row(row) {
            break;
        }
        values.extend(cells(text, row, separator).nth(number).filter(|cell| is_secret(cell.of(text))));
        start = row.end + 1;
    }
    values
}

/// Returns the line of a head, and what separates its cells.
fn line_of(text: &str, head: Span) -> Option<(Span, char)> {
    let start = start_of_line(text, head.start)?;
    let after = text.tail(head.end);
    let end = after.bytes().take(LONGEST_HEAD).position(|byte| byte == b'\n');
    let end = end.or_else(|| (after.len() < LONGEST_HEAD).then_some(after.len()))?;
    let around = |c: char| AROUND.contains(&c) && c != '\t';
    let next = after.trim_start_matches(around).chars().next();
    let last = text.between(start, head.start).trim_end_matches(around).chars().next_back();
    let separator = next.into_iter().chain(last).find(|sign| SEPARATORS.contains(sign))?;
    Some((Span::new(start, head.end + end), separator))
}

/// Returns where the line begins in which a place is, unless that is far.
fn start_of_line(text: &str, at: usize) -> Option<usize> {
    let from = at.saturating_sub(LONGEST_HEAD);
    let near = text.as_bytes().between(from, at);
    let start = near.iter().rposition(|byte| *byte == b'\n').map(|before| from + before + 1);
    start.or_else(|| (from == 0).then_some(0))
}

/// Lists the cells of a line, without what stands around their values.
fn cells(text: &str, line: Span, separator: char) -> impl Iterator<Item = Span> + '_ {
    let mut start = line.start;
    line.of(text).trim_end_matches('\r').split(separator).map(move |cell| {
        let value = cell.trim_start_matches(AROUND);
        let from = start + cell.len() - value.len();
        start += cell.len() + separator.len_utf8();
        Span::new(from, from + value.trim_end_matches(AROUND).len())
    })
}

/// Returns true if and only if this may be the value of a cell or an item that holds a secret.
pub(super) fn is_secret(value: &str) -> bool {
    let is_mixed = value.bytes().any(|byte| byte.is_ascii_alphabetic())
        && value.bytes().any(|byte| byte.is_ascii_digit());
    let passes = |test: Validator| validator(test)(value);
    !value.contains(char::is_whitespace)
        && (passes(Validator::SecretLike)
            || passes(Validator::Strong)
            || is_mixed && value.len() >= LEAST_SIGNS && passes(Validator::Password))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn below(text: &str, head: &str) -> Vec<String> {
        let start = text.find(head).expect("the head");
        let values = column(text, Span::new(start, start + head.len()));
        values.into_iter().map(|value| value.of(text).to_owned()).collect()
    }

    #[test]
    fn values_stand_below_the_head_of_their_column() {
        for text in [
            "user\tpassword\nmoor\tQu4yFe2n\nglen\tLo3chTarn\n",
            "user;password\r\nmoor;Qu4yFe2n\r\nglen;Lo3chTarn\r\n",
            "id,user,password,since\n1,moor,\"Qu4yFe2n\",2024-01-05\n2,glen,Lo3chTarn,2024-02-06",
            "| user | password |\n|------|----------|\n| moor | `Qu4yFe2n` |\n| glen | Lo3chTarn |\n\nand more",
        ] {
            assert_eq!(below(text, "password"), ["Qu4yFe2n", "Lo3chTarn"], "{text}");
        }
    }

    #[test]
    fn a_column_ends_with_its_table_and_holds_no_words() {
        assert_eq!(
            below("user\tpassword\nmoor\tchange it\nThen use Qu4yFe2n.\nx\tLo3chTarn", "password"),
            [""; 0]
        );
        assert_eq!(below("the user, password, and\nQu4yFe2n", "password"), [""; 0]);
        assert_eq!(below("password\nQu4yFe2n", "password"), [""; 0]);
        assert_eq!(below("user|password", "password"), [""; 0]);
        assert_eq!(below("user,note\nmoor,password\nglen,Lo3chTarn", "password"), [""; 0]);
    }
}
