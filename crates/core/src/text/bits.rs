//! Keeps sets of small numbers as bits; a number for which there is no room is in no set.

/// Returns true if and only if a number is in the set.
#[inline]
pub(crate) fn has_bit(set: &[u64], bit: usize) -> bool {
    set.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
}

/// Adds a number; returns true if and only if it was not there.
#[inline]
pub(crate) fn set_bit(set: &mut [u64], bit: usize) -> bool {
    let Some(word) = set.get_mut(bit / 64) else { return false };
    let is_new = *word >> (bit % 64) & 1 == 0;
    *word |= 1 << (bit % 64);
    is_new
}

/// Takes a number out.
#[inline]
pub(crate) fn clear_bit(set: &mut [u64], bit: usize) {
    if let Some(word) = set.get_mut(bit / 64) {
        *word &= !(1 << (bit % 64));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_added_and_taken_out() {
        let mut set = [0; 2];
        assert!(set_bit(&mut set, 64) && !set_bit(&mut set, 64) && set_bit(&mut set, 3));
        assert!(has_bit(&set, 64) && has_bit(&set, 3) && !has_bit(&set, 0));
        clear_bit(&mut set, 64);
        assert!(!has_bit(&set, 64));
        assert!(!set_bit(&mut set, 128) && !has_bit(&set, 128));
    }
}
