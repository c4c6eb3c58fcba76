//! Names the closed sets that lexicons, the decision table and reports speak of: severities, axes, channels and their like.

/// Defines an enum whose variants have names: those that lexicons, options and JSON use.
macro_rules! named {
    ($(#[$meta:meta])* $name:ident, $($(#[$of:meta])* $variant:ident = $text:literal),+ $(,)?) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$of])* $variant,)+
        }

        impl $name {
            /// Every value, in the order of the enum.
            pub const ALL: [$name; [$($text),+].len()] = [$($name::$variant),+];

            /// Every name, in the order of [`Self::ALL`].
            pub const NAMES: [&'static str; [$($text),+].len()] = [$($text),+];

            /// Returns the name that lexicons, options and JSON use.
            #[must_use]
            pub const fn name(self) -> &'static str {
                $name::NAMES[self as usize]
            }

            /// Reads a value by its name.
            #[must_use]
            pub fn parse(name: &str) -> Option<$name> {
                $name::ALL.into_iter().find(|value| value.name() == name)
            }

            /// Reads a value by its number in a packed table; the byte that stands for "none" has no value.
            #[must_use]
            pub fn numbered(number: u32) -> Option<$name> {
                $name::ALL.get(number as usize).copied()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.name())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<$name, D::Error> {
                let name = String::deserialize(from)?;
                $name::parse(&name).ok_or_else(|| {
                    let known = $name::NAMES.join(", ");
                    serde::de::Error::custom(format!("`{name}` is not one of {known}"))
                })
            }
        }
    };
}

pub(crate) use named;

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
    /// The groups of rules, in the order in which reports list them.
    Group,
    /// Personnel matters, bad news, stakes for a person.
    Sensitive = "sensitive",
    /// Safety and wellbeing of a person.
    Wellbeing = "wellbeing",
    /// How fast an answer is asked for.
    Urgency = "urgency",
    /// Anger and insults.
    Heat = "heat",
    /// Milder wording that hurts.
    Tone = "tone",
    /// Secrets and personal data.
    Private = "private",
    /// What may be read in court one day.
    Record = "record",
    /// Many people, many parts.
    Coordination = "coordination",
    /// Who reads along.
    Readers = "readers",
    /// Attachments, ignores and the like.
    Mechanics = "mechanics",
}

impl Group {
    /// Returns the letter with which the codes of its rules begin.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Group::Sensitive => 'S',
            Group::Wellbeing => 'W',
            Group::Urgency => 'U',
            Group::Heat => 'E',
            Group::Tone => 'T',
            Group::Private => 'P',
            Group::Record => 'L',
            Group::Coordination => 'K',
            Group::Readers => 'R',
            Group::Mechanics => 'M',
        }
    }
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
    /// Where a context frame must stand for a hit to be in its reach.
    Reach,
    /// Before the hit, in the same clause.
    Before = "before",
    /// Behind the hit, in the same clause.
    After = "after",
    /// Before or behind it.
    Around = "around",
    /// Over the hit itself.
    Overlap = "overlap",
    /// Anywhere in its sentence.
    Sentence = "sentence",
    /// Anywhere in its block.
    Paragraph = "paragraph",
    /// Anywhere in the message.
    Message = "message",
}

named! {
    /// What a context frame does to a hit in its reach.
    Effect,
    /// The hit counts for nothing.
    Silence = "silence",
    /// One severity milder, and its weight scaled.
    Soften = "soften",
    /// A hint at most.
    Hint = "hint",
    /// An info at most.
    Info = "info",
    /// It only names the topic of a talk that is asked for.
    Topic = "topic",
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

named! {
    /// The checks: what a rule needs that words cannot say.
    Check,
    /// Keeps what counts only beside a crisis.
    BesideCrisis = "beside-crisis",
    /// Personal data of several people.
    BulkPeople = "bulk-people",
    /// A mark of confidence to readers outside.
    ConfidentialMark = "confidential-mark",
    /// The announcement of a crisis.
    Crisis = "crisis",
    /// What the notice of a crisis lacks.
    CrisisLacks = "crisis-lacks",
    /// A draft that is delicate as a whole.
    Delicate = "delicate",
    /// Drawn-out letters.
    Elongation = "elongation",
    /// Words for the inside, sent outside.
    ExternalWords = "external-words",
    /// An answer wanted faster than the channel gives one.
    FastReply = "fast-reply",
    /// A delicate matter as a first contact.
    FirstContact = "first-contact",
    /// Nothing but a greeting.
    GreetingOnly = "greeting-only",
    /// Criticism before a group.
    GroupCriticism = "group-criticism",
    /// A draft that is heated as a whole.
    Heated = "heated",
    /// Many people and parts at the start of a work.
    Kickoff = "kickoff",
    /// More words than the channel bears.
    LongMessage = "long-message",
    /// Somebody's manager in copy.
    ManagerCopy = "manager-copy",
    /// More questions than one answer holds.
    ManyQuestions = "many-questions",
    /// What an invitation lacks.
    Meeting = "meeting",
    /// An attachment that is named and not there.
    MissingAttachment = "missing-attachment",
    /// A request without a time.
    NoDeadline = "no-deadline",
    /// A time without its zone.
    NoZone = "no-zone",
    /// Sent outside the readers' hours.
    OutOfHours = "out-of-hours",
    /// A thread that goes back and forth.
    PingPong = "ping-pong",
    /// A draft that presses as a whole.
    Pressing = "pressing",
    /// Runs of exclamation or question marks.
    PunctuationRun = "punctuation-run",
    /// Whole sentences in capitals.
    Shouting = "shouting",
    /// "We need to talk" without a topic.
    Summons = "summons",
    /// A draft that is tangled as a whole.
    Tangled = "tangled",
    /// An answer wanted sooner than the team agreed.
    TeamNorm = "team-norm",
    /// A delicate matter to many readers.
    ToMany = "to-many",
    /// A task that nobody in particular is asked to do.
    Unowned = "unowned",
    /// Bad news that cannot wait.
    UrgentNews = "urgent-news",
    /// A time that can be read in two ways.
    VagueDeadline = "vague-deadline",
    /// What was talked about and is to be written down.
    WriteUp = "write-up",
}

named! {
    /// The tests that a value found by a pattern can be put to.
    Validator,
    /// India's Aadhaar number.
    Aadhaar = "aadhaar",
    /// A routing number of a bank in the United States.
    AbaRouting = "aba-routing",
    /// A payment card.
    Card = "card",
    /// Brazil's CPF.
    Cpf = "cpf",
    /// Digits that are not one digit over and over.
    Digits = "digits",
    /// A JSON web token.
    Jwt = "jwt",
    /// A long value that looks random.
    LongSecret = "long-secret",
    /// The Luhn checksum.
    Luhn = "luhn",
    /// The checksum of an IBAN.
    Mod97 = "mod97",
    /// A number of the British health service.
    Nhs = "nhs",
    /// The prefix of a British national insurance number.
    NinoPrefix = "nino-prefix",
    /// Anything but a placeholder.
    NotPlaceholder = "not-placeholder",
    /// What may be a password.
    Password = "password",
    /// A value that looks like a secret.
    SecretLike = "secret-like",
    /// The ranges of social security numbers that are given out.
    SsnRanges = "ssn-ranges",
    /// A German tax number.
    SteuerId = "steuer-id",
    /// A value that mixes kinds of signs as strong passwords do.
    Strong = "strong",
}

named! {
    /// What the program must know of a rule beside what it says: how checks, settings and the verdict treat its findings.
    RuleProperty,
    /// Somebody is in danger, or a crisis goes on: urgency is right without any request.
    Alarm = "alarm",
    /// News for all, where a talk goes with it.
    Announcement = "announcement",
    /// It may reach people at any hour.
    AnyHour = "any-hour",
    /// News that is hard to take.
    BadNews = "bad-news",
    /// The one part that even the first notice of a crisis must have.
    FirstNotice = "first-notice",
    /// It concerns everyone, so that many readers are right.
    ForAll = "for-all",
    /// A draft cannot silence it: the risk is not the writer's alone.
    Unsuppressible = "unsuppressible",
    /// It speaks on requests to ignore that silence nothing, not on words.
    UnusedIgnore = "unused-ignore",
}

impl RuleProperty {
    /// Returns the property's bit in the mask of a rule.
    #[must_use]
    pub const fn bit(self) -> u32 {
        1 << self as u32
    }
}

named! {
    /// The context frames that the program asks for by name, besides what they do to hits.
    FrameName,
    /// Requests to the reader.
    Ask = "ask",
    /// Something is due.
    Due = "due",
    /// The draft writes down what was talked about.
    FollowUp = "follow-up",
    /// A talk goes with the draft.
    Session = "session",
    /// Somebody promises to write it down.
    WriteUp = "write-up",
}

impl FrameName {
    /// Returns the frame's bit in the mask of the frames that a message meets.
    #[must_use]
    pub const fn bit(self) -> u8 {
        1 << self as u8
    }
}

named! {
    /// What the shape of a message may say, whatever its words are; `lexicons/cues/shapes.tsv` weighs each.
    Shape,
    /// Two words in capitals or more.
    Capitals2 = "capitals-2",
    /// Three words in capitals or more, and a large share of all.
    CapitalsShare = "capitals-share",
    /// Code, or a mark of it.
    Code = "code",
    /// A run of dots.
    Dots1 = "dots-1",
    /// An exclamation.
    Exclamations1 = "exclamations-1",
    /// Three exclamations or more.
    Exclamations3 = "exclamations-3",
    /// It greets.
    Greeting = "greeting",
    /// The writer is named.
    I = "i",
    /// The writer is named often.
    IOften = "i-often",
    /// Three entries of a list or more.
    List3 = "list-3",
    /// A run of sentence marks.
    MarkRun1 = "mark-run-1",
    /// A reader is called by `@name`.
    Mention = "mention",
    /// Something is denied.
    Not = "not",
    /// Much is denied.
    NotOften = "not-often",
    /// A number.
    Number = "number",
    /// Many numbers.
    NumbersOften = "numbers-often",
    /// An address, a path or the like.
    Opaque = "opaque",
    /// A question.
    Questions1 = "questions-1",
    /// Two questions or more.
    Questions2 = "questions-2",
    /// Four questions or more.
    Questions4 = "questions-4",
    /// A quotation of an earlier message.
    Quote = "quote",
    /// A subject.
    Subject = "subject",
    /// The writer and others are named.
    We = "we",
    /// The writer and others are named often.
    WeOften = "we-often",
    /// Six words or more.
    Words6 = "words-6",
    /// Fifteen words or more.
    Words15 = "words-15",
    /// Forty words or more.
    Words40 = "words-40",
    /// A hundred words or more.
    Words100 = "words-100",
    /// Two hundred and fifty words or more.
    Words250 = "words-250",
    /// The reader is named.
    You = "you",
    /// The reader is named, and something is denied.
    YouNot = "you-not",
    /// The reader is named often.
    YouOften = "you-often",
}

impl Shape {
    /// Returns the shape's bit in the mask of the shapes that a message has.
    #[must_use]
    pub const fn bit(self) -> u64 {
        1 << self as u64
    }
}

named! {
    /// The lists of words that the program asks for by name; they stand in `lexicons/words.toml`, `meetings.toml` and `boilerplate.toml`.
    WordList,
    /// Words by which a writer speaks of themself, alone or with others.
    FirstPerson = "first-person",
    /// Country codes, each with the length of the country's IBANs.
    IbanLengths = "iban-lengths",
    /// Names of texts that are long by nature or bring their own summary.
    LongByNature = "long-by-nature",
    /// Parts of the addresses that machines write from.
    MachineAddresses = "machine-addresses",
    /// Phrases that say what a meeting is for.
    MeetingAgenda = "meeting-agenda",
    /// Phrases for something to decide or to talk about in a meeting.
    MeetingDiscussion = "meeting-discussion",
    /// Titles of meetings in which people need each other.
    MeetingExempt = "meeting-exempt",
    /// Titles of meetings in which one side tells and the other listens.
    MeetingOneWay = "meeting-one-way",
    /// Words that deny.
    Negations = "negations",
    /// Endings of words that are said about a password.
    NotPasswordEndings = "not-password-endings",
    /// Words that are said about a password and are none.
    NotPasswords = "not-passwords",
    /// Pieces of values that only stand in for a secret.
    Placeholders = "placeholders",
    /// Words for the reader.
    SecondPerson = "second-person",
    /// Words behind a request to talk that bring its topic.
    Topic = "topic",
    /// Words for the writer alone.
    Writer = "writer",
    /// Words for the writer and others.
    WritersSide = "writers-side",
    /// What stands before a colon in drafts, mails and logs and is nobody's name.
    NotSpeakers = "not-speakers",
    /// What a chat says when somebody comes or goes.
    ChatEvents = "chat-events",
    /// Names behind an `@` that call everybody.
    Everybody = "everybody",
    /// Lines between dashes that open the message that is answered.
    QuoteBanners = "quote-banners",
    /// Lines between dashes that open a message that is passed on.
    ForwardBanners = "forward-banners",
    /// Whole lines without dashes that open a message that is passed on.
    ForwardLines = "forward-lines",
    /// How the line above a quotation opens and ends.
    Attributions = "attributions",
    /// How any line above a quotation may end.
    AttributionEndings = "attribution-endings",
    /// First fields of the header block over the message that is answered.
    ReplyHeaderOpenings = "reply-header-openings",
    /// Further fields of that block.
    ReplyHeaderFields = "reply-header-fields",
    /// Openings of lines that a device adds below a message.
    DeviceLines = "device-lines",
    /// Lines that close a message.
    Closings = "closings",
    /// Openings of closings that say thanks.
    ThankfulClosings = "thankful-closings",
    /// Openings that greet.
    Greetings = "greetings",
    /// Words that follow a greeting without being names.
    Greeted = "greeted",
    /// Words that stand alone at an end without being a name.
    NotNames = "not-names",
    /// Phrases of legal notices, virus notes and the footers of mailing lists.
    Disclaimers = "disclaimers",
    /// Phrases that say how to join a call.
    CallDetails = "call-details",
    /// Openings of a subject that answers.
    ReplyPrefixes = "reply-prefixes",
    /// Openings of a subject that passes on.
    ForwardPrefixes = "forward-prefixes",
    /// Openings of the lines between the files of a diff.
    DiffHeaders = "diff-headers",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_values() {
        assert_eq!(Severity::parse("warning"), Some(Severity::Warning));
        assert_eq!(Severity::parse("Warning"), None);
        assert!(Channel::ALL.into_iter().all(|channel| Channel::parse(channel.name()) == Some(channel)));
        assert_eq!(Check::numbered(Check::Crisis as u32), Some(Check::Crisis));
        assert_eq!(Check::numbered(0xFF), None);
    }

    #[test]
    fn a_header_is_in_no_mask() {
        assert_eq!(RegionKind::Header.bit(), 0);
        assert_eq!(RegionKind::OWN_WORDS, 0b111);
    }
}
