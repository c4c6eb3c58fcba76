//! Lays the settings of one guidelines file over those of another, key by key: the nearer file wins.

use std::collections::BTreeMap;

use super::file::{
    AgentToml, CheckToml, GuidelinesToml, HoursToml, LawToml, LexiconsToml, MeToml, PersonToml, TeamToml,
    Value,
};

/// Lists that are joined across files; any other list of a nearer file takes the place of the farther one.
pub(super) const JOINED: [&str; 5] = ["agent.", "hours.holidays", "lexicons.extra", "people.", "group."];

impl GuidelinesToml {
    /// Returns these settings, with those of a farther file where these say nothing.
    #[must_use]
    pub(super) fn over(self, far: GuidelinesToml) -> GuidelinesToml {
        let (people, group) = people(self.people, self.group, far.people, far.group);
        GuidelinesToml {
            extends: self.extends,
            me: MeToml {
                address: self.me.address.or(far.me.address),
                time_zone: self.me.time_zone.or(far.me.time_zone),
            },
            team: TeamToml {
                working_model: self.team.working_model.or(far.team.working_model),
                own_domains: nearer(self.team.own_domains, far.team.own_domains),
                country: self.team.country.or(far.team.country),
            },
            hours: hours(self.hours, far.hours),
            people,
            group,
            response_time: by_key(self.response_time, far.response_time),
            channels: by_key(self.channels, far.channels),
            law: LawToml {
                termination_needs_paper: self.law.termination_needs_paper.or(far.law.termination_needs_paper),
            },
            rules: by_key(self.rules, far.rules),
            lexicons: LexiconsToml { extra: joined(far.lexicons.extra, self.lexicons.extra) },
            paths: joined(far.paths, self.paths),
            check: CheckToml {
                fail_on: self.check.fail_on.or(far.check.fail_on),
                min_confidence: self.check.min_confidence.or(far.check.min_confidence),
                profile: self.check.profile.or(far.check.profile),
            },
            agent: agent(self.agent, far.agent),
        }
    }
}

fn hours(near: HoursToml, far: HoursToml) -> HoursToml {
    HoursToml {
        work: near.work.or(far.work),
        days: nearer(near.days, far.days),
        overlap: near.overlap.or(far.overlap),
        holidays: joined(far.holidays, near.holidays),
    }
}

fn agent(near: AgentToml, far: AgentToml) -> AgentToml {
    AgentToml {
        text: joined(far.text, near.text),
        subject: joined(far.subject, near.subject),
        from: joined(far.from, near.from),
        to: joined(far.to, near.to),
        cc: joined(far.cc, near.cc),
        bcc: joined(far.bcc, near.bcc),
        on_no_draft: near.on_no_draft.or(far.on_no_draft),
    }
}

/// Lays the entries of people and groups over farther ones: those with the same `match` become one entry.
fn people(
    mut people: Vec<PersonToml>,
    mut group: Vec<PersonToml>,
    far_people: Vec<PersonToml>,
    far_group: Vec<PersonToml>,
) -> (Vec<PersonToml>, Vec<PersonToml>) {
    let key = |entry: &PersonToml| entry.matches.get_ref().trim().to_lowercase();
    let places: BTreeMap<String, usize> =
        people.iter().chain(&group).enumerate().map(|(number, entry)| (key(entry), number)).collect();
    let nearer = people.len();
    let (mut more_people, mut more_groups) = (Vec::new(), Vec::new());
    for (is_group, entry) in far_people
        .into_iter()
        .map(|entry| (false, entry))
        .chain(far_group.into_iter().map(|entry| (true, entry)))
    {
        let place = places.get(&key(&entry)).copied();
        let known = place.and_then(|number| match number.checked_sub(nearer) {
            Some(number) => group.get_mut(number),
            None => people.get_mut(number),
        });
        match known {
            Some(known) => *known = person(known.clone(), entry),
            None if is_group => more_groups.push(entry),
            None => more_people.push(entry),
        }
    }
    people.extend(more_people);
    group.extend(more_groups);
    (people, group)
}

fn person(near: PersonToml, far: PersonToml) -> PersonToml {
    PersonToml {
        matches: near.matches,
        time_zone: near.time_zone.or(far.time_zone),
        work: near.work.or(far.work),
        days: nearer(near.days, far.days),
        relation: near.relation.or(far.relation),
        prefers: near.prefers.or(far.prefers),
        name: near.name.or(far.name),
        holidays: joined(far.holidays, near.holidays),
        country: near.country.or(far.country),
        any_time: near.any_time.or(far.any_time),
    }
}

fn nearer(near: Vec<Value>, far: Vec<Value>) -> Vec<Value> {
    if near.is_empty() { far } else { near }
}

fn joined<T>(mut first: Vec<T>, then: Vec<T>) -> Vec<T> {
    first.extend(then);
    first
}

fn by_key(near: BTreeMap<String, Value>, mut far: BTreeMap<String, Value>) -> BTreeMap<String, Value> {
    far.extend(near);
    far
}
