//! Reads `presend.toml`: the team's people, hours, channels and rule settings, each checked and traced to its line.

#![deny(clippy::indexing_slicing, clippy::string_slice)]

mod check;
mod check_people;
mod checker;
mod clock;
mod days_off;
mod fail_on;
mod file;
#[cfg(feature = "holidays")]
pub mod holidays;
mod known_names;
mod layers;
mod lines;
mod merge;
mod overlap;
mod pattern;
mod pattern_index;
mod read;
mod readers;
#[cfg(test)]
mod schema;
mod show;
mod team;
mod template;
mod values;

pub use clock::{Clock, Hours};
pub use days_off::days_off;
pub use fail_on::FailOn;
pub use file::{AgentToml, CheckToml, GuidelinesToml, PathToml, Value};
pub use layers::{Folder, Layer, Layers};
pub use overlap::least_shared_minutes;
pub(crate) use overlap::{NearMiss, TimeRange, nearest, next_shared, shared};
pub use presend_lexicon::team::Relation;
pub(crate) use readers::{Reader, Readers, Role, clock_of_writer};
pub use show::{show, show_presets};
pub use team::{Person, Team};
pub use template::TEMPLATE;
pub use values::{is_calendar_file, minutes_of_day};

use std::collections::BTreeMap;

use crate::error::{Error, GuidelinesError};
use lines::FileText;
use presend_lexicon::names::{Group, Profile, Severity};

/// A guidelines file that was read and checked.
#[derive(Debug, Clone)]
pub struct GuidelinesFile {
    /// The file as found.
    pub path: String,
    /// Its text; lines are looked up in it.
    pub text: String,
    /// What it says.
    pub toml: GuidelinesToml,
}

/// What one or more guidelines files say together.
#[derive(Debug, Clone)]
pub struct Guidelines {
    /// The nearest first.
    files: Vec<GuidelinesFile>,
    /// What holds.
    pub toml: GuidelinesToml,
}

impl GuidelinesFile {
    /// Reads and checks the text of a guidelines file; `glob_fault` says what is wrong with a glob of `[[paths]]`.
    ///
    /// # Errors
    /// Returns all that is wrong, with line, column and key.
    pub fn parse(
        path: &str,
        text: &str,
        glob_fault: &dyn Fn(&str) -> Option<String>,
    ) -> Result<GuidelinesFile, Error> {
        let file = FileText { path, text };
        let (toml, mut errors) = read::read(file);
        errors.extend(check::check(file, &toml, glob_fault));
        errors.sort_by_key(|error| (error.line, error.column));
        errors.truncate(read::MOST_ERRORS);
        if !errors.is_empty() {
            return Err(errors.into());
        }
        Ok(GuidelinesFile { path: path.to_owned(), text: text.to_owned(), toml })
    }

    /// Makes the error on a value of this file; `reason` says what the value is or does.
    #[must_use]
    pub fn error(&self, key: &str, value: &Value, reason: &str) -> GuidelinesError {
        self.error_at(value, key, &format!("`{}` {reason}", value.get_ref()))
    }

    /// Makes an error that points at a value of this file.
    #[must_use]
    pub fn error_at(&self, value: &Value, key: &str, reason: &str) -> GuidelinesError {
        let file = FileText { path: &self.path, text: &self.text };
        file.error(value.span().start, key, reason.to_owned())
    }

    /// Returns the file with the line of a byte, such as `presend.toml:3`.
    #[must_use]
    pub fn place(&self, offset: usize) -> String {
        format!("{}:{}", self.path, lines::place_of(&self.text, offset).0)
    }

    /// Returns the line on which a table such as `[me]` begins, from 1; `None` where it has none of its own.
    #[must_use]
    pub fn line_of_table(&self, name: &str) -> Option<usize> {
        let opens = |line: &str| {
            let bare = line.trim_start().strip_prefix('[').and_then(|rest| rest.split(']').next());
            bare.is_some_and(|found| found.trim() == name)
        };
        self.text.lines().position(opens).map(|before| before + 1)
    }
}

impl Guidelines {
    /// Reads and checks the text of a guidelines file, but for the globs of `[[paths]]`, which concern those who read files.
    /// Other files that it names (`extends`, calendars) are left alone.
    ///
    /// # Errors
    /// Returns all that is wrong, with line, column and key.
    pub fn parse(path: &str, text: &str) -> Result<Guidelines, Error> {
        GuidelinesFile::parse(path, text, &|_| None).map(|file| Guidelines::of([file]))
    }

    /// Lays files over each other, the nearest first: key by key the nearest that says something counts.
    #[must_use]
    pub fn of(files: impl IntoIterator<Item = GuidelinesFile>) -> Guidelines {
        let files: Vec<GuidelinesFile> = files.into_iter().collect();
        let layers = files.iter().map(|file| file.toml.clone());
        let toml = layers.reduce(GuidelinesToml::over).unwrap_or_default();
        Guidelines { files, toml }
    }

    /// Returns the files that it was read from, the nearest first.
    #[must_use]
    pub fn files(&self) -> &[GuidelinesFile] {
        &self.files
    }

    /// Returns the severities of `[rules]`, `None` for a rule that is off; the later count: those of nearer files, and in a
    /// file those of a rule before those of its group.
    #[must_use]
    pub fn severities(&self) -> Vec<(String, Option<Severity>)> {
        self.files.iter().rev().flat_map(|file| severities_of(&file.toml.rules)).collect()
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

/// Returns what a `rules` table says, groups before single rules; its values were checked.
#[must_use]
pub fn severities_of(rules: &BTreeMap<String, Value>) -> Vec<(String, Option<Severity>)> {
    let mut all: Vec<_> =
        rules.iter().map(|(name, value)| (name.clone(), Severity::parse(value.get_ref()))).collect();
    all.sort_by_key(|(name, _)| name.len() > 1 && Group::parse(name).is_none());
    all
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
    fn errors_name_place_key_and_what_to_do() {
        for (text, place, key, part) in [
            ("[me]\nadress = \"a@b.c\"\n", "2:1", "me.adress", "did you mean `address`"),
            ("[me]\naddress = 3\n", "2:11", "me.address", "quotation marks"),
            ("[me]\naddress = \"ana.example.com\"\n", "2:11", "me.address", "write it in full"),
            ("[me]\naddress = \"Ana <ana@x.y>\"\n", "2:11", "me.address", "write `ana@x.y`"),
            ("[team]\nown-domains = [\"x.y\", \"a@x.y\"]\n", "2:23", "team.own-domains", "after the `@`"),
            ("[team]\nown-domains = \"x.y\"\n", "2:15", "team.own-domains", "list in brackets"),
            ("[team]\ncountry = \"Portugal\"\n", "2:11", "team.country", "two capital letters"),
            ("[hours]\nwork = \"9-17\"\n", "2:8", "hours.work", "HH:MM-HH:MM"),
            ("[hours]\ndays = [\"mon\", \"funday\"]\n", "2:16", "hours.days", "funday"),
            ("[rules]\nS001 = \"loud\"\n", "2:8", "rules.S001", "hint"),
            ("[team]\nworking-model = \"moon\"\n", "2:17", "team.working-model", "office"),
            ("[response-time]\nemail = \"soon\"\n", "2:9", "response-time.email", "4h"),
            ("[channels]\nfax = \"x\"\n", "2:7", "channels.fax", "call-now"),
            ("[[paths]]\nmatch = \"a[\"\n", "2:9", "paths.match", "`a[` is not a glob: unclosed"),
            ("[me]\ntime-zone = \"Europe/Lissabon\"\n", "2:13", "me.time-zone", "perhaps Europe/Lisbon"),
            ("[me]\ntime-zone = \"Xyzzy/Plugh\"\n", "2:13", "me.time-zone", "such as Europe/Lisbon"),
            ("[check]\nmin-confidence = 1.5\n", "2:18", "check.min-confidence", "from 0 to 1"),
            ("[check]\nfail-on = \"eror\"\n", "2:11", "check.fail-on", "`eror` is not one of"),
            ("[agent]\ntext = [\"note\", \" \"]\n", "2:17", "agent.text", "is empty; name a field"),
            (
                "[agent]\non-no-draft = \"stop\"\n",
                "2:15",
                "agent.on-no-draft",
                "the known ones are pass, ask",
            ),
            ("[agent]\nbody = [\"note\"]\n", "2:1", "agent.body", "the known ones are text"),
            ("[me]\ntime-zone = \"Lisbon\"\n", "2:13", "me.time-zone", "perhaps Europe/Lisbon"),
            ("[hours]\nwork = \"09:00-25:00\"\n", "2:8", "hours.work", "HH:MM-HH:MM"),
            ("[hours]\nwork = \"09:00-09:00\"\n", "2:8", "hours.work", "HH:MM-HH:MM"),
            ("[hours]\nholidays = [\"25.12.2026\"]\n", "2:13", "hours.holidays", "2026-12-25"),
            ("[[people]]\nmatch = \"a@x.y\"\n[[group]]\nmatch = \"A@x.y\"\n", "4:9", "group.match", "line 2"),
            (
                "[[people]]\nmatch = \"ops-*\"\n[[people]]\nmatch = \"*@x.y\"\n",
                "4:9",
                "people.match",
                "more specific",
            ),
            ("[[people]]\nmatch = \"*a*\"\n", "2:9", "people.match", "more than one"),
            ("[[people]]\nmatch = \"a@x@y\"\n", "2:9", "people.match", "write it in full"),
            ("[[people]]\nname = \"Bo\"\n", "1:1", "people", "`match` is missing"),
            ("[[people]]\nmatch = \"bo\"\nany-time = \"yes\"\n", "3:12", "people.any-time", "true or false"),
            ("extends = \"a.toml\"\n", "1:11", "extends", "list in brackets"),
            ("extends = [\"https://x.y/a.toml\"]\n", "1:12", "extends", "not a local path"),
            ("[hoursss]\n", "1:2", "hoursss", "did you mean `hours`"),
            ("\n\n[team\n", "3:6", "", "[name]"),
        ] {
            let fault = |glob: &str| glob.contains('[').then(|| "unclosed".to_owned());
            let error = GuidelinesFile::parse("presend.toml", text, &fault).unwrap_err();
            let said = error.to_string();
            let start = if key.is_empty() { String::new() } else { format!("`{key}`: ") };
            assert!(said.starts_with(&format!("presend.toml:{place}: {start}")), "{text}: {said}");
            assert!(said.contains(part), "{said}");
            assert_eq!(error.guidelines_errors().len(), 1, "{said}");
        }
    }

    #[test]
    fn every_error_of_a_file_is_told_in_its_order() {
        let text = "[me]\nadress = \"a@x.y\"\ntime-zone = \"Nowhere\"\n[hours]\nwork = 9\ndays = [\"mon\", 3]\n\
            [[people]]\nname = \"Bo\"\n[[people]]\nmatch = \"a@x.y\"\nrelation = \"boss\"\n[colour]\n";
        let error = Guidelines::parse("p.toml", text).unwrap_err();
        let places: Vec<(usize, &str)> =
            error.guidelines_errors().iter().map(|error| (error.line, error.key.as_str())).collect();
        let expected = [
            (2, "me.adress"),
            (3, "me.time-zone"),
            (5, "hours.work"),
            (6, "hours.days"),
            (7, "people"),
            (11, "people.relation"),
            (12, "colour"),
        ];
        assert_eq!(places, expected, "{error}");
        let broken = "[me\naddress = \"a@x.y\"\n[hours]\nwork = nine\n";
        let error = Guidelines::parse("p.toml", broken).unwrap_err();
        let lines: Vec<usize> = error.guidelines_errors().iter().map(|error| error.line).collect();
        assert_eq!(lines, [1, 4], "{error}");
        let many: String = (0..100).map(|number| format!("key-{number} = 1\n")).collect();
        assert_eq!(
            Guidelines::parse("p.toml", &many).unwrap_err().guidelines_errors().len(),
            read::MOST_ERRORS
        );
    }

    #[test]
    fn a_single_rule_counts_before_its_group_and_a_nearer_file_before_both() {
        let file = |text: &str| GuidelinesFile::parse("p.toml", text, &|_| None).unwrap();
        let far = file("[rules]\nU001 = \"off\"\nurgency = \"info\"\n");
        let of = |files: Vec<GuidelinesFile>| -> Vec<String> {
            Guidelines::of(files).severities().into_iter().map(|(name, _)| name).collect()
        };
        assert_eq!(of(vec![far.clone()]), ["urgency", "U001"]);
        assert_eq!(of(vec![file("[rules]\nU = \"error\"\n"), far]), ["urgency", "U001", "U"]);
    }

    #[test]
    fn the_nearest_file_that_says_something_counts_key_by_key() {
        let file = |text: &str| GuidelinesFile::parse("p.toml", text, &|_| None).unwrap();
        let near = "[me]\naddress = \"near@x.y\"\n[team]\nown-domains = [\"x.y\"]\n[hours]\nholidays = [\"2026-01-01\"]\n\
            [[people]]\nmatch = \"bo@x.y\"\nname = \"Bo\"\nany-time = false\n[law]\ntermination-needs-paper = false\n\
            [response-time]\nemail = \"2d\"\n[lexicons]\nextra = [\"near.toml\"]\n";
        let far = "[me]\naddress = \"far@x.y\"\ntime-zone = \"UTC\"\n[team]\nown-domains = [\"z.y\", \"w.y\"]\n\
            [hours]\nwork = \"09:00-17:00\"\nholidays = [\"2026-12-25\"]\n\
            [[group]]\nmatch = \"BO@x.y\"\nname = \"Robert\"\nprefers = \"writing\"\nany-time = true\n\
            [[people]]\nmatch = \"cy@x.y\"\n[law]\ntermination-needs-paper = true\n\
            [response-time]\nemail = \"1d\"\nchat = \"1h\"\n[lexicons]\nextra = [\"far.toml\"]\n";
        let toml = Guidelines::of([file(near), file(far)]).toml;
        let texts = |list: &[Value]| list.iter().map(|value| value.get_ref().clone()).collect::<Vec<_>>();
        let one = |value: &Option<Value>| value.as_ref().unwrap().get_ref().clone();
        assert_eq!(
            (one(&toml.me.address), one(&toml.me.time_zone)),
            ("near@x.y".to_owned(), "UTC".to_owned())
        );
        assert_eq!(texts(&toml.team.own_domains), ["x.y"]);
        assert_eq!(texts(&toml.hours.holidays), ["2026-12-25", "2026-01-01"]);
        assert_eq!(texts(&toml.lexicons.extra), ["far.toml", "near.toml"]);
        assert_eq!(toml.law.termination_needs_paper, Some(false));
        let times: Vec<&str> = toml.response_time.values().map(|time| time.get_ref().as_str()).collect();
        assert_eq!(times, ["1h", "2d"]);
        assert_eq!((toml.people.len(), toml.group.len()), (2, 0));
        let bo = &toml.people[0];
        assert_eq!(
            (one(&bo.name), one(&bo.prefers), bo.any_time),
            ("Bo".into(), "writing".into(), Some(false))
        );
    }
}
