//! Holds what a linter is built with.

use std::sync::Arc;

use super::executor::{Executor, InOrder};
use super::policy::RuleRequest;
use crate::guidelines::Team;
use presend_lexicon::names::Profile;

/// A lexicon file of the user's: its path as named, and its text.
#[derive(Debug, Clone)]
pub(crate) struct LexiconFile {
    /// The path, for errors.
    pub(crate) path: String,
    /// The TOML text.
    pub(crate) text: String,
}

/// What a linter is built with.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    /// Lexicons beside the built-in ones.
    pub(crate) lexicons: Vec<LexiconFile>,
    /// Region kinds linted besides the writer's own words, as a mask of `RegionKind::bit`.
    pub(crate) include: u8,
    /// The profile of messages that name none.
    pub(crate) profile: Profile,
    /// Make a plan of what to say live and what to write.
    pub(crate) plan: bool,
    /// Who is who, and what the team agreed on.
    pub(crate) team: Team,
    /// Which rules speak where the caller gives no policy.
    pub(crate) rules: RuleRequest,
    /// The time of the check; drafts without a date are judged as sent then.
    pub(crate) now: Option<jiff::Timestamp>,
    /// Keep what sentences hold, for drafts that are linted again and again.
    pub(crate) keeps_sentences: bool,
    /// Runs the pieces of a very large message.
    pub(crate) executor: Arc<dyn Executor>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            lexicons: Vec::new(),
            include: 0,
            profile: Profile::Email,
            plan: false,
            team: Team::default(),
            rules: RuleRequest::default(),
            now: None,
            keeps_sentences: false,
            executor: Arc::new(InOrder),
        }
    }
}
