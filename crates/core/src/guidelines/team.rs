//! Answers what a guidelines file says about people: who is who, when they work, how soon they answer.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::SignedDuration;
use jiff::tz::TimeZone;

use super::clock::{Clock, Hours};
use super::file::{GuidelinesToml, HoursToml, PersonToml, Value};
use super::values::{day_mask, duration, minutes_of_day};
use super::{Guidelines, pattern::Pattern, pattern_index::PatternIndex};
use crate::builtin::LEXICON;
use presend_lexicon::models::Model;
use presend_lexicon::team::{Preference, Relation, Weekday, WorkingModel, WrittenChannel};

/// What is known of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// How the file calls them.
    pub name: Option<String>,
    /// Zone and hours.
    pub clock: Option<Arc<Clock>>,
    /// What they are to the writer.
    pub relation: Option<Relation>,
    /// They would rather read than talk.
    pub prefers_writing: bool,
    /// They want messages at any time, or are on call.
    pub any_time: bool,
    /// The address is a list's.
    pub is_list: bool,
    /// The file names them, alone or in a group.
    pub is_known: bool,
}

/// The people and agreements of a guidelines file; without a file nothing is known.
#[derive(Debug, Clone, Default)]
pub struct Team {
    has_file: bool,
    me: Option<String>,
    my_clock: Option<Arc<Clock>>,
    own_domains: Vec<String>,
    /// In the order of the file.
    entries: Vec<(Pattern, Person)>,
    index: PatternIndex,
    shares_zone: bool,
    response_times: BTreeMap<String, SignedDuration>,
    needs_paper: bool,
    live: Option<String>,
}

/// Returns the response time that holds with a guidelines file which sets none.
pub(super) const fn usual_response_time(channel: WrittenChannel) -> Option<&'static str> {
    match channel {
        WrittenChannel::Email => Some("1d"),
        WrittenChannel::Chat => Some("4h"),
        WrittenChannel::Mention | WrittenChannel::Document => None,
    }
}

/// Returns the working model that a guidelines file names, and what it stands for.
pub(super) fn model_of(toml: &GuidelinesToml) -> Option<(WorkingModel, Model<'static>)> {
    let name = WorkingModel::parse(toml.team.working_model.as_ref()?.get_ref())?;
    Some((name, LEXICON.model(name)?))
}

impl Team {
    /// Reads the team from a guidelines file that was checked.
    #[must_use]
    pub fn new(guidelines: &Guidelines) -> Team {
        let toml = &guidelines.toml;
        let model = model_of(toml).map(|(_, model)| model);
        let hours = team_hours(&toml.hours, model.as_ref());
        let my_clock = toml.me.time_zone.as_ref().and_then(|zone| clock(zone, hours.clone()));
        let mut entries: Vec<(Pattern, Person)> = Vec::new();
        for entry in toml.people.iter().chain(&toml.group) {
            entries.push((
                Pattern::new(entry.matches.get_ref()),
                person(entry, hours.as_ref(), my_clock.as_ref()),
            ));
        }
        let mut index = PatternIndex::default();
        entries.iter().enumerate().for_each(|(number, (pattern, _))| index.insert(pattern, number));
        let lower = |value: &Value| value.get_ref().trim().trim_start_matches('@').to_lowercase();
        Team {
            has_file: true,
            me: toml.me.address.as_ref().map(|address| address.get_ref().trim().to_lowercase()),
            my_clock: my_clock.map(Arc::new),
            own_domains: toml.team.own_domains.iter().map(lower).collect(),
            entries,
            index,
            shares_zone: model.as_ref().is_some_and(|model| model.shares_zone),
            response_times: response_times(&toml.response_time, model.as_ref()),
            needs_paper: toml.law.termination_needs_paper,
            live: model.map(|model| model.live.to_string()),
        }
    }

    /// Returns true if and only if there is a guidelines file.
    #[must_use]
    pub fn has_file(&self) -> bool {
        self.has_file
    }

    /// Returns the writer's clock.
    #[must_use]
    pub fn me(&self) -> Option<&Arc<Clock>> {
        self.my_clock.as_ref()
    }

    /// Returns true if and only if the writer's own address is known.
    #[must_use]
    pub fn knows_me(&self) -> bool {
        self.me.is_some()
    }

    /// Returns true if and only if the address is the writer's own.
    #[must_use]
    pub fn is_me(&self, address: &str) -> bool {
        self.me.as_ref().is_some_and(|me| *me == address.trim().to_lowercase())
    }

    /// Returns what is known of the person behind an address.
    #[must_use]
    pub fn person(&self, address: &str) -> Person {
        let address = address.trim().to_lowercase();
        let entry = self.index.most_special(&address).and_then(|number| self.entries.get(number));
        let mut person = entry.map(|(_, person)| person.clone()).unwrap_or_default();
        if person.clock.is_none() && self.shares_zone && self.is_external(&address) == Some(false) {
            person.clock.clone_from(&self.my_clock);
        }
        person
    }

    /// Returns the people that the file names, in its order, with the address or pattern.
    pub fn people(&self) -> impl Iterator<Item = (&str, &Person)> {
        self.entries.iter().map(|(pattern, person)| (pattern.text(), person))
    }

    /// Returns whether an address lies outside the own domains; `None` where they are not known or it has no domain.
    #[must_use]
    pub fn is_external(&self, address: &str) -> Option<bool> {
        let domain = address.trim().rsplit_once('@')?.1.to_lowercase();
        if self.own_domains.is_empty() || domain.is_empty() {
            return None;
        }
        let is_own = |own: &String| {
            domain.strip_suffix(own.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        Some(!self.own_domains.iter().any(is_own))
    }

    /// Returns the own domains, in small letters.
    #[must_use]
    pub fn own_domains(&self) -> &[String] {
        &self.own_domains
    }

    /// Returns how soon an answer may be expected on a channel (email, chat, mention, document).
    #[must_use]
    pub fn response_time(&self, channel: &str) -> Option<SignedDuration> {
        self.response_times.get(channel).copied().filter(|_| self.has_file)
    }

    /// Returns true if and only if the end of a job needs signed paper.
    #[must_use]
    pub fn termination_needs_paper(&self) -> bool {
        self.needs_paper
    }

    /// Returns how people of such a team talk, if the file names a working model.
    #[must_use]
    pub fn live(&self) -> Option<&str> {
        self.live.as_deref()
    }
}

/// Returns the team's hours: what the file says, else what the model says.
fn team_hours(toml: &HoursToml, model: Option<&Model<'_>>) -> Option<Hours> {
    let own = toml.work.as_ref().map(|work| work.get_ref().as_str());
    let (from, to) = minutes_of_day(own.or(model.map(|model| model.work.as_str()))?)?;
    let days: Vec<&str> = match (toml.days.is_empty(), model) {
        (false, _) => toml.days.iter().map(|day| day.get_ref().as_str()).collect(),
        (true, Some(model)) => model.days.iter().collect(),
        (true, None) => Weekday::USUAL.map(Weekday::name).to_vec(),
    };
    let holidays = toml.holidays.iter().filter_map(|day| day.get_ref().parse().ok()).collect();
    Some(Hours { from, to, days: day_mask(&days), holidays })
}

fn clock(zone: &Value, hours: Option<Hours>) -> Option<Clock> {
    Some(Clock { zone: TimeZone::get(zone.get_ref()).ok()?, hours })
}

/// Reads one entry; what it leaves out is the team's.
fn person(entry: &PersonToml, team: Option<&Hours>, me: Option<&Clock>) -> Person {
    let hours = own_hours(entry, team);
    let clock = match &entry.time_zone {
        Some(zone) => clock(zone, hours),
        // Hours without a zone are meant on the writer's clock.
        None if entry.work.is_some() || !entry.days.is_empty() => {
            me.map(|me| Clock { zone: me.zone.clone(), hours })
        }
        None => None,
    };
    let relation = entry.relation.as_ref().and_then(|relation| Relation::parse(relation.get_ref()));
    let prefers = entry.prefers.as_ref().and_then(|prefers| Preference::parse(prefers.get_ref()));
    Person {
        name: entry.name.as_ref().map(|name| name.get_ref().clone()),
        clock: clock.map(Arc::new),
        relation: relation.filter(|relation| *relation != Relation::List),
        prefers_writing: prefers == Some(Preference::Writing),
        any_time: entry.any_time,
        is_list: relation == Some(Relation::List),
        is_known: true,
    }
}

/// Returns a person's hours: the team's, with what the entry says otherwise.
fn own_hours(entry: &PersonToml, team: Option<&Hours>) -> Option<Hours> {
    let days_off = entry.holidays.iter().filter_map(|day| day.get_ref().parse::<jiff::civil::Date>().ok());
    let mut hours = team.cloned();
    if let Some((from, to)) = entry.work.as_ref().and_then(|work| minutes_of_day(work.get_ref())) {
        let days = team.map_or_else(|| day_mask(&Weekday::USUAL.map(Weekday::name)), |team| team.days);
        let holidays = team.map(|team| team.holidays.clone()).unwrap_or_default();
        hours = Some(Hours { from, to, days, holidays });
    }
    let mut hours = hours?;
    if !entry.days.is_empty() {
        hours.days = day_mask(&entry.days.iter().map(|day| day.get_ref().as_str()).collect::<Vec<_>>());
    }
    hours.holidays.extend(days_off);
    Some(hours)
}

/// Returns the response times: the file's, else the model's, else the usual ones.
fn response_times(
    toml: &BTreeMap<String, Value>,
    model: Option<&Model<'_>>,
) -> BTreeMap<String, SignedDuration> {
    let of = |channel: WrittenChannel| {
        let own = toml.get(channel.name()).map(|time| time.get_ref().as_str());
        let models = || model.map(|model| model.response_time(channel).as_str());
        let time = own.or_else(models).or_else(|| usual_response_time(channel))?;
        Some((channel.name().to_owned(), duration(time)?))
    };
    WrittenChannel::ALL.into_iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn team(text: &str) -> Team {
        Team::new(&Guidelines::parse("presend.toml", text).unwrap())
    }

    const FILE: &str = r#"
[me]
address = "Ana@example.com"
time-zone = "Europe/Lisbon"
[team]
working-model = "hybrid"
own-domains = ["example.com", "example.jp"]
[hours]
work = "09:00-17:30"
holidays = ["2026-12-25"]
[[people]]
match = "kenji@example.jp"
relation = "manager"
prefers = "writing"
[[people]]
match = "boss@example.com"
work = "07:00-15:00"
any-time = true
[[group]]
match = "*@example.jp"
time-zone = "Asia/Tokyo"
relation = "colleague"
"#;

    #[test]
    fn the_most_specific_entry_tells_who_someone_is() {
        let team = team(FILE);
        assert!(team.is_me("ana@EXAMPLE.com") && team.has_file());
        let kenji = team.person("Kenji@example.jp");
        assert_eq!((kenji.relation, kenji.prefers_writing), (Some(Relation::Manager), true));
        let other = team.person("yuki@example.jp");
        assert_eq!(other.relation, Some(Relation::Colleague));
        let clock = other.clock.unwrap();
        assert_eq!(clock.zone, TimeZone::get("Asia/Tokyo").unwrap());
        assert_eq!(clock.hours.as_ref().unwrap().to, 17 * 60 + 30);
        let boss = team.person("boss@example.com");
        assert_eq!((boss.clock.unwrap().hours.as_ref().unwrap().from, boss.any_time), (7 * 60, true));
    }

    #[test]
    fn colleagues_share_the_zone_where_the_model_says_so() {
        assert!(team(FILE).person("new@example.com").clock.is_some());
        assert!(team(&FILE.replace("hybrid", "global")).person("new@example.com").clock.is_none());
        assert!(team(FILE).person("x@client.example").clock.is_none());
    }

    #[test]
    fn domains_tell_who_is_outside() {
        let team = team(FILE);
        for (address, is_external) in [
            ("x@example.com", Some(false)),
            ("x@mail.Example.com", Some(false)),
            ("x@notexample.com", Some(true)),
            ("x", None),
            ("x@", None),
        ] {
            assert_eq!(team.is_external(address), is_external, "{address}");
        }
        assert_eq!(Team::default().is_external("x@example.com"), None);
    }

    #[test]
    fn response_times_come_from_file_model_or_habit() {
        let hours = SignedDuration::from_hours;
        assert_eq!(team("").response_time("email"), Some(hours(24)));
        assert_eq!(team("[team]\nworking-model = \"global\"").response_time("chat"), Some(hours(24)));
        assert_eq!(
            team("[response-time]\nchat = \"30min\"").response_time("chat"),
            Some(SignedDuration::from_mins(30))
        );
        assert_eq!(Team::default().response_time("email"), None);
    }
}
