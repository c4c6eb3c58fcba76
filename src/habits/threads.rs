//! Follows threads, and keeps those in which the person was told to talk.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher};

use jiff::civil::Date;
use presend_core::Action;

use super::seen::{OwnMessage, THREAD_PING_PONG};

/// Beyond so many threads no new one is followed, so that memory does not grow with the archive.
const MOST_THREADS: usize = 500_000;

/// A thread as far as it was read.
#[derive(Debug, Default)]
struct Thread {
    messages: u32,
    /// Messages of the person.
    own: u32,
    /// Messages before the first that was read, by what the person's own say of it.
    earlier: u32,
    /// The number of the call in `called`, from 1; 0 where nothing wants one.
    call: u32,
}

/// Threads, by what stands for them.
#[derive(Debug, Default)]
pub(crate) struct Threads {
    threads: HashMap<u64, Thread, BuildHasherDefault<DefaultHasher>>,
    called: Vec<Call>,
    /// Messages of the person in threads after the one that wanted a call.
    pub(crate) own_after_call: usize,
}

/// What is known of a thread that wanted a call.
#[derive(Debug)]
struct Call {
    thread: u64,
    subject: Option<String>,
    /// How many of its messages had been sent, the one that wanted a call included.
    after: u32,
    first: Option<Date>,
    last: Option<Date>,
    own_after: usize,
}

/// A thread that wanted a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CalledThread {
    pub(crate) subject: Option<String>,
    /// How many messages it has.
    pub(crate) messages: u32,
    /// How many of them are the person's.
    pub(crate) own: u32,
    /// Which of its messages wanted a call first.
    pub(crate) after: u32,
    /// When that one was written, and the person's last.
    pub(crate) days: Option<(Date, Date)>,
}

impl Threads {
    pub(super) fn add_other(&mut self, thread: Option<u64>) {
        if let Some(thread) = thread.and_then(|thread| self.thread(thread)) {
            thread.messages += 1;
        }
    }

    pub(super) fn add_own(&mut self, message: &OwnMessage) {
        let Some(key) = message.thread else { return };
        let Some(thread) = self.thread(key) else { return };
        thread.messages += 1;
        thread.own += 1;
        let before = u32::try_from(message.earlier).unwrap_or(u32::MAX);
        thread.earlier = thread.earlier.max(before.saturating_sub(thread.messages - 1));
        let date = message.sent.map(|sent| sent.local.date());
        let (call, after) = (thread.call as usize, thread.messages.saturating_add(thread.earlier));
        if let Some(call) = call.checked_sub(1).and_then(|number| self.called.get_mut(number)) {
            call.last = call.last.max(date);
            call.own_after += 1;
            self.own_after_call += 1;
        } else if message.action == Action::Talk || message.has(THREAD_PING_PONG) {
            let subject = message.subject.clone();
            self.called.push(Call { thread: key, subject, after, first: date, last: date, own_after: 0 });
            let number = u32::try_from(self.called.len()).unwrap_or(0);
            if let Some(thread) = self.thread(key) {
                thread.call = number;
            }
        }
    }

    fn thread(&mut self, key: u64) -> Option<&mut Thread> {
        let is_followed = self.threads.len() < MOST_THREADS || self.threads.contains_key(&key);
        is_followed.then(|| self.threads.entry(key).or_default())
    }

    /// Returns the threads of two messages and more that wanted a call, the longest first.
    pub(crate) fn called(&self) -> Vec<CalledThread> {
        let mut threads: Vec<CalledThread> = self
            .called
            .iter()
            .filter_map(|call| {
                let thread = self.threads.get(&call.thread)?;
                let messages = thread.messages.saturating_add(thread.earlier);
                (messages > 1).then(|| CalledThread {
                    subject: call.subject.clone(),
                    messages,
                    own: thread.own,
                    after: call.after,
                    days: call.first.zip(call.last),
                })
            })
            .collect();
        threads.sort_by_key(|thread| std::cmp::Reverse(thread.messages));
        threads
    }

    /// Returns how many threads went on, with messages of the person, after one that wanted a call.
    pub(crate) fn went_on(&self) -> usize {
        self.called.iter().filter(|call| call.own_after > 0).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(thread: u64, action: Action, earlier: usize) -> OwnMessage {
        OwnMessage {
            thread: Some(thread),
            action,
            earlier,
            subject: Some("plan".to_owned()),
            ..OwnMessage::default()
        }
    }

    #[test]
    fn threads_are_as_long_as_all_their_messages() {
        let mut threads = Threads::default();
        threads.add_own(&own(1, Action::Write, 0));
        threads.add_other(Some(1));
        threads.add_other(Some(2));
        threads.add_own(&own(1, Action::Talk, 2));
        threads.add_other(Some(1));
        threads.add_own(&own(1, Action::Talk, 4));
        threads.add_own(&own(1, Action::Write, 5));
        // A talk that nobody answered is no thread.
        threads.add_own(&own(3, Action::Talk, 0));
        // Of this one the archive has the end alone.
        threads.add_own(&own(4, Action::Talk, 7));
        let called = threads.called();
        let told: Vec<(u32, u32, u32)> =
            called.iter().map(|found| (found.messages, found.own, found.after)).collect();
        assert_eq!(told, [(8, 1, 8), (6, 4, 3)]);
        assert_eq!((threads.own_after_call, threads.went_on()), (2, 1));
    }
}
