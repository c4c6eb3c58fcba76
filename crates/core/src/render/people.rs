//! Gives people pseudonyms that are the same wherever they write, and finds what else names them.

use std::hash::Hasher;

use siphasher::sip::SipHasher24;

use crate::message::Address;
use crate::report::Report;

/// Signs of a pseudonym, without those that are taken for each other.
const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Signs of one pseudonym, of five bits each: among a million people hardly two share theirs.
const LENGTH: usize = 10;

/// A part of a name with fewer letters is a letter, not a name.
const SHORTEST: usize = 2;

/// What pseudonyms are made with: who has the key can tell whether an address is that of a pseudonym, nobody else can.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PeopleKey([u8; 16]);

impl PeopleKey {
    /// Takes a key: sixteen bytes that nobody can guess.
    #[must_use]
    pub const fn new(bytes: [u8; 16]) -> PeopleKey {
        PeopleKey(bytes)
    }

    /// Returns the pseudonym of whoever, or whatever, is known by this text; `kind` is its first word.
    pub(super) fn pseudonym(&self, kind: &str, known: &str) -> String {
        let mut hasher = SipHasher24::new_with_key(&self.0);
        hasher.write(kind.as_bytes());
        hasher.write(b"\0");
        hasher.write(known.trim().to_lowercase().as_bytes());
        let mut hash = hasher.finish();
        let mut name = format!("{kind}-");
        for _ in 0..LENGTH {
            let sign = SIGNS.get(usize::try_from(hash % 32).unwrap_or(0));
            name.extend(sign.map(|sign| char::from(*sign)));
            hash /= 32;
        }
        name
    }
}

impl std::fmt::Debug for PeopleKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("PeopleKey")
    }
}

/// Returns what names the people of a message, to be looked for in its texts: addresses and names of its head, the names that
/// presend.toml has for its readers, each word of a name, and every address that stands in a text.
pub(super) fn names_of_people(report: &Report<'_>) -> Vec<String> {
    let headers = &report.message.headers;
    let lists = [&headers.from, &headers.to, &headers.cc, &headers.bcc, &headers.reply_to];
    let mut names = Vec::new();
    for Address { name, address } in lists.into_iter().flatten() {
        add_name(&mut names, name);
        names.extend(address.split('@').next().map(|local| local.trim().to_owned()));
        names.push(address.trim().to_owned());
    }
    report.people.iter().for_each(|name| add_name(&mut names, name));
    for part in &report.message.parts {
        names.extend(addresses_in(&part.text).map(str::to_owned));
    }
    names.retain(|name| is_name(name));
    names
}

/// Returns true if and only if a name is more than a letter.
pub(super) fn is_name(name: &str) -> bool {
    name.chars().count() >= SHORTEST
}

/// Adds a name, and each word of it.
pub(super) fn add_name(names: &mut Vec<String>, name: &str) {
    names.push(name.trim().to_owned());
    names.extend(name.split(|c: char| !c.is_alphanumeric()).map(str::to_owned));
}

/// Returns what looks like an address in a text.
fn addresses_in(text: &str) -> impl Iterator<Item = &str> {
    let is_local = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
    let is_domain = |c: char| c.is_alphanumeric() || ".-".contains(c);
    text.match_indices('@').filter_map(move |(at, _)| {
        let (before, after) = (text.get(..at)?, text.get(at + 1..)?);
        let local = before.len() - before.trim_end_matches(is_local).len();
        let domain = after.len() - after.trim_start_matches(is_domain).len();
        let found = text.get(at - local..at + 1 + domain)?;
        let has_host = after.get(..domain)?.trim_matches('.').contains('.');
        (local > 0 && has_host).then(|| found.trim_end_matches('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pseudonym_is_that_of_one_person_under_one_key() {
        let (one, other) = (PeopleKey::new([7; 16]), PeopleKey::new([8; 16]));
        assert_eq!(one.pseudonym("person", "Bo@example.com"), one.pseudonym("person", " bo@example.com"));
        assert_ne!(one.pseudonym("person", "bo@example.com"), one.pseudonym("person", "cy@example.com"));
        assert_ne!(one.pseudonym("person", "bo@example.com"), other.pseudonym("person", "bo@example.com"));
        assert_ne!(
            one.pseudonym("person", "kiln"),
            one.pseudonym("channel", "kiln").replace("channel", "person")
        );
        // Rows of last year's archive must still be those of the same people.
        assert_eq!(one.pseudonym("person", "bo@example.com"), "person-r47aznqf1d");
    }

    #[test]
    fn addresses_are_found_where_they_stand() {
        let text = "ask bo.b+x@example.com. or <cy@mail.example.org>, not @ana, a@b or @@x.y";
        let found: Vec<&str> = addresses_in(text).collect();
        assert_eq!(found, ["bo.b+x@example.com", "cy@mail.example.org"]);
    }
}
