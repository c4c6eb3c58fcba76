//! Names the codes of `sysexits.h`, which mail programs know how to tell.

/// The command was used wrongly.
pub(crate) const USAGE: u8 = 64;
/// The message must not go as it is.
pub(super) const BLOCKED: u8 = 65;
/// There is no such program to send with.
pub(super) const UNAVAILABLE: u8 = 69;
/// The message could not be read.
pub(super) const UNREADABLE: u8 = 74;
/// Not now: presend failed, or was asked to end before anything was sent.
pub(super) const NOT_NOW: u8 = 75;
