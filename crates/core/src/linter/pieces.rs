//! Cuts a very large message into pieces that can be linted side by side.

use crate::words::Block;

/// A piece of a large message holds about this many bytes.
const PIECE: usize = 1 << 17;

/// Gathers blocks into pieces of about an eighth of a mebibyte; a message of ordinary size is one piece.
pub(super) fn pieces(all: Vec<Block>) -> Vec<Vec<Block>> {
    let mut pieces: Vec<Vec<Block>> = vec![Vec::new()];
    let mut size = 0;
    for block in all {
        let bytes: usize = block.stretches.iter().map(|(_, span)| span.len()).sum();
        if size > 0 && size + bytes > PIECE + PIECE / 2 {
            pieces.push(Vec::new());
            size = 0;
        }
        size += bytes;
        if let Some(piece) = pieces.last_mut() {
            piece.push(block);
        }
    }
    pieces
}
