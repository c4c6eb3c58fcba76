//! Names where a message was written.

/// The kind of writing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Medium {
    #[default]
    Mail,
    Invitation,
    Chat,
    Commit,
    Text,
}

/// Where a message was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) medium: Medium,
    /// The name of the chat, where it is known.
    pub(crate) chat: Option<String>,
    /// The same as it may be shown; absent where another person wrote the message.
    pub(crate) shown: Option<String>,
    /// Stands for whoever wrote there.
    pub(crate) writer: u64,
}
