//! Describes the keys of `presend.toml`. Their comments are what editors show, by way of `schemas/config.schema.json`.

use std::collections::BTreeMap;
use std::ops::{Deref, Range};

use serde::Deserialize;
use toml::Spanned;

/// A text and its place in the file.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(inline))]
pub struct Value(#[cfg_attr(test, schemars(with = "String"))] Spanned<String>);

impl Value {
    /// Makes a text that stands there.
    #[must_use]
    pub fn new(place: Range<usize>, text: String) -> Value {
        Value(Spanned::new(place, text))
    }
}

impl Deref for Value {
    type Target = Spanned<String>;

    fn deref(&self) -> &Spanned<String> {
        &self.0
    }
}

/// The whole file.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct GuidelinesToml {
    /// Other presend.toml files that this one builds on, relative to it; later ones win over earlier ones, and this one over all.
    pub extends: Vec<Value>,
    /// Who writes. This belongs in your own file.
    pub me: MeToml,
    /// The team: how it works, and who belongs to it.
    pub team: TeamToml,
    /// The team's usual hours, on each person's own clock.
    pub hours: HoursToml,
    /// What is known of readers, one entry each.
    pub people: Vec<PersonToml>,
    /// What is known of the readers of a domain or a list; the same keys as `people`.
    pub group: Vec<PersonToml>,
    /// How soon an answer may be expected, by channel: `30min`, `4h`, `1d`.
    pub response_time: BTreeMap<String, Value>,
    /// The team's own names for the channels of a verdict.
    pub channels: BTreeMap<String, Value>,
    /// What the law requires where the team works.
    pub law: LawToml,
    /// Severity, or `off`, by code, group or name of a rule; a rule's own entry beats its group's.
    pub rules: BTreeMap<String, Value>,
    /// Lexicons besides the built-in ones.
    pub lexicons: LexiconsToml,
    /// Settings for drafts at some paths; if several tables match a draft, the last one counts.
    pub paths: Vec<PathToml>,
    /// Defaults of the command line.
    pub check: CheckToml,
    /// Names of fields in agents' tool calls. They count only in your own file.
    pub agent: AgentToml,
}

impl GuidelinesToml {
    /// Returns the lists of days off, each with its key.
    pub fn holidays_mut(&mut self) -> impl Iterator<Item = (&'static str, &mut Vec<Value>)> {
        let people = self.people.iter_mut().map(|entry| ("people.holidays", &mut entry.holidays));
        let group = self.group.iter_mut().map(|entry| ("group.holidays", &mut entry.holidays));
        [("hours.holidays", &mut self.hours.holidays)].into_iter().chain(people).chain(group)
    }

    /// Returns the countries whose public holidays are days off, each with its key.
    pub fn countries(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        let people = self.people.iter().filter_map(|entry| Some(("people.country", entry.country.as_ref()?)));
        let group = self.group.iter().filter_map(|entry| Some(("group.country", entry.country.as_ref()?)));
        self.team.country.iter().map(|code| ("team.country", code)).chain(people).chain(group)
    }
}

/// `[me]`
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct MeToml {
    /// The writer's address.
    pub address: Option<Value>,
    /// The writer's time zone, an IANA name.
    pub time_zone: Option<Value>,
}

/// `[team]`
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct TeamToml {
    /// How the team works: presets for hours, response times, and who shares your time zone.
    pub working_model: Option<Value>,
    /// Domains of colleagues; everyone else is outside.
    pub own_domains: Vec<Value>,
    /// The country whose public holidays are days off: its ISO code in two capital letters.
    pub country: Option<Value>,
}

/// `[hours]`
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct HoursToml {
    /// Working hours, `HH:MM-HH:MM`.
    pub work: Option<Value>,
    /// Working days, `mon` to `sun`.
    pub days: Vec<Value>,
    /// Hours that the team agreed to share, on your clock, `HH:MM-HH:MM`.
    pub overlap: Option<Value>,
    /// Days off: dates (`YYYY-MM-DD`), and calendar files (`company.ics`) relative to this file.
    pub holidays: Vec<Value>,
}

/// `[[people]]` or `[[group]]`
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PersonToml {
    /// An address, a domain, a nick or the part before the `@`, or a pattern such as `*@example.jp`.
    #[serde(rename = "match")]
    pub matches: Value,
    /// Their time zone, an IANA name.
    pub time_zone: Option<Value>,
    /// Their working hours, if they are not the team's, `HH:MM-HH:MM`.
    pub work: Option<Value>,
    /// Their working days, if they are not the team's.
    #[serde(default)]
    pub days: Vec<Value>,
    /// What they are to you.
    pub relation: Option<Value>,
    /// Whether they would rather read than talk. If so, a talk is offered, not required.
    pub prefers: Option<Value>,
    /// What reports call them.
    pub name: Option<Value>,
    /// Their days off besides the team's: dates and calendar files.
    #[serde(default)]
    pub holidays: Vec<Value>,
    /// The country whose public holidays they have off, as two capital letters, if it is not the team's.
    pub country: Option<Value>,
    /// They are on call, or welcome messages at any hour.
    pub any_time: Option<bool>,
}

/// `[law]`
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct LawToml {
    /// Ending a job requires signed paper.
    pub termination_needs_paper: Option<bool>,
}

/// `[lexicons]`
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct LexiconsToml {
    /// Lexicon files, relative to this file.
    pub extra: Vec<Value>,
}

/// `[[paths]]`
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PathToml {
    /// A glob, relative to this file.
    #[serde(rename = "match")]
    pub matches: Value,
    /// Codes, groups or names that are quiet there.
    #[serde(default)]
    pub ignore: Vec<Value>,
    /// Severities there.
    #[serde(default)]
    pub rules: BTreeMap<String, Value>,
    /// The kind of writing there.
    pub profile: Option<Value>,
}

/// `[check]`
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct CheckToml {
    /// What makes the exit code 1, like `--fail-on`, separated by commas: a severity, verdicts, how sure a verdict must be; or `never`.
    pub fail_on: Option<Value>,
    /// Leave out what is less certain than this, like `--min-confidence`.
    #[cfg_attr(test, schemars(with = "Option<f64>"))]
    pub min_confidence: Option<Spanned<f64>>,
    /// The kind of writing, like `--profile`.
    pub profile: Option<Value>,
}

/// `[agent]`: names of further fields, and what happens to a call without a draft.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct AgentToml {
    /// Texts of a draft.
    pub text: Vec<Value>,
    /// Subjects.
    pub subject: Vec<Value>,
    /// Writers.
    pub from: Vec<Value>,
    /// Readers.
    pub to: Vec<Value>,
    /// Those in copy.
    pub cc: Vec<Value>,
    /// Those in blind copy.
    pub bcc: Vec<Value>,
    /// What happens to a call in which no draft is found.
    pub on_no_draft: Option<Value>,
}

impl AgentToml {
    /// What may happen to a call in which no draft is found.
    pub const WITHOUT_DRAFT: [&'static str; 2] = ["pass", "ask"];

    /// Returns true if and only if the person wants to be asked about a call in which no draft is found.
    #[must_use]
    pub fn asks_without_draft(&self) -> bool {
        self.on_no_draft.as_ref().is_some_and(|choice| choice.get_ref() == "ask")
    }

    /// Returns the lists by what they name, in the order of the file's description.
    #[must_use]
    pub fn lists(&self) -> [(&'static str, &[Value]); 6] {
        [
            ("text", &self.text),
            ("subject", &self.subject),
            ("from", &self.from),
            ("to", &self.to),
            ("cc", &self.cc),
            ("bcc", &self.bcc),
        ]
    }
}
