//! Reads `presend.toml`: the team's people, hours, channels and rule settings, each checked and traced to its line.

#![deny(clippy::indexing_slicing, clippy::string_slice)]

mod check;
mod clock;
mod fail_on;
mod file;
mod lines;
mod overlap;
mod pattern;
mod pattern_index;
mod readers;
mod show;
mod team;
mod values;

pub use clock::{Clock, Hours};
pub use fail_on::FailOn;
pub use file::{AgentToml, CheckToml, GuidelinesToml, PathToml};
pub use overlap::least_shared_minutes;
pub(crate) use overlap::{NearMiss, TimeRange, nearest, next_shared, shared};
pub use presend_lexicon::team::Relation;
pub(crate) use readers::{Reader, Readers, Role, clock_of_writer};
pub use show::{TEMPLATE, show, show_presets};
pub use team::{Person, Team};
pub use values::minutes_of_day;

use std::collections::BTreeMap;

use crate::error::Error;
use lines::FileText;
use presend_lexicon::names::{Profile, Severity};

/// A guidelines file that was read and checked.
#[derive(Debug)]
pub struct Guidelines {
    /// The file as found.
    pub path: String,
    /// Its text; lines are looked up in it.
    pub text: String,
    /// What it says.
    pub toml: GuidelinesToml,
}

impl Guidelines {
    /// Reads and checks the text of a guidelines file, but for the globs of `[[paths]]`, which concern those who read files.
    ///
    /// # Errors
    /// Returns the first thing that is wrong, with line and key.
    pub fn parse(path: &str, text: &str) -> Result<Guidelines, Error> {
        Guidelines::parse_with_globs(path, text, &|_| None)
    }

    /// Reads and checks the text of a guidelines file; `glob_fault` says what is wrong with a glob of `[[paths]]`.
    ///
    /// # Errors
    /// Returns the first thing that is wrong, with line and key.
    pub fn parse_with_globs(
        path: &str,
        text: &str,
        glob_fault: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Guidelines, Error> {
        let file = FileText { path, text };
        let toml: GuidelinesToml = toml::from_str(text).map_err(|error| file.toml_error(error))?;
        check::check(file, &toml, glob_fault)?;
        Ok(Guidelines { path: path.to_owned(), text: text.to_owned(), toml })
    }

    /// Returns the severities of `[rules]`, `None` for a rule that is off.
    #[must_use]
    pub fn severities(&self) -> Vec<(String, Option<Severity>)> {
        severities_of(&self.toml.rules)
    }

    /// Returns how sure a finding must be, 0..=1.
    #[must_use]
    pub fn min_confidence(&self) -> Option<f32> {
        #[expect(clippy::cast_possible_truncation, reason = "a share needs no more than the bits of an f32")]
        self.toml.check.min_confidence.as_ref().map(|value| *value.get_ref() as f32)
    }

    /// Returns what holds a message back.
    #[must_use]
    pub fn fail_on(&self) -> Option<FailOn> {
        FailOn::parse(self.toml.check.fail_on.as_ref()?.get_ref()).ok()
    }

    /// Returns the kind of writing.
    #[must_use]
    pub fn profile(&self) -> Option<Profile> {
        Profile::parse(self.toml.check.profile.as_ref()?.get_ref())
    }

    /// Returns the team's own name for a channel of a verdict.
    #[must_use]
    pub fn channel(&self, channel: &str) -> Option<&str> {
        self.toml.channels.get(channel).map(|name| name.get_ref().as_str())
    }
}

/// Returns what a `rules` table says; its values were checked.
#[must_use]
pub fn severities_of(rules: &BTreeMap<String, toml::Spanned<String>>) -> Vec<(String, Option<Severity>)> {
    rules.iter().map(|(name, value)| (name.clone(), Severity::parse(value.get_ref()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_is_a_good_file() {
        Guidelines::parse("presend.toml", TEMPLATE).unwrap();
        let uncommented: String =
            TEMPLATE.lines().map(|line| line.strip_prefix("# ").unwrap_or(line).to_owned() + "\n").collect();
        let uncommented: String = uncommented
            .lines()
            .filter(|line| line.contains('=') || line.starts_with('['))
            .map(|line| format!("{line}\n"))
            .collect();
        Guidelines::parse("presend.toml", &uncommented)
            .unwrap_or_else(|error| panic!("{error}\n{uncommented}"));
    }

    #[test]
    fn errors_name_line_key_and_what_is_known() {
        for (text, line, key, part) in [
            ("[me]\nadress = \"a@b.c\"\n", 2, "adress", "expected `address`"),
            ("[hours]\nwork = \"9-17\"\n", 2, "hours.work", "HH:MM-HH:MM"),
            ("[hours]\ndays = [\"mon\", \"funday\"]\n", 2, "hours.days", "funday"),
            ("[rules]\nS001 = \"loud\"\n", 2, "rules.S001", "hint"),
            ("[team]\nworking-model = \"moon\"\n", 2, "team.working-model", "office"),
            ("[response-time]\nemail = \"soon\"\n", 2, "response-time.email", "4h"),
            ("[channels]\nfax = \"x\"\n", 2, "channels.fax", "call-now"),
            ("[[paths]]\nmatch = \"a[\"\n", 2, "paths.match", "`a[` is not a glob: unclosed"),
            ("[me]\ntime-zone = \"Europe/Lissabon\"\n", 2, "me.time-zone", "no IANA time zone"),
            ("[check]\nmin-confidence = 1.5\n", 2, "check.min-confidence", "from 0 to 1"),
            ("[agent]\ntext = [\"note\", \" \"]\n", 2, "agent.text", "names no field"),
            ("[agent]\non-no-draft = \"stop\"\n", 2, "agent.on-no-draft", "known are pass, ask"),
            ("[agent]\nbody = [\"note\"]\n", 2, "body", "expected one of `text`"),
            ("[me]\ntime-zone = \"Lisbon\"\n", 2, "me.time-zone", "perhaps Europe/Lisbon"),
            ("[hours]\nwork = \"09:00-25:00\"\n", 2, "hours.work", "HH:MM-HH:MM"),
            ("[hours]\nwork = \"09:00-09:00\"\n", 2, "hours.work", "HH:MM-HH:MM"),
            ("[hours]\nholidays = [\"25.12.2026\"]\n", 2, "hours.holidays", "2026-12-25"),
            ("[[people]]\nmatch = \"a@x.y\"\n[[group]]\nmatch = \"A@x.y\"\n", 4, "group.match", "line 2"),
            (
                "[[people]]\nmatch = \"ops-*\"\n[[people]]\nmatch = \"*@x.y\"\n",
                4,
                "people.match",
                "more special",
            ),
            ("[[people]]\nmatch = \"*a*\"\n", 2, "people.match", "more than one"),
            ("\n\n[team\n", 3, "", ""),
        ] {
            let fault = |glob: &str| glob.contains('[').then(|| "unclosed".to_owned());
            let error = Guidelines::parse_with_globs("presend.toml", text, &fault).unwrap_err();
            let said = error.to_string();
            let start = if key.is_empty() { String::new() } else { format!("`{key}`: ") };
            assert!(said.starts_with(&format!("presend.toml:{line}: {start}")), "{said}");
            assert!(said.contains(part), "{said}");
            assert_eq!(error.line(), Some(line), "{said}");
        }
    }
}
