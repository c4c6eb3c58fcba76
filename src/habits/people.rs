//! Hides other people in words of a message: addresses, and the names that its header gives.

use presend_core::message::{Address, Headers};
use presend_core::render::Excerpt;

/// Stands for a name.
const NAME: &str = "[name]";
/// Stands for an address.
const ADDRESS: &str = "[address]";

/// A word of a name with fewer chars is too common to be told from others.
const SHORTEST_NAME: usize = 2;

/// The people of one message.
pub(super) struct People {
    /// The words of their names, in small letters.
    names: Vec<String>,
}

impl People {
    /// Knows everybody whom the header of a message names besides its writer.
    pub(super) fn of(headers: &Headers) -> People {
        let Headers { to, cc, bcc, reply_to, .. } = headers;
        let mut names: Vec<String> = [to, cc, bcc, reply_to].into_iter().flatten().flat_map(words).collect();
        names.sort_unstable();
        names.dedup();
        People { names }
    }

    /// Returns a text without them.
    pub(super) fn hide(&self, text: &str) -> String {
        let mut shown = String::with_capacity(text.len());
        for token in text.split_inclusive(char::is_whitespace) {
            let word = token.trim_end();
            let ends = token.strip_prefix(word).unwrap_or_default();
            match address(word) {
                Some((before, after)) => shown.extend([before, ADDRESS, after]),
                None => self.hide_names(word, &mut shown),
            }
            shown.push_str(ends);
        }
        shown
    }

    /// Returns an excerpt without them.
    pub(super) fn hide_in(&self, excerpt: Excerpt) -> Excerpt {
        let mut shown = excerpt;
        for text in [&mut shown.before, &mut shown.words, &mut shown.after] {
            *text = self.hide(text);
        }
        shown
    }

    fn hide_names(&self, token: &str, shown: &mut String) {
        for piece in pieces(token) {
            let is_name = self.names.binary_search(&piece.to_lowercase()).is_ok();
            match is_name {
                true if shown.ends_with(NAME) => {}
                true => shown.push_str(NAME),
                false => shown.push_str(piece),
            }
        }
    }
}

/// Returns the words of a name; an address without one is known by what stands before its `@`.
fn words(person: &Address) -> Vec<String> {
    let local = || person.address.split('@').next().unwrap_or_default();
    let name = if person.name.trim().is_empty() { local() } else { &person.name };
    let words = pieces(name).map(str::to_lowercase);
    words.filter(|word| word.chars().filter(|char| char.is_alphabetic()).count() >= SHORTEST_NAME).collect()
}

/// Cuts a text where letters and digits begin and end.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_word = rest.chars().next()?.is_alphanumeric();
        let end = rest.find(|char: char| char.is_alphanumeric() != is_word).unwrap_or(rest.len());
        let (piece, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(piece)
    })
}

/// Returns what stands around an address in a word that holds one; of more than one, what stands before the first and
/// behind the last.
fn address(word: &str) -> Option<(&str, &str)> {
    let is_mark = |char: char| !char.is_alphanumeric();
    let (local, _) = word.split_once('@')?;
    let (_, domain) = word.rsplit_once('@')?;
    let before = local.len() - local.trim_start_matches(is_mark).len();
    let after = domain.trim_end_matches(is_mark).len();
    let is_address = before < local.len() && domain.trim_start_matches(is_mark).len() > 1;
    is_address.then_some((local.get(..before)?, domain.get(after..)?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::*;

    fn people(names: &[(&str, &str)]) -> People {
        let to =
            names.iter().map(|(name, address)| Address { name: (*name).into(), address: (*address).into() });
        let mut headers = Headers::default();
        headers.to = to.collect();
        People::of(&headers)
    }

    #[test]
    fn names_and_addresses_are_hidden() {
        let people =
            people(&[("Bo Núñez", "bo@example.org"), ("", "yuki@example.org"), ("J", "j@example.org")]);
        for (text, shown) in [
            ("Hi Bo, ask YUKI.", "Hi [name], ask [name]."),
            ("Bo Núñez's plan", "[name] [name]'s plan"),
            ("the boat", "the boat"),
            ("write to <cy@example.org>, please", "write to <[address]>, please"),
            ("mailto:cy@example.org;ed@example.org", "[address]"),
            ("at 5 @ noon, @here and J", "at 5 @ noon, @here and J"),
            ("  two  blanks ", "  two  blanks "),
        ] {
            assert_eq!(people.hide(text), shown);
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_hidden(text in any::<String>()) {
            let without = People { names: Vec::new() }.hide(&text);
            assert!(text.contains('@') || without == text);
        }
    }
}
