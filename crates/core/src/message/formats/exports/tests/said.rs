//! What is said in the chats that tests export.

/// What kind of message stands in an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Own,
    /// A program wrote it.
    Program,
    /// The program of chats says that something happened.
    Event,
    /// It repeats or passes on what another wrote.
    Quoting,
    /// It answers the message before it.
    Answer,
}

/// Something that was said.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub(super) number: usize,
    pub(super) user: usize,
    pub(super) kind: Kind,
    pub(super) text: String,
    pub(super) pause: i64,
}

impl Said {
    pub(super) fn own_probe(&self) -> String {
        format!("ownword{}x", self.number)
    }

    pub(super) fn other_probe(&self) -> String {
        format!("otherword{}x", self.number)
    }

    pub(super) fn last_sign(&self) -> String {
        format!("{} end", self.own_probe())
    }

    pub(super) fn is_heard(&self) -> bool {
        !matches!(self.kind, Kind::Program | Kind::Event)
    }

    pub(super) fn words(&self) -> String {
        format!("{} and {}", self.text, self.last_sign())
    }

    pub(super) fn name(&self) -> &'static str {
        ["Ana", "Ben", "Cy"][self.user]
    }

    pub(super) fn seconds(&self) -> i64 {
        1_773_306_000 + i64::try_from(self.number).expect("small") * 1000 + self.pause
    }

    pub(super) fn iso(&self) -> String {
        jiff::Timestamp::from_second(self.seconds()).expect("a time").to_string()
    }

    pub(super) fn html(&self) -> String {
        let words = self.words().replace('&', "&amp;").replace('<', "&lt;");
        match self.kind {
            Kind::Quoting => format!("<blockquote>{}</blockquote><p>{words}</p>", self.other_probe()),
            _ => format!("<p>{words}</p>"),
        }
    }
}
