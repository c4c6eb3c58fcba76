//! Reads `presend.toml`: the team's people, hours, channels and rule settings, each checked and traced to its line.

mod check;
mod clock;
mod file;
mod model;
mod overlap;
mod pattern;
mod readers;
mod show;
mod team;
mod values;

pub use clock::{Clock, Hours};
pub use file::{AgentToml, CheckToml, GuidelinesToml, PathToml};
pub use overlap::{NearMiss, Stretch, nearest, next_shared, shared};
pub use presend_lexicon::names::Direction;
pub use readers::{Reader, Readers, Role};
pub use show::{TEMPLATE, show, show_presets};
pub use team::{Person, Relation, Team};
pub use values::minutes_of_day;

use std::collections::BTreeMap;

use crate::diagnostic::Severity;

/// What is wrong with a guidelines file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuidelinesError {
    /// The file as found.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The key, if one is to blame.
    pub key: String,
    /// What is wrong and what to do.
    pub reason: String,
}

impl std::fmt::Display for GuidelinesError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let key = if self.key.is_empty() { String::new() } else { format!("`{}`: ", self.key) };
        write!(f, "{}:{}: {key}{}", self.path, self.line, self.reason)
    }
}

impl std::error::Error for GuidelinesError {}

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
    /// Reads and checks the text of a guidelines file.
    ///
    /// # Errors
    /// Returns the first thing that is wrong, with line and key.
    pub fn parse(path: &str, text: &str) -> Result<Guidelines, GuidelinesError> {
        let toml: GuidelinesToml = toml::from_str(text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            let key = check::key_at(text, offset);
            GuidelinesError {
                path: path.to_owned(),
                line: line_of(text, offset),
                key,
                reason: error.message().trim().to_owned(),
            }
        })?;
        let guidelines = Guidelines { path: path.to_owned(), text: text.to_owned(), toml };
        check::check(&guidelines)?;
        Ok(guidelines)
    }

    /// Returns the severities of `[rules]`, `None` for a rule that is off.
    #[must_use]
    pub fn severities(&self) -> Vec<(String, Option<Severity>)> {
        severities_of(&self.toml.rules)
    }

    /// Returns the team's own name for a channel of a verdict.
    #[must_use]
    pub fn channel(&self, channel: &str) -> Option<&str> {
        self.toml.channels.get(channel).map(|name| name.get_ref().as_str())
    }

    /// Makes an error that points at a byte of the file.
    fn error(&self, offset: usize, key: &str, reason: String) -> GuidelinesError {
        GuidelinesError {
            path: self.path.clone(),
            line: line_of(&self.text, offset),
            key: key.to_owned(),
            reason,
        }
    }
}

/// Returns what a `rules` table says; its values were checked.
#[must_use]
pub fn severities_of(rules: &BTreeMap<String, toml::Spanned<String>>) -> Vec<(String, Option<Severity>)> {
    rules.iter().map(|(name, value)| (name.clone(), Severity::parse(value.get_ref()))).collect()
}

/// Returns the line of a byte, from 1.
fn line_of(text: &str, offset: usize) -> usize {
    1 + text.as_bytes().iter().take(offset).filter(|&&byte| byte == b'\n').count()
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
            ("[[paths]]\nmatch = \"a[\"\n", 2, "paths.match", "glob"),
            ("[me]\ntime-zone = \"Europe/Lissabon\"\n", 2, "me.time-zone", "no IANA time zone"),
            ("[agent]\ntext = [\"note\", \" \"]\n", 2, "agent.text", "names no field"),
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
            let error = Guidelines::parse("presend.toml", text).unwrap_err();
            assert_eq!((error.line, error.key.as_str()), (line, key), "{error}");
            assert!(error.reason.contains(part), "{error}");
        }
    }
}
