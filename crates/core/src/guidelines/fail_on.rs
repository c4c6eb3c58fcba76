//! Reads what holds a message back: severities, verdicts and a chance, with commas between, or `never`.

use std::fmt;

use presend_lexicon::names::{Action, Severity};

/// What holds a message back: a diagnostic of a severity, or a verdict that is right with some chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FailOn {
    /// The mildest severity that does; `None`: none does.
    pub severity: Option<Severity>,
    /// The verdicts that do, where they are right with this chance, 0..=1; `None`: none does.
    pub chance: Option<f32>,
    /// Which verdicts: one bit each, by their number in [`Action`].
    actions: u8,
}

/// The chance from which a verdict is mostly right.
const SURE: f32 = 0.9;

/// What neither a severity nor a verdict may be called.
const NEVER: &str = "never";

impl Default for FailOn {
    /// `error,0.9`: an error, or any verdict but `write` that is right nine times in ten.
    fn default() -> FailOn {
        FailOn { severity: Some(Severity::Error), chance: Some(SURE), actions: FailOn::every_action() }
    }
}

impl FailOn {
    /// Nothing holds a message back.
    pub const NEVER: FailOn = FailOn { severity: None, chance: None, actions: 0 };

    /// Reads a choice, such as `error`, `warning,0.8`, `error,talk,hold` or `never`. A verdict without a chance counts
    /// however sure it is; a chance without a verdict is for all verdicts but `write`.
    ///
    /// # Errors
    /// Returns the part that is not understood, with what may stand there.
    pub fn parse(text: &str) -> Result<FailOn, String> {
        if text.trim() == NEVER {
            return Ok(FailOn::NEVER);
        }
        let mut choice = FailOn::NEVER;
        for part in text.split(',').map(str::trim) {
            choice.add(part)?;
        }
        match (choice.chance, choice.actions) {
            (Some(_), 0) => choice.actions = FailOn::every_action(),
            (None, 1..) => choice.chance = Some(0.0),
            _ => {}
        }
        Ok(choice)
    }

    /// Returns true if and only if a verdict holds a message back.
    #[must_use]
    pub fn counts(&self, action: Action, confidence: f32) -> bool {
        self.actions & bit(action) != 0 && self.chance.is_some_and(|least| confidence >= least)
    }

    fn add(&mut self, part: &str) -> Result<(), String> {
        if let Some(severity) = Severity::parse(part).filter(|severity| *severity != Severity::Hint) {
            self.severity = Some(self.severity.map_or(severity, |known| known.min(severity)));
        } else if let Some(action) = Action::parse(part).filter(|action| *action != Action::Write) {
            self.actions |= bit(action);
        } else if let Some(chance) = part.parse().ok().filter(|chance| (0.0..=1.0).contains(chance)) {
            self.chance = Some(chance);
        } else {
            return Err(format!(
                "`{part}` is not one of error, warning, info, reword, hold, talk, a chance such as 0.9, or `{NEVER}` alone"
            ));
        }
        Ok(())
    }

    fn every_action() -> u8 {
        Action::ALL.into_iter().filter(|action| *action != Action::Write).map(bit).sum()
    }
}

const fn bit(action: Action) -> u8 {
    1 << action as u8
}

impl fmt::Display for FailOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts: Vec<String> = self.severity.iter().map(ToString::to_string).collect();
        if self.actions != FailOn::every_action() {
            let named = Action::ALL.into_iter().filter(|action| self.actions & bit(*action) != 0);
            parts.extend(named.map(|action| action.to_string()));
        }
        parts.extend(
            self.chance
                .filter(|chance| *chance > 0.0 || self.actions == FailOn::every_action())
                .map(|chance| chance.to_string()),
        );
        f.pad(if parts.is_empty() { NEVER.to_owned() } else { parts.join(",") }.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_read_and_shown() {
        for text in
            ["error,0.9", "error", "warning,0.75", "error,hold,talk", "talk,0.6", "0.5", "info,0", "never"]
        {
            assert_eq!(FailOn::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(FailOn::parse("error, 0.9"), Ok(FailOn::default()));
        assert_eq!(FailOn::parse("error,warning").unwrap().severity, Some(Severity::Warning));
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for text in ["hint", "write", "", "1.5", "error,never", "nan", "error;0.9"] {
            assert!(FailOn::parse(text).is_err(), "{text}");
        }
        assert!(FailOn::parse("error,sometimes").unwrap_err().contains("`sometimes`"));
    }

    #[test]
    fn a_verdict_counts_by_its_name_and_chance() {
        let default = FailOn::default();
        assert!(default.counts(Action::Talk, 0.9) && !default.counts(Action::Talk, 0.89));
        assert!(!default.counts(Action::Write, 1.0));
        let talk = FailOn::parse("talk").unwrap();
        assert!(talk.counts(Action::Talk, 0.1) && !talk.counts(Action::Reword, 1.0));
        assert!(!FailOn::parse("error").unwrap().counts(Action::Hold, 1.0));
    }
}
