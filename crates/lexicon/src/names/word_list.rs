//! Names the lists of words that the program asks for.

use super::named::named;

named! {
    /// The lists of words that the program asks for by name; they stand in `lexicons/words.toml`, `meetings.toml` and `boilerplate.toml`.
    WordList,
    /// Words by which a writer speaks of themself, alone or with others.
    FirstPerson = "first-person",
    /// Country codes, each with the length of the country's IBANs.
    IbanLengths = "iban-lengths",
    /// Emoji and emoticons that laugh.
    LaughingSigns = "laughing-signs",
    /// Words that join the members of a list.
    ListJoints = "list-joints",
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
    /// Words that sentences about passwords have and passphrases do not.
    PasswordTalk = "password-talk",
    /// Words that are said about a password and are none.
    NotPasswords = "not-passwords",
    /// Passwords that manuals and samples use in addresses and commands.
    SamplePasswords = "sample-passwords",
    /// Names of types, which signatures have where settings have a value.
    TypeNames = "type-names",
    /// Pieces of values that only stand in for a secret.
    Placeholders = "placeholders",
    /// Digests of keys and tokens that documentation shows to everybody.
    PublishedValues = "published-values",
    /// Numbers of cards that payment services publish for tests.
    PublishedCards = "published-cards",
    /// Beginnings of values that are encrypted, hashed, or say where the secret is.
    SecretReferences = "secret-references",
    /// Words for a secret, of which one must stand before a token that its form does not give away.
    SecretNames = "secret-names",
    /// Domains under which people of all organisations have their mail.
    SharedMailHosts = "shared-mail-hosts",
    /// Words for the reader.
    SecondPerson = "second-person",
    /// Words behind a request to talk that bring its topic.
    Topic = "topic",
    /// Words for the writer alone.
    Writer = "writer",
    /// Words for a third person.
    ThirdPerson = "third-person",
    /// Words for third persons.
    ThirdPersons = "third-persons",
    /// What stands before a colon in drafts, mails and logs and is nobody's name.
    NotSpeakers = "not-speakers",
    /// Whole messages of one word: no name, where one stands above a time.
    ShortAnswers = "short-answers",
    /// Names of people that are words too.
    NamesThatAreWords = "names-that-are-words",
    /// Verbs behind a sign that a sentence is about.
    SignVerbs = "sign-verbs",
    /// The first half of the day beside the time in a chat.
    ChatMornings = "chat-mornings",
    /// The second half of the day beside the time in a chat.
    ChatAfternoons = "chat-afternoons",
    /// Months as logs name them.
    ChatMonths = "chat-months",
    /// Months as phones name them, with the year.
    ChatFullMonths = "chat-full-months",
    /// How the line opens by which a program says whose chat follows.
    ChatAnnouncements = "chat-announcements",
    /// Days of the week as logs name them.
    ChatDays = "chat-days",
    /// What a chat says when somebody comes or goes.
    ChatEvents = "chat-events",
    /// Titles of what was said in a meeting.
    TranscriptTitles = "transcript-titles",
    /// What stands before the mark of a writer's answers.
    MarkAnnouncements = "mark-announcements",
    /// The first line of a mailing list's digest.
    DigestOpenings = "digest-openings",
    /// How writers say that answers are red.
    LookRed = "look-red",
    /// How writers say that answers are orange.
    LookOrange = "look-orange",
    /// How writers say that answers are green.
    LookGreen = "look-green",
    /// How writers say that answers are blue.
    LookBlue = "look-blue",
    /// How writers say that answers are purple.
    LookPurple = "look-purple",
    /// How writers say that answers have another colour.
    LookColoured = "look-coloured",
    /// How writers say that answers are bold.
    LookBold = "look-bold",
    /// How writers say that answers are slanted.
    LookSlanted = "look-slanted",
    /// How writers say that answers stand on a coloured ground.
    LookMarked = "look-marked",
    /// Names behind an `@` that call everybody.
    Everybody = "everybody",
    /// Lines between dashes that open the message that is answered.
    QuoteBanners = "quote-banners",
    /// Parts of lines with a colon below which the writer's own draft stands.
    DraftAnnouncements = "draft-announcements",
    /// Lines between dashes that open a message that is passed on.
    ForwardBanners = "forward-banners",
    /// Whole lines without dashes that open a message that is passed on.
    ForwardLines = "forward-lines",
    /// Lines between dashes below which the writer's own words go on.
    ForwardEnds = "forward-ends",
    /// How the line above a quotation opens, its verb, and what follows it.
    Attributions = "attributions",
    /// Words in the place of the name that make such a line the writer's own.
    NotWriters = "not-writers",
    /// Words behind the name of a writer that bring the list by which the message came.
    ByWayOf = "by-way-of",
    /// The months, each by the beginnings of its names.
    Months = "months",
    /// How names of weekdays begin.
    Weekdays = "weekdays",
    /// Names of the field that says who wrote a message.
    FieldsFrom = "fields-from",
    /// Names of the field that says when it was sent, as only mail programs call it.
    FieldsSent = "fields-sent",
    /// Names of the field that says when it was sent.
    FieldsDate = "fields-date",
    /// Names of the field that says to whom.
    FieldsTo = "fields-to",
    /// Names of the field that says what about.
    FieldsSubject = "fields-subject",
    /// Names of other fields of a header block.
    FieldsOther = "fields-other",
    /// Titles above the fields of a memo.
    MemoTitles = "memo-titles",
    /// Fields of a mail without a dash in their names.
    MailFields = "mail-fields",
    /// Lines above which an answer is typed.
    AnswerMarks = "answer-marks",
    /// What stands before and behind the name of a device.
    DeviceForms = "device-forms",
    /// Devices and programs that send mail.
    Devices = "devices",
    /// Programs and devices whose names are words too.
    Programs = "programs",
    /// Words that may follow the name of a device.
    Excuses = "excuses",
    /// Whole lines of programs that name no device.
    DeviceLines = "device-lines",
    /// Lines that say on the way and name no device.
    DeviceNotes = "device-notes",
    /// How links begin by which programs see whether a message was opened.
    TrackingLinks = "tracking-links",
    /// How a postscript begins, which is the writer's even below a signature.
    Postscripts = "postscripts",
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
    /// Words of the titles of people and their places, which may be small.
    RoleWords = "role-words",
    /// How sentences begin that stand in signatures below the name.
    SignatureNotes = "signature-notes",
    /// Phrases that prove a legal notice or a virus note.
    Disclaimers = "disclaimers",
    /// Phrases of such notices that people use too.
    WeakDisclaimers = "weak-disclaimers",
    /// Phrases of the footers of mailing lists.
    ListFooters = "list-footers",
    /// Phrases that say how to join a call.
    CallDetails = "call-details",
    /// How lines of blocks about a call begin.
    CallOpenings = "call-openings",
    /// What the addresses of calls hold.
    CallHosts = "call-hosts",
    /// Openings of a subject that answers.
    ReplyPrefixes = "reply-prefixes",
    /// Openings of a subject that passes on.
    ForwardPrefixes = "forward-prefixes",
    /// Openings of the lines between the files of a diff.
    DiffHeaders = "diff-headers",
    /// What the lines of logs call their weight.
    LogLevels = "log-levels",
    /// Lines that set how a text is typeset or sent.
    MarkupSettings = "markup-settings",
    /// How a telephone or a call writes that somebody reacts to a message.
    Tapbacks = "tapbacks",
}
