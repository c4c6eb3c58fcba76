//! Tells which lines stand above a quotation, for whoever counts the messages of a thread.

use super::banner::{Banner, banner};
use super::openings::may_open;
use super::tidy::Line;
use super::{attribution, reply_header};

/// What a line above a quotation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::message) enum Above {
    /// `On Monday, Ana wrote:`
    Attribution,
    /// `-----Original Message-----`
    Banner,
    /// `Sent: Monday, 4 May 2026 10:00`
    Sent,
}

/// Says what a line without its `>` is, if it stands above a quotation.
pub(in crate::message) fn above_quotation(line: &str) -> Option<Above> {
    let line = Line::new(line);
    if !may_open(line.raw.as_bytes(), line.signs()) {
        return None;
    }
    if banner(&line) == Some(Banner::Quote) {
        return Some(Above::Banner);
    }
    if reply_header::is_sent_field(&line) {
        return Some(Above::Sent);
    }
    attribution::is_attribution(&line).then_some(Above::Attribution)
}
