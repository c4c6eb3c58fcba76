//! Gathers who reads a message and what is known of them.

use std::sync::Arc;

use super::clock::Clock;
use super::team::{Person, Team};
use crate::message::{Address, Headers};
use presend_lexicon::names::Direction;
use presend_lexicon::team::Relation;

/// More readers than this are not told apart; the rest is only counted.
const MAX_READERS: usize = 2000;

/// How someone reads along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// It is written to them.
    To,
    /// They read along.
    Cc,
    /// They read along unseen.
    Bcc,
}

/// Someone who reads a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reader {
    /// The address in small letters.
    pub address: String,
    /// The name as the header gives it; may be empty.
    pub name: String,
    /// How they read along.
    pub role: Role,
    /// Whether they are outside the own domains, where these are known.
    pub is_external: Option<bool>,
    /// What the guidelines say about them.
    pub person: Person,
}

/// All who read a message, without the writer, each address once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Readers {
    /// Empty where nobody is known.
    pub list: Vec<Reader>,
    /// The clock by which the writer's hours are told: the writer's own, else that of the person whose guidelines these are.
    pub sender: Option<Arc<Clock>>,
    /// The writer's own clock.
    pub own_clock: Option<Arc<Clock>>,
}

impl Readers {
    /// Gathers the readers of a message.
    #[must_use]
    pub(crate) fn of(headers: &Headers, team: &Team) -> Readers {
        let is_writer = |address: &str| {
            team.is_me(address)
                || headers.from.iter().any(|from| from.address.trim().to_lowercase() == address)
        };
        let mut seen = std::collections::HashSet::new();
        let all = [(Role::To, &headers.to), (Role::Cc, &headers.cc), (Role::Bcc, &headers.bcc)];
        let all = all.into_iter().flat_map(|(role, list)| list.iter().map(move |address| (role, address)));
        let list = all
            .filter_map(|(role, address)| Some((role, address, key(address)?)))
            .filter(|(_, _, key)| !is_writer(key))
            .filter(|(_, _, key)| seen.insert(key.clone()))
            .take(MAX_READERS)
            .map(|(role, address, key)| Reader {
                name: address.name.trim().to_owned(),
                role,
                is_external: team.is_external(&key),
                person: team.person(&key),
                address: key,
            })
            .collect();
        let own_clock = clock_of_writer(headers, team);
        let sender = own_clock.clone().or_else(|| team.me().cloned());
        Readers { list, sender, own_clock }
    }

    /// Returns those to whom it is written; all where it is written to nobody.
    pub(crate) fn addressed(&self) -> impl Iterator<Item = &Reader> {
        let has_to = self.list.iter().any(|reader| reader.role == Role::To);
        self.list.iter().filter(move |reader| !has_to || reader.role == Role::To)
    }

    /// Returns which way the message goes: all to whom it is written must agree.
    #[must_use]
    pub(crate) fn direction(&self) -> Direction {
        let of = |reader: &Reader| match reader.person.relation {
            Some(Relation::Report) => Direction::Down,
            Some(Relation::Manager) => Direction::Up,
            Some(Relation::Customer | Relation::Partner) => Direction::Out,
            _ if reader.is_external == Some(true) => Direction::Out,
            _ => Direction::Peer,
        };
        let mut all = self.addressed().map(of);
        let first = all.next().unwrap_or(Direction::Peer);
        if all.all(|other| other == first) { first } else { Direction::Peer }
    }
}

/// Returns the clock of who wrote a message; one who is not named is the person whose guidelines these are.
pub(crate) fn clock_of_writer(headers: &Headers, team: &Team) -> Option<Arc<Clock>> {
    match headers.from.first().filter(|from| !team.is_me(&from.address)) {
        Some(from) => team.person(&from.address).clock,
        None => team.me().cloned(),
    }
}

/// Returns what tells an address apart; a name alone, as chats have it, counts too.
fn key(address: &Address) -> Option<String> {
    let known = if address.address.trim().is_empty() { &address.name } else { &address.address };
    Some(known.trim().to_lowercase()).filter(|key| !key.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidelines::Guidelines;

    fn address(address: &str) -> Address {
        Address { name: String::new(), address: address.to_owned() }
    }

    #[test]
    fn readers_are_counted_once_and_without_the_writer() {
        let team = Team::new(
            &Guidelines::parse(
                "p.toml",
                "[me]\naddress = \"ana@x.y\"\n[[people]]\nmatch = \"bo@x.y\"\nrelation = \"report\"",
            )
            .unwrap(),
        );
        let headers = Headers {
            from: vec![address("Ana@x.y")],
            to: vec![address("bo@x.y"), address("ANA@x.y"), address("BO@x.y"), address("")],
            cc: vec![address("cy@x.y")],
            ..Headers::default()
        };
        let readers = Readers::of(&headers, &team);
        let seen: Vec<(&str, Role)> = readers.list.iter().map(|r| (r.address.as_str(), r.role)).collect();
        assert_eq!(seen, [("bo@x.y", Role::To), ("cy@x.y", Role::Cc)]);
        assert_eq!(readers.direction(), Direction::Down);
    }
}
