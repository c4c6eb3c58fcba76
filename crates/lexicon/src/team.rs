//! Names the closed sets that a team's guidelines speak of: working models, relations, days, channels of writing.

use super::names::named;

named! {
    /// How a team works together; `lexicons/models.toml` says what each stands for.
    WorkingModel,
    /// In one place.
    Office = "office",
    /// Partly in one place.
    Hybrid = "hybrid",
    /// Apart.
    Remote = "remote",
    /// Apart, and in different time zones.
    Global = "global",
}

named! {
    /// What a reader is to the writer.
    Relation,
    /// Reports to the writer.
    Report = "report",
    /// Leads the writer.
    Manager = "manager",
    /// Works beside the writer.
    Peer = "peer",
    /// Works for the same organisation.
    Colleague = "colleague",
    /// Buys from it.
    Customer = "customer",
    /// Works with it from outside.
    Partner = "partner",
    /// Not a person: the address of a list.
    List = "list",
}

named! {
    /// What a reader would rather do.
    Preference,
    /// Read.
    Writing = "writing",
    /// Talk.
    Talking = "talking",
}

named! {
    /// The days of the week, Monday first.
    Weekday,
    /// Monday.
    Monday = "mon",
    /// Tuesday.
    Tuesday = "tue",
    /// Wednesday.
    Wednesday = "wed",
    /// Thursday.
    Thursday = "thu",
    /// Friday.
    Friday = "fri",
    /// Saturday.
    Saturday = "sat",
    /// Sunday.
    Sunday = "sun",
}

impl Weekday {
    /// The days on which most people work, where nothing else is said.
    pub const USUAL: [Weekday; 5] =
        [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];
}

named! {
    /// The channels of writing on which an answer may be expected within an agreed time.
    WrittenChannel,
    /// Mail.
    Email = "email",
    /// A chat.
    Chat = "chat",
    /// A chat in which the reader is named.
    Mention = "mention",
    /// Comments on a document.
    Document = "document",
}
