//! Keeps of one message what habits are counted from.

use std::hash::{DefaultHasher, Hash, Hasher};

use jiff::civil::DateTime;
use presend_core::guidelines::Clock;
use presend_core::message::{Format, Message, Thread};
use presend_core::render::{Excerpt, PrivateMask, sanitize};
use presend_core::{Action, Channel, Code, Diagnostic, MessageRecord, Profile, Report};

use super::people::People;
use super::place::{Medium, Place};

/// The rule that finds threads which go back and forth.
pub(super) const THREAD_PING_PONG: &str = "K003";
/// The rule that finds meetings which a message could replace.
pub(super) const MEETING_COULD_BE_MESSAGE: &str = "K006";
/// The rule that finds messages which reach a reader outside working hours.
const OUT_OF_HOURS: &str = "U007";

/// A date outside of these years is a slip of a clock.
const YEARS: std::ops::Range<i16> = 1970..2200;

/// The addresses, or in chats the names, under which one person writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Me(Vec<String>);

/// A message, as far as it is counted.
#[derive(Debug)]
pub(crate) enum Seen {
    /// The person wrote it.
    Own(Box<OwnMessage>),
    /// Somebody else did; nothing but its thread and its place is looked at.
    Other { thread: Option<u64>, place: Place },
    /// The person wrote it, and a sample has left it out; only its thread is looked at.
    NotChosen { thread: Option<u64> },
    /// It does not say who wrote it.
    Nameless,
}

/// A message of the person. Its texts may be shown: secrets are masked, and other people hidden where its header names them.
#[derive(Debug)]
pub(crate) struct OwnMessage {
    pub(crate) sent: Option<SentAt>,
    pub(crate) place: Place,
    pub(crate) words: usize,
    pub(crate) action: Action,
    pub(crate) channel: Channel,
    /// The weightiest reason of the verdict.
    pub(crate) reason: Option<Code>,
    /// Somebody has to answer.
    pub(crate) asks: bool,
    /// It reached a reader outside their working hours.
    pub(crate) is_reader_off: bool,
    /// Stands for its thread.
    pub(crate) thread: Option<u64>,
    /// Messages before it in the thread, by what it says itself.
    pub(crate) earlier: usize,
    pub(crate) subject: Option<String>,
    /// People whom it invites; 0 where it is no invitation, or does not say.
    pub(crate) invited: usize,
    /// How long the meeting takes to which it invites.
    pub(crate) minutes: Option<u32>,
    pub(crate) findings: Vec<OwnFinding>,
}

/// When a message was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SentAt {
    /// On the writer's clock.
    pub(crate) local: DateTime,
    /// Whether the writer is at work at that time; `None` where their hours are not known.
    pub(crate) is_at_work: Option<bool>,
}

/// A rule that spoke, once a message.
#[derive(Debug)]
pub(crate) struct OwnFinding {
    pub(crate) code: Code,
    pub(crate) excerpt: Option<Excerpt>,
}

impl Me {
    /// Takes the addresses and names, of which case and outer blanks do not count.
    pub(crate) fn new<'a>(addresses: impl IntoIterator<Item = &'a str>) -> Me {
        Me(addresses.into_iter().map(|address| address.trim().to_lowercase()).collect())
    }

    /// Returns true if and only if the person goes by this address or name.
    pub(crate) fn is(&self, who: &str) -> bool {
        let who = who.trim().to_lowercase();
        self.0.contains(&who)
    }

    /// Returns the addresses and names.
    pub(crate) fn names(&self) -> &[String] {
        &self.0
    }
}

impl Seen {
    /// Looks at a message before it is linted: at one of others no further, and not at one that names no writer.
    pub(crate) fn of_others(message: &Message<'_>, me: &Me, format: Format) -> Option<Seen> {
        let record = MessageRecord::unlinted(message);
        match &record.from {
            None => Some(Seen::Nameless),
            Some(from) if me.is(from) => None,
            Some(_) => {
                let (thread, place) = (thread(&record), place(&record, medium(message, format)));
                Some(Seen::Other { thread, place })
            }
        }
    }
}

impl Seen {
    /// Looks at a message of the person that a sample has left out.
    pub(crate) fn not_chosen(message: &Message<'_>) -> Seen {
        Seen::NotChosen { thread: thread(&MessageRecord::unlinted(message)) }
    }
}

impl OwnMessage {
    /// Takes of a report what is counted, and words to show where these are wanted.
    pub(crate) fn of(
        report: &Report<'_>,
        clock: Option<&Clock>,
        format: Format,
        shows_words: bool,
    ) -> OwnMessage {
        let Report { message, verdict, diagnostics, .. } = report;
        let record = MessageRecord::of(report);
        let mask = PrivateMask::new(report);
        let people = People::of(&message.headers);
        let finding = |found: &Diagnostic| OwnFinding {
            code: found.code,
            excerpt: mask
                .excerpt(&found.label)
                .filter(|_| shows_words)
                .map(|excerpt| people.hide_in(excerpt)),
        };
        let meeting = message.meeting.as_ref();
        let shown = record.channel.as_ref().filter(|_| shows_words);
        let shown = shown.map(|name| people.hide(&sanitize(&mask.text(name))));
        OwnMessage {
            sent: sent(&record, clock),
            place: Place { shown, ..place(&record, medium(message, format)) },
            words: record.words,
            action: verdict.action,
            channel: verdict.channel,
            reason: verdict.reasons.first().copied(),
            asks: verdict.reply_needed,
            is_reader_off: diagnostics.iter().any(|found| *found.code == *OUT_OF_HOURS),
            thread: thread(&record),
            earlier: Thread::of(message).earlier,
            subject: mask.subject().filter(|_| shows_words).map(|subject| people.hide(&subject)),
            invited: meeting.map_or(0, |meeting| meeting.attendees),
            minutes: meeting.and_then(|meeting| meeting.minutes),
            findings: diagnostics.iter().map(finding).collect(),
        }
    }

    /// Returns true if and only if a rule spoke.
    pub(super) fn has(&self, code: &str) -> bool {
        self.findings.iter().any(|found| *found.code == *code)
    }
}

/// Returns when a message was sent, on the writer's clock.
fn sent(record: &MessageRecord, clock: Option<&Clock>) -> Option<SentAt> {
    let date = record.date.as_ref()?;
    let local = clock.map_or_else(|| date.datetime(), |clock| clock.local(date.timestamp()).datetime());
    let is_plausible = YEARS.contains(&local.year());
    is_plausible
        .then(|| SentAt { local, is_at_work: clock.and_then(|clock| clock.is_at_work(date.timestamp())) })
}

/// Returns what stands for a thread; an id is unique within its chat.
fn thread(record: &MessageRecord) -> Option<u64> {
    let thread = record.thread.as_ref()?;
    Some(stand_in(&(&record.channel, thread)))
}

fn place(record: &MessageRecord, medium: Medium) -> Place {
    Place { medium, chat: record.channel.clone(), shown: None, writer: stand_in(&record.from) }
}

/// Returns a number that stands for something, the same in every run.
fn stand_in(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

fn medium(message: &Message<'_>, format: Format) -> Medium {
    match format {
        Format::Ics => Medium::Invitation,
        _ if message.meeting.is_some() => Medium::Invitation,
        Format::Chat | Format::Slack | Format::ChatExport => Medium::Chat,
        Format::GitPatch | Format::CommitMsg => Medium::Commit,
        _ if message.profile.as_deref() == Some(Profile::Chat.name()) => Medium::Chat,
        Format::Email | Format::Mbox => Medium::Mail,
        _ => Medium::Text,
    }
}

#[cfg(test)]
impl Default for OwnMessage {
    fn default() -> OwnMessage {
        OwnMessage {
            sent: None,
            place: Place::default(),
            words: 0,
            action: Action::Write,
            channel: Channel::Message,
            reason: None,
            asks: false,
            is_reader_off: false,
            thread: None,
            earlier: 0,
            subject: None,
            invited: 0,
            minutes: None,
            findings: Vec::new(),
        }
    }
}
