//! Joins lines that flow (RFC 3676) where the blank before a soft break is the break's own.

use crate::text::{Ends, Span};

/// The line above a signature, which ends in a blank and does not flow.
const SIGNATURE: &[u8] = b"-- ";

/// Emits each byte of the joined text with the encoded bytes it came from. Quoted lines stay as they are.
pub(super) fn walk(bytes: impl Iterator<Item = (u8, Span)>, emit: &mut dyn FnMut(u8, Span) -> bool) {
    let bytes: Vec<(u8, Span)> = bytes.collect();
    let mut pos = 0;
    let mut is_joined = false;
    while pos < bytes.len() {
        let end = bytes
            .tail(pos)
            .iter()
            .position(|(byte, _)| *byte == b'\n')
            .map_or(bytes.len(), |at| pos + at + 1);
        // A line that would open with a quotation's sign has a blank before it; joined to another it is text.
        let start = pos + usize::from(is_joined && bytes.get(pos).is_some_and(|(byte, _)| *byte == b' '));
        let text_end = text_end(bytes.head(end), start);
        is_joined = flows(bytes.between(pos, text_end), bytes.get(end).map(|(byte, _)| *byte));
        let kept = if is_joined { text_end - 1 } else { end };
        for &(byte, from) in bytes.between(start.min(kept), kept) {
            if !emit(byte, from) {
                return;
            }
        }
        pos = end;
    }
}

/// Returns where a line ends without its newline.
fn text_end(line: &[(u8, Span)], start: usize) -> usize {
    let breaks = line.tail(start).iter().rev().take_while(|(byte, _)| matches!(byte, b'\r' | b'\n'));
    line.len() - breaks.count()
}

/// Returns true if and only if a line, without its newline, goes on in the next one, which opens with `next`.
fn flows(line: &[(u8, Span)], next: Option<u8>) -> bool {
    let is_own = line.first().is_some_and(|(byte, _)| *byte != b'>') && next.is_some_and(|next| next != b'>');
    let is_signature = line.iter().map(|(byte, _)| byte).eq(SIGNATURE);
    is_own && !is_signature && line.last().is_some_and(|(byte, _)| *byte == b' ')
}
