//! Names what reports and verdicts speak of: severities, axes, channels, regions.

use super::named::named;

named! {
    /// How serious a diagnostic is; ordered from the mildest to the gravest.
    Severity,
    /// A matter of style.
    Hint = "hint",
    /// Worth a look.
    Info = "info",
    /// Likely to hurt, fail or be regretted.
    Warning = "warning",
    /// Do not send as it is.
    Error = "error",
}

named! {
    /// The axes on which evidence is scored, in the order in which reports list them.
    Axis,
    /// Stakes for a person or the organisation.
    Sensitive = "sensitive",
    /// Time to the needed reply.
    Urgent = "urgent",
    /// Heat on the page.
    Charged = "charged",
    /// Moving parts and people.
    Coordination = "coordination",
    /// Whether contact itself matters.
    Relationship = "relationship",
    /// Only information.
    Fyi = "fyi",
    /// Asks for a meeting.
    Meeting = "meeting",
}

named! {
    /// What to do with a draft.
    Action,
    /// Fine in writing.
    Write = "write",
    /// Writing is right, this wording is not.
    Reword = "reword",
    /// Do not send now.
    Hold = "hold",
    /// Speak first.
    Talk = "talk",
}

named! {
    /// The channel that a verdict recommends.
    Channel,
    /// A message as it is.
    Message = "message",
    /// A document to read in one's own time.
    Document = "document",
    /// A recording to watch in one's own time.
    Recording = "recording",
    /// A call right now.
    CallNow = "call-now",
    /// In person, or by video.
    InPersonOrVideo = "in-person-or-video",
    /// One meeting with everyone, to begin with.
    Kickoff = "kickoff",
    /// Together, to celebrate.
    CelebrateLive = "celebrate-live",
    /// Someone who knows the law or the rules first.
    Counsel = "counsel",
}

named! {
    /// Whether an edit can be made without asking.
    Applicability,
    /// Shown only; the writer must decide.
    DisplayOnly = "display-only",
    /// Probably right, but it may change the meaning.
    Unsafe = "unsafe",
    /// Keeps the meaning; `--fix` applies it.
    Safe = "safe",
}

named! {
    /// What a stretch of a message is.
    RegionKind,
    /// The subject line.
    Subject = "subject",
    /// `Hi Ana,`: an opening that stands alone before the body.
    Greeting = "greeting",
    /// What the writer wrote now.
    Body = "body",
    /// Text of an earlier message that is being answered.
    Quote = "quote",
    /// A message that is being passed on.
    Forward = "forward",
    /// Name block, `-- ` and what follows, `Sent from my …`.
    Signature = "signature",
    /// Legal boilerplate at the end.
    Disclaimer = "disclaimer",
    /// Code, logs, diffs, tables of values.
    Code = "code",
    /// A header field besides the subject; never linted, but a diagnostic may point at it.
    Header = "header",
}

impl RegionKind {
    /// The kinds that text is linted in, in the order of the enum: all but the header.
    pub const LINTED: [RegionKind; 8] = [
        RegionKind::Subject,
        RegionKind::Greeting,
        RegionKind::Body,
        RegionKind::Quote,
        RegionKind::Forward,
        RegionKind::Signature,
        RegionKind::Disclaimer,
        RegionKind::Code,
    ];

    /// The kinds of a writer's own words, as a mask of [`RegionKind::bit`].
    pub const OWN_WORDS: u8 = RegionKind::Subject.bit() | RegionKind::Greeting.bit() | RegionKind::Body.bit();

    /// Returns the kind's bit in a mask of regions; a header has none, for no rule looks into one.
    #[must_use]
    pub const fn bit(self) -> u8 {
        if matches!(self, RegionKind::Header) { 0 } else { 1 << self as u8 }
    }
}

named! {
    /// The kind of writing.
    Profile,
    /// Mail.
    Email = "email",
    /// Chat.
    Chat = "chat",
    /// The message of a commit.
    Commit = "commit",
}

named! {
    /// Which way a message goes, as far as the guidelines tell.
    Direction,
    /// To people who report to the writer.
    Down = "down",
    /// To people who lead the writer.
    Up = "up",
    /// Out of the organisation.
    Out = "out",
    /// Between peers, or not known.
    Peer = "peer",
}

named! {
    /// What changes the outcome of a row of the decision table; the judge knows when each holds.
    ModifierName,
    /// The draft writes down what was talked about.
    FollowUp = "follow-up",
    /// The draft asks for the talk and only names its topic.
    TalkAsk = "talk-ask",
    /// Both sides are in the chat right now.
    LiveChat = "live-chat",
    /// Every reader prefers writing.
    PrefersWriting = "prefers-writing",
    /// Nobody has a shared hour in time.
    NobodyFree = "nobody-free",
    /// The law wants paper.
    Paper = "paper",
}
