//! Holds what formats that list the rules say of each.

use presend_lexicon::Rule;

use super::verdict_entry;

/// What a rule is called and says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RuleText {
    /// Its name.
    pub name: String,
    /// What the text does.
    pub message: String,
    /// Why that matters; may be empty.
    pub note: String,
    /// What to do; may be empty.
    pub help: String,
}

impl RuleText {
    /// Takes what a rule says.
    #[must_use]
    pub fn of(rule: Rule<'_>) -> RuleText {
        let [name, message, note, help] =
            [rule.name(), rule.message(), rule.note(), rule.help()].map(str::to_owned);
        RuleText { name, message, note, help }
    }

    /// Returns what stands for a rule where the verdict itself is listed, and its code.
    #[must_use]
    pub fn of_verdict() -> (&'static str, RuleText) {
        let (name, message) = (verdict_entry::CODE.to_owned(), verdict_entry::MESSAGE.to_owned());
        (verdict_entry::CODE, RuleText { name, message, note: String::new(), help: String::new() })
    }
}
