//! Puts the rules of several files in the order of their codes.

use std::collections::BTreeMap;

use super::code::Code;
use super::error::LexiconError;
use super::file::{LexiconSource, RuleToml};

/// Sorts rules by code and refuses a code or name that is taken.
pub(super) fn order<'s>(
    sources: &'s [LexiconSource],
    known: &[(Code, &str)],
    errors: &mut Vec<LexiconError>,
) -> BTreeMap<&'s str, (&'s LexiconSource, &'s RuleToml)> {
    let mut by_code = BTreeMap::new();
    let mut names: BTreeMap<&str, &str> = known.iter().map(|(code, name)| (*name, code.as_str())).collect();
    for source in sources {
        for rule in &source.toml.rule {
            let code = rule.code.get_ref().as_str();
            let at = rule.code.span().start;
            if by_code.insert(code, (source, rule)).is_some() || known.iter().any(|(other, _)| *other == code)
            {
                let reason =
                    format!("code `{code}` is taken; use `[[extend]] code = \"{code}\"` to add to that rule");
                errors.push(source.error(at, reason));
            } else if let Some(other) = names.insert(rule.name.get_ref(), code) {
                errors.push(source.error(at, format!("name `{}` is taken by {other}", rule.name.get_ref())));
            }
        }
    }
    by_code
}
