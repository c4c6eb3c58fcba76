//! Checks the values of a guidelines file that its types let through, and gathers all that cannot be right.

use std::collections::BTreeMap;

use super::check_people;
use super::checker::Checker;
use super::fail_on::FailOn;
use super::file::{AgentToml, GuidelinesToml, HoursToml, PathToml, Value};
use super::lines::FileText;
use super::values::duration;
use crate::error::GuidelinesError;
use presend_lexicon::names::{Channel, Profile, Severity};
use presend_lexicon::team::{WorkingModel, WrittenChannel};

/// Returns everything that cannot be right. `glob_fault` says what is wrong with a `match` of `[[paths]]`.
pub(super) fn check(
    file: FileText<'_>,
    toml: &GuidelinesToml,
    glob_fault: &dyn Fn(&str) -> Option<String>,
) -> Vec<GuidelinesError> {
    let mut checker = Checker { file, errors: Vec::new() };
    toml.extends.iter().for_each(|path| checker.extends(path));
    if let Some(address) = &toml.me.address {
        checker.address("me.address", address);
    }
    checker.time_zone("me.time-zone", toml.me.time_zone.as_ref());
    checker.one_of("team.working-model", toml.team.working_model.as_ref(), &WorkingModel::NAMES);
    toml.team.own_domains.iter().for_each(|domain| checker.domain(domain));
    checker.country("team.country", toml.team.country.as_ref());
    checker.hours(&toml.hours);
    check_people::check(&mut checker, toml);
    checker.channels(toml);
    checker.levels("rules", &toml.rules);
    toml.paths.iter().for_each(|entry| checker.path(entry, glob_fault));
    checker.defaults(toml);
    checker.agent(&toml.agent);
    checker.errors
}

impl Checker<'_> {
    fn extends(&mut self, path: &Value) {
        if path.get_ref().trim().is_empty() {
            self.bad("extends", path, "is empty; name a file");
        } else if path.get_ref().contains("://") {
            self.bad(
                "extends",
                path,
                "is not a local path; presend never reads from a network: keep a copy beside this file",
            );
        }
    }

    fn domain(&mut self, value: &Value) {
        let domain = value.get_ref().trim().trim_start_matches('@');
        if domain.is_empty() || domain.contains(|c: char| c.is_whitespace() || "@*,;<>/".contains(c)) {
            self.bad(
                "team.own-domains",
                value,
                "is not a domain; write what comes after the `@`, such as `example.com`",
            );
        }
    }

    fn hours(&mut self, hours: &HoursToml) {
        self.span("hours.work", hours.work.as_ref());
        self.span("hours.overlap", hours.overlap.as_ref());
        self.holidays("hours.holidays", &hours.holidays);
        self.days("hours.days", &hours.days);
    }

    /// Checks the response times and the team's own names of channels.
    fn channels(&mut self, toml: &GuidelinesToml) {
        for (channel, time) in &toml.response_time {
            let key = format!("response-time.{channel}");
            if WrittenChannel::parse(channel).is_none() {
                self.unknown(&key, time, channel, &WrittenChannel::NAMES);
            } else if duration(time.get_ref()).is_none() {
                self.bad(&key, time, "is not a length of time; write it like `30min`, `4h` or `1d`");
            }
        }
        for (channel, name) in &toml.channels {
            if Channel::parse(channel).is_none() {
                self.unknown(&format!("channels.{channel}"), name, channel, &Channel::NAMES);
            }
        }
    }

    /// Checks a table of severities, or `off`, by code, group or name.
    fn levels(&mut self, key: &str, rules: &BTreeMap<String, Value>) {
        let known: Vec<&str> = Severity::ALL.into_iter().rev().map(Severity::name).chain(["off"]).collect();
        for (name, level) in rules {
            self.one_of(&format!("{key}.{name}"), Some(level), &known);
        }
    }

    fn path(&mut self, entry: &PathToml, glob_fault: &dyn Fn(&str) -> Option<String>) {
        if let Some(fault) = glob_fault(entry.matches.get_ref()) {
            self.bad("paths.match", &entry.matches, &format!("is not a glob: {fault}"));
        }
        self.one_of("paths.profile", entry.profile.as_ref(), &Profile::NAMES);
        self.levels("paths.rules", &entry.rules);
    }

    /// Checks the defaults of the command line.
    fn defaults(&mut self, toml: &GuidelinesToml) {
        let check = &toml.check;
        if let Some((value, fault)) =
            check.fail_on.as_ref().and_then(|v| Some((v, FailOn::parse(v.get_ref()).err()?)))
        {
            self.bad("check.fail-on", value, &format!("cannot be understood: {fault}"));
        }
        if let Some(value) = check.min_confidence.as_ref().filter(|v| !(0.0..=1.0).contains(v.get_ref())) {
            let reason = format!("`{}` is not a number from 0 to 1", value.get_ref());
            self.note(value.span().start, "check.min-confidence", reason);
        }
        self.one_of("check.profile", check.profile.as_ref(), &Profile::NAMES);
    }

    fn agent(&mut self, agent: &AgentToml) {
        for (kind, names) in agent.lists() {
            for name in names.iter().filter(|name| name.get_ref().trim().is_empty()) {
                self.bad(&format!("agent.{kind}"), name, "is empty; name a field");
            }
        }
        self.one_of("agent.on-no-draft", agent.on_no_draft.as_ref(), &AgentToml::WITHOUT_DRAFT);
    }
}
