//! Cuts an archive to a part of its messages: those of some time, those of one writer.

use std::fmt::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::civil::Date;
use jiff::{Timestamp, ZonedDateTime};
use presend_core::Linter;
use presend_core::message::Message;

/// A day, or an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    /// A whole day, on the clock on which each message shows its date.
    Day(Date),
    Instant(Timestamp),
}

impl Moment {
    /// Reads a day such as `2026-03-01`, or an instant such as `2026-03-01T08:00:00+01:00`.
    ///
    /// # Errors
    /// Returns what can be written there.
    pub(crate) fn parse(text: &str) -> Result<Moment, String> {
        // What has a time of day is no day: the time would be lost.
        let day = text.parse().ok().filter(|_| text.len() == 10).map(Moment::Day);
        let found = day.or_else(|| text.parse().ok().map(Moment::Instant));
        found.ok_or_else(|| {
            "write a day such as 2026-03-01, or an instant such as 2026-03-01T08:00:00+01:00".to_owned()
        })
    }

    fn is_after(self, sent: &ZonedDateTime) -> bool {
        match self {
            Moment::Day(day) => sent.date() < day,
            Moment::Instant(instant) => sent.timestamp() < instant,
        }
    }

    fn is_before(self, sent: &ZonedDateTime) -> bool {
        match self {
            Moment::Day(day) => sent.date() > day,
            Moment::Instant(instant) => sent.timestamp() > instant,
        }
    }
}

/// Which messages of an archive are kept; counts the others.
#[derive(Debug, Default)]
pub(crate) struct ArchiveCut {
    /// Not those sent before it.
    pub(crate) since: Option<Moment>,
    /// Not those sent after it.
    pub(crate) until: Option<Moment>,
    /// Only those that the person of presend.toml wrote.
    pub(crate) mine: bool,
    left_out: LeftOut,
}

/// How many messages were left out, and why.
#[derive(Debug, Default)]
struct LeftOut {
    early: AtomicUsize,
    late: AtomicUsize,
    undated: AtomicUsize,
    of_others: AtomicUsize,
}

impl ArchiveCut {
    /// Keeps what the options say.
    pub(crate) fn new(since: Option<Moment>, until: Option<Moment>, mine: bool) -> ArchiveCut {
        ArchiveCut { since, until, mine, left_out: LeftOut::default() }
    }

    /// Returns true if and only if a message is kept.
    pub(crate) fn keeps(&self, message: &Message<'_>, linter: &Linter) -> bool {
        let why = self.why_not(message, linter);
        if let Some(counter) = why {
            counter.fetch_add(1, Ordering::Relaxed);
        }
        why.is_none()
    }

    fn why_not(&self, message: &Message<'_>, linter: &Linter) -> Option<&AtomicUsize> {
        let is_mine = || message.headers.from.iter().any(|from| linter.team().is_me(&from.address));
        if self.mine && !is_mine() {
            return Some(&self.left_out.of_others);
        }
        if self.since.is_none() && self.until.is_none() {
            return None;
        }
        let Some(sent) = linter.date_of(message) else { return Some(&self.left_out.undated) };
        if self.since.is_some_and(|since| since.is_after(&sent)) {
            return Some(&self.left_out.early);
        }
        self.until.is_some_and(|until| until.is_before(&sent)).then_some(&self.left_out.late)
    }

    /// Says how many messages were left out and why; `None` where all were kept.
    pub(crate) fn told(&self) -> Option<String> {
        let LeftOut { early, late, undated, of_others } = &self.left_out;
        let reasons = [
            (early, "sent before --since"),
            (late, "sent after --until"),
            (undated, "without a date that can be read"),
            (of_others, "not written by [me] (--mine)"),
        ];
        let counts = reasons.map(|(count, why)| (count.load(Ordering::Relaxed), why));
        let total: usize = counts.iter().map(|(count, _)| count).sum();
        let mut told = format!("{total} {} left out:", if total == 1 { "message" } else { "messages" });
        for (count, why) in counts.into_iter().filter(|(count, _)| *count > 0) {
            let _ = write!(told, " {count} {why},");
        }
        (total > 0).then(|| told.trim_end_matches(',').to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_days_or_instants() {
        assert_eq!(Moment::parse("2026-03-01"), Ok(Moment::Day("2026-03-01".parse().unwrap())));
        let instant = "2026-03-01T07:00:00Z".parse().unwrap();
        assert_eq!(Moment::parse("2026-03-01T08:00:00+01:00"), Ok(Moment::Instant(instant)));
        for text in ["", "March", "2026-03", "2026-02-30", "2026-03-01T08:00:00", "2026-03-01 08:00"] {
            assert!(Moment::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_day_is_that_of_the_date_as_it_is_shown() {
        let sent: ZonedDateTime = "2026-03-01T00:30:00+05:30[+05:30]".parse().unwrap();
        let day = |text: &str| Moment::parse(text).unwrap();
        assert!(!day("2026-03-01").is_after(&sent) && !day("2026-03-01").is_before(&sent));
        assert!(day("2026-03-02").is_after(&sent) && day("2026-02-28").is_before(&sent));
        assert!(day("2026-02-28T20:00:00Z").is_after(&sent));
    }
}
