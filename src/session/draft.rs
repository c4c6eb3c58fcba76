//! Describes a draft that is held in memory, and what is heeded of it.

use presend_core::Source;
use presend_core::message::git::{self, CommentRule};
use presend_core::message::{self, Format};
use presend_core::message::{Headers, Message, Region, RegionKind};

use crate::options::Profile;

/// One draft, and what is known about it besides its bytes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Draft<'d> {
    /// The name that reports show.
    pub(crate) name: &'d str,
    pub(crate) bytes: &'d [u8],
    /// Where they start in the file, in bytes from 0, and on which line, from 1; `None`: at its beginning.
    pub(crate) place: Option<(usize, usize)>,
    /// `None`: by the name, else by looking.
    pub(crate) format: Option<Format>,
    /// How git reads a commit message.
    pub(crate) commit_rule: CommentRule<'d>,
    /// `None`: what presend.toml says, else email.
    pub(crate) profile: Option<Profile>,
    /// Fields that stand in for the draft's own.
    pub(crate) headers: Option<&'d Headers>,
    /// No line of it is somebody else's, whatever it looks like.
    pub(crate) is_all_own: bool,
    /// What of the draft's own ignores is heeded.
    pub(crate) ignores: IgnorePolicy,
}

/// Which of a draft's own ignores are heeded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum IgnorePolicy {
    /// Those in its header and in its lines.
    All,
    /// Those in its header, and in the fields laid over it.
    Header,
    /// None: whoever wrote the draft may not be the person who is asked.
    #[default]
    Nothing,
}

impl<'d> Draft<'d> {
    /// Reads its bytes.
    pub(super) fn message(&self) -> Message<'d> {
        let format = self.format.unwrap_or_else(|| Format::detect(self.name, self.bytes));
        let mut source = Source::new(self.name, self.bytes);
        (source.base_offset, source.base_line) = self.place.unwrap_or((0, 1));
        let mut message = match format {
            Format::CommitMsg => git::read_commit_with(source, self.commit_rule),
            format => message::read(source, format),
        };
        let not_own = |region: &&mut Region| {
            region.kind.bit() & RegionKind::OWN_WORDS == 0 && region.kind != RegionKind::Header
        };
        for region in message.regions.iter_mut().filter(not_own).filter(|_| self.is_all_own) {
            region.kind = RegionKind::Body;
        }
        message
    }
}
