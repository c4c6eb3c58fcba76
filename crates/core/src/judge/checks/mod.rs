//! The checks: functions for rules that words alone cannot say, one file per family of rules.

mod composites;
mod coordination;
mod crisis;
mod deadlines;
mod heat;
mod invitations;
mod kinds;
mod mechanics;
mod outside;
mod private;
mod quieter;
mod readers;
mod registry;
mod threads;
mod tone;
mod urgency;

pub(super) use registry::{message_check, word_check};
