//! Resolves which rules speak, and how loudly, from codes, groups and names.

use crate::error::Error;
use presend_lexicon::Rule;
use presend_lexicon::names::Severity;

/// Which rules speak, and how loudly.
#[derive(Debug, Clone, Default)]
pub struct RuleRequest {
    /// If not empty, only these codes, groups or names speak.
    pub select: Vec<String>,
    /// These codes, groups or names do not speak.
    pub ignore: Vec<String>,
    /// Severity per code, group or name, later ones win; `None` is off.
    pub severities: Vec<(String, Option<Severity>)>,
    /// A finding that is less sure than this stays quiet, 0..=1; `None` is 0.
    pub min_confidence: Option<f32>,
}

/// A resolved [`RuleRequest`]: one severity, or off, for each rule of a linter, and how sure a finding must be.
#[derive(Debug, Clone)]
pub struct Policy {
    severities: Vec<Option<Severity>>,
    min_confidence: f32,
}

impl Policy {
    /// Resolves a request against the rules, numbered in their order.
    ///
    /// # Errors
    /// Returns the first code, group or name that no rule has.
    pub(super) fn resolve<'r, Rules: Iterator<Item = Rule<'r>>>(
        request: &RuleRequest,
        rules: impl Fn() -> Rules,
    ) -> Result<Policy, Error> {
        let named = request
            .select
            .iter()
            .chain(&request.ignore)
            .chain(request.severities.iter().map(|(name, _)| name));
        for name in named {
            if !rules().any(|rule| is_named(rule, name)) {
                return Err(Error::no_rule(name));
            }
        }
        let severities = rules().map(|rule| {
            let listed = |list: &[String]| list.iter().any(|name| is_named(rule, name));
            if (!request.select.is_empty() && !listed(&request.select)) || listed(&request.ignore) {
                return None;
            }
            let own = request.severities.iter().rev().find(|(name, _)| is_named(rule, name));
            own.map_or_else(|| Some(rule.severity()), |(_, severity)| *severity)
        });
        Ok(Policy { severities: severities.collect(), min_confidence: request.min_confidence.unwrap_or(0.0) })
    }

    /// Returns the policy with some rules off.
    #[must_use]
    pub(super) fn without(&self, is_off: impl Fn(usize) -> bool) -> Policy {
        let severities =
            self.severities.iter().enumerate().map(|(number, own)| own.filter(|_| !is_off(number)));
        Policy { severities: severities.collect(), min_confidence: self.min_confidence }
    }

    /// Returns the severity of each rule by its number, and how sure a finding must be.
    pub(super) fn limits(&self) -> (&[Option<Severity>], f32) {
        (&self.severities, self.min_confidence)
    }

    /// Returns what the rule with this number may say.
    #[must_use]
    pub fn severity(&self, rule: usize) -> Option<Severity> {
        self.severities.get(rule).copied().flatten()
    }
}

/// Returns true if and only if `name` is the rule's code, name, group or the letter of its group.
pub(super) fn is_named(rule: Rule<'_>, name: &str) -> bool {
    rule.code() == *name
        || rule.name() == name
        || rule.group().name() == name
        || (name.len() == 1 && rule.code().starts_with(name))
}
