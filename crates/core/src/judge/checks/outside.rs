//! Checks on readers outside: internal words on their way out of the organisation (R002), and addresses that look like one's own.

use super::kinds::MessageCheck;
use crate::builtin::WORDS;
use crate::guidelines::{Reader, Relation};
use crate::judge::finding::{Finding, finding_at};
use crate::judge::message_context::MessageContext;
use crate::text::Ends;
use presend_lexicon::names::{Check, Group, WordList};

/// The checks of this family that see the whole message.
pub(super) const MESSAGE_CHECKS: &[(Check, MessageCheck)] = &[(Check::ExternalWords, external_words)];

/// Groups of rules whose subject is the organisation's own.
const INTERNAL: [Group; 4] = [Group::Sensitive, Group::Tone, Group::Record, Group::Private];

/// Finds internal words that go to readers outside, and readers whose domain is one letter off the own one.
fn external_words(context: &MessageContext<'_>, rule: u32, own: Vec<Finding>) -> Vec<Finding> {
    let readers = &context.facts.readers.list;
    let outside: Vec<&Reader> = readers.iter().filter(|reader| reader.is_external == Some(true)).collect();
    let places = &context.message.headers.places;
    let at_header = || finding_at(context.message, rule, places.to.or(places.cc));
    if let Some(twin) = outside.iter().find(|reader| is_look_alike(context, reader)) {
        let note = format!("{} is one letter off your own domain", domain(&twin.address));
        return at_header().map(|found| Finding { note: Some(note.into()), ..found }).into_iter().collect();
    }
    // Where nobody has said which domains are the own ones, words that are marked as internal still go by the writer's.
    let leaves = || context.facts.own_domains.is_empty() && leaves_the_writers(context);
    if outside.is_empty() && !leaves() {
        return Vec::new();
    }
    if !own.is_empty() {
        return own;
    }
    // What goes to outsiders alone is meant for them; a mixed list is where internal words leave.
    let is_mixed = readers.iter().any(|reader| reader.is_external == Some(false));
    let is_trusted = |reader: &&Reader| reader.person.relation == Some(Relation::Partner);
    if !is_mixed || outside.iter().all(is_trusted) {
        return Vec::new();
    }
    let is_internal =
        |finding: &&Finding| context.rule(finding).is_some_and(|rule| INTERNAL.contains(&rule.group()));
    let grave = context.grave();
    let Some(worst) = grave.iter().find(|finding| is_internal(finding)) else { return Vec::new() };
    at_header().into_iter().chain([worst.for_rule(rule)]).collect()
}

/// Returns true if and only if a reader's domain is not the writer's, and the writer's is an organisation's.
fn leaves_the_writers(context: &MessageContext<'_>) -> bool {
    let from = context.message.headers.from.first().map_or("", |from| domain(&from.address)).to_lowercase();
    if from.is_empty() || WORDS.get(WordList::SharedMailHosts).contains(&from) {
        return false;
    }
    let is_part = |of: &str, whole: &str| {
        whole.strip_suffix(of).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    let is_elsewhere = |reader: &Reader| {
        let to = domain(&reader.address);
        !to.is_empty() && reader.person.relation.is_none() && !is_part(to, &from) && !is_part(&from, to)
    };
    context.facts.readers.list.iter().any(is_elsewhere)
}

fn domain(address: &str) -> &str {
    address.rsplit_once('@').map_or("", |(_, domain)| domain)
}

/// Returns true if and only if a domain is one letter off one of the own ones.
fn is_look_alike(context: &MessageContext<'_>, reader: &Reader) -> bool {
    let domain = domain(&reader.address);
    reader.person.relation.is_none() && context.facts.own_domains.iter().any(|own| is_one_off(own, domain))
}

/// Returns true if and only if one letter more, less or other, or two swapped, makes one word the other.
fn is_one_off(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one == other || one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let start = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (one.tail(start), other.tail(start));
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let (one, other) = (one.head(one.len() - end), other.head(other.len() - end));
    let is_swap = matches!((one, other), ([a, b], [c, d]) if a == d && b == c);
    is_swap || (one.len() <= 1 && other.len() <= 1)
}

#[cfg(test)]
mod tests {
    use super::is_one_off;

    #[test]
    fn look_alikes_are_one_letter_off() {
        for (own, other, expected) in [
            ("example.com", "exmaple.com", true),
            ("example.com", "examp1e.com", true),
            ("example.com", "examples.com", true),
            ("example.com", "exampe.com", true),
            ("example.com", "example.com", false),
            ("example.com", "example.org", false),
            ("example.com", "", false),
        ] {
            assert_eq!(is_one_off(own, other), expected, "{other}");
        }
    }
}
