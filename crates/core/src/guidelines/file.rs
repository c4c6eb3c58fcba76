//! Describes the keys of `presend.toml` (DESIGN §7).

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

/// A string that knows where it stands.
pub(super) type Value = Spanned<String>;

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct GuidelinesToml {
    /// Who writes.
    pub me: MeToml,
    /// The team.
    pub team: TeamToml,
    /// The team's usual hours.
    pub hours: HoursToml,
    /// Readers by address.
    pub people: Vec<PersonToml>,
    /// Readers by domain or list.
    pub group: Vec<PersonToml>,
    /// Agreed response times by channel.
    pub response_time: BTreeMap<String, Value>,
    /// The team's own names of channels.
    pub channels: BTreeMap<String, Value>,
    /// What the law asks for.
    pub law: LawToml,
    /// Severity, or `off`, by code, group or name.
    pub rules: BTreeMap<String, Value>,
    /// Further lexicons.
    pub lexicons: LexiconsToml,
    /// Settings for some paths.
    pub paths: Vec<PathToml>,
    /// Defaults of the command line.
    pub check: CheckToml,
    /// Names of fields in the tool calls of agents.
    pub agent: AgentToml,
}

/// `[me]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct MeToml {
    /// The writer's address.
    pub address: Option<Value>,
    /// The writer's time zone, an IANA name.
    pub time_zone: Option<Value>,
}

/// `[team]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct TeamToml {
    /// `office`, `hybrid`, `remote` or `global`.
    pub working_model: Option<Value>,
    /// Domains of colleagues.
    pub own_domains: Vec<Value>,
    /// Country, two capitals.
    pub country: Option<Value>,
}

/// `[hours]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct HoursToml {
    /// Working hours, `HH:MM-HH:MM`.
    pub work: Option<Value>,
    /// Working days, `mon` to `sun`.
    pub days: Vec<Value>,
    /// Shared hours, `HH:MM-HH:MM`.
    pub overlap: Option<Value>,
    /// Days off, `YYYY-MM-DD`.
    pub holidays: Vec<Value>,
}

/// `[[people]]` or `[[group]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PersonToml {
    /// Address, or a pattern such as `*@example.jp`.
    #[serde(rename = "match")]
    pub matches: Value,
    /// IANA time zone.
    pub time_zone: Option<Value>,
    /// Working hours, `HH:MM-HH:MM`.
    pub work: Option<Value>,
    /// Working days.
    #[serde(default)]
    pub days: Vec<Value>,
    /// `report`, `manager`, `peer`, `colleague`, `customer`, `partner` or `list`.
    pub relation: Option<Value>,
    /// `writing` or `talking`.
    pub prefers: Option<Value>,
    /// How to call them.
    pub name: Option<Value>,
    /// Days off besides the team's.
    #[serde(default)]
    pub holidays: Vec<Value>,
    /// They want messages at any time, or are on call.
    #[serde(default)]
    pub any_time: bool,
}

/// `[law]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct LawToml {
    /// The end of a job needs signed paper.
    pub termination_needs_paper: bool,
}

/// `[lexicons]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct LexiconsToml {
    /// Lexicon files, relative to this file.
    pub extra: Vec<Value>,
}

/// `[[paths]]`
#[derive(Debug, Deserialize)]
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
    /// Profile there.
    pub profile: Option<Value>,
}

/// `[check]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct CheckToml {
    /// Like `--fail-on`.
    pub fail_on: Option<Value>,
    /// Like `--min-confidence`.
    pub min_confidence: Option<Spanned<f64>>,
    /// Like `--profile`.
    pub profile: Option<Value>,
}

/// `[agent]`: names of fields besides those that are known, and what happens to a call without a draft.
#[derive(Debug, Default, Deserialize)]
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
    /// Those who read along.
    pub cc: Vec<Value>,
    /// Those who read along unseen.
    pub bcc: Vec<Value>,
    /// `pass` or `ask`.
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
