//! Recognises an attribution that a program spread over many lines, since it puts each link and each name on one of its own.

use super::lines::{LINE_WINDOW, is_blank};
use super::tidy::tidy;
use crate::text::{Ends, each_line};

/// So many lines are looked at, blank ones among them.
const LINES: usize = 10;
/// A name is no longer.
const NAME_BYTES: usize = 48;

/// Joins an attribution with its address between angle brackets that have lines of their own, and returns how long it is:
/// `On Tue, 11 Mar at 10:07 Bo Larsen`, `<`, `mailto:bo@example.com`, `> wrote:`.
pub(super) fn joined(rest: &str) -> Option<(String, usize)> {
    // A longer line ends the search. Nothing but blanks, of whatever script, stands behind the bracket on its line.
    let window = rest.as_bytes().head(LINES * (LINE_WINDOW + 1));
    let ends_line =
        |at: usize| window.get(at + 1).is_none_or(|next| !next.is_ascii_graphic() || *next == b'<');
    memchr::memchr_iter(b'<', window).find(|at| ends_line(*at))?;
    let mut lines = each_line(rest).take(LINES);
    let first = tidy(lines.next().filter(|first| first.len() <= LINE_WINDOW)?);
    let mut text = first.trim_end_matches([' ', '<']).to_owned();
    let mut is_open = text.len() < first.len();
    let mut is_named = false;
    let mut len = rest.find('\n')? + 1;
    for line in lines {
        let bare = tidy(line);
        len += line.len();
        match (bare.trim(), is_open) {
            _ if line.len() > LINE_WINDOW => return None,
            ("<", false) => is_open = true,
            ("", _) => {}
            // An address, perhaps with the name before it and as the target of a link.
            (address, true) if address.contains('@') && !address.starts_with('>') => {
                let address =
                    address.trim_start_matches("mailto:").rsplit(['<', ' ']).next().unwrap_or_default();
                text = format!("{text} <{}>", address.trim_end_matches('>'));
            }
            (end, true) if end.starts_with('>') => {
                let end = end.trim_start_matches(['>', ' ']);
                return (!is_blank(end) && text.ends_with('>')).then(|| (format!("{text} {end}"), len));
            }
            // The name of who wrote it, below the date.
            (name, false) if !is_named && name.len() <= NAME_BYTES && !name.contains([':', '@', '>']) => {
                is_named = true;
                text = format!("{text} {name}");
            }
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribution_is_joined_from_its_lines() {
        let whole = "On Tue, Mar 10, 2026 at 10:07 PM Bo Larsen <bo@example.com> wrote:";
        for lines in [
            "On Tue, Mar 10, 2026 at 10:07 PM Bo Larsen\n\n<\nmailto:Bo Larsen <bo@example.com>\n> wrote:\n",
            "On Tue, Mar 10, 2026 at 10:07 PM\n\nBo Larsen\n\n<\n\nbo@example.com\n\n> wrote:\n",
            "On Tue, Mar 10, 2026 at 10:07 PM Bo Larsen <\n\nmailto:bo@example.com\n\n> wrote:\n",
        ] {
            assert_eq!(joined(&format!("{lines}words\n")), Some((whole.to_owned(), lines.len())));
        }
        for lines in [
            "On Tuesday\n\n> wrote:\n",
            "In C,\n<\nis less\n> is more\n",
            "a\n<\nb@example.com\nc\n> d\n",
            "a <\nb@example.com\n",
            "a\n<\nb@example.com\n>\n",
        ] {
            assert_eq!(joined(lines), None, "{lines}");
        }
    }
}
