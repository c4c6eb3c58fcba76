//! Moves byte offsets onto char boundaries.

/// Returns the last char boundary at or below an offset.
#[must_use]
pub(crate) fn floor_char(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Returns the first char boundary at or above an offset.
#[must_use]
pub(crate) fn ceil_char(text: &str, offset: usize) -> usize {
    (offset..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_move_onto_boundaries() {
        for (offset, floor, ceil) in [(0, 0, 0), (1, 1, 1), (2, 1, 3), (3, 3, 3), (99, 3, 3)] {
            assert_eq!((floor_char("aé", offset), ceil_char("aé", offset)), (floor, ceil), "{offset}");
        }
        assert_eq!((floor_char("", 2), ceil_char("", 2)), (0, 0));
    }
}
