//! Names what rules are made of: groups, checks, validators, properties, reaches.

use super::named::named;

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
    /// The checks: what a rule needs that words cannot say. Those that see the whole
    /// message stand last, in the order in which they run: each sees what those before it found.
    Check,
    /// Personal data of several people.
    BulkPeople = "bulk-people",
    /// Drawn-out letters.
    Elongation = "elongation",
    /// An answer wanted faster than the channel gives one.
    FastReply = "fast-reply",
    /// Nothing but a greeting.
    GreetingOnly = "greeting-only",
    /// More words than the channel bears.
    LongMessage = "long-message",
    /// More questions than one answer holds.
    ManyQuestions = "many-questions",
    /// An attachment that is named and not there.
    MissingAttachment = "missing-attachment",
    /// A request without a time.
    NoDeadline = "no-deadline",
    /// A time without its zone.
    NoZone = "no-zone",
    /// Runs of exclamation or question marks.
    PunctuationRun = "punctuation-run",
    /// Whole sentences in capitals.
    Shouting = "shouting",
    /// "We need to talk" without a topic.
    Summons = "summons",
    /// An answer wanted sooner than the team agreed.
    TeamNorm = "team-norm",
    /// A thumb down that a person gets.
    ThumbAtSomebody = "thumb-at-somebody",
    /// A task that nobody in particular is asked to do.
    Unowned = "unowned",
    /// A time that can be read in two ways.
    VagueDeadline = "vague-deadline",
    /// The announcement of a crisis.
    Crisis = "crisis",
    /// A draft that is heated as a whole.
    Heated = "heated",
    /// Words for the inside, sent outside.
    ExternalWords = "external-words",
    /// A delicate matter to many readers.
    ToMany = "to-many",
    /// A mark of confidence to readers outside.
    ConfidentialMark = "confidential-mark",
    /// Criticism before a group.
    GroupCriticism = "group-criticism",
    /// Somebody's manager in copy.
    ManagerCopy = "manager-copy",
    /// A delicate matter as a first contact.
    FirstContact = "first-contact",
    /// A thread that goes back and forth.
    PingPong = "ping-pong",
    /// What an invitation lacks.
    Meeting = "meeting",
    /// Sent outside the readers' hours.
    OutOfHours = "out-of-hours",
    /// Keeps what counts only beside a crisis.
    BesideCrisis = "beside-crisis",
    /// What the notice of a crisis lacks.
    CrisisLacks = "crisis-lacks",
    /// Bad news that cannot wait.
    UrgentNews = "urgent-news",
    /// Most of the message was taken for something else than own words, without a plain mark.
    MostlyLeftOut = "mostly-left-out",
    /// A part that could not be read.
    PartNotRead = "part-not-read",
    /// Many people and parts at the start of a work.
    Kickoff = "kickoff",
    /// What was talked about and is to be written down.
    WriteUp = "write-up",
    /// A draft that is delicate as a whole.
    Delicate = "delicate",
    /// A draft that presses as a whole.
    Pressing = "pressing",
    /// A draft that is tangled as a whole.
    Tangled = "tangled",
}

named! {
    /// The tests that a value found by a pattern can be put to.
    Validator,
    /// India's Aadhaar number.
    Aadhaar = "aadhaar",
    /// A routing number of a bank in the United States.
    AbaRouting = "aba-routing",
    /// User and password of a header for basic authentication, encoded.
    BasicAuth = "basic-auth",
    /// A payment card.
    Card = "card",
    /// A text between quotation marks that code sets or compares a password with.
    CodePassword = "code-password",
    /// The head of a column that holds secrets.
    ColumnHead = "column-head",
    /// A password in an address or a command that is no sample.
    ConnectionPassword = "connection-password",
    /// Brazil's CPF.
    Cpf = "cpf",
    /// Digits that are not one digit over and over.
    Digits = "digits",
    /// A private key encoded once more.
    EncodedKey = "encoded-key",
    /// A JSON web token.
    Jwt = "jwt",
    /// A private key with its body.
    KeyBlock = "key-block",
    /// A line that says that secrets are listed below it.
    ListHead = "list-head",
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
    /// The checksum of payment cards, on a number that nobody published for tests.
    OwnCard = "own-card",
    /// Plain words in a row that a sentence tells a password with.
    Passphrase = "passphrase",
    /// What may be a password.
    Password = "password",
    /// A value that looks like a secret.
    SecretLike = "secret-like",
    /// The words of a seed phrase.
    SeedWords = "seed-words",
    /// The value of a setting whose name says that it is secret.
    Setting = "setting",
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
