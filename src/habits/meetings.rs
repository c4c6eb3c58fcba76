//! Keeps the invitations that a message could have replaced.

use jiff::civil::Date;

use super::seen::{MEETING_COULD_BE_MESSAGE, OwnMessage};

/// So many of them are kept, the latest.
const MOST_KEPT: usize = 10;

/// The invitations that only hand on information.
#[derive(Debug, Default)]
pub(crate) struct Meetings {
    /// How many there are.
    pub(crate) count: usize,
    /// People whom those invited that say how many they invite.
    pub(crate) people: usize,
    /// Minutes times people, of those that say both.
    pub(crate) person_minutes: usize,
    /// The latest, newest first.
    pub(crate) latest: Vec<MeetingHabit>,
}

/// An invitation that a message could have replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MeetingHabit {
    /// The last time.
    pub(crate) date: Option<Date>,
    /// How often one with this subject came, as far back as those that are kept.
    pub(crate) times: usize,
    pub(crate) subject: Option<String>,
    /// How many were invited; 0 where it is not known.
    pub(crate) people: usize,
    pub(crate) minutes: Option<u32>,
}

impl Meetings {
    pub(super) fn add(&mut self, message: &OwnMessage) {
        if !message.has(MEETING_COULD_BE_MESSAGE) {
            return;
        }
        self.count += 1;
        let (people, minutes) = (message.invited, message.minutes);
        self.people += people;
        self.person_minutes += minutes.map_or(0, |minutes| people.saturating_mul(minutes as usize));
        let date = message.sent.map(|sent| sent.local.date());
        let subject = message.subject.clone();
        let same = |kept: &MeetingHabit| subject.is_some() && kept.subject == subject;
        if let Some(kept) = self.latest.iter_mut().find(|kept| same(kept)) {
            kept.times += 1;
            kept.date = kept.date.max(date);
        } else {
            self.latest.push(MeetingHabit { date, times: 1, subject, people, minutes });
        }
        self.latest.sort_by_key(|kept| std::cmp::Reverse(kept.date));
        self.latest.truncate(MOST_KEPT);
    }
}

#[cfg(test)]
mod tests {
    use presend_core::Code;

    use super::super::seen::{OwnFinding, SentAt};
    use super::*;

    #[test]
    fn the_latest_are_kept_and_all_are_counted() {
        let mut meetings = Meetings::default();
        meetings.add(&OwnMessage { invited: 9, ..OwnMessage::default() });
        for day in (1..=20).rev() {
            meetings.add(&OwnMessage {
                sent: Some(SentAt {
                    local: jiff::civil::date(2026, 3, day).at(9, 0, 0, 0),
                    is_at_work: None,
                }),
                subject: Some(if day > 18 { "rota".to_owned() } else { format!("news of day {day}") }),
                findings: vec![OwnFinding {
                    code: Code::parse(MEETING_COULD_BE_MESSAGE).unwrap(),
                    excerpt: None,
                }],
                invited: 4,
                minutes: Some(30),
                ..OwnMessage::default()
            });
        }
        assert_eq!((meetings.count, meetings.people, meetings.person_minutes), (20, 80, 2400));
        let days: Vec<i8> = meetings.latest.iter().map(|kept| kept.date.unwrap().day()).collect();
        assert_eq!(days, [20, 18, 17, 16, 15, 14, 13, 12, 11, 10]);
        assert_eq!((meetings.latest[0].times, meetings.latest[1].times), (2, 1));
    }
}
