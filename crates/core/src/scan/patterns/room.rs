//! Keeps what running a program takes up.

#![expect(clippy::indexing_slicing, reason = "a search makes room for each state at each place")]

/// What running takes up: the room is used again.
#[derive(Debug, Default)]
pub(super) struct Room {
    /// A bit for each choice and place at which a program has been: from there it is not tried again, so that the work grows as
    /// the text does.
    seen: Vec<u64>,
    /// Which of these numbers have bits.
    dirty: Vec<usize>,
    pub(super) stack: Vec<Step>,
    /// How many states programs have been in.
    steps: u32,
}

impl Room {
    /// Returns how many states programs have been in since this was asked last.
    pub(super) const fn take_steps(&mut self) -> u32 {
        std::mem::replace(&mut self.steps, 0)
    }

    /// Counts a state that a program is in.
    #[inline]
    pub(super) const fn count_step(&mut self) {
        self.steps = self.steps.saturating_add(1);
    }

    /// Makes room for so many bits.
    pub(super) fn make(&mut self, bits: usize) {
        let words = bits.div_ceil(64);
        if self.seen.len() < words {
            self.seen.resize(words, 0);
        }
    }

    /// Takes all bits out.
    pub(super) fn forget(&mut self) {
        self.dirty.drain(..).for_each(|word| self.seen[word] = 0);
    }

    /// Notes a bit; returns true if and only if it was not there.
    #[inline]
    pub(super) fn is_new(&mut self, bit: usize) -> bool {
        let word = &mut self.seen[bit / 64];
        let is_new = *word >> (bit % 64) & 1 == 0;
        if *word == 0 {
            self.dirty.push(bit / 64);
        }
        *word |= 1 << (bit % 64);
        is_new
    }
}

/// What is tried when everything before it failed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    /// This state at this place.
    Go(u32, usize),
    /// Puts back what a slot held.
    Restore(usize, Option<usize>),
}
