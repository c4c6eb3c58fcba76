//! Describes the options that cut an archive to a part of it.

use clap::Args;

use crate::session::archive_cut::{ArchiveCut, Moment};

// Not a doc comment: clap would take it for what the whole program is about.
#[derive(Debug, Default, Args)]
pub(super) struct ArchiveArgs {
    /// Read what is packed in zip, gz and zst files too
    #[arg(long, hide_short_help = true, conflicts_with_all = ["fix", "diff"])]
    pub(super) archives: bool,
    /// Only messages sent on this day or later, or from this instant on
    #[arg(long, hide_short_help = true, value_name = "DATE", value_parser = Moment::parse)]
    since: Option<Moment>,
    /// Only messages sent on this day or earlier, or until this instant
    #[arg(long, hide_short_help = true, value_name = "DATE", value_parser = Moment::parse)]
    until: Option<Moment>,
    /// Only messages written by `me` of presend.toml
    #[arg(long, hide_short_help = true)]
    mine: bool,
    /// Only this many messages, the same ones in every run
    #[arg(long, hide_short_help = true, value_name = "N", conflicts_with = "fix")]
    pub(super) sample: Option<usize>,
}

impl ArchiveArgs {
    /// Says which messages are kept.
    pub(super) fn cut(&self) -> ArchiveCut {
        ArchiveCut::new(self.since, self.until, self.mine)
    }
}
