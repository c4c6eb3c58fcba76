//! Readers: one for each format in which messages come.

pub mod chat;
pub mod email;
pub mod git;
pub mod jsonl;
pub mod mbox;
pub mod slack;

pub(super) mod html;
pub(super) mod ics;
pub(super) mod markdown;
pub(super) mod text;

mod json;
