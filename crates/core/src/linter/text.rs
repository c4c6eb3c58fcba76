//! Lints a text of which nothing else is known, and tries the examples of a lexicon with it.

use std::sync::LazyLock;

use jiff::Timestamp;

use super::Linter;
use super::builder::LinterBuilder;
use super::policy::Policy;
use crate::error::Error;
use crate::guidelines::{Guidelines, Team};
use crate::message::Message;
use crate::message::{self, Format};
use crate::report::Report;
use crate::text::Source;
use presend_lexicon::file::LexiconSource;

/// What reports call a text that has no name.
const NO_NAME: &str = "<text>";

/// The linter of [`lint`].
#[expect(clippy::expect_used, reason = "the built-in lexicons do not change, and every test builds them")]
static LINTER: LazyLock<Linter> =
    LazyLock::new(|| Linter::builder().build().expect("the built-in lexicons alone cannot fail"));

/// Lints a draft with the built-in lexicons: a plain text, a mail if it opens with header fields, or an invitation in
/// iCalendar. Cannot fail on any text.
///
/// ```
/// let report = presend_core::lint("Subject: Your position\n\nWe have to let you go effective Friday.\n");
/// assert_eq!(report.diagnostics[0].code, "S001");
/// assert_eq!(report.verdict.action, presend_core::Action::Talk);
/// ```
#[must_use]
pub fn lint(text: &str) -> Report<'_> {
    LINTER.lint_text(text)
}

impl Linter {
    /// Lints a draft by the rules that the linter was built with; like [`lint`].
    #[must_use]
    pub fn lint_text<'a>(&self, text: &'a str) -> Report<'a> {
        self.lint(read(text), self.own_policy())
    }

    /// Returns the codes that speak on an example of a lexicon, which is read as [`lint`] reads a text.
    #[must_use]
    pub fn codes_on(&self, example: &str, policy: &Policy) -> Vec<String> {
        let report = self.lint(read(example), policy);
        report.diagnostics.iter().map(|found| found.code.to_string()).collect()
    }

    /// Starts a linter under which the examples of a lexicon file hold: with its `[examples]`, yet without its rules.
    ///
    /// # Errors
    /// Returns what is wrong with the guidelines or the time that stand there.
    pub fn builder_for_examples(source: &LexiconSource) -> Result<LinterBuilder, Error> {
        let given = &source.toml.examples;
        let mut builder = Linter::builder();
        if let Some(text) = &given.guidelines {
            let name = format!("{}: guidelines of [examples]", source.path);
            builder = builder.team(Team::new(&Guidelines::parse(&name, text)?));
        }
        if let Some(text) = &given.now {
            let now = text.parse::<Timestamp>().map_err(|error| {
                let reason =
                    format!("now of [examples]: `{text}` is not a time such as 2026-03-10T09:00:00Z");
                Error::time(&source.path, reason, error)
            })?;
            builder = builder.now(now);
        }
        Ok(builder)
    }
}

/// Reads a text as mail or invitation if it is one, else as plain text.
fn read(text: &str) -> Message<'_> {
    let found = Format::detect(NO_NAME, text.as_bytes());
    let format = if matches!(found, Format::Email | Format::Ics) { found } else { Format::Text };
    message::read(Source::new(NO_NAME, text.as_bytes()), format)
}
