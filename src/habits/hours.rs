//! Counts messages by the hour of the week, and the answers that were asked for outside working hours.

use super::seen::{OwnMessage, SentAt};

/// Hours of a day.
const DAY: usize = 24;
/// Days of a week.
const WEEK: usize = 7;

/// When messages were sent, on the writer's clock.
#[derive(Debug, Default)]
pub(crate) struct Hours {
    /// Messages by day, Monday first, and hour.
    week: [[usize; DAY]; WEEK],
    /// Messages that asked for an answer, by hour of the day: within the writer's hours or where these are not known, and outside.
    asks_by_hour: [[usize; 2]; DAY],
    /// Messages that asked for an answer.
    pub(crate) asks: usize,
    /// Those that reached a reader outside their working hours.
    pub(crate) asks_when_reader_off: usize,
    /// Those that were sent outside the writer's own working hours.
    pub(crate) asks_when_off: usize,
    /// Messages that reached a reader outside their working hours, whether or not they asked.
    pub(crate) reader_off: usize,
    /// Messages sent while it is known whether the writer is at work.
    pub(crate) with_known_hours: usize,
    /// Messages sent outside the writer's own working hours.
    pub(crate) off: usize,
}

impl Hours {
    pub(super) fn add(&mut self, message: &OwnMessage) {
        self.asks += usize::from(message.asks);
        self.reader_off += usize::from(message.is_reader_off);
        self.asks_when_reader_off += usize::from(message.asks && message.is_reader_off);
        let Some(SentAt { local, is_at_work }) = message.sent else { return };
        let is_off = is_at_work == Some(false);
        self.with_known_hours += usize::from(is_at_work.is_some());
        self.off += usize::from(is_off);
        self.asks_when_off += usize::from(message.asks && is_off);
        let index = |number: i8| usize::try_from(number).unwrap_or_default();
        let (day, hour) = (index(local.weekday().to_monday_zero_offset()), index(local.hour()));
        if let Some(count) = self.week.get_mut(day).and_then(|day| day.get_mut(hour)) {
            *count += 1;
        }
        let asked = self.asks_by_hour.get_mut(hour).filter(|_| message.asks);
        if let Some(count) =
            asked.and_then(|asked| asked.get_mut(usize::from(is_off || message.is_reader_off)))
        {
            *count += 1;
        }
    }

    /// Returns the messages of each hour of each day, Monday first.
    pub(crate) fn week(&self) -> &[[usize; DAY]; WEEK] {
        &self.week
    }

    /// Returns of each hour of the day how many messages asked for an answer, within hours and outside.
    pub(crate) fn asks_by_hour(&self) -> &[[usize; 2]; DAY] {
        &self.asks_by_hour
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(at: &str, is_at_work: Option<bool>, asks: bool, is_reader_off: bool) -> OwnMessage {
        let sent = Some(SentAt { local: at.parse().unwrap(), is_at_work });
        OwnMessage { sent, asks, is_reader_off, ..OwnMessage::default() }
    }

    #[test]
    fn hours_are_on_the_writers_clock() {
        let mut hours = Hours::default();
        // A Monday and a Sunday.
        hours.add(&sent("2026-03-02T09:59:00", Some(true), true, false));
        hours.add(&sent("2026-03-08T23:00:00", Some(false), true, true));
        hours.add(&sent("2026-03-08T23:30:00", Some(false), false, true));
        hours.add(&sent("2026-03-02T14:00:00", None, true, true));
        hours.add(&OwnMessage { asks: true, ..OwnMessage::default() });
        assert_eq!((hours.week[0][9], hours.week[6][23], hours.week[0][14]), (1, 2, 1));
        assert_eq!(
            (hours.asks_by_hour[9], hours.asks_by_hour[23], hours.asks_by_hour[14]),
            ([1, 0], [0, 1], [0, 1])
        );
        assert_eq!((hours.asks, hours.asks_when_reader_off, hours.asks_when_off), (4, 2, 1));
        assert_eq!((hours.reader_off, hours.with_known_hours, hours.off), (3, 3, 2));
    }
}
