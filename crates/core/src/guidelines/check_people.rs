//! Checks the entries of people and groups in a guidelines file.

use super::checker::{Checker, address_fault};
use super::file::{GuidelinesToml, PersonToml, Value};
use super::pattern::{Named, Pattern};
use super::pattern_index::PatternIndex;
use presend_lexicon::team::{Preference, Relation};

/// Checks the entries, and that nobody is claimed by two of which neither is more special.
pub(super) fn check(checker: &mut Checker<'_>, toml: &GuidelinesToml) {
    let (mut index, mut seen) = (PatternIndex::default(), Vec::<&Value>::new());
    let entries = toml.people.iter().map(|entry| ("people", entry));
    for (section, entry) in entries.chain(toml.group.iter().map(|entry| ("group", entry))) {
        person(checker, section, entry);
        let pattern = Pattern::new(entry.matches.get_ref());
        if let Some(first) = index.clash(&pattern).and_then(|number| seen.get(number)) {
            let (line, first) = (checker.line_of(first), first.get_ref());
            let why =
                format!("names the same people as `{first}` on line {line}; make one of them more specific");
            checker.bad(&format!("{section}.match"), &entry.matches, &why);
        }
        index.insert(&pattern, seen.len());
        seen.push(&entry.matches);
    }
}

fn person(checker: &mut Checker<'_>, section: &str, entry: &PersonToml) {
    let key = |name: &str| format!("{section}.{name}");
    if let Some(why) = fault_of(entry.matches.get_ref()) {
        checker.bad(&key("match"), &entry.matches, &why);
    }
    checker.time_zone(&key("time-zone"), entry.time_zone.as_ref());
    checker.span(&key("work"), entry.work.as_ref());
    checker.days(&key("days"), &entry.days);
    checker.holidays(&key("holidays"), &entry.holidays);
    checker.country(&key("country"), entry.country.as_ref());
    checker.one_of(&key("relation"), entry.relation.as_ref(), &Relation::NAMES);
    checker.one_of(&key("prefers"), entry.prefers.as_ref(), &Preference::NAMES);
}

/// Says what keeps a `match` from naming somebody.
fn fault_of(text: &str) -> Option<String> {
    let text = text.trim();
    if text.matches('*').count() > 1 {
        return Some("holds more than one `*`; write one, or several entries".to_owned());
    }
    if text.contains('*') {
        let is_odd = text.matches('@').count() > 1 || text.ends_with('@') || text.contains([',', ';', '<']);
        return is_odd
            .then(|| "cannot match an address; write it like `*@example.com` or `ops-*`".to_owned());
    }
    match Pattern::new(text).named() {
        // The `@` in front is how a domain may be written.
        Named::Ends(_, domain) => address_fault(&format!("x{domain}"))
            .map(|_| "is not a domain; write it like `example.com` or `@example.com`".to_owned()),
        Named::Address(_) | Named::Name(_) => address_fault(text),
    }
}
