//! Reads presend.toml: which rules speak, which lexicons are added, and what the team agreed on.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diagnostic::Severity;

/// The keys of a presend.toml.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Guidelines {
    /// Severity, or `off`, per code, group or name.
    pub rules: BTreeMap<String, Level>,
    /// Lexicons beside the built-in ones.
    pub lexicons: Lexicons,
    /// Rules that are off for some files.
    pub paths: Vec<PathRules>,
    /// Who writes.
    pub me: Me,
    /// The team.
    pub team: Team,
    /// The team's working hours.
    pub hours: Hours,
    /// People, by address.
    pub people: Vec<Person>,
    /// Groups of people, by domain or list address.
    pub group: Vec<Person>,
    /// Agreed response times.
    pub response_time: ResponseTime,
    /// The team's own names for channels.
    pub channels: Channels,
    /// Facts of law.
    pub law: Law,
}

/// A severity or `off`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Do not send as it is.
    Error,
    /// Likely to hurt.
    Warning,
    /// Worth a look.
    Info,
    /// Style.
    Hint,
    /// Silent.
    Off,
}

impl Level {
    /// Returns the severity, or `None` for off.
    #[must_use]
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Level::Error => Some(Severity::Error),
            Level::Warning => Some(Severity::Warning),
            Level::Info => Some(Severity::Info),
            Level::Hint => Some(Severity::Hint),
            Level::Off => None,
        }
    }
}

macro_rules! section {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
        pub struct $name { $($(#[$field_doc])* pub $field: $kind),* }
    };
}

section!(
    /// `[lexicons]`
    Lexicons {
        /// Files, from the folder of the presend.toml.
        extra: Vec<String>,
    }
);
section!(
    /// `[[paths]]`
    PathRules {
        /// Glob over the path, from the folder of the presend.toml.
        r#match: String,
        /// Codes, groups or names that are silent there.
        ignore: Vec<String>,
        /// Severity, or `off`, there.
        rules: BTreeMap<String, Level>,
    }
);
section!(
    /// `[me]`
    Me {
        /// Own address.
        address: Option<String>,
        /// Own time zone.
        time_zone: Option<String>,
    }
);
section!(
    /// `[team]`
    Team {
        /// `office`, `hybrid`, `remote` or `global`.
        working_model: Option<WorkingModel>,
        /// Domains of colleagues.
        own_domains: Vec<String>,
        /// Country, two letters.
        country: Option<String>,
    }
);
section!(
    /// `[hours]`
    Hours {
        /// Working hours, `09:00-17:30`.
        work: Option<String>,
        /// Working days.
        days: Vec<Day>,
        /// Hours that everybody shares.
        overlap: Option<String>,
    }
);
section!(
    /// `[[people]]` and `[[group]]`
    Person {
        /// Address or glob.
        r#match: String,
        /// Time zone.
        time_zone: Option<String>,
        /// What they are to the writer.
        relation: Option<String>,
        /// How they like to be reached.
        prefers: Option<String>,
    }
);
section!(
    /// `[response-time]`
    ResponseTime {
        /// For mail.
        email: Option<String>,
        /// For chat.
        chat: Option<String>,
    }
);
section!(
    /// `[channels]`
    Channels {
        /// Name for a message.
        message: Option<String>,
        /// Name for a document.
        document: Option<String>,
        /// Name for a recording.
        recording: Option<String>,
        /// Name for an immediate call.
        call_now: Option<String>,
        /// Name for meeting in person or by video.
        in_person_or_video: Option<String>,
        /// Name for a kickoff.
        kickoff: Option<String>,
        /// Name for celebrating live.
        celebrate_live: Option<String>,
        /// Name for advice first.
        counsel: Option<String>,
    }
);
section!(
    /// `[law]`
    Law {
        /// Whether ending a job needs paper.
        termination_needs_paper: Option<bool>,
    }
);

/// How a team works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WorkingModel {
    /// In one office.
    Office,
    /// Some days in the office.
    Hybrid,
    /// From home.
    Remote,
    /// Across zones.
    Global,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Day {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

/// Reads the text of a presend.toml.
///
/// # Errors
/// Returns `path:line: reason`, the reason naming unknown keys with the known ones.
pub fn parse(path: &str, text: &str) -> Result<Guidelines, String> {
    toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let line = 1 + text.bytes().take(start).filter(|&byte| byte == b'\n').count();
        let key = text.lines().nth(line - 1).and_then(|at| at.split_once('=')).map(|(key, _)| key.trim());
        let key = key.filter(|key| !key.is_empty()).map_or_else(String::new, |key| format!("{key}: "));
        format!("{path}:{line}: {key}{}", error.message().replace('\n', " "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_keys_name_the_known_ones() {
        let error = parse("presend.toml", "[me]\naddress = \"a\"\ntime-zome = \"x\"\n").unwrap_err();
        assert!(error.starts_with("presend.toml:3: time-zome: "), "{error}");
        assert!(error.contains("time-zone"), "{error}");
    }

    #[test]
    fn levels_are_read() {
        let read = parse("p", "[rules]\nS001 = \"off\"\nurgency = \"info\"\n").unwrap();
        assert_eq!(read.rules["S001"].severity(), None);
        assert_eq!(read.rules["urgency"].severity(), Some(Severity::Info));
    }
}
