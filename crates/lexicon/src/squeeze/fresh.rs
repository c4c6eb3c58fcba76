//! Writes numbers that are given out one after the other: whether one is new, or which one it is likely.

use super::columns::{Column, Reader, unfolded};
#[cfg(feature = "built-in")]
use super::columns::{Writer, folded};

/// Tells numbers that are met for the first time, which count up, from those that are met again. 0 is no number.
#[derive(Debug)]
pub(super) struct Fresh {
    next: u32,
}

/// What a number that is met again may be.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Guess {
    /// It is likely this one.
    pub(super) likely: u32,
    /// Else it is near this one, or if that is 0, near those that are new.
    pub(super) near: u32,
}

const NEXT: u32 = 1;
const LIKELY: u32 = 2;
const OTHERS: u32 = 3;

impl Fresh {
    /// Begins with the number that is met first.
    pub(super) const fn from(next: u32) -> Fresh {
        Fresh { next }
    }

    /// Appends a number.
    #[cfg(feature = "built-in")]
    pub(super) fn put(&mut self, columns: &mut Writer, column: Column, number: u32, guess: Guess) {
        let near = if guess.near == 0 { self.next } else { guess.near };
        columns.put(
            column,
            match number {
                0 => 0,
                number if number == self.next => NEXT,
                number if number == guess.likely => LIKELY,
                number => OTHERS + folded(number.wrapping_sub(near).cast_signed()),
            },
        );
        self.next = self.next.max(number + 1);
    }

    /// Takes a number.
    pub(super) fn take(&mut self, columns: &mut Reader<'_>, column: Column, guess: Guess) -> Option<u32> {
        let near = if guess.near == 0 { self.next } else { guess.near };
        let number = match columns.take(column)? {
            0 => 0,
            NEXT => self.next,
            LIKELY => guess.likely,
            step => near.wrapping_add(unfolded(step - OTHERS).cast_unsigned()),
        };
        self.next = self.next.max(number.checked_add(1)?);
        Some(number)
    }
}
