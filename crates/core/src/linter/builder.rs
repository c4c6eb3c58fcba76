//! Builds a linter step by step.

use std::sync::Arc;

use super::Linter;
use super::executor::Executor;
use super::policy::RuleRequest;
use super::settings::{LexiconFile, Settings};
use crate::error::Error;
use crate::guidelines::{Guidelines, Team};
use presend_lexicon::names::{Profile, RegionKind};

/// Collects what a [`Linter`] is built with; [`Linter::builder`] makes one.
///
/// ```
/// use presend_core::{Guidelines, Linter, Profile};
///
/// let guidelines = Guidelines::parse("presend.toml", "[rules]\nurgency = \"off\"\n")?;
/// let linter = Linter::builder().guidelines(&guidelines).profile(Profile::Chat).build()?;
/// assert!(linter.lint_text("I need this ASAP!").diagnostics.is_empty());
/// # Ok::<(), presend_core::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
#[must_use = "a builder does nothing before `build`"]
pub struct LinterBuilder {
    settings: Settings,
}

impl Linter {
    /// Starts a linter with the built-in lexicons, all rules on, the profile for mail, and nothing known of people.
    pub fn builder() -> LinterBuilder {
        LinterBuilder::default()
    }
}

impl LinterBuilder {
    /// Adds a lexicon to the built-in ones: its path, for errors, and its TOML text.
    pub fn lexicon(mut self, path: impl Into<String>, text: impl Into<String>) -> LinterBuilder {
        self.settings.lexicons.push(LexiconFile { path: path.into(), text: text.into() });
        self
    }

    /// Lints regions of this kind too, besides the writer's own words.
    pub fn include(mut self, kind: RegionKind) -> LinterBuilder {
        self.settings.include |= kind.bit();
        self
    }

    /// Sets the profile of messages that name none.
    pub fn profile(mut self, profile: Profile) -> LinterBuilder {
        self.settings.profile = profile;
        self
    }

    /// Makes a plan of what to say live and what to write, where there is something to say.
    pub fn plan(mut self, wanted: bool) -> LinterBuilder {
        self.settings.plan = wanted;
        self
    }

    /// Takes the people and agreements of a guidelines file, the severities of its `[rules]`, and how sure a finding must be.
    pub fn guidelines(mut self, guidelines: &Guidelines) -> LinterBuilder {
        let rules = &mut self.settings.rules;
        rules.severities.splice(0..0, guidelines.severities());
        rules.min_confidence = rules.min_confidence.or_else(|| guidelines.min_confidence());
        self.team(Team::new(guidelines))
    }

    /// Sets who is who, and what the team agreed on.
    pub fn team(mut self, team: Team) -> LinterBuilder {
        self.settings.team = team;
        self
    }

    /// Sets which rules speak, and how loudly, in [`Linter::lint_text`]; what stands in the guidelines holds unless it
    /// says otherwise.
    pub fn rules(mut self, request: RuleRequest) -> LinterBuilder {
        let rules = &mut self.settings.rules;
        (rules.select, rules.ignore) = (request.select, request.ignore);
        rules.severities.extend(request.severities);
        rules.min_confidence = request.min_confidence.or(rules.min_confidence);
        self
    }

    /// Sets the time of the check: drafts without a date are judged as sent then. Without it they are judged without
    /// a time.
    pub fn now(mut self, now: jiff::Timestamp) -> LinterBuilder {
        self.settings.now = Some(now);
        self
    }

    /// Runs the pieces of very large messages (above a mebibyte) by this executor instead of one after another.
    pub fn executor(mut self, executor: impl Executor + 'static) -> LinterBuilder {
        self.settings.executor = Arc::new(executor);
        self
    }

    /// Keeps what sentences hold, so that a draft that is linted after each change, as in an editor, takes less time; reports are
    /// the same. Kept are numbers of words in the vocabulary, of 40,000 words at most for each of three kinds of hits.
    pub fn keep_sentences(mut self) -> LinterBuilder {
        self.settings.keeps_sentences = true;
        self
    }

    /// Builds the linter.
    ///
    /// # Errors
    /// Returns every error of the lexicons, with file and line; else the first code, group or name of
    /// [`rules`](LinterBuilder::rules) that no rule has.
    pub fn build(self) -> Result<Linter, Error> {
        Linter::new(self.settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn errors_name_what_is_wrong() {
        let error =
            Linter::builder().lexicon("team.toml", "language = \"en\"\nterms = 3\n").build().unwrap_err();
        assert_eq!((error.kind(), error.path()), (ErrorKind::Lexicon, Some("team.toml")));
        let request = RuleRequest { ignore: vec!["S999".to_owned()], ..RuleRequest::default() };
        let error = Linter::builder().rules(request).build().unwrap_err();
        assert_eq!((error.kind(), error.unknown_rule()), (ErrorKind::UnknownRule, Some("S999")));
    }

    #[test]
    fn what_is_asked_for_beats_the_guidelines() {
        let guidelines = Guidelines::parse("p.toml", "[rules]\nU001 = \"off\"\n").unwrap();
        let severities = vec![("U001".to_owned(), Some(presend_lexicon::names::Severity::Hint))];
        let request = RuleRequest { severities, ..RuleRequest::default() };
        for builder in [
            Linter::builder().guidelines(&guidelines).rules(request.clone()),
            Linter::builder().rules(request).guidelines(&guidelines),
        ] {
            let linter = builder.build().unwrap();
            let report = linter.lint_text("Send me the report ASAP.");
            assert!(report.diagnostics.iter().any(|found| found.code == "U001"), "{report:?}");
        }
    }
}
