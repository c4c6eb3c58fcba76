//! Picks the rules that have a check, so that no message need go through all rules.

use super::checks::message_check;
use super::rule_book::CheckedRules;
use presend_lexicon::Rule;

/// Picks the rules that have a check from all rules, which come by number.
pub(crate) fn checked_rules<'r>(rules: impl Iterator<Item = Rule<'r>>) -> CheckedRules {
    let mut checked = CheckedRules::default();
    for (number, rule) in (0..).zip(rules) {
        match rule.check() {
            Some(check) if message_check(check).is_some() => checked.of_message.push((check, number)),
            Some(_) => checked.of_words.push(number),
            None => {}
        }
    }
    checked.of_message.sort_unstable();
    checked
}
