//! Finds the hours in which several people are all at work, and what comes nearest where there are none.

use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::clock::Clock;
use crate::builtin::DECISION;

/// Returns how long people must be at work together for it to count as shared time, in minutes.
#[must_use]
pub fn least_shared_minutes() -> i64 {
    i64::from(DECISION.thresholds.shared_minutes)
}

/// A stretch of time: its start, and the first instant behind it.
pub(crate) type TimeRange = (Timestamp, Timestamp);

/// A stretch in which most are at work, where there is none for all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NearMiss {
    /// When.
    pub range: TimeRange,
    /// Who is missing, by index, and how far their nearest working hour is.
    pub missing: Vec<(usize, SignedDuration)>,
}

/// Returns the stretches, in order, in which all are at work between two instants; clocks without hours are passed over.
#[must_use]
pub(crate) fn shared(clocks: &[&Clock], from: Timestamp, until: Timestamp) -> Vec<TimeRange> {
    let mut known = clocks.iter().filter(|clock| clock.hours.is_some());
    let Some(first) = known.next() else { return Vec::new() };
    known.fold(shifts(first, from, until), |both, clock| intersect(&both, &shifts(clock, from, until)))
}

/// Returns the next stretch of at least `least` minutes in which all are at work; `None` if there is none before `until`, or nobody's
/// hours are known.
#[must_use]
pub(crate) fn next_shared(
    clocks: &[&Clock],
    from: Timestamp,
    until: Timestamp,
    least: i64,
) -> Option<TimeRange> {
    shared(clocks, from, until).into_iter().find(|stretch| is_long(stretch, least))
}

/// Returns the stretches of at least `least` minutes in which as many as possible are at work, the soonest first, with
/// who is missing in each.
#[must_use]
pub(crate) fn nearest(clocks: &[&Clock], from: Timestamp, until: Timestamp, least: i64) -> Vec<NearMiss> {
    let all: Vec<Vec<TimeRange>> = clocks.iter().map(|clock| shifts(clock, from, until)).collect();
    let mut edges: Vec<Timestamp> = all.iter().flatten().flat_map(|(start, end)| [*start, *end]).collect();
    edges.sort_unstable();
    edges.dedup();
    let at_work = |stretch: TimeRange| {
        let holds = |shift: &TimeRange| shift.0 <= stretch.0 && stretch.1 <= shift.1;
        all.iter().map(|shifts| shifts.iter().any(holds)).collect::<Vec<bool>>()
    };
    let long =
        edges.iter().copied().zip(edges.iter().copied().skip(1)).filter(|stretch| is_long(stretch, least));
    let counted: Vec<(TimeRange, Vec<bool>)> = long.map(|stretch| (stretch, at_work(stretch))).collect();
    let count = |works: &[bool]| works.iter().filter(|works| **works).count();
    let most = counted.iter().map(|(_, works)| count(works)).max().unwrap_or(0);
    let best = counted.into_iter().filter(|(_, works)| most > 0 && count(works) == most);
    best.map(|(stretch, works)| {
        let off = works.iter().zip(&all).enumerate().filter(|(_, (works, _))| !**works);
        let missing = off.map(|(at, (_, shifts))| (at, distance(shifts, stretch))).collect();
        NearMiss { range: stretch, missing }
    })
    .collect()
}

fn is_long(stretch: &TimeRange, least: i64) -> bool {
    stretch.1.duration_since(stretch.0) >= SignedDuration::from_mins(least)
}

/// Returns how far the nearest shift is from a stretch.
fn distance(shifts: &[TimeRange], stretch: TimeRange) -> SignedDuration {
    let gap = |shift: &TimeRange| shift.0.duration_since(stretch.1).max(stretch.0.duration_since(shift.1));
    shifts.iter().map(gap).min().unwrap_or(SignedDuration::MAX).max(SignedDuration::ZERO)
}

/// Returns a person's shifts between two instants, joined where they touch.
fn shifts(clock: &Clock, from: Timestamp, until: Timestamp) -> Vec<TimeRange> {
    let first = clock.local(from).date();
    let days = i32::try_from(until.duration_since(from).as_hours() / 24).unwrap_or(0).clamp(0, 400) + 2;
    let dates = (-1..days).map_while(|day| first.checked_add(day.days()).ok());
    let cut = |(start, end): TimeRange| (start.max(from), end.min(until));
    let mut all: Vec<TimeRange> = Vec::new();
    for shift in dates.filter_map(|date| clock.shift(date)).map(cut).filter(|(start, end)| start < end) {
        match all.last_mut() {
            Some(last) if shift.0 <= last.1 => last.1 = last.1.max(shift.1),
            _ => all.push(shift),
        }
    }
    all
}

/// Intersects two lists of stretches, each in order.
fn intersect(one: &[TimeRange], other: &[TimeRange]) -> Vec<TimeRange> {
    let (mut both, mut i, mut j) = (Vec::new(), 0, 0);
    while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
        let (start, end) = (a.0.max(b.0), a.1.min(b.1));
        if start < end {
            both.push((start, end));
        }
        if a.1 < b.1 { i += 1 } else { j += 1 }
    }
    both
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    use super::*;
    use crate::guidelines::Hours;

    fn clock(zone: &str, from: u16, to: u16) -> Clock {
        let days = [true, true, true, true, true, false, false];
        Clock {
            zone: TimeZone::get(zone).unwrap(),
            hours: Some(Hours {
                from,
                to,
                days,
                holidays: Vec::new(),
                public_holidays: std::sync::Arc::default(),
            }),
        }
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn shown(stretches: &[TimeRange]) -> Vec<String> {
        stretches.iter().map(|(start, end)| format!("{start} {end}")).collect()
    }

    #[test]
    fn daylight_saving_moves_the_shared_hours() {
        // America changes on 8 March 2026, Europe on 29 March: for three weeks the two are an hour closer.
        let (lisbon, chicago) = (clock("Europe/Lisbon", 540, 1050), clock("America/Chicago", 540, 1020));
        let of = |from: &str, until: &str| shown(&shared(&[&lisbon, &chicago], at(from), at(until)));
        assert_eq!(
            of("2026-03-06T00:00:00Z", "2026-03-07T00:00:00Z"),
            ["2026-03-06T15:00:00Z 2026-03-06T17:30:00Z"]
        );
        assert_eq!(
            of("2026-03-10T00:00:00Z", "2026-03-11T00:00:00Z"),
            ["2026-03-10T14:00:00Z 2026-03-10T17:30:00Z"]
        );
        assert_eq!(
            of("2026-03-30T00:00:00Z", "2026-03-31T00:00:00Z"),
            ["2026-03-30T14:00:00Z 2026-03-30T16:30:00Z"]
        );
    }

    #[test]
    fn hours_are_shared_across_the_date_line_and_in_half_hour_zones() {
        let (island, honolulu) =
            (clock("Pacific/Kiritimati", 480, 1020), clock("Pacific/Honolulu", 480, 1020));
        // A day apart to the hour: Tuesday there is Monday here.
        let both = shared(&[&island, &honolulu], at("2026-03-09T00:00:00Z"), at("2026-03-10T06:00:00Z"));
        assert_eq!(shown(&both), ["2026-03-09T18:00:00Z 2026-03-10T03:00:00Z"]);
        let (kolkata, kathmandu) = (clock("Asia/Kolkata", 540, 1080), clock("Asia/Kathmandu", 540, 1080));
        let both = shared(&[&kolkata, &kathmandu], at("2026-03-10T00:00:00Z"), at("2026-03-11T00:00:00Z"));
        assert_eq!(shown(&both), ["2026-03-10T03:30:00Z 2026-03-10T12:15:00Z"]);
    }

    #[test]
    fn what_comes_nearest_names_who_is_missing() {
        let clocks = [
            clock("Europe/Lisbon", 540, 1050),
            clock("Asia/Tokyo", 540, 1050),
            clock("Asia/Kolkata", 540, 1050),
        ];
        let all: Vec<&Clock> = clocks.iter().collect();
        let (from, until) = (at("2026-03-10T00:00:00Z"), at("2026-03-11T00:00:00Z"));
        assert_eq!(next_shared(&all, from, until, 30), None);
        let misses = nearest(&all, from, until, 30);
        assert_eq!(shown(&[misses[0].range]), ["2026-03-10T03:30:00Z 2026-03-10T08:30:00Z"]);
        assert_eq!(misses[0].missing, [(0, SignedDuration::from_mins(30))]);
    }

    #[test]
    fn nobody_with_hours_shares_nothing() {
        let idle = Clock { zone: TimeZone::UTC, hours: None };
        assert!(shared(&[&idle], at("2026-03-10T00:00:00Z"), at("2026-03-11T00:00:00Z")).is_empty());
        assert!(nearest(&[&idle], at("2026-03-10T00:00:00Z"), at("2026-03-11T00:00:00Z"), 30).is_empty());
    }

    proptest! {
        #[test]
        fn a_shared_stretch_is_within_the_hours_of_all(
            zones in proptest::collection::vec(proptest::sample::select(vec!["Europe/Lisbon", "Asia/Kathmandu", "Pacific/Honolulu", "Pacific/Auckland", "America/St_Johns"]), 1..4),
            ends in proptest::collection::vec((0u16..1440, 0u16..=1440), 4),
            start in 0i64..2_000_000_000, days in 0i64..70, least in any::<i8>(),
        ) {
            let clocks: Vec<Clock> = zones.iter().zip(&ends).filter(|(_, (from, to))| from != to).map(|(zone, (from, to))| clock(zone, *from, *to)).collect();
            let all: Vec<&Clock> = clocks.iter().collect();
            let from = Timestamp::from_second(start).unwrap();
            let until = Timestamp::from_second(start + days * 86_400).unwrap();
            let stretches = shared(&all, from, until);
            for (start, end) in &stretches {
                prop_assert!(from <= *start && start < end && *end <= until);
                for clock in &all {
                    prop_assert_eq!(clock.is_at_work(*start), Some(true));
                }
            }
            let next = next_shared(&all, from, until, i64::from(least));
            prop_assert!(next.is_none_or(|next| stretches.contains(&next)));
            let _ = nearest(&all, from, until, i64::from(least));
        }
    }
}
