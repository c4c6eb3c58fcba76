//! Says what a page is about besides the habits: whose they are, which rules there are, on whose clock times are told.

use presend_core::guidelines::Clock;

use crate::habits::Me;

/// What a page says besides the habits.
pub(crate) struct About<'a> {
    /// Whose habits they are.
    pub(crate) me: &'a Me,
    /// The texts of a rule by its code.
    pub(crate) rules: &'a dyn Fn(&str) -> Option<RuleText<'a>>,
    /// The person's clock, where it is known.
    pub(crate) clock: Option<&'a Clock>,
    /// How many messages were cut out, and why.
    pub(crate) cut: Option<String>,
    /// Words of messages may be shown, masked.
    pub(crate) shows_words: bool,
}

/// What a rule says.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct RuleText<'a> {
    pub(crate) name: &'a str,
    pub(crate) message: &'a str,
    pub(crate) help: &'a str,
}

impl<'a> About<'a> {
    /// Returns what a rule says.
    pub(super) fn rule(&self, code: &str) -> RuleText<'a> {
        (self.rules)(code).unwrap_or_default()
    }

    /// Says on which clock times are told.
    pub(super) fn clock_note(&self) -> String {
        match self.clock.map(|clock| clock.zone.iana_name()) {
            Some(Some(zone)) => format!("Times are those of {zone}."),
            Some(None) => "Times are those of your zone.".to_owned(),
            None => "Times are as each message gives them; set `time-zone` under `[me]` in `presend.toml` for those of your own clock.".to_owned(),
        }
    }
}
