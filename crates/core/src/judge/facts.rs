//! Gathers what is known about a message beside its words: when it is sent, who reads it, what the team agreed on.

use jiff::civil::DateTime;
use jiff::fmt::temporal::Pieces;
use jiff::fmt::{rfc2822, strtime};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, ZonedDateTime};

use super::datetime::{clocks, readings};
use crate::builtin::DECISION;
use crate::diagnostic::Verdict;
use crate::guidelines::{Clock, Reader, Readers, Team, TimeRange, clock_of_writer, next_shared};
use crate::message::Message;
use presend_lexicon::List;

/// What is known beside the words. What is not known keeps the rules silent that need it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    /// When the message is sent: its `Date:`, else the clock that was handed in. A `Date:` that cannot be read leaves it unknown.
    pub sent: Option<Timestamp>,
    /// When the message is sent by its own `Date:`, on the writer's clock where that is known, else on the one it names.
    pub dated: Option<ZonedDateTime>,
    /// The time of the check, where it was handed in.
    pub now: Option<Timestamp>,
    /// Who reads it.
    pub readers: Readers,
    /// There is a guidelines file.
    pub has_guidelines: bool,
    /// How soon the team answers on the channel, by the guidelines.
    pub norm: Option<SignedDuration>,
    /// Ending a job requires signed paper.
    pub needs_paper: bool,
    /// The next stretch in which writer and addressed readers are at work; `None` inside if there is none in time.
    /// `None` outside if their hours are not known.
    pub shared: Option<Option<TimeRange>>,
    /// Both sides write in a chat at this moment.
    pub is_live: bool,
    /// Own domains, in small letters; empty where they are not known.
    pub own_domains: Vec<String>,
}

impl Facts {
    /// Gathers the facts of a message; `now` is the time of the check where it is known.
    #[must_use]
    pub(crate) fn of(message: &Message<'_>, profile: &str, team: &Team, now: Option<Timestamp>) -> Facts {
        let readers = Readers::of(&message.headers, team);
        let dated = dated_by(message, readers.own_clock.as_deref(), readers.sender.as_deref());
        let sent = match &message.headers.date {
            Some(_) => dated.as_ref().map(ZonedDateTime::timestamp),
            None => now,
        };
        let shared = sent.and_then(|sent| shared_hours(&readers, sent));
        Facts {
            sent,
            dated,
            now,
            readers,
            has_guidelines: team.has_file(),
            norm: team.response_time(profile),
            needs_paper: team.termination_needs_paper(),
            own_domains: team.own_domains().to_vec(),
            shared,
            is_live: message.is_live,
        }
    }
}

/// Returns when a message was sent by its own date, on the writer's clock where that is known, else on the one that it names.
#[must_use]
pub(crate) fn dated(message: &Message<'_>, team: &Team) -> Option<ZonedDateTime> {
    let own = clock_of_writer(&message.headers, team);
    let usual = own.as_deref().or(team.me().map(|clock| &**clock));
    dated_by(message, own.as_deref(), usual)
}

/// Reads a date; one without a zone is on the `usual` clock.
fn dated_by(message: &Message<'_>, own: Option<&Clock>, usual: Option<&Clock>) -> Option<ZonedDateTime> {
    let zone = usual.map_or(TimeZone::UTC, |clock| clock.zone.clone());
    let found = instant(message.headers.date.as_deref()?, &zone)?;
    Some(match own {
        Some(clock) => found.with_time_zone(clock.zone.clone()),
        None => found,
    })
}

impl Facts {
    /// Returns true if and only if the message reaches many: by number, or by a list.
    #[must_use]
    pub(crate) fn goes_to_many(&self) -> bool {
        let is_for_all = |reader: &Reader| reader.person.is_list || is_named(reader, DECISION.lists_of_all);
        self.readers.list.len() >= DECISION.thresholds.many_readers as usize
            || self.readers.list.iter().any(is_for_all)
    }

    /// Returns true if and only if several people read it together.
    #[must_use]
    pub(crate) fn goes_to_group(&self) -> bool {
        let is_group = |reader: &Reader| is_named(reader, DECISION.lists_of_group);
        self.readers.list.len() >= DECISION.thresholds.group_readers as usize
            || self.goes_to_many()
            || self.readers.list.iter().any(is_group)
    }
}

/// Returns the next stretch in which writer and addressed readers are at work; `None` where somebody's hours are not known.
fn shared_hours(readers: &Readers, sent: Timestamp) -> Option<Option<TimeRange>> {
    let mut clocks = vec![&**readers.sender.as_ref()?];
    for reader in readers.addressed() {
        clocks.push(&**reader.person.clock.as_ref()?);
    }
    if clocks.len() < 2 || clocks.iter().any(|clock| clock.hours.is_none()) {
        return None;
    }
    let thresholds = &DECISION.thresholds;
    let until = sent.checked_add(SignedDuration::from_hours(24 * i64::from(thresholds.shared_days))).ok()?;
    Some(next_shared(&clocks, sent, until, i64::from(thresholds.shared_minutes)))
}

impl Facts {
    /// Words the next shared hours for a verdict that asks for a talk, on each clock.
    #[must_use]
    pub(crate) fn shared_remark(&self, verdict: &Verdict) -> Option<String> {
        let (start, _) = verdict.shared_hours?;
        let clocks = clocks(&self.readers);
        let day = clocks.first()?.local(start).strftime("%a %-d %b").to_string();
        let is_now = self.sent.is_some_and(|sent| start <= sent);
        let when = if is_now {
            "you share working hours right now".to_owned()
        } else {
            format!("next shared hours: {day} from")
        };
        Some(format!("{when}{} {}", if is_now { ":" } else { "" }, readings(&clocks, start)))
    }
}

/// Returns true if and only if the address begins with one of the names.
fn is_named(reader: &Reader, names: List<'_>) -> bool {
    let local = reader.address.split('@').next().unwrap_or("");
    names.contains(local)
}

/// Reads an instant as mail, JSON and people write it, with the offset it names; one without is on `zone`'s clock.
#[must_use]
pub(super) fn instant(text: &str, zone: &TimeZone) -> Option<ZonedDateTime> {
    let text = text.trim();
    if let Ok(found) = rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned_datetime(text) {
        return Some(found);
    }
    if let Ok(found) = text.parse::<Timestamp>() {
        let offset = Pieces::parse(text).ok().and_then(|pieces| pieces.to_numeric_offset());
        return Some(found.to_zoned_datetime(offset.unwrap_or(Offset::UTC).to_time_zone()));
    }
    let civil = text
        .parse::<DateTime>()
        .or_else(|_| strtime::parse("%a %b %d %H:%M:%S %Y", text).and_then(|broken| broken.to_datetime()));
    zone.to_zoned_datetime(civil.ok()?).ok()
}

/// Returns true if and only if a text names an instant as [`Linter`](crate::Linter) reads the date of a message: as mail and
/// JSON write it, or as a date and an hour.
///
/// ```
/// assert!(presend_core::is_date("2026-03-10 17:30"));
/// assert!(!presend_core::is_date("tomorrow"));
/// ```
#[must_use]
pub fn is_date(text: &str) -> bool {
    instant(text, &TimeZone::UTC).is_some()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::*;

    #[test]
    fn instants_are_read_as_people_write_them() {
        for (text, instant_) in [
            ("Tue, 10 Mar 2026 15:04:00 +0100", Some("2026-03-10T14:04:00Z")),
            ("Mon, 10 Mar 2026 15:04:00 +0100 (CET)", Some("2026-03-10T14:04:00Z")),
            ("10 Mar 2026 15:04 GMT", Some("2026-03-10T15:04:00Z")),
            ("2026-03-10T15:04:00-05:00", Some("2026-03-10T20:04:00Z")),
            ("2026-03-10 15:04", Some("2026-03-10T15:04:00Z")),
            ("Tue Mar 10 15:04:00 2026", Some("2026-03-10T15:04:00Z")),
            ("yesterday", None),
            ("", None),
            ("Tue, 31 Feb 2026 15:04:00 +0100", None),
        ] {
            let found = instant(text, &TimeZone::UTC).map(|found| found.timestamp().to_string());
            assert_eq!(found.as_deref(), instant_, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_an_instant_or_none(text in any::<String>()) {
            let _ = instant(&text, &TimeZone::UTC);
        }
    }
}
